"""Where the settings and the archive lie: the person's folders, or where they say."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

FOLDER = "wirecopy"
"""The program's folder among those of others. It is the distribution's name: `reader` is the folder
of another program."""
CONFIG_VARIABLE = "READER_CONFIG"
ARCHIVE_VARIABLE = "READER_ARCHIVE"


def config_file(given: str | None = None, environment: Mapping[str, str] = os.environ) -> Path:
    """Return the file of settings: `given`, else READER_CONFIG, else the user's config folder.

    On Linux that folder is XDG_CONFIG_HOME (~/.config). The file need not exist.
    """
    named = given or environment.get(CONFIG_VARIABLE)
    if named:
        return Path(named).expanduser()
    from platformdirs import user_config_path

    return user_config_path(FOLDER, appauthor=False) / "config.toml"


def archive_file(
    given: str | None = None,
    configured: Path | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Path:
    """Return the archive's file: `given`, else READER_ARCHIVE, else `configured` (the settings').

    Without any of these it lies in the user's data folder: on Linux XDG_DATA_HOME
    (~/.local/share). The file need not exist.
    """
    named = given or environment.get(ARCHIVE_VARIABLE)
    if named:
        return Path(named).expanduser()
    if configured is not None:
        return configured
    from platformdirs import user_data_path

    return user_data_path(FOLDER, appauthor=False) / "archive.sqlite"
