from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest

from reader.errors import Cancelled, ConflictingArticles
from reader.ingest import files, reading
from reader.ingest.files import Sources, read_sources
from reader.model import Failure

TEXT = "Ferry aground\r\n\r\nThe ferry ran aground in thick fog.\r\nShare this @harborlight.com\r\n"
PAGE = "<title>Ferry aground</title><h1>Ferry aground</h1><p>The ferry ran aground.</p>"
RECORD = {"id": "q1", "outlet": "Harbor Light", "text": "The ferry ran aground."}


def put(path: Path, content: str | bytes) -> Path:
    data = content.encode() if isinstance(content, str) else content
    path.write_bytes(gzip.compress(data, mtime=0) if path.suffix == ".gz" else data)
    return path


def read(*paths: Path | str, stdin: bytes | None = None) -> Sources:
    stream = None if stdin is None else io.BytesIO(stdin)
    return read_sources([str(path) for path in paths], stdin=stream)


def ids(sources: Sources) -> list[str]:
    return [article.id for article in sources.articles]


@pytest.mark.parametrize("packed", ["", ".gz"])
@pytest.mark.parametrize(
    ("name", "content", "expected", "identity"),
    [
        ("a.txt", TEXT, TEXT, "a.txt"),
        ("a.html", PAGE, "Ferry aground\nThe ferry ran aground.", "a.html"),
        ("a.md", "# Ferry\n\nAground.", "Ferry\nAground.", "a.md"),
        ("a.json", json.dumps(RECORD), RECORD["text"], "q1"),
        ("a.json", json.dumps([RECORD]), RECORD["text"], "q1"),
        ("a.json", json.dumps({"articles": [RECORD]}), RECORD["text"], "q1"),
        ("a.jsonl", json.dumps(RECORD) + "\n\n", RECORD["text"], "q1"),
    ],
)
def test_every_form_plain_and_compressed(
    tmp_path: Path, name: str, content: str, expected: str, identity: str, packed: str
) -> None:
    path = put(tmp_path / (name + packed), content)
    sources = read(path)
    assert sources.failures == ()
    (article,) = sources.articles
    assert article.text == expected
    assert article.id == (identity + packed if identity == name else identity)
    assert article.source == name + packed
    for block in article.blocks:
        assert (
            article.text[block.start : block.end].strip() == article.text[block.start : block.end]
        )
        assert article.text.count("\n", 0, block.start) + 1 == block.line


def test_records_without_ids_are_named_after_their_place(tmp_path: Path) -> None:
    one, two = ({"text": "One."}, {"text": "Two."})
    assert ids(read(put(tmp_path / "a.jsonl", f"{json.dumps(one)}\n{json.dumps(two)}"))) == [
        "a.jsonl:1",
        "a.jsonl:2",
    ]
    assert ids(read(put(tmp_path / "b.json", json.dumps([one, two])))) == ["b.json:1", "b.json:2"]
    assert ids(read(put(tmp_path / "c.json", json.dumps(one)))) == ["c.json"]
    outlets = {article.outlet.name for article in read(tmp_path / "a.jsonl").articles}
    assert len(outlets) == 2


def test_a_bad_line_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    lines = [
        json.dumps(RECORD),
        "{broken",
        "[]",
        '{"title": "no text"}',
        '{"id": "q2", "text": "Two."}',
    ]
    sources = read(put(tmp_path / "a.jsonl", "\n".join(lines)))
    assert ids(sources) == ["q1", "q2"]
    assert [failure.source for failure in sources.failures] == [
        f"a.jsonl, line {n}" for n in (2, 3, 4)
    ]
    assert "column 2" in sources.failures[0].reason


def test_a_file_of_bad_lines_does_not_flood(tmp_path: Path) -> None:
    sources = read(put(tmp_path / "a.jsonl", "broken\n" * 1_000))
    assert len(sources.failures) == 51
    assert sources.failures[-1] == Failure("a.jsonl", "950 more in it could not be read")


def test_lines_under_the_ending_of_a_document_are_read_as_lines(tmp_path: Path) -> None:
    lines = '{"id": "q1", "text": "One."}\n{"id": "q2", "text": "Two."}\n'
    assert ids(read(put(tmp_path / "a.json", lines))) == ["q1", "q2"]


def test_lines_in_utf_16(tmp_path: Path) -> None:
    lines = '{"id": "q1", "text": "Fähre."}\n{"id": "q2", "text": "Zwei."}\n'
    assert ids(read(put(tmp_path / "a.jsonl", lines.encode("utf-16")))) == ["q1", "q2"]


def test_the_same_id_with_the_same_text_is_one_article(tmp_path: Path) -> None:
    put(tmp_path / "a.json", json.dumps(RECORD))
    put(tmp_path / "b.jsonl", json.dumps({**RECORD, "outlet": "Daily Quay"}))
    (article,) = read(tmp_path).articles
    assert (article.outlet.name, article.source) == ("Harbor Light", "a.json")


def test_the_same_id_with_another_text_is_an_error_that_names_both(tmp_path: Path) -> None:
    put(tmp_path / "a.json", json.dumps(RECORD))
    put(tmp_path / "b.jsonl", "\n" + json.dumps({**RECORD, "text": "Other."}))
    with pytest.raises(ConflictingArticles, match=r"'q1'.*a\.json.*b\.jsonl, line 2"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", "", "it is empty"),
        ("a.txt", " \n ", "it is empty"),
        ("a.jsonl", "\n\n", "it is empty"),
        ("a.txt.gz", "", "it is empty"),
        ("a.txt", b"\x7fELF\0\0\1\2" * 50, "binary data"),
        ("a.html", "<script>x</script>", "no visible text"),
        ("a.html", "<div>" * 50_000 + "deep", "nested too deeply"),
        ("a.json", "[" * 100_000, "nested too deeply"),
        ("a.json", "{", "no valid JSON"),
        ("a.json", "5", "no record"),
        ("a.md", "![](x)", "no text"),
    ],
)
def test_what_cannot_be_read_is_named_and_passed_over(
    tmp_path: Path, name: str, content: str | bytes, reason: str
) -> None:
    put(tmp_path / name, content)
    put(tmp_path / "good.txt", TEXT)
    sources = read(tmp_path)
    assert ids(sources) == ["good.txt"]
    (failure,) = sources.failures
    assert failure.source == name
    assert reason in failure.reason


