"""The queue, the deadline, and that no more work runs than there are threads."""

from __future__ import annotations

import asyncio
import threading
import time
from functools import partial

import pytest
from prometheus_client import REGISTRY

from service.dispatcher import Dispatcher
from summarizer.errors import Busy, DeadlineExceeded

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("anyio_backend", ["asyncio"])]


async def test_work_comes_back_to_whom_it_belongs() -> None:
    dispatcher = Dispatcher(threads=2, queue=50, deadline=5)
    results = await asyncio.gather(*[dispatcher.run(partial(pow, n, 2)) for n in range(50)])
    assert results == [n**2 for n in range(50)]
    dispatcher.close()


async def test_no_more_runs_at_a_time_than_there_are_threads() -> None:
    running, most, lock = 0, 0, threading.Lock()

    def work() -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.005)
        with lock:
            running -= 1

    dispatcher = Dispatcher(threads=2, queue=10, deadline=5)
    await asyncio.gather(*[dispatcher.run(work) for _ in range(12)])
    assert most == 2
    dispatcher.close()


async def test_an_error_is_raised_where_the_work_was_ordered() -> None:
    dispatcher = Dispatcher(threads=1, queue=5, deadline=5)
    with pytest.raises(ZeroDivisionError):
        await dispatcher.run(lambda: 1 // 0)
    assert await dispatcher.run(lambda: 1) == 1
    dispatcher.close()


async def test_a_timeout_of_the_work_is_not_the_deadline() -> None:
    def work() -> None:
        raise TimeoutError

    dispatcher = Dispatcher(threads=1, queue=5, deadline=5)
    with pytest.raises(TimeoutError):
        await dispatcher.run(work)
    dispatcher.close()


async def test_a_full_queue_is_busy_at_once_and_says_for_how_long() -> None:
    go = threading.Event()
    dispatcher = Dispatcher(threads=1, queue=1, deadline=5)
    kept = [asyncio.create_task(dispatcher.run(go.wait)) for _ in range(2)]
    await asyncio.sleep(0)
    with pytest.raises(Busy) as busy:
        await dispatcher.run(go.wait)
    assert busy.value.retry_after is not None
    assert busy.value.retry_after >= 1
    go.set()
    assert await asyncio.gather(*kept) == [True, True]
    assert await dispatcher.run(lambda: 1) == 1
    dispatcher.close()


async def test_work_past_its_deadline_keeps_its_place_until_it_is_done() -> None:
    go = threading.Event()
    dispatcher = Dispatcher(threads=1, queue=0, deadline=0.02)
    with pytest.raises(DeadlineExceeded):
        await dispatcher.run(go.wait)
    with pytest.raises(Busy):
        await dispatcher.run(go.wait)
    go.set()
    async with asyncio.timeout(5):
        while True:
            try:
                assert await dispatcher.run(lambda: 1) == 1
                break
            except Busy:
                await asyncio.sleep(0.001)
    dispatcher.close()


async def test_what_waited_past_its_deadline_is_never_begun() -> None:
    go, begun = threading.Event(), []
    dispatcher = Dispatcher(threads=1, queue=1, deadline=0.02)
    late = await asyncio.gather(
        dispatcher.run(go.wait), dispatcher.run(lambda: begun.append(1)), return_exceptions=True
    )
    assert [type(error) for error in late] == [DeadlineExceeded, DeadlineExceeded]
    go.set()
    assert await asyncio.wrap_future(dispatcher.submit(lambda: 1)) == 1  # the thread has come by
    assert begun == []
    dispatcher.close()


async def test_a_place_is_counted_until_the_work_is_done() -> None:
    def taken() -> float:
        return REGISTRY.get_sample_value("newsbrief_places_taken") or 0

    before, go = taken(), threading.Event()
    dispatcher = Dispatcher(threads=1, queue=2, deadline=5)
    waiting = [asyncio.create_task(dispatcher.run(go.wait)) for _ in range(3)]
    await asyncio.sleep(0.05)
    assert taken() == before + 3
    with pytest.raises(Busy):
        await dispatcher.run(go.wait)
    go.set()
    await asyncio.gather(*waiting)
    await asyncio.sleep(0.05)  # a place is left after its caller is answered
    assert taken() == before
    dispatcher.close()
