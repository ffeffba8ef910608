"""The fast back end of the embedded writer: CTranslate2 in int8, without torch."""

from __future__ import annotations

import ctypes
import sys
import tempfile
from collections import deque
from dataclasses import dataclass, field
from itertools import islice
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import numpy as np

from summarizer.errors import MissingExtra
from summarizer.models import weights
from summarizer.models.generators import BEAMS, Found, repeats

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from summarizer.models.constraint import Constraint
    from summarizer.models.generators import Job, Trial

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FastGenerator:
    """CTranslate2 in int8. It is told which tokens the sources leave; what breaks the order is sifted out."""

    model: Any = field(repr=False)
    tokens: dict[int, str] = field(repr=False)
    alone: tuple[tuple[int, list[str]], ...] = field(repr=False)  # each token as a sequence of one
    end: int
    threads: int
    backend: Literal["torch", "ctranslate2"] = "ctranslate2"

    def search(self, jobs: Sequence[Job]) -> list[list[Found]]:
        """The finished sentences of each job, at most `BEAMS` a request; a job on each thread."""
        found = [
            [one for result in results for one in self._finished(result, job.constraint)]
            for job, results in self._in_turn(jobs, self._begin)
        ]
        give_back()
        return found

    def judge(self, trials: Sequence[Trial]) -> list[list[float]]:
        """How likely "yes" is, of the two answers, to each question of each trial: 0 to 1; a trial on each thread."""
        found = [
            [
                likely if answer.sequences_ids[0][0] == trial.yes else 1 - likely
                for answer in results
                for likely in (exp(answer.scores[0]),)
            ]
            for trial, results in self._in_turn(trials, self._ask)
        ]
        give_back()
        return found

    def _in_turn(self, asked: Sequence[T], begin: Callable[[T], list[Any]]) -> Iterator[tuple[T, list[Any]]]:
        """What is asked, each with its results, in order.

        What may not follow is copied for each that is begun, 10 MB: two for each thread are enough.
        """
        waiting = iter(asked)
        begun = deque((one, begin(one)) for one in islice(waiting, 2 * self.threads))
        while begun:
            one, results = begun.popleft()
            yield one, [result.result() for result in results]
            begun.extend((one, begin(one)) for one in islice(waiting, 1))

    def _ask(self, trial: Trial) -> list[Any]:
        begun: list[Any] = self.model.generate_batch(
            [[self.tokens[number] for number in each] for each in trial.questions],
            static_prompt=[self.tokens[number] for number in trial.reading],
            cache_static_prompt=False,
            include_prompt_in_result=False,
            suppress_sequences=[alone for number, alone in self.alone if number not in (trial.yes, trial.no)],
            max_length=1,
            min_length=1,
            return_scores=True,
            asynchronous=True,
        )
        return begun

    def _begin(self, job: Job) -> list[Any]:
        allowed = job.constraint.vocabulary()
        begun: list[Any] = self.model.generate_batch(
            [[self.tokens[number] for number in (*job.reading, *asked)] for asked in job.requests],
            include_prompt_in_result=False,
            suppress_sequences=[alone for number, alone in self.alone if number not in allowed],
            beam_size=BEAMS,
            num_hypotheses=BEAMS,
            max_length=job.limit,
            end_token=[self.end],
            return_end_token=True,
            return_scores=True,
            asynchronous=True,
        )
        return begun

    def _finished(self, result: Any, constraint: Constraint) -> Iterator[Found]:
        for ids, score in zip(result.sequences_ids, result.scores, strict=True):
            sentence = tuple(ids[:-1])
            if ids and ids[-1] == self.end and not repeats(sentence) and constraint.accepts(sentence):
                yield Found(sentence, score)


