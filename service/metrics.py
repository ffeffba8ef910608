"""What Prometheus may know: how many requests, how they ended and how long they took.

BentoML's own are switched off: they label by raw path, and 300 invented paths make a page of a megabyte.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
    multiprocess,
)

if TYPE_CHECKING:
    from pathlib import Path

CONTENT_TYPE = CONTENT_TYPE_LATEST

_REQUESTS = Counter("newsbrief_requests", "Requests by route and HTTP status.", ["route", "status"])
_SECONDS = Histogram(
    "newsbrief_request_seconds",
    "Seconds from a request's first byte to its answer's last.",
    ["route"],
    buckets=[0.01, 0.03, 0.1, 0.3, 1, 2, 3, 5, 10, 20, 30, 60, 120],
)

_PLACES = Gauge(
    "newsbrief_places_taken",
    "Requests that are being answered or wait for their turn.",
    multiprocess_mode="livesum",  # over the workers that still live
)


def record(route: str, status: int, seconds: float) -> None:
    """Counts one request; status 0 is one whose caller left before the answer."""
    _REQUESTS.labels(route, status).inc()
    _SECONDS.labels(route).observe(seconds)


def take_place() -> None:
    """Counts a request that has been given its place in the queue, until `leave_place`."""
    _PLACES.inc()


def leave_place() -> None:
    """One place is free again."""
    _PLACES.dec()


def page(shared: Path | None) -> bytes:
    """The counters of all workers, where these share a directory, else those of this process."""
    if shared is None:
        return generate_latest(REGISTRY)
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry, str(shared))  # type: ignore[no-untyped-call]  # theirs
    return generate_latest(registry)
