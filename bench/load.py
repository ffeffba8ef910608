"""`bench load`: the service under many clients beside the library in a loop (C4), and bulk's two workers beside one (C6).

Both in the sources' own sentences, where a brief is so quick that what surrounds it shows. Seconds by the wall count
only on a machine that does nothing else; the processor's seconds tell what the work itself costs on any.
"""

from __future__ import annotations

import os
import resource
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, process_time, sleep
from typing import TYPE_CHECKING

import httpx2
import psutil  # BentoML brings it

from bench.data import cases, multinews
from summarizer import Bundle, Options, Summarizer
from summarizer.bulk import Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

READY = 60  # seconds that the service has to start
CLUSTERS = 10


def load(data: Path | None, requests: int, clients: int, lines: int) -> None:
    """Prints both ratios, by the wall and by the processor."""
    clusters = multinews(data)[:CLUSTERS] if data else cases()
    bundles = [Bundle(articles=one.articles, options=Options(extractive=True)) for one in clusters]
    asked = list(islice(cycle(bundles), requests))
    print(f"{os.cpu_count()} cores, {os.getloadavg()[0]:.1f} processes at work before")
    summarizer = Summarizer()
    for bundle in bundles:  # what is loaded late is loaded now
        summarizer.summarize(bundle.articles, bundle.options)
    began, spent = perf_counter(), process_time()
    for bundle in asked:
        summarizer.summarize(bundle.articles, bundle.options).to_bytes()
    alone, work = perf_counter() - began, process_time() - spent
    served, cost, each = _served(asked, clients)
    median, last = quantiles(each, n=100)[49], quantiles(each, n=100)[98]
    print(
        f"{requests} briefs: {alone:.1f} s in a loop, {served:.1f} s over HTTP by {clients} clients, 1 worker"
    )
    print(f"C4: {alone / served:.2f} of the library's throughput, {work / cost:.2f} by processor time")
    print(f"C4: p50 {median:.2f} s, p99 {last:.2f} s, {last / median:.1f} x")
    one, two = (_bulk(bundles, lines, workers) for workers in (1, 2))
    print(f"{lines} lines of bulk: {one[0]:.1f} s by 1 worker, {two[0]:.1f} s by 2")
    print(f"C6: {one[0] / two[0]:.2f} x, {2 * one[1] / two[1]:.2f} x by processor time")


def _served(asked: Sequence[Bundle], clients: int) -> tuple[float, float, list[float]]:
    """Seconds for all, the service's processor time, and the seconds of each request."""
    bodies = [bundle.model_dump_json().encode() for bundle in asked]
    shares = [bodies[first::clients] for first in range(clients)]
    with _service(clients) as (address, process):

        def ask(share: Sequence[bytes]) -> list[float]:
            with httpx2.Client(base_url=address, timeout=600, trust_env=False) as client:
                return [_seconds(client, body) for body in share]

        ask(bodies[:CLUSTERS])
        began, spent = perf_counter(), _processor(process)
        with ThreadPoolExecutor(clients) as pool:
            each = [seconds for found in pool.map(ask, shares) for seconds in found]
        return perf_counter() - began, _processor(process) - spent, each


def _seconds(client: httpx2.Client, body: bytes) -> float:
    began = perf_counter()
    answer = client.post("/v1/brief", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 200, answer.text
    return perf_counter() - began


@contextmanager
def _service(clients: int) -> Iterator[tuple[str, psutil.Process]]:
    """The service with one worker and a place for each client, as a process of its own."""
    with socket.socket() as probe, TemporaryDirectory() as home:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        settings = {"BENTOML_HOME": home, "NEWSBRIEF_QUEUE": str(clients), "NEWSBRIEF_DEADLINE": "600"}
        command = [sys.executable, "-m", "service", "--port", str(port)]
        process = psutil.Popen(
            command, env=os.environ | settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        address = f"http://127.0.0.1:{port}"
        try:
            _await(address)
            yield address, process
        finally:
            process.terminate()
            process.wait()


def _await(address: str) -> None:
    until = perf_counter() + READY
    while perf_counter() < until:
        try:
            if httpx2.get(f"{address}/readyz", timeout=5, trust_env=False).status_code == 200:
                return
        except httpx2.TransportError:
            pass
        sleep(0.1)
    raise TimeoutError(f"the service is not ready after {READY} s")


def _processor(process: psutil.Process) -> float:
    """Seconds of the processor that it and its children have used."""
    times = [one.cpu_times() for one in (process, *process.children(recursive=True))]
    return sum(float(one.user + one.system) for one in times)


def _bulk(bundles: Sequence[Bundle], lines: int, workers: int) -> tuple[float, float]:
    """Seconds of `newsbrief bulk`, its start included, by the wall and by the processor."""
    with TemporaryDirectory() as folder:
        source, target = Path(folder) / "in.jsonl", Path(folder) / "out.jsonl"
        made = (Line(id=str(n), articles=one.articles) for n, one in enumerate(islice(cycle(bundles), lines)))
        source.write_bytes(b"".join(line.to_bytes() for line in made))
        began, before = perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, "-c", "from summarizer.cli import main; main()", "bulk"]
        options = ["--extractive", f"--workers={workers}"]
        subprocess.run([*command, str(source), str(target), *options], check=True, stderr=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return perf_counter() - began, spent
