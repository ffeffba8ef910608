"""What a back end of the embedded writer does, and the reference: torch in fp32. `fast` holds the other, CTranslate2.

Both read the sources of a job once, and then search for sentences under each of its requests by beam search.
Each job is searched for by itself, so that nothing depends on what else is asked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

from summarizer.errors import MissingExtra, ModelUnusable
from summarizer.models import weights

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from summarizer.models.constraint import Constraint

# On 18 mined tasks, one beam and three requests left a draft for 9, two and two for 14, three and three for 15, in 1.2, 1.4
# and 2.7 seconds of one core a task.
BEAMS = 2
REPEAT = 4  # tokens in a row that a sentence does not say twice


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence as token ids without the end, and the mean log-probability of its tokens."""

    ids: tuple[int, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Job:
    """What to read, what to ask then, each request by itself, and what may be written, in `limit` tokens."""

    reading: list[int]
    requests: list[list[int]]
    constraint: Constraint
    limit: int


@dataclass(frozen=True, slots=True)
class Trial:
    """What to read, what to ask then, each question by itself, and the tokens of the two answers."""

    reading: list[int]
    questions: list[list[int]]
    yes: int
    no: int


class Generator(Protocol):
    """Writes under a constraint, and says yes or no."""

    @property
    def backend(self) -> Literal["torch", "ctranslate2"]:
        """Which library computes."""
        ...

    def search(self, jobs: Sequence[Job]) -> list[list[Found]]:
        """The finished sentences of each job, at most `BEAMS` a request."""
        ...

    def judge(self, trials: Sequence[Trial]) -> list[list[float]]:
        """How likely "yes" is, of the two answers, to each question of each trial: 0 to 1."""
        ...


@dataclass(frozen=True, slots=True)
class TorchGenerator:
    """The reference: fp32, the constraint kept at every token."""

    model: Any = field(repr=False)
    end: int
    backend: Literal["torch", "ctranslate2"] = "torch"

    def search(self, jobs: Sequence[Job]) -> list[list[Found]]:
        """The finished sentences of each job, at most `BEAMS` a request."""
        return [self._search(job) for job in jobs]

    def judge(self, trials: Sequence[Trial]) -> list[list[float]]:
        """How likely "yes" is, of the two answers, to each question of each trial: 0 to 1."""
        import torch

        with torch.inference_mode():
            return [
                [
                    self.model(input_ids=torch.tensor([[*trial.reading, *question]]))
                    .logits[0, -1, [trial.yes, trial.no]]
                    .softmax(0)[0]
                    .item()
                    for question in trial.questions
                ]
                for trial in trials
            ]

    # long: one search, from the cache to the texts; its parts share too much to be passed around
    def _search(self, job: Job) -> list[Found]:
        import torch
        from transformers import DynamicCache, LogitsProcessorList

        width = max(map(len, job.requests))
        # Requests of fewer tokens are filled up before they begin; the mask hides the filling.
        rows = [[*job.reading, *[self.end] * (width - len(each)), *each] for each in job.requests]
        mask = [[1] * len(job.reading) + [0] * (width - len(each)) + [1] * len(each) for each in job.requests]
        start = len(rows[0])

        def constrain(ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
            barred = torch.full_like(scores, -torch.inf)
            for row, written in enumerate(ids[:, start:].tolist()):
                allowed = permitted(tuple(written), job.constraint)
                barred[row, allowed] = scores[row, allowed]
            return barred

        with torch.inference_mode():
            cache = DynamicCache(config=self.model.config)
            self.model.model(input_ids=torch.tensor([job.reading]), cache=cache)
            cache.batch_repeat_interleave(len(rows) * BEAMS)
            output = self.model.generate(
                input_ids=torch.tensor(rows),
                attention_mask=torch.tensor(mask),
                cache=cache,
                logits_processor=LogitsProcessorList([constrain]),
                num_beams=BEAMS,
                num_return_sequences=BEAMS,
                do_sample=False,
                max_new_tokens=job.limit,
                length_penalty=1.0,
                early_stopping=False,
                eos_token_id=self.end,
                pad_token_id=0,
                return_dict_in_generate=True,
                output_scores=True,
            )
        found = []
        for ids, score in zip(
            output.sequences[:, start:].tolist(), output.sequences_scores.tolist(), strict=True
        ):
            if self.end in ids:
                found.append(Found(tuple(ids[: ids.index(self.end)]), score))
        return found


def permitted(written: tuple[int, ...], constraint: Constraint) -> list[int]:
    """What may follow: what the constraint allows and does not repeat, or repeats if nothing else is left."""
    allowed = constraint.allowed(written)
    last = written[len(written) - REPEAT + 1 :] if len(written) >= REPEAT else ()
    said = {
        written[place + REPEAT - 1]
        for place in range(len(written) - REPEAT + 1)
        if last and written[place : place + REPEAT - 1] == last
    }
    return [token for token in allowed if token not in said] or allowed


def repeats(written: tuple[int, ...]) -> bool:
    """Whether `REPEAT` tokens in a row stand twice in a sentence."""
    runs = [written[place : place + REPEAT] for place in range(len(written) - REPEAT + 1)]
    return len(set(runs)) < len(runs)


def load_torch(folder: Path, end: int) -> TorchGenerator:
    """The checkpoint in `folder` in torch."""
    try:
        import torch
        from transformers import LlamaConfig, LlamaForCausalLM
        from transformers.utils import logging
    except ModuleNotFoundError as error:
        raise MissingExtra("models", "the embedded writer in torch") from error
    state = {name: torch.from_numpy(array) for name, array in weights.read(folder).items()}
    logging.disable_progress_bar()
    config = LlamaConfig(**weights.settings(folder))
    try:
        model, report = LlamaForCausalLM.from_pretrained(
            None, config=config, state_dict=state, dtype=torch.float32, output_loading_info=True
        )
    except RuntimeError as error:
        raise ModelUnusable(folder.name, str(error).strip().partition("\n")[0]) from error
    if report["missing_keys"]:
        raise ModelUnusable(folder.name, f"{len(report['missing_keys'])} of its weights are missing")
    return TorchGenerator(model.eval(), end)
