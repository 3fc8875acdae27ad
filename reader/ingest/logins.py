"""Passwords, from a command that a person named or from the system's keyring, never kept.

They live in memory for one run. The command runs without a shell and without the terminal, which
belongs to the screen: what it would ask, it must ask in a window.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import os
import shlex
import signal
from typing import Final

from reader.errors import ReaderError
from reader.ingest.aside import aside

COMMAND_WAIT: Final = 60.0
"""Seconds for a command: it may open a window that asks for a pass phrase."""
KEYRING_SERVICE: Final = "wirecopy"
"""Under which name the keyring has the passwords."""
_SHOWN: Final = 200
"""Characters of a command's complaint that are passed on."""


class LoginFailed(ReaderError):
    """A password that could not be had, with the reason and the remedy."""


async def login_from_command(
    command: str, user: str | None, *, wait: float = COMMAND_WAIT
) -> tuple[str, str]:
    """Return name and password: the command's first line is the password.

    Without `user` that line is the name, a colon, and the password. The command is ended after
    `wait` seconds, and with all that it started when this is cancelled. Raises LoginFailed.
    """
    line = await _first_line(command, wait)
    if user:
        return user, line
    name, colon, password = line.partition(":")
    if not (colon and name):
        raise LoginFailed(
            f"the command {command!r} printed no user's name: let its first line be name:password, "
            "or write the name into the feed's address (https://name@host/…)"
        )
    return name, password


async def login_from_keyring(host: str, user: str) -> tuple[str, str]:
    """Return name and password as the system's keyring has it for a user of a host.

    It is found under the service `wirecopy` and the name `user@host`. Raises LoginFailed.
    """
    entry = f"{user}@{host}"
    try:
        keyring = importlib.import_module("keyring")
        errors = importlib.import_module("keyring.errors")
    except ImportError as error:
        raise LoginFailed(
            "the system's keyring needs the package keyring; install it beside this program "
            f"(pip install keyring), or name a command that prints the password of {entry}"
        ) from error
    try:
        password = await aside(lambda: keyring.get_password(KEYRING_SERVICE, entry))
    except errors.KeyringError as error:
        raise LoginFailed(f"the system's keyring does not answer ({error})") from error
    if password is None:
        raise LoginFailed(
            f"the system's keyring has no password of {entry}; "
            f"put it there with: keyring set {KEYRING_SERVICE} {entry}"
        )
    return user, str(password)


async def _first_line(command: str, wait: float) -> str:
    process = await _started(command)
    ended = False
    try:
        async with asyncio.timeout(wait):
            printed, complaint = await process.communicate()
        ended = True
    except TimeoutError as error:
        raise LoginFailed(f"the command {command!r} did not end within {wait:g} seconds") from error
    finally:
        if not ended:
            _end(process)
            await process.wait()
    if process.returncode != 0:
        said = complaint.decode("utf-8", "replace").strip().rpartition("\n")[2][:_SHOWN]
        raise LoginFailed(
            f"the command {command!r} failed with status {process.returncode}"
            + (f": {said}" if said else "")
        )
    line = printed.decode("utf-8", "replace").partition("\n")[0].removesuffix("\r")
    if not line:
        raise LoginFailed(f"the command {command!r} printed no password on its first line")
    return line


async def _started(command: str) -> asyncio.subprocess.Process:
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise LoginFailed(f"the command {command!r} has an open quotation; close it") from error
    if not words:
        raise LoginFailed("the command that prints a password is empty; write one")
    try:
        return await asyncio.create_subprocess_exec(
            *words,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,  # without the terminal, and ended as one
        )
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no command"
        raise LoginFailed(f"the command {command!r} cannot be started ({why})") from error


def _end(process: asyncio.subprocess.Process) -> None:
    """End a command, and where the system has groups of processes all that it started."""
    with contextlib.suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
