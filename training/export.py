"""Makes the shipped checkpoint of a training state: int8 shards, tokenizer, model card, hashes.

python -m training.export --run DIR --out DIR
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from transformers import AutoModelForCausalLM

from summarizer.models import weights
from training.train import learning, states

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from transformers import PreTrainedModel

SEED = 20261123
CARD = Path(__file__).parent / "model-card.md"
SHIPPED = 140_000_000  # bytes: what a package may carry without being a burden


def restored(run: Path) -> PreTrainedModel:
    """The model of the newest state of a run, in fp32."""
    model = AutoModelForCausalLM.from_pretrained(run / "base", dtype=torch.float32)
    state = torch.load(states(run)[-1], map_location="cpu", mmap=True, weights_only=True)
    with torch.no_grad():
        for parameter, master in zip(learning(model), state["masters"], strict=True):
            parameter.copy_(master)
    return model


def dithered(weight: NDArray[np.float32], chance: np.random.Generator) -> NDArray[np.float32]:
    """A weight rounded to what int8 can hold, up or down by chance, so that its rows keep their mean.

    A model that is tuned from int8 moves most weights by less than half a step: rounded to the nearest, they would all go
    back, and the tuning with them (stochastic rounding, Gupta et al. 2015).
    """
    if weight.ndim == 1:
        return weight
    largest = np.abs(weight).max(axis=1, keepdims=True)
    step = np.where(largest == 0, 1, largest / 127)
    whole = np.clip(np.floor(weight / step + chance.random(weight.shape)), -127, 127)
    return (whole * step).astype(np.float32)


def export(model: PreTrainedModel, tokenizer: str, out: Path) -> int:
    """Writes the checkpoint of a model; its size in bytes."""
    config = {
        name: value
        for name, value in model.config.to_diff_dict().items()
        if name not in ("dtype", "_name_or_path")
    }
    chance = np.random.default_rng(SEED)
    arrays = {
        name: dithered(tensor.detach().float().numpy(), chance)
        for name, tensor in model.state_dict().items()
        if name != "lm_head.weight"
    }
    others = {
        "config.json": json.dumps(config, indent=1),
        "tokenizer.json": tokenizer,
        "README.md": CARD.read_text(),
    }
    weights.write(out, arrays, others)
    return sum(path.stat().st_size for path in out.iterdir())


def main() -> None:
    """Exports the newest state."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--run", type=Path, required=True, help="the --out of training.train")
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    size = export(
        restored(chosen.run), (chosen.run / "base/tokenizer.json").read_text(encoding="utf-8"), chosen.out
    )
    print(f"{size:,} bytes in {chosen.out}")
    assert size < SHIPPED, "too large to ship"


if __name__ == "__main__":
    main()
