"""`python -m service`: checks settings, address and a model that is set, then becomes `bentoml serve`.

The checks come first because BentoML starts a worker that dies at its start anew every two seconds.
"""

from __future__ import annotations

import math
import os
import socket
import sys
from pathlib import Path

import click

from service.settings import Settings, load_settings
from summarizer.errors import NewsbriefError


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for all.")
@click.option("--port", default=3000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", type=click.IntRange(1), help="Processes, each with a model of its own.")
def main(host: str, port: int, workers: int | None) -> None:
    """Serve briefs over HTTP. Settings come from the environment: NEWSBRIEF_MODEL and others."""
    settings = load_settings()
    address = _free_address(host, port)
    if settings.model:  # the embedded one is as it was shipped; loading it twice would double the start
        _try(settings)
    if workers:
        os.environ["NEWSBRIEF_WORKERS"] = str(workers)
    os.environ["NEWSBRIEF_CACHE"] = str(settings.cache.resolve())
    for name, path in (("MODEL", settings.model), ("API_KEYS_FILE", settings.api_keys_file)):
        if path and Path(path).exists():  # relative to the directory that is left below
            os.environ[f"NEWSBRIEF_{name}"] = str(Path(path).resolve())
    os.environ["BENTOML_DO_NOT_TRACK"] = "True"  # no outbound call: BentoML would report its use
    command = [sys.executable, "-P", "-m", "bentoml", "serve", "service.app:NewsBrief"]
    command += ["--host", address, "--port", str(port)]
    # BentoML imports from its working directory first: in any other, a file service.py would take our place.
    command += ["--working-dir", str(Path(__file__).parent.parent)]
    command += ["--timeout-graceful-shutdown", str(math.ceil(settings.deadline) + 5)]
    os.execv(sys.executable, command)  # noqa: S606 - no shell is wanted


def _try(settings: Settings) -> None:
    from summarizer import Summarizer

    try:
        Summarizer.load(settings.model, threads=settings.threads, cache=settings.cache)
    except NewsbriefError as error:
        raise click.ClickException(str(error)) from None


def _free_address(host: str, port: int) -> str:
    """The numeric address of `host`, which is all that BentoML takes, if `port` is free there."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise click.ClickException(f"can't listen on {host} port {port}: {error.strerror}") from None
    return str(address[0])


if __name__ == "__main__":
    main(prog_name="python -m service")
