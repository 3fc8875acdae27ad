"""Work shared with further processes: the same results, whatever becomes of these."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from reader.archive import stories
from reader.archive.connection import Archive
from reader.errors import Cancelled
from reader.services import helpers, loading
from reader.services.arranging import arrange
from tests.grouping.writing import article, sentences
from tests.services.test_arranging import at_once, found, keep
from tests.services.work import gone_elsewhere, total

PARTS = [range(n, n + 3) for n in range(13)]


@pytest.fixture(autouse=True)
def three_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helpers, "_cores", lambda: 3)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[helpers._Helper]:
    """The helpers that a test has started."""
    known: list[helpers._Helper] = []

    class Known(helpers._Helper):
        def __init__(self, work: object) -> None:
            known.append(self)
            super().__init__(work)  # type: ignore[arg-type]

    monkeypatch.setattr(helpers, "_Helper", Known)
    return known


def test_results_come_in_order_and_not_all_from_here(started: list[helpers._Helper]) -> None:
    results = list(helpers.share(total, PARTS))
    assert [result for result, _ in results] == [sum(part) for part in PARTS]
    assert len({process for _, process in results}) == len(started) + 1 == 3
    assert all(helper._process.returncode is not None for helper in started)


def test_where_there_is_little_to_do_or_it_cannot_be_sent_it_is_done_here(
    started: list[helpers._Helper],
) -> None:
    assert list(helpers.share(total, PARTS[:3])) == [(sum(p), os.getpid()) for p in PARTS[:3]]
    assert list(helpers.share(lambda part: sum(part), PARTS, alone=True)) == list(map(sum, PARTS))
    assert started == []


def test_what_a_helper_fails_at_is_done_here(started: list[helpers._Helper]) -> None:
    work = partial(gone_elsewhere, os.getpid())
    assert list(helpers.share(work, PARTS)) == [sum(part) for part in PARTS]
    assert len(started) == 2


def test_helpers_end_when_their_results_are_wanted_no_more(started: list[helpers._Helper]) -> None:
    some = helpers.share(total, PARTS)
    next(some)
    assert [helper._process.returncode for helper in started] == [None, None]
    some.close()
    assert all(helper._process.returncode is not None for helper in started)


def test_a_helper_ends_when_nobody_is_there_to_ask() -> None:
    run = subprocess.run(
        [sys.executable, "-m", helpers.__name__], input=b"", capture_output=True, check=False
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")


def test_an_archive_is_loaded_by_several_processes_as_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, started: list[helpers._Helper]
) -> None:
    monkeypatch.setattr(loading, "_READ", 2)
    texts = [sentences(seed, 12) for seed in (71, 72, 73)]
    made = [article(f"{n}", texts[n % 3]) for n in range(16)]
    archive = Archive(tmp_path / "archive.db")
    keep(archive, made)
    arrange(archive, batch=1)
    assert len(started) == 2
    assert found(archive) == at_once(made)


def test_loading_by_several_processes_can_be_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, started: list[helpers._Helper]
) -> None:
    monkeypatch.setattr(loading, "_READ", 2)
    archive = Archive(tmp_path / "archive.db")
    keep(archive, [article(f"{n}", sentences(n, 4)) for n in range(16)])
    answers = iter([False, False])
    with pytest.raises(Cancelled):
        arrange(archive, batch=1, cancelled=lambda: next(answers, True))
    assert started
    assert all(helper._process.returncode is not None for helper in started)
    with archive.reading() as connection:
        assert not list(stories.numbers(connection))
