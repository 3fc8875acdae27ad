"""The file of settings on the disk: read, watched for changes, written with its defaults."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reader.config import Parsed, Problem, default_text, parse
from reader.errors import ReaderError
from reader.settings import Settings

_MOST_BYTES = 1_000_000
"""A larger file is no file of settings."""


class SettingsError(ReaderError):
    """The file of settings cannot be read or written as a whole."""


class SettingsFile:
    """A file of settings, which need not exist: then everything is as by default."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stamp: tuple[int, int, int] | None = None

    def read(self) -> Parsed:
        """Return what the file says now, and what is wrong in it; never an error.

        A file that cannot be read is one problem, and the defaults hold.
        """
        self._stamp = self._now()
        try:
            with self.path.open("rb") as file:
                read = file.read(_MOST_BYTES + 1)
            if len(read) > _MOST_BYTES:
                return self._unread("this is too large for settings")
            return parse(read.decode("utf-8-sig"))
        except FileNotFoundError:
            return Parsed(Settings())
        except OSError as error:
            return self._unread(f"it cannot be read: {error.strerror}")
        except UnicodeDecodeError as error:
            line = read[: error.start].count(b"\n") + 1
            return self._unread("this is no UTF-8", line)

    def changed(self) -> bool:
        """Tell whether the file is another than when it was read, by its folder’s entry alone."""
        return self._now() != self._stamp

    def write_default(self, keys: Mapping[str, str]) -> None:
        """Write a file in which everything is explained and nothing is changed.

        Raises:
            SettingsError: there is a file already, or none can be written.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("x", encoding="utf-8") as file:
                file.write(default_text(keys))
        except FileExistsError as error:
            raise SettingsError(
                f"{self.path}: this file is there already, and stays as it is; "
                "name another with --config, or move it away"
            ) from error
        except OSError as error:
            raise SettingsError(f"{self.path}: it cannot be written: {error.strerror}") from error

    def archive(self, settings: Settings) -> Path | None:
        """Return the archive's file that the settings name, if they do."""
        named = settings.archive.file
        return self.path.parent / Path(named).expanduser() if named else None

    def _unread(self, reason: str, line: int = 0) -> Parsed:
        return Parsed(Settings(), (Problem(line, "", reason, "the defaults are in force"),))

    def _now(self) -> tuple[int, int, int] | None:
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino
