from __future__ import annotations

import asyncio
import os
import shlex
import sys
import types
from pathlib import Path

import pytest

from reader.ingest.logins import LoginFailed, login_from_command, login_from_keyring


def python(program: str) -> str:
    """A command that runs a program."""
    return shlex.join([sys.executable, "-S", "-c", program])


@pytest.mark.parametrize(
    ("printed", "user", "login"),
    [
        ("secret\\n", "ana", ("ana", "secret")),
        ("secret", "ana", ("ana", "secret")),
        ("a b:c \\r\\nuser: somebody else\\n", "ana", ("ana", "a b:c ")),
        ("ana:se:cret\\n", None, ("ana", "se:cret")),
    ],
)
async def test_the_first_line_is_the_password(
    printed: str, user: str | None, login: tuple[str, str]
) -> None:
    assert await login_from_command(python(f"print('{printed}', end='')"), user) == login


async def test_no_shell_reads_the_command(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    command = python("import sys; print(sys.argv[1:])") + f" '$HOME' ; touch {mark}"
    _, password = await login_from_command(command, "ana")
    assert password == f"['$HOME', ';', 'touch', '{mark}']"
    assert not mark.exists()


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("", "is empty"),
        ("pass 'news", "open quotation"),
        ("/no/such/command", "cannot be started (No such file or directory)"),
        ("a\0b", "cannot be started"),
        (python("import sys; sys.exit('no key\\nis here')"), "failed with status 1: is here"),
        (python("import sys; sys.exit(3)"), "failed with status 3"),
        (python("pass"), "printed no password"),
        (python("print()"), "printed no password"),
        (python("print('secret')"), "printed no user's name"),
        (python("print(':secret')"), "printed no user's name"),
    ],
)
async def test_what_goes_wrong_is_said(command: str, words: str) -> None:
    with pytest.raises(LoginFailed) as raised:
        await login_from_command(command, None)
    assert words in str(raised.value)
    assert "'secret'" not in str(raised.value).replace(repr(command), "")


STAYS = "import subprocess, sys; subprocess.run([sys.executable, '-S', '-c', {child!r}])"
CHILD = (
    "import signal; pipe = open({pipe!r}, 'w'); print('here', file=pipe, flush=True); "
    "signal.pause()"
)


async def test_cancelling_ends_the_command_and_what_it_started(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    command = python(STAYS.format(child=CHILD.format(pipe=str(pipe))))
    task = asyncio.create_task(login_from_command(command, "ana"))
    with await asyncio.to_thread(pipe.open) as held:
        assert await asyncio.to_thread(held.readline) == "here\n"
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await asyncio.to_thread(held.read) == ""  # the child has let go of it


async def test_a_command_has_no_terminal() -> None:
    command = python("import os; print(os.getsid(0) == os.getpid())")
    assert await login_from_command(command, "ana") == ("ana", "True")


async def test_a_command_that_does_not_end_is_ended() -> None:
    command = python("import signal; signal.pause()")
    with pytest.raises(LoginFailed, match=r"did not end within 0\.05 seconds"):
        await login_from_command(command, "ana", wait=0.05)


class KeyringError(Exception):
    """As the keyring's own."""


class Keyring(types.ModuleType):
    """A keyring in memory, under the module's name."""

    def __init__(self, known: dict[tuple[str, str], str] | KeyringError) -> None:
        super().__init__("keyring")
        self.known = known

    def get_password(self, service: str, user: str) -> str | None:
        if isinstance(self.known, KeyringError):
            raise self.known
        return self.known.get((service, user))


def installed(patch: pytest.MonkeyPatch, keyring: Keyring | None) -> None:
    errors = types.ModuleType("keyring.errors")
    errors.KeyringError = KeyringError  # type: ignore[attr-defined]
    patch.setitem(sys.modules, "keyring", keyring)
    patch.setitem(sys.modules, "keyring.errors", None if keyring is None else errors)


async def test_the_keyring_has_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, Keyring({("wirecopy", "ana@news.example"): "secret"}))
    assert await login_from_keyring("news.example", "ana") == ("ana", "secret")


@pytest.mark.parametrize(
    ("keyring", "words"),
    [
        (None, "needs the package keyring"),
        (Keyring({}), "put it there with: keyring set wirecopy ana@news.example"),
        (Keyring(KeyringError("locked")), "does not answer (locked)"),
    ],
)
async def test_a_keyring_without_the_password_is_told(
    monkeypatch: pytest.MonkeyPatch, keyring: Keyring | None, words: str
) -> None:
    installed(monkeypatch, keyring)
    with pytest.raises(LoginFailed) as raised:
        await login_from_keyring("news.example", "ana")
    assert words in str(raised.value)
