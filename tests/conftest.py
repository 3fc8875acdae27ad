"""Keeps the tests from the settings and the archive of whoever runs them, and quick.

`pytest --hypothesis-profile=thorough` tries each property on many more examples.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

# Time limits for one example fail on a busy machine, and say nothing of the program.
settings.register_profile("quick", max_examples=30, deadline=None)
settings.register_profile("thorough", max_examples=400, deadline=None)
settings.load_profile("quick")


@pytest.fixture(scope="session", autouse=True)
def nobodys_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Have every command, in this process and below it, find folders that are empty."""
    folder = tmp_path_factory.mktemp("nobody")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("READER_CONFIG", "READER_ARCHIVE"):
            patch.delenv(name, raising=False)
        patch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
        patch.setenv("XDG_DATA_HOME", str(folder / "data"))
        yield