@pytest.mark.parametrize(
    "data",
    [
        b"no gzip",
        gzip.compress(b"word " * 9_999, mtime=0)[:-30],
        gzip.compress(b"x" * 9_999, mtime=0)[:30] + b"\xff" * 99,
    ],
)
@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz"])
def test_damaged_compression_is_named(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    sources = read(tmp_path / name)
    assert sources.articles == ()
    assert "compressed data is damaged" in sources.failures[-1].reason


def test_lines_before_the_damage_are_kept(tmp_path: Path) -> None:
    lines = b'{"id": "q1", "text": "One."}\n' + bytes(range(33, 120)) * 400
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines, mtime=0)[:-12])
    sources = read(tmp_path / "a.jsonl.gz")
    assert ids(sources) == ["q1"]
    assert "damaged" in sources.failures[-1].reason


def test_decompression_is_bounded(tmp_path: Path) -> None:
    bomb = put(tmp_path / "a.txt.gz", b"0" * (reading.MAX_ARTICLE_FILE + 1))
    assert bomb.stat().st_size < 100_000
    assert "larger than 16 MB" in read(bomb).failures[0].reason


def test_a_line_too_long_is_named_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MAX_LINE", 100)
    long = json.dumps({"id": "long", "text": "x" * 1_000})
    sources = read(put(tmp_path / "a.jsonl", f"{long}\n{json.dumps(RECORD)}\n{long}"))
    assert ids(sources) == ["q1"]
    assert [failure.source for failure in sources.failures] == [
        "a.jsonl, line 1",
        "a.jsonl, line 3",
    ]


def test_lines_without_end_are_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_LINE", 100)
    monkeypatch.setattr(reading, "MAX_LINES_FILE", 10_000)
    sources = read(put(tmp_path / "a.jsonl.gz", "x" * 1_000_000))
    assert "larger than" in sources.failures[-1].reason
    assert sources.articles == ()


def test_a_file_that_vanishes_or_is_locked_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "a.txt", TEXT)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert read(tmp_path / "a.txt").failures == (Failure("a.txt", "Permission denied"),)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (TEXT.encode(), TEXT),
        (PAGE.encode(), "Ferry aground\nThe ferry ran aground."),
        (json.dumps(RECORD).encode(), RECORD["text"]),
        (json.dumps(RECORD, indent=1).encode(), RECORD["text"]),
        (json.dumps(RECORD).encode() + b"\n" + json.dumps(RECORD).encode(), RECORD["text"]),
        (gzip.compress(TEXT.encode(), mtime=0), TEXT),
    ],
)
def test_standard_input_in_any_form(data: bytes, expected: str) -> None:
    (article,) = read("-", stdin=data).articles
    assert article.text == expected
    assert article.source == "standard input"


def test_records_of_standard_input_may_be_long() -> None:
    records = [{"id": name, "text": name + " word" * 40_000} for name in "ab"]
    lines = "\n".join(map(json.dumps, records)).encode()
    assert [article.id for article in read("-", stdin=lines).articles] == ["a", "b"]


def test_standard_input_that_gives_nothing() -> None:
    assert read("-", stdin=b"").failures == (Failure("standard input", "it is empty"),)
    assert read("-").failures == (Failure("standard input", "nothing is connected to it"),)
    assert "damaged" in read("-", stdin=b"\x1f\x8bxx").failures[0].reason


def test_standard_input_is_read_only_when_named(tmp_path: Path) -> None:
    stream = io.BytesIO(TEXT.encode())
    read_sources([str(put(tmp_path / "a.txt", TEXT))], stdin=stream)
    assert stream.tell() == 0


def test_nothing_named_is_nothing_read() -> None:
    assert read() == Sources((), ())


def test_progress_counts_files(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        put(tmp_path / name, TEXT)
    seen: list[tuple[int, int]] = []
    read_sources([str(tmp_path)], progress=lambda done, total: seen.append((done, total)))
    assert seen == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_reading_can_be_cancelled_anywhere(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", TEXT)
    put(tmp_path / "b.json", json.dumps([RECORD]))
    put(tmp_path / "c.jsonl", json.dumps({**RECORD, "id": "q3"}))
    asked = 0

    def count() -> bool:
        nonlocal asked
        asked += 1
        return False

    read_sources([str(tmp_path)], cancelled=count)
    assert asked > 6
    for stop in range(1, asked + 1):
        left = iter([False] * (stop - 1))
        with pytest.raises(Cancelled):
            read_sources([str(tmp_path)], cancelled=lambda left=left: next(left, True))  # type: ignore[misc]  # bound per turn


def test_the_outlet_of_a_bare_text_is_inferred_with_evidence(tmp_path: Path) -> None:
    (article,) = read(put(tmp_path / "a.txt", TEXT)).articles
    assert article.outlet.inferred
    assert article.outlet.name == "harborlight.com"
    assert "@harborlight.com" in article.outlet.evidence


def test_the_forms_of_files_all_have_a_reader() -> None:
    from reader.ingest.found import ENDINGS

    assert set(ENDINGS.values()) == {*files._READERS, "json", "lines", "warc"}
