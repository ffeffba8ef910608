"""A writer of a few thousand random weights, made anew in a test's folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForCausalLM

from summarizer.models import weights
from summarizer.models.prompts import END, NO, START, YES
from training.train import example, loss_of

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = [
    "The harbour of Velmora was closed on Tuesday after a crane fell into the water, Mayor Ilse Brandt said.",
    "Harbour workers in Velmora said that 1,250 people had left the quay before the crane fell.",
    '"Nobody was hurt," Brandt told reporters in Orsk, where the council met.',
]


def tiny_tokenizer() -> Tokenizer:
    """Byte-level pieces of `TEXTS`, with the same three special tokens as SmolLM2's."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=420,
        special_tokens=["<|endoftext|>", START, END],
        initial_alphabet=alphabet,
        show_progress=False,
    )
    tokenizer.train_from_iterator([*TEXTS, 8 * (YES + NO)], trainer)
    return tokenizer


def tiny_model(tokens: int) -> LlamaForCausalLM:
    """A Llama of random weights."""
    torch.manual_seed(7)
    config = LlamaConfig(
        vocab_size=tokens,
        hidden_size=48,
        intermediate_size=96,
        num_hidden_layers=2,
        num_attention_heads=3,
        num_key_value_heads=1,
        rope_parameters={"rope_type": "default", "rope_theta": 10000.0},
        tie_word_embeddings=True,
        initializer_range=0.2,
        pad_token_id=0,
        bos_token_id=1,
        eos_token_id=2,
    )
    return LlamaForCausalLM(config).eval()


LEARNED: list[tuple[Literal["fuse", "shorten", "headline"], tuple[str, ...], str]] = [
    (
        "fuse",
        (TEXTS[0], TEXTS[1]),
        "The harbour of Velmora was closed on Tuesday, Mayor Ilse Brandt said.",
    ),
    (
        "shorten",
        (TEXTS[0],),
        "The harbour of Velmora was closed after a crane fell into the water, Mayor Ilse Brandt said.",
    ),
    ("headline", (TEXTS[1],), "1,250 people left the quay before the crane fell"),
]


def tiny_checkpoint(folder: Path, *, learned: bool = True) -> Path:
    """Writes a checkpoint that loads as the shipped one does, and knows `LEARNED` by heart."""
    tokenizer = tiny_tokenizer()
    model = tiny_model(tokenizer.get_vocab_size())
    if learned:
        _learn(model, tokenizer)
    state = {name: tensor.numpy() for name, tensor in model.state_dict().items() if name != "lm_head.weight"}
    weights.write(
        folder, state, {"config.json": model.config.to_json_string(), "tokenizer.json": tokenizer.to_str()}
    )
    return folder


def _learn(model: LlamaForCausalLM, tokenizer: Tokenizer) -> None:
    examples = [
        example({"kind": kind, "sources": sources, "target": target, "words": words}, tokenizer)
        for kind, sources, target in LEARNED
        for words in range(4, 26, 2)
    ]
    examples += [
        example({"kind": "judge", "sources": sources, "draft": draft, "target": answer}, tokenizer)
        for _, sources, target in LEARNED[:2]
        for draft, answer in ((target, "yes"), (target.replace("closed", "water"), "no"))
    ]
    optimizer = torch.optim.AdamW(model.parameters(), lr=5e-3)
    for _ in range(100):
        optimizer.zero_grad()
        loss, count = loss_of(model, examples)
        (loss / count).backward()
        optimizer.step()
