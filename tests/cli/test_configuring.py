from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli.main import main
from reader.settings import Settings
from reader.ui.commands import COMMANDS

Captured = pytest.CaptureFixture[str]
WRONG = """\
[look]
theme = "nrod"
glyphs = "asci"
[keys]
next-copy = "n"
"""


def run(path: Path, *arguments: str) -> int:
    return main(["--config", str(path), *arguments])


def test_it_says_where_things_are_and_what_is_in_force(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[look]\nglyphs = "ascii"\n[archive]\nfile = "a.sqlite"\n')
    assert run(path, "config") == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"# settings: {path}"
    assert said[1] == f"# archive: {tmp_path / 'a.sqlite'}"
    assert 'glyphs = "ascii"  # set' in said
    assert "text-width = 72" in said


def test_without_a_file_it_says_how_to_write_one(capsys: Captured) -> None:
    assert main(["config"]) == 0
    assert "reader config --init" in capsys.readouterr().out.splitlines()[0]


def test_as_json_it_is_one_document(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "config.toml"
    path.write_text(WRONG)
    assert run(path, "config", "--json") == 0
    captured = capsys.readouterr()
    document = json.loads(captured.out)
    assert document["config"] == str(path)
    assert document["settings"]["look"]["text-width"] == Settings().look.text_width
    assert document["problems"][0]["line"] == 3
    assert f"{path}:3: look.glyphs" in captured.err


def test_the_default_file_is_written_once_and_is_right(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "new" / "config.toml"
    assert run(path, "config", "--init") == 0
    assert run(path, "config", "--check") == 0
    text = path.read_text(encoding="utf-8")
    for command in COMMANDS:
        assert f"# {command.id}{'-1' if command.numbered else ''} = " in text
    assert run(path, "config", "--init") == 1
    assert "stays as it is" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == text


def test_the_default_file_with_nothing_as_a_comment_is_right(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    run(path, "config", "--init")
    lines = path.read_text(encoding="utf-8").splitlines()
    bare = [x.removeprefix("# ") if " = " in x.split('"')[0] else x for x in lines]
    assert bare != lines
    path.write_text("\n".join(bare), encoding="utf-8")
    assert run(path, "config", "--check") == 0


def test_checking_names_all_that_is_wrong_with_the_line(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "config.toml"
    path.write_text(WRONG)
    assert run(path, "config", "--check") == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.splitlines() == [
        f'reader: {path}:2: look.theme: there is no theme "nrod"; did you mean nord?',
        f'reader: {path}:3: look.glyphs: "asci" will not do: it must be "unicode" or "ascii"; '
        '"unicode" is in force',
        f"reader: {path}:5: keys.next-copy: n was the key of next-variant; give it another key",
    ]


def test_a_file_that_is_named_and_not_there_is_an_error(tmp_path: Path, capsys: Captured) -> None:
    assert run(tmp_path / "none.toml", "config") == 1
    assert "there is no such file" in capsys.readouterr().err


def test_the_keys_in_force_are_printed(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[keys]\nfold = "ctrl+f"\nyank = ""\n')
    assert run(path, "keys") == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["ctrl+f", "Fold", "fold"] in rows
    assert run(path, "keys", "--json") == 0
    keys = {entry["id"]: entry for entry in json.loads(capsys.readouterr().out)["keys"]}
    assert set(keys) == {command.id for command in COMMANDS}
    assert (keys["fold"]["keys"], keys["fold"]["default"]) == (["ctrl+f"], ["b"])
    assert keys["yank"]["keys"] == []
    assert run(path, "keys", "--markdown") == 0
    assert "| `ctrl+f` | In the list: show the story’s copies" in capsys.readouterr().out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "tcsh"])
def test_a_shells_script_names_every_command(shell: str, capsys: Captured) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    names = "demo open add refresh feeds remove list search show export rebuild archive import"
    more = "collate group outlets config keys completion --archive"
    below = "" if shell == "tcsh" else "--events --untag backup expire"  # shtab has none for tcsh
    for name in f"{names} {more} {below}".split():
        assert name.removeprefix("--" if shell == "fish" else "") in script


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_bash_completes_commands_and_files(tmp_path: Path, capsys: Captured) -> None:
    main(["completion", "bash"])
    script = tmp_path / "reader.bash"
    script.write_text(capsys.readouterr().out)
    (tmp_path / "news.html").touch()

    def completed(*words: str) -> set[str]:
        given = " ".join(f"'{word}'" for word in words)
        code = (
            f"source '{script}'; COMP_WORDS=({given}); COMP_CWORD={len(words) - 1}; "
            "_shtab_reader; printf '%s\\n' \"${COMPREPLY[@]}\""
        )
        ended = subprocess.run(
            ["bash", "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path
        )
        return set(ended.stdout.split())

    assert completed("reader", "col") == {"collate"}
    assert completed("reader", "re") == {"refresh", "rebuild", "remove"}
    assert completed("reader", "archive", "b") == {"backup"}
    assert completed("reader", "list", "--sort", "co") == {"copies"}
    assert completed("reader", "show", "--mark") == {"--markdown"}
    for command in ("open", "add", "import"):
        assert "news.html" in completed("reader", command, "ne")


def test_completion_is_not_loaded_for_anything_else() -> None:
    code = "import reader.cli.main as m, sys; m.build_parser(); print('shtab' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout == "False\n"