def load_fast(
    folder: Path, tokens: dict[int, str], end: int, *, threads: int, cache: Path | None
) -> FastGenerator:
    """The checkpoint in `folder` in CTranslate2, whose form of it is made once and kept in `cache`, or not kept."""
    try:
        import ctranslate2
    except ModuleNotFoundError as error:
        raise MissingExtra("fast", "the embedded writer in CTranslate2") from error
    # A form is one checkpoint's and one CTranslate2's: neither is ever mistaken for another.
    name = f"writer-{weights.fingerprint(folder)[:16]}-{ctranslate2.__version__}"
    with tempfile.TemporaryDirectory() as passing:
        place = _kept(folder, tokens, cache / name) if cache else None
        if not place:
            place = Path(passing) / name
            _convert(folder, tokens, place)
        model = ctranslate2.Generator(str(place), compute_type="int8", inter_threads=threads, intra_threads=1)
    give_back()
    alone = tuple((number, [token]) for number, token in tokens.items())
    return FastGenerator(model, tokens, alone, end, threads)


def give_back() -> None:
    """Returns to the system what was freed: glibc would keep the 100 MB that a load or a search leaves."""
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(0)


def _kept(folder: Path, tokens: dict[int, str], place: Path) -> Path | None:
    """`place`, which holds CTranslate2's form of the checkpoint; None where it does not and can't be written.

    The form is made in a folder beside and moved to `place` whole, so that two processes may do so at once. With
    it, the weights that it was made of are no longer read. Raises ModelUnusable where it is damaged.
    """
    if place.is_dir():
        weights.check(place)
        return place
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = tempfile.TemporaryDirectory(dir=place.parent, prefix=f".{place.name}.")
    except OSError:  # a home that is read-only, say
        return None
    with beside as made:
        _convert(folder, tokens, Path(made) / "model")
        try:
            (Path(made) / "model").rename(place)
        except OSError:  # another process was first
            if not place.is_dir():
                raise
    return place


# long: one line a weight; the names of one format beside those of the other
def _convert(folder: Path, tokens: dict[int, str], out: Path) -> None:
    """Writes CTranslate2's form of a checkpoint: as its own converter does for Llama, but without torch."""
    from ctranslate2.specs import TransformerDecoderModelSpec, common_spec

    stored, shape = weights.read(folder), weights.settings(folder)
    spec = TransformerDecoderModelSpec.from_config(
        shape["num_hidden_layers"],
        shape["num_attention_heads"],
        activation=common_spec.Activation.SWISH,
        pre_norm=True,
        ffn_glu=True,
        rms_norm=True,
        rotary_dim=0,
        rotary_interleave=False,
        rotary_base=shape["rope_parameters"]["rope_theta"],
        num_heads_kv=shape["num_key_value_heads"],
    )
    decoder = spec.decoder
    decoder.scale_embeddings = False
    decoder.embeddings.weight = decoder.projection.weight = stored["model.embed_tokens.weight"]
    decoder.layer_norm.gamma = stored["model.norm.weight"]
    for number, layer in enumerate(decoder.layer):
        part = {
            name.partition(f".{number}.")[2]: array
            for name, array in stored.items()
            if f"layers.{number}." in name
        }
        layer.self_attention.layer_norm.gamma = part["input_layernorm.weight"]
        layer.self_attention.linear[0].weight = _stacked(part, "self_attn.{}_proj.weight", "qkv")
        layer.self_attention.linear[1].weight = part["self_attn.o_proj.weight"]
        layer.ffn.layer_norm.gamma = part["post_attention_layernorm.weight"]
        layer.ffn.linear_0.weight = part["mlp.gate_proj.weight"]
        layer.ffn.linear_0_noact.weight = part["mlp.up_proj.weight"]
        layer.ffn.linear_1.weight = part["mlp.down_proj.weight"]
    spec.config.layer_norm_epsilon = shape["rms_norm_eps"]
    spec.config.bos_token, spec.config.eos_token, spec.config.unk_token = (tokens[n] for n in (1, 2, 0))
    spec.register_vocabulary([tokens[number] for number in range(len(tokens))])
    spec.validate()
    spec.optimize("int8")
    out.mkdir()
    spec.save(str(out))
    weights.seal(out)


def _stacked(part: dict[str, NDArray[np.float32]], name: str, letters: str) -> NDArray[np.float32]:
    return np.concatenate([part[name.format(letter)] for letter in letters])
