"""Where the briefs are written: a few threads, a short queue before them, and a deadline."""

from __future__ import annotations

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

from service import metrics
from summarizer.errors import Busy, DeadlineExceeded

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

T = TypeVar("T")


class Dispatcher:
    """Runs work on `threads` threads and lets at most `queue` more pieces wait.

    Work can't be interrupted: a piece whose caller has run out of time keeps its place until it is done, so
    that the processor never has more of it than threads. One that is still waiting is dropped.
    """

    def __init__(self, threads: int, queue: int, deadline: float) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="newsbrief")
        self._places = threading.Semaphore(threads + queue)
        self._deadline = deadline
        self._seconds = 1.0  # that the last piece took; a guess at when a place will be free

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """Runs `work` without a place in the queue and without a deadline: for loading."""
        return self._pool.submit(work)

    async def run(self, work: Callable[[], T]) -> T:
        """What `work` returns or raises; Busy if there is no place, DeadlineExceeded if it takes too long."""
        if not self._places.acquire(blocking=False):
            raise Busy("every place in the queue is taken", retry_after=max(1.0, self._seconds))
        metrics.take_place()
        future = self._pool.submit(self._timed, work)
        future.add_done_callback(self._leave)
        result = asyncio.wrap_future(future)
        try:
            done, _ = await asyncio.wait([result], timeout=self._deadline)
            if not done:
                raise DeadlineExceeded(f"not done within {self._deadline:g} seconds")
            return result.result()
        finally:
            result.cancel()  # drops it from the queue if it still waits there, and does nothing otherwise

    def close(self) -> None:
        """Takes no more work and drops what waits."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _leave(self, _: Future[Any]) -> None:
        self._places.release()
        metrics.leave_place()

    def _timed(self, work: Callable[[], T]) -> T:
        began = time.monotonic()
        try:
            return work()
        finally:
            self._seconds = time.monotonic() - began
