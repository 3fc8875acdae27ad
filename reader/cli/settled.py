"""What every command is told besides its own arguments: the settings, and which archive."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.cli import streams
from reader.config import Parsed
from reader.paths import ARCHIVE_VARIABLE, CONFIG_VARIABLE, archive_file, config_file
from reader.services.settings import SettingsError, SettingsFile
from reader.settings import Settings

if TYPE_CHECKING:
    from reader.ingest.fetch import Pace


class Settled(NamedTuple):
    """The settings in force, the file they come from, and the archive's file (it may be none)."""

    parsed: Parsed
    file: SettingsFile
    archive: Path

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self.parsed.settings

    @property
    def pace(self) -> Pace:
        """How fast and how long may be fetched."""
        from reader.ingest.fetch import Pace

        asked = self.settings.refresh
        return Pace(asked.at_once, asked.per_host, asked.timeout, 3 * asked.timeout)


def add_options(parser: ArgumentParser) -> None:
    """Let a person name the two files, before the command."""
    parser.add_argument(
        "--archive",
        dest="archive_file",
        metavar="FILE",
        help=f"the archive to use (else {ARCHIVE_VARIABLE}, else the settings' own)",
    )
    parser.add_argument(
        "--config",
        dest="config_file",
        metavar="FILE",
        help=f"the settings to use (else {CONFIG_VARIABLE})",
    )


def settings_file(arguments: Namespace) -> SettingsFile:
    """Return the file of settings that holds for the arguments."""
    return SettingsFile(config_file(arguments.config_file))


def settled(arguments: Namespace) -> Settled:
    """Return what holds for the arguments; say on standard error what is wrong in the settings.

    Raises:
        SettingsError: --config names a file that is not there.
    """
    file = settings_file(arguments)
    if arguments.config_file and not file.path.exists():
        raise SettingsError(
            f"{file.path}: there is no such file; `reader --config FILE config --init` writes one"
        )
    parsed = file.read()
    complain_of(file, parsed)
    archive = archive_file(arguments.archive_file, file.archive(parsed.settings))
    return Settled(parsed, file, archive)


def complain_of(file: SettingsFile, parsed: Parsed) -> None:
    """Say on standard error what is wrong in the settings, a line for each."""
    for problem in parsed.problems:
        streams.complain(problem.told(str(file.path)))
