"""What a back end of the embedded writer does, and the reference: torch in fp32. `fast` holds the other, CTranslate2.

Both read the sources of a job, and then search for sentences under each of its requests by beam search.
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

# Of 40 leads to shorten, two beams left a draft of 21 in .82 s of a core each, three in .88 s, four in .99 s.
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
        return [[found for asked in job.requests for found in self._search(job, asked)] for job in jobs]

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

    def _search(self, job: Job, asked: list[int]) -> list[Found]:
        import torch
        from transformers import LogitsProcessorList

        prompt = [*job.reading, *asked]

        def constrain(ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
            barred = torch.full_like(scores, -torch.inf)
            for row, written in enumerate(ids[:, len(prompt) :].tolist()):
                allowed = permitted(tuple(written), job.constraint)
                barred[row, allowed] = scores[row, allowed]
            return barred

        with torch.inference_mode():
            output = self.model.generate(
                input_ids=torch.tensor([prompt]),
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
        written = output.sequences[:, len(prompt) :].tolist()
        return [
            Found(tuple(ids[: ids.index(self.end)]), score)
            for ids, score in zip(written, output.sequences_scores.tolist(), strict=True)
            if self.end in ids
        ]


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
