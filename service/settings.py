"""What the operator may set, read from the environment in this one place."""

from __future__ import annotations

import sys
from pathlib import Path  # noqa: TC003 - pydantic reads the annotation
from typing import Annotated, Literal

from platformdirs import user_cache_path
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PREFIX = "NEWSBRIEF_"


class Settings(BaseSettings):
    """The service's settings: the variable `NEWSBRIEF_QUEUE` sets `queue`, and so on.

    There is no `port` here: Kubernetes gives every container of a namespace a variable NEWSBRIEF_PORT of its
    own making as soon as a service is called newsbrief. `python -m service --port` sets it.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, hide_input_in_errors=True)

    model: str | None = None  # a directory or an id; None is the embedded model
    # for the form of the model that CTranslate2 reads
    cache: Path = Field(default_factory=lambda: user_cache_path("newsbrief"))
    threads: int | None = Field(None, ge=1)  # for one brief's model; None leaves it to the library
    concurrency: int = Field(1, ge=1)  # briefs written at a time, each worker process
    queue: int = Field(16, ge=0)  # briefs that may wait, each worker process
    workers: int = Field(1, ge=1)  # processes, each with its own model
    deadline: float = Field(
        60, gt=0, allow_inf_nan=False
    )  # seconds for a request to arrive, and again for its brief
    max_body_bytes: int = Field(10_000_000, ge=1)
    api_keys: Annotated[tuple[str, ...], NoDecode] = Field((), repr=False)  # unset: no key is asked for
    api_keys_file: Path | None = None  # a key a line; they join those of api_keys
    metrics_open: bool = False  # whether /metrics answers without a key
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    # BentoML tells its workers where to share their counters; its name is not ours to choose.
    prometheus_dir: Path | None = Field(None, validation_alias="PROMETHEUS_MULTIPROC_DIR")

    @field_validator("api_keys", mode="before")
    @classmethod
    def _split_at_commas(cls, value: object) -> object:
        return _keys(value.split(",")) if isinstance(value, str) else value

    @field_validator("api_keys_file")
    @classmethod
    def _holds_keys(cls, file: Path | None) -> Path | None:
        if file is not None:
            _keys_in(file)
        return file

    def every_key(self) -> tuple[str, ...]:
        """The API keys, those of the file too; empty if none is asked for."""
        return self.api_keys + (_keys_in(self.api_keys_file) if self.api_keys_file else ())


def _keys_in(file: Path) -> tuple[str, ...]:
    try:
        return _keys(file.read_text("utf-8", errors="replace").splitlines())
    except OSError as error:
        raise ValueError(f"can't be read: {error.strerror}") from None


def _keys(lines: list[str]) -> tuple[str, ...]:
    """The keys among `lines`. None is an error: an empty variable must not open the service to everybody."""
    keys = tuple(line.strip() for line in lines if line.strip())
    if not keys:
        raise ValueError("holds no key; leave it unset to ask for none")
    if not all(key.isascii() and key.isprintable() for key in keys):
        raise ValueError("holds a key that can't travel in a header: printable ASCII only")
    return keys


def load_settings() -> Settings:
    """The settings of this process; with a bad one, a line for each on standard error and exit status 2."""
    try:
        return Settings()
    except ValidationError as error:
        for problem in error.errors(include_url=False, include_input=False, include_context=False):
            name = PREFIX + str(problem["loc"][0]).upper() + ": " if problem["loc"] else ""
            sys.stderr.write(f"newsbrief: {name}{problem['msg'].removeprefix('Value error, ')}\n")
        raise SystemExit(2) from None
