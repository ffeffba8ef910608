"""Drives any Hugging Face encoder-decoder (BART, PEGASUS, PRIMERA, LED, T5, LongT5) as a `Rewriter`.

    Task ─read─► Reading (token ids, words unread) ─batch by length─► generate ─whole─► Answer

The model is never trusted: whatever it words goes through the gate.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from summarizer.errors import MissingExtra, ModelNotFound, ModelUnusable
from summarizer.language.words import count_words
from summarizer.models.reading import global_attention, reader
from summarizer.protocols import Answer, Task
from summarizer.types import ModelInfo

try:
    import torch
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError
    from transformers import AutoConfig, AutoModelForSeq2SeqLM, AutoTokenizer
    from transformers.utils import logging
except ModuleNotFoundError as error:
    raise MissingExtra("models", "a Hugging Face checkpoint") from error

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.models.reading import Reader, Reading

# Checkpoints that read this many tokens read whole bundles: a few articles fit. BART stops at 1,024.
LONG = 2048
# Inputs are padded to a multiple of this many tokens, alone or not: so many have one length and go together.
GRAIN = 16
BATCH = 8

DRAFTS = 3
# No sampling, no least length, and no forced end: a draft that the limit cut must show it. The rest is as the
# checkpoint has it.
DECODING: dict[str, object] = {
    "num_beams": 4,
    "num_return_sequences": DRAFTS,
    "no_repeat_ngram_size": 3,
    "do_sample": False,
    **dict.fromkeys(("temperature", "top_k", "top_p", "min_new_tokens", "max_length", "forced_eos_token_id")),
    "min_length": 0,
}


@dataclass(frozen=True, slots=True)
class Seq2Seq:
    """An encoder-decoder behind `protocols.Rewriter`; `load_seq2seq` makes it."""

    info: ModelInfo
    whole_bundle: bool
    reader: Reader
    model: Any = field(repr=False)
    # Neither tokenizers nor models promise to serve two callers at once.
    _lock: Lock = field(default_factory=Lock, repr=False)

    def rewrite(self, tasks: Sequence[Task]) -> list[Answer]:
        """One answer a task, in order, by beam search; the same whether a task comes alone or among others.

        A task is padded to a length that depends on it alone, and only tasks of one length go together: its
        numbers then come out of the same operations, whatever stands in the other rows.
        """
        with self._lock, torch.inference_mode():
            readings = [self.reader.read(task.sources) for task in tasks]
            groups: dict[tuple[int, int], list[int]] = defaultdict(list)
            for place, (task, reading) in enumerate(zip(tasks, readings, strict=True)):
                groups[self._shape(task, reading)].append(place)
            drafts: dict[int, tuple[str, ...]] = {}
            for (length, new), places in sorted(groups.items()):
                size = BATCH if length < LONG else 1  # a bundle fills the memory by itself
                for start in range(0, len(places), size):
                    batch = places[start : start + size]
                    written = self._generate([readings[place] for place in batch], length, new)
                    for place, texts in zip(batch, written, strict=True):
                        kept = (whole(text, tasks[place], finished=finished) for text, finished in texts)
                        drafts[place] = tuple(dict.fromkeys(draft for draft in kept if draft))
        return [Answer(drafts[place], reading.unread) for place, reading in enumerate(readings)]

    def _shape(self, task: Task, reading: Reading) -> tuple[int, int]:
        """How many tokens the task's input is padded to, and how many it may be answered in."""
        length = min(self.reader.limit, _round_up(len(reading.ids)))
        # News takes 1.3 to 1.6 tokens a word; two leave slack, and a model that is done says so.
        new = _round_up(2 * task.max_words)
        config = self.model.config
        for name in ("max_decoder_position_embeddings", "max_position_embeddings"):
            new = min(new, getattr(config, name, new + 1) - 1)
        return length, new

    def _generate(self, readings: list[Reading], length: int, new: int) -> list[list[tuple[str, bool]]]:
        """For each reading its texts, best first, each with whether the model had come to its end."""
        pads = [length - len(reading.ids) for reading in readings]
        padding = self.model.config.pad_token_id or 0  # any token will do: the mask hides it
        ids = [[*reading.ids, *[padding] * pad] for reading, pad in zip(readings, pads, strict=True)]
        inputs = {"input_ids": ids, "attention_mask": [[1] * (length - pad) + [0] * pad for pad in pads]}
        if self.model.config.model_type == "led":
            inputs["global_attention_mask"] = [global_attention(row, self.reader.separator) for row in ids]
        tensors = {name: torch.tensor(rows) for name, rows in inputs.items()}
        output = self.model.generate(**tensors, max_new_tokens=new)
        ends = torch.tensor(self.model.generation_config.eos_token_id).flatten()
        # A row's first token is the decoder's start, which for BART is the end token.
        finished = torch.isin(output[:, 1:], ends).any(dim=1).tolist()
        texts = list(zip(map(self._text, output.tolist()), finished, strict=True))
        return [texts[start : start + DRAFTS] for start in range(0, len(texts), DRAFTS)]

    def _text(self, ids: list[int]) -> str:
        text = self.reader.tokenizer.decode([token for token in ids if token not in self.reader.special])
        printable = "".join(glyph if glyph.isprintable() else " " for glyph in text)
        return " ".join(printable.replace("<n>", " ").split())  # <n>: a line's end, as PEGASUS writes it


