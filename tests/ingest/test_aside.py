from __future__ import annotations

import asyncio
import threading

import pytest

from reader.ingest.aside import aside


async def test_what_work_returns_or_raises_comes_back() -> None:
    assert await aside(lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        await aside(lambda: 1 // 0)


async def test_it_is_done_in_another_thread() -> None:
    assert await aside(threading.get_ident) != threading.get_ident()


def test_neither_cancelling_nor_the_end_of_the_loop_waits_for_it() -> None:
    begun, gate, ended = threading.Event(), threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        gate.wait(10)
        ended.set()

    async def give_up() -> None:
        task = asyncio.create_task(aside(work))
        await asyncio.to_thread(begun.wait, 10)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(give_up())
    assert not ended.is_set()
    gate.set()
    assert ended.wait(10)
