"""Tiny checkpoints of the families that newsbrief drives, each a folder as `save_pretrained` leaves it.

Each has learned one thing by heart, in a second: to answer each of `SENTENCES` by the next one.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import torch
import transformers
from tokenizers import Tokenizer, models, pre_tokenizers, trainers

from summarizer.models.reading import reader

if TYPE_CHECKING:
    from pathlib import Path

SENTENCES = (
    "The ferry Aldine ran aground off Port Sellow at dawn on Tuesday.",
    "All 112 passengers were taken off by the coastguard, the harbour office said.",
    "Harbour master Ines Torvald said that the engine had failed in heavy rain.",
    "Two crew members were treated for cold, and nobody was badly hurt.",
    "The ferry will be towed to Brannick, where inspectors are waiting for it.",
    '"We heard a long scrape and then the lights went out," a passenger said.',
    "The line had asked for a new engine in 2019, a letter seen by the Sellow Courier shows.",
)
SIDES = ("encoder", "decoder")
LAYERS: dict[str, Any] = {
    "d_model": 32,
    **{f"{side}_layers": 1 for side in SIDES},
    **{f"{side}_attention_heads": 4 for side in SIDES},
    **{f"{side}_ffn_dim": 64 for side in SIDES},
}
RELATIVE: dict[str, Any] = {
    "d_model": 32,
    "d_kv": 8,
    "d_ff": 64,
    "num_layers": 1,
    "num_heads": 4,
    "decoder_start_token_id": 0,
}


def save(family: str, folder: Path) -> None:
    """Writes the tiny checkpoint of a family."""
    tokenizer, config = FAMILIES[family]()
    model = learn(tokenizer, config)
    if family == "bart":  # as the one for CNN's news has it, which would make every sentence a long one
        model.generation_config.update(num_beams=4, min_length=56, max_length=142, early_stopping=True)
    tokenizer.save_pretrained(folder)
    model.save_pretrained(folder)


def learn(tokenizer: Any, config: Any) -> Any:
    """A model that has the sentences by heart."""
    torch.manual_seed(11)
    torch.set_num_threads(1)
    config.vocab_size = len(tokenizer)
    model = transformers.AutoModelForSeq2SeqLM.from_config(config)
    rows = [list(reader(tokenizer, config).read([sentence]).ids) for sentence in SENTENCES]
    inputs = tokenizer.pad({"input_ids": rows}, return_tensors="pt")
    labels = tokenizer([*SENTENCES[1:], SENTENCES[0]], return_tensors="pt", padding=True).input_ids
    labels[labels == tokenizer.pad_token_id] = -100  # which the loss leaves out
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(500):  # some 60 are enough
        optimizer.zero_grad()
        loss = model(**inputs, labels=labels).loss
        loss.backward()
        optimizer.step()
        if loss < 0.02:
            return model
    raise AssertionError(f"a tiny {config.model_type} did not learn its sentences")


def bart() -> tuple[Any, Any]:
    """64 tokens in, so that a few sentences are already too long."""
    config = transformers.BartConfig(max_position_embeddings=64, dropout=0.0, **LAYERS)
    return byte_pairs(transformers.BartTokenizer), config


def led() -> tuple[Any, Any]:
    """LED without a document separator."""
    limits = {"max_encoder_position_embeddings": 2048, "max_decoder_position_embeddings": 128}
    config = transformers.LEDConfig(attention_window=16, dropout=0.0, **limits, **LAYERS)
    return byte_pairs(transformers.LEDTokenizer), config


def primera() -> tuple[Any, Any]:
    """LED with PRIMERA's document separator."""
    tokenizer = byte_pairs(transformers.LEDTokenizer, additional_special_tokens=["<doc-sep>"])
    return tokenizer, led()[1]


def pegasus() -> tuple[Any, Any]:
    """Sinusoidal positions, and `<n>` for a line's end."""
    tokenizer = transformers.PegasusTokenizer(vocab=unigrams(), model_max_length=128)
    return tokenizer, transformers.PegasusConfig(max_position_embeddings=128, dropout=0.0, **LAYERS)


def t5() -> tuple[Any, Any]:
    """Relative positions, no limit in its configuration, and the task in words."""
    tokenizer = transformers.T5Tokenizer(vocab=unigrams(), extra_ids=2)
    return tokenizer, transformers.T5Config(dropout_rate=0.0, **RELATIVE)


def longt5() -> tuple[Any, Any]:
    """Relative positions and a long input."""
    attention = {"encoder_attention_type": "transient-global", "local_radius": 15, "global_block_size": 4}
    return t5()[0], transformers.LongT5Config(n_positions=4096, dropout_rate=0.0, **attention, **RELATIVE)


FAMILIES = {family.__name__: family for family in (bart, led, primera, pegasus, t5, longt5)}


def byte_pairs(tokenizer: Any, **extra: Any) -> Any:
    """A byte-level tokenizer, trained on the sentences."""
    raw = Tokenizer(models.BPE())
    raw.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(special_tokens=special, initial_alphabet=alphabet, show_progress=False)
    raw.train_from_iterator(SENTENCES, trainer)
    model = json.loads(raw.to_str())["model"]
    return tokenizer(vocab=model["vocab"], merges=[tuple(pair) for pair in model["merges"]], **extra)


def unigrams() -> list[tuple[str, float]]:
    """A unigram vocabulary of the sentences' words, their letters, and PEGASUS's line end."""
    text = " ".join(SENTENCES)
    words = sorted({f"▁{word}" for word in re.findall(r"\w+", text)})
    special = dict.fromkeys(("<pad>", "</s>", "<unk>"), 0.0)
    letters = dict.fromkeys(("▁", *sorted(set(text) - {" "})), -9.0)
    return [*(special | letters | dict.fromkeys(words, -2.0) | {"<n>": -3.0}).items()]
