from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reader.settings import Browser
from reader.ui.present.browse import browser_command
from tests.ui.driver import finish, running, settle

URL = "https://news.example/a?b=1&c=$(touch owned)"


@pytest.mark.parametrize(
    ("template", "command"),
    [
        ("firefox", ["firefox", URL]),
        ("firefox --new-tab {url}", ["firefox", "--new-tab", URL]),
        ("'my browser' --app={url} -x", ["my browser", f"--app={URL}", "-x"]),
    ],
)
def test_the_address_is_one_word_of_the_command(template: str, command: list[str]) -> None:
    assert browser_command(template, URL) == command


def test_a_quotation_mark_that_is_not_closed_is_an_error() -> None:
    with pytest.raises(ValueError, match="quotation"):
        browser_command("'firefox", URL)


def settings(command: str) -> dict[str, Browser]:
    return {"browser": Browser(command=command)}


async def test_the_command_that_is_set_is_run(tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    code = f"import sys, pathlib; pathlib.Path({str(opened)!r}).write_text(sys.argv[1])"
    command = f'"{sys.executable}" -c "{code}"'
    async with running(settings=settings(command)) as (app, pilot):
        app.open_url(URL)
        await finish(app)
        await settle(app, pilot)
        assert opened.read_text() == URL
        assert not app._notifications


@pytest.mark.parametrize("command", ["no-such-browser-anywhere", "'open", f'"{sys.executable}" -q'])
async def test_a_command_that_fails_is_said(command: str) -> None:
    async with running(settings=settings(command)) as (app, pilot):
        app.open_url("https://news.example/")
        await finish(app)
        await settle(app, pilot)
        (said,) = [note.message for note in app._notifications]
        assert said.startswith(f"{command}: ")
        assert "[browser]" in said
