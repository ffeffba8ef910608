"""The shipped form of a writer's weights: a byte a number, a scale a row, in shards, with their SHA-256.

The rows are rounded as CTranslate2 rounds them, so that its int8 weights are the shipped ones to the bit, and
torch computes with the same numbers in fp32.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import numpy as np

from summarizer.errors import MissingExtra, ModelNotFound, ModelUnusable

try:
    from safetensors import SafetensorError
    from safetensors.numpy import load_file, save_file
except ModuleNotFoundError as error:
    raise MissingExtra("fast", "the embedded writer") from error

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

SUMS = "SHA256SUMS"
SHARD = 90_000_000  # bytes; what hosts of code take in one file is 100 MB
_SCALE = ".scale"


def write(folder: Path, weights: Mapping[str, NDArray[np.float32]], others: Mapping[str, str]) -> None:
    """Writes a checkpoint: weights in shards, the other files as they are, and the list of their hashes."""
    folder.mkdir(parents=True, exist_ok=True)
    shards: list[dict[str, NDArray[Any]]] = [{}]
    for name, weight in sorted(weights.items()):
        rounded = _rounded(name, weight)
        if sum(part.nbytes for part in (*shards[-1].values(), *rounded.values())) > SHARD:
            shards.append({})
        shards[-1] |= rounded
    for number, shard in enumerate(shards, 1):
        save_file(shard, folder / f"weights-{number}-of-{len(shards)}.safetensors")
    for name, text in others.items():
        (folder / name).write_text(text, encoding="utf-8")
    seal(folder)


def seal(folder: Path) -> None:
    """Lists the hashes of the folder's files in it, which `check` holds them to."""
    names = sorted(path.name for path in folder.iterdir() if path.name != SUMS)
    (folder / SUMS).write_text(
        "".join(f"{_digest(folder / name)}  {name}\n" for name in names), encoding="utf-8"
    )


def read(folder: Path) -> dict[str, NDArray[np.float32]]:
    """The weights in fp32, by name. Raises as `check` does, and ModelUnusable where they can't be read."""
    check(folder)
    try:
        stored = {name: array for path in _shards(folder) for name, array in load_file(path).items()}
    except SafetensorError as error:
        raise ModelUnusable(folder.name, str(error)) from error
    return {
        name: stored[name].astype(np.float32) * stored[name + _SCALE][:, None]
        if name + _SCALE in stored
        else array
        for name, array in stored.items()
        if not name.endswith(_SCALE)
    }


def settings(folder: Path) -> dict[str, Any]:
    """The model's shape, as `config.json` has it."""
    try:
        found: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ModelNotFound(str(folder)) from error
    except ValueError as error:
        raise ModelUnusable(folder.name, "its config.json is no JSON") from error
    return found


def revision(folder: Path) -> str:
    """The SHA-256 of the weights' hashes: another card leaves it as it is."""
    listed = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    return hashlib.sha256(
        "\n".join(line for line in listed if line.endswith(".safetensors")).encode()
    ).hexdigest()


def fingerprint(folder: Path) -> str:
    """The SHA-256 of the list of hashes: what is made of the whole checkpoint is kept under it."""
    return _digest(folder / SUMS)


def check(folder: Path, only: str | None = None) -> None:
    """Holds the files, or `only` one of them, to the list. Raises ModelNotFound, ModelUnusable."""
    try:
        listed = (folder / SUMS).read_text(encoding="utf-8").split()
    except FileNotFoundError as error:
        raise ModelNotFound(str(folder)) from error
    for digest, name in zip(listed[::2], listed[1::2], strict=True):
        if only not in (None, name):
            continue
        if not (folder / name).is_file():
            raise ModelUnusable(folder.name, f"{name} is missing")
        if _digest(folder / name) != digest:
            raise ModelUnusable(folder.name, f"{name} is damaged: its SHA-256 is not the listed one")


def _shards(folder: Path) -> list[Path]:
    return sorted(folder.glob("weights-*.safetensors"))


def _rounded(name: str, weight: NDArray[np.float32]) -> dict[str, NDArray[Any]]:
    if weight.ndim == 1:  # the norms' gains
        return {name: weight}
    largest = np.abs(weight).max(axis=1)
    scale = np.where(largest == 0, 1, largest / 127).astype(np.float32)
    return {name: np.rint(weight / scale[:, None]).astype(np.int8), name + _SCALE: scale}


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
