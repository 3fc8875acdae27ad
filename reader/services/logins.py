"""How a subscription's name and password are had; the archive holds neither."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from reader.ingest.logins import login_from_command, login_from_keyring

COMMAND = "!"
"""What a subscription's login begins with where it is a command, not a user's name."""

HAS_PASSWORD = (
    "there is a password in the address, and the archive keeps none; add it without, and with "
    "--login NAME, which finds the password in the system's keyring"
)
"""Why an address with a password is not subscribed to."""


async def login_for(url: str, login: str, passwords: Mapping[str, str]) -> tuple[str, str] | None:
    """Return name and password for an address: by its own command, its host's, or the keyring.

    Without any of these None, so that it is asked without them.

    Args:
        url: the address; a user's name may stand in it.
        login: a user's name, or a command behind an exclamation mark; "" for neither.
        passwords: for hosts the commands that print their passwords.

    Raises:
        LoginFailed: the command or the keyring gives none.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    named = not login.startswith(COMMAND)
    user = (login if named else "") or parts.username
    command = passwords.get(host, "") if named else login.removeprefix(COMMAND)
    if command:
        return await login_from_command(command, user)
    return await login_from_keyring(host, user) if user and not parts.password else None


def has_password(url: str) -> bool:
    """Tell whether a password stands in an address, where the archive would keep it readable."""
    try:
        return bool(urlsplit(url).password)
    except ValueError:
        return False
