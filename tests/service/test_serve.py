"""`python -m service`: the checks before it serves, and once the whole of it as a process."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import httpx2
import pytest
from click.testing import CliRunner

from service.__main__ import main
from summarizer import Summarizer
from tests.service.inprocess import MARKER, bundle

if TYPE_CHECKING:
    from pathlib import Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize(
    ("environment", "arguments", "status", "told"),
    [
        ({"NEWSBRIEF_QUEUE": "many"}, [], 2, "NEWSBRIEF_QUEUE"),
        ({"NEWSBRIEF_MODEL": "/no/such/model"}, [], 1, "/no/such/model"),
        ({}, ["--host", "no.such.host.invalid"], 1, "can't listen on no.such.host.invalid"),
        ({}, ["--port", "99999"], 2, "99999"),
        ({}, ["--workers", "0"], 2, "--workers"),
    ],
)
def test_what_would_not_serve_is_told_before(
    environment: dict[str, str], arguments: list[str], status: int, told: str
) -> None:
    arguments = arguments if "--port" in arguments else [*arguments, "--port", str(free_port())]
    result = CliRunner().invoke(main, arguments, env=environment)
    assert result.exit_code == status
    assert told in result.stderr
    assert "Traceback" not in result.stderr


def test_a_port_in_use_is_told_before() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = CliRunner().invoke(main, ["--port", str(port)])
    assert result.exit_code == 1
    assert f"can't listen on 127.0.0.1 port {port}" in result.stderr


def test_the_service_serves_from_any_directory_and_ends_when_told(tmp_path: Path) -> None:
    (tmp_path / "service.py").write_text("raise SystemExit('this is not ours')\n")
    (tmp_path / "keys").write_text("sesame\n")
    (tmp_path / "home").mkdir()
    port = free_port()
    environment = {
        **os.environ,
        "BENTOML_HOME": str(tmp_path / "home"),
        "NEWSBRIEF_API_KEYS_FILE": "keys",
        "NEWSBRIEF_DEADLINE": "20",
    }
    log = tmp_path / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "service", "--port", str(port)],
            cwd=tmp_path,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            with httpx2.Client(
                base_url=f"http://127.0.0.1:{port}",
                headers={"authorization": "Bearer sesame", "content-type": "application/json"},
                timeout=20,
                trust_env=False,
            ) as client:
                wait_for(client, process, log)
                asked = bundle()
                answer = client.post("/v1/brief", content=asked.model_dump_json())
                assert answer.status_code == 200
                assert answer.content == Summarizer.load().summarize(asked.articles, asked.options).to_bytes()
                refused = client.post(
                    "/v1/brief", content=asked.model_dump_json(), headers={"authorization": ""}
                )
                assert refused.status_code == 401
                large = client.post("/v1/brief", content=b" " * 50_000_000)
                assert large.status_code == 413
                assert (
                    'newsbrief_requests_total{route="/v1/brief",status="200"} 1.0'
                    in client.get("/metrics").text
                )
            leave_in_mid_request(port)
            process.send_signal(signal.SIGTERM)
            assert process.wait(20) == 0  # and not when the drain's 25 seconds are over
        finally:
            process.kill()
            process.wait()
    written = log.read_text()
    assert "POST /v1/brief 200 " in written
    assert MARKER not in written
    assert "Traceback" not in written


def leave_in_mid_request(port: int) -> None:
    head = b"POST /v1/brief HTTP/1.1\r\nHost: x\r\nX-API-Key: sesame\r\nContent-Type: application/json\r\n"
    with socket.create_connection(("127.0.0.1", port)) as caller:
        caller.sendall(head + b"Content-Length: 100\r\n\r\n{")


def wait_for(client: httpx2.Client, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until the service is ready, for at most 30 seconds."""
    for _ in range(300):
        assert process.poll() is None, log.read_text()
        try:
            if client.get("/readyz", timeout=5).status_code == 200:
                return
        except httpx2.TransportError:
            pass
        time.sleep(0.1)
    pytest.fail(f"not ready within 30 seconds:\n{log.read_text()}")
