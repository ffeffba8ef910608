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


def record(route: str, status: int, seconds: float) -> None:
    """Counts one request; status 0 is one whose caller left before the answer."""
    _REQUESTS.labels(route, status).inc()
    _SECONDS.labels(route).observe(seconds)


def page(shared: Path | None) -> bytes:
    """The counters of all workers, where these share a directory, else those of this process."""
    if shared is None:
        return generate_latest(REGISTRY)
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry, str(shared))  # type: ignore[no-untyped-call]  # theirs
    return generate_latest(registry)