def load_seq2seq(
    model: str | Path, *, threads: int | None = None, whole_bundle: bool | None = None
) -> Seq2Seq:
    """The checkpoint in a directory, or of a Hugging Face id where network or cache has it, ready to write.

    `whole_bundle` None leaves it to the checkpoint: one that reads `LONG` tokens reads whole bundles.
    Two things hold for the process from then on: torch computes on `threads` threads (None: one a core), and
    transformers logs nothing but errors.

    Raises ModelNotFound, and ModelUnusable for a checkpoint that can't be loaded whole or can't write.
    """
    folder, name = _locate(model)
    torch.set_num_threads(threads or torch.get_num_threads())
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        rewriter = _load(folder, name, whole_bundle)
        rewriter.rewrite([Task("shorten", ("The proof of a writer is in a sentence.",), 8)])
    except ModelUnusable:
        raise
    except Exception as error:  # a damaged file can fail in any way, in any of the libraries that read it
        raise ModelUnusable(name, str(error).strip().partition("\n")[0] or type(error).__name__) from error
    return rewriter


# A period ends nothing for sure after a short capitalised word or a lone letter ("Nov.", "U.S.", "p.m.").
_END = re.compile(r"""(?P<word>[^\W_]*)(?P<mark>[.!?…]+)["'”’)\]]*(?=\s+[^\sa-z]|$)""")
_ABBREVIATED = re.compile(r"[A-Z][^\W\d_]{0,4}|[^\W\d_]")
_CLOSED = re.compile(r"""[.!?…]["'”’)\]]*$""")


def sentence_ends(text: str) -> list[int]:
    """Where sentences surely end. It errs towards none: a cut draft may lose a sentence, never end in one.

    >>> sentence_ends("The U.S. mill burned on Nov. 3. It was old. Nobody")
    [31, 43]
    """
    return [
        match.end()
        for match in _END.finditer(text)
        if match["mark"] != "." or not _ABBREVIATED.fullmatch(match["word"])
    ]


def whole(text: str, task: Task, *, finished: bool) -> str:
    """What a task allows of a draft: whole sentences within its words, one unless it is a brief; "" if none.

    `finished` says that the model came to its end: then a headline is whole, and a sentence with its mark.

    >>> whole("It burned. Nobody was hurt. The mayor", Task("brief", ("…",), 20), finished=False)
    'It burned. Nobody was hurt.'
    """
    ends = sentence_ends(text)
    if finished and len(text) not in ends and (task.kind == "headline" or _CLOSED.search(text)):
        ends.append(len(text))
    if task.kind != "brief":
        del ends[1:]
    fitting = [end for end in ends if count_words(text[:end]) <= task.max_words]
    return text[: fitting[-1]] if fitting else ""


def _round_up(count: int) -> int:
    return -(-count // GRAIN) * GRAIN


def _locate(model: str | Path) -> tuple[Path, str]:
    if Path(model).is_dir():
        folder = Path(model).resolve()
        return folder, folder.name
    if isinstance(model, Path):
        raise ModelNotFound(str(model))
    try:
        folder = Path(
            snapshot_download(model, allow_patterns=["*.json", "*.txt", "*.model", "*.safetensors"])
        )
        if not _weights(folder):
            folder = Path(snapshot_download(model, allow_patterns=["pytorch_model*.bin"]))
    except (HfHubHTTPError, HFValidationError, LocalEntryNotFoundError) as error:
        raise ModelNotFound(model) from error
    return folder, model


def _load(folder: Path, name: str, whole_bundle: bool | None) -> Seq2Seq:
    here: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}
    config = AutoConfig.from_pretrained(folder, **here)
    if not config.is_encoder_decoder:
        raise ModelUnusable(name, f"{config.model_type} is no encoder-decoder")
    tokenizer = AutoTokenizer.from_pretrained(folder, **here)
    model, report = AutoModelForSeq2SeqLM.from_pretrained(
        folder, config=config, dtype=torch.float32, output_loading_info=True, **here
    )
    _check(name, tokenizer, model, report["missing_keys"])
    model.eval()
    model.generation_config.update(**DECODING)
    reads = reader(tokenizer, config)
    info = ModelInfo(name=name, revision=_revision(folder), backend="torch")
    return Seq2Seq(info, reads.limit >= LONG if whole_bundle is None else whole_bundle, reads, model)


def _check(name: str, tokenizer: Any, model: Any, missing: set[str]) -> None:
    # transformers makes up what is missing, weights or vocabulary, with no more than a warning. Sinusoidal
    # positions may be missing: they are computed, and old PEGASUS checkpoints leave them out.
    owners = {key: type(model.get_submodule(key.rpartition(".")[0])).__name__ for key in missing}
    lost = sorted(key for key, owner in owners.items() if "Sinusoidal" not in owner)
    if lost:
        raise ModelUnusable(name, f"{len(lost)} of its weights are missing, among them {lost[0]}")
    if set(tokenizer("news", add_special_tokens=False).input_ids) <= {tokenizer.unk_token_id}:
        raise ModelUnusable(name, "it has no tokenizer")
    if len(tokenizer) > model.get_input_embeddings().num_embeddings:
        raise ModelUnusable(name, "its tokenizer has more tokens than it knows")


def _weights(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.safetensors")) or sorted(folder.glob("pytorch_model*.bin"))


def _revision(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in _weights(folder):
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()
