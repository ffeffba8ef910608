"""Training..."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch
from transformers import AutoModelForCausalLM

from summarizer import Article, Options, Summarizer
from summarizer.models.writer import NAME, load_writer
from summarizer.protocols import Task
from tests.models.tiny import LEARNED, TEXTS, tiny_model, tiny_tokenizer
from training import train
from training.base import RARE, SPECIAL, pruned, unpack
from training.export import dithered, export, restored

if TYPE_CHECKING:
    from pathlib import Path

TOKENIZER = tiny_tokenizer()


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A folder as `training.train` makes it: a base model and no state yet; and pairs beside it."""
    tiny_model(TOKENIZER.get_vocab_size()).save_pretrained(tmp_path / "base")
    TOKENIZER.save(str(tmp_path / "base/tokenizer.json"))
    rows = [
        {"kind": kind, "sources": sources, "target": target, "words": words}
        for kind, sources, target in LEARNED
        for words in (8, 12)
    ]
    (tmp_path / "joined.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (tmp_path / "twins.jsonl").write_text("")  # a source of which no pair was admissible
    return tmp_path


def _trainer(run: Path, minutes: float, workers: int = 1) -> train.Trainer:
    model = AutoModelForCausalLM.from_pretrained(run / "base", dtype=torch.float32)
    return train.Trainer(model, minutes, rate=5e-3, workers=workers)


def test_a_run_ends_in_a_checkpoint_that_loads_and_writes(run: Path) -> None:
    trainer = _trainer(run, minutes=0.02)
    train.run(trainer, run, TOKENIZER, run)
    curve = [json.loads(line) for line in (run / "curve.jsonl").read_text().splitlines()]
    assert curve[-1]["pairs"] == trainer.seen > 0
    size = export(restored(run), TOKENIZER.to_str(), run / "shipped")
    assert size == sum(path.stat().st_size for path in (run / "shipped").iterdir())
    (answer,) = load_writer(run / "shipped").rewrite([Task("shorten", (TEXTS[0],), 12)])
    assert answer.unread == 0
    unpack(run / "shipped", run / "again/base")
    again = AutoModelForCausalLM.from_pretrained(run / "again/base", dtype=torch.float32).state_dict()
    steps = {name: tensor.abs().max() / 127 for name, tensor in restored(run).state_dict().items()}
    assert all(
        (again[name] - tensor).abs().max() <= steps[name]
        for name, tensor in restored(run).state_dict().items()
    )


def test_a_brief_by_a_checkpoint_of_a_run_keeps_its_promises(run: Path) -> None:
    trainer = _trainer(run, 0.05)
    train.run(trainer, run, TOKENIZER, run)
    export(restored(run), TOKENIZER.to_str(), run / "shipped")
    articles = [Article(id=str(place), text=text) for place, text in enumerate(TEXTS)]
    brief = Summarizer.load(str(run / "shipped"), cache=run).summarize(articles, Options(max_words=60))
    assert brief.model.name == NAME
    assert 0 < brief.words <= 60
    for statement in brief.statements():
        assert statement.citations
        for cited in statement.citations:
            assert TEXTS[int(cited.article)][cited.start : cited.end] == cited.quote


def test_the_loss_of_what_it_sees_falls(run: Path) -> None:
    trainer = _trainer(run, minutes=10)
    batch = [train.example(row, TOKENIZER) for row in train.load_pairs(run, held_out=False)["joined"]]
    losses = [trainer.learn(batch) for _ in range(12)]
    assert losses[-1] < losses[0] - 0.5


def test_a_broken_off_run_goes_on_as_if_nothing_had_happened(run: Path) -> None:
    batch = [train.example(row, TOKENIZER) for row in train.load_pairs(run, held_out=False)["joined"]]
    first = _trainer(run, minutes=10)
    first.learn(batch)
    first.save(run)
    second = _trainer(run, minutes=10)
    second.restore(train.states(run)[-1])
    assert second.step == 1
    assert second.learn(batch) == first.learn(batch)
    assert all(torch.equal(a, b) for a, b in zip(first.masters, second.masters, strict=True))


def test_workers_learn_together_what_one_learns_alone(run: Path) -> None:
    batch = [train.example(row, TOKENIZER) for row in train.load_pairs(run, held_out=False)["joined"]]
    alone, together = (_trainer(run, minutes=10, workers=workers) for workers in (1, 2))
    assert together.learn(batch) == pytest.approx(alone.learn(batch), abs=0.01)
    # Adam's first step is the gradient's sign, so all but the near-zero gradients must agree.
    same = [
        torch.isclose(a, b, atol=1e-3).float().mean()
        for a, b in zip(alone.masters, together.masters, strict=True)
    ]
    assert min(same) > 0.9


def test_only_the_two_newest_states_are_kept(run: Path) -> None:
    trainer = _trainer(run, minutes=10)
    for trainer.step in (1, 2, 3):
        trainer.save(run)
    assert [path.name for path in train.states(run)] == ["state-000002.pt", "state-000003.pt"]


def test_held_out_pairs_are_never_trained_on(run: Path) -> None:
    both = [train.load_pairs(run, held_out=held_out)["joined"] for held_out in (False, True)]
    assert not {row["target"] for row in both[0]} & {row["target"] for row in both[1]}
    assert sum(map(len, both)) == 2 * len(LEARNED)


def test_the_sources_carry_no_loss() -> None:
    model = tiny_model(TOKENIZER.get_vocab_size())
    row = {"kind": "shorten", "sources": [TEXTS[0]], "target": "The harbour was closed.", "words": 4}
    one = train.example(row, TOKENIZER)
    _, count = train.loss_of(model, [one])
    assert count == len(one.ids) - one.given
    assert TOKENIZER.decode(one.ids[one.given :], skip_special_tokens=True) == " The harbour was closed."


def test_a_pruned_vocabulary_cuts_kept_words_up_as_before_and_spells_all_others() -> None:
    texts = [TEXTS[0]] * RARE
    ids, spec = pruned(TOKENIZER, texts)
    smaller = TOKENIZER.from_str(json.dumps(spec))
    assert smaller.get_vocab_size() == len(ids) < TOKENIZER.get_vocab_size()
    assert smaller.encode(TEXTS[0]).tokens == TOKENIZER.encode(TEXTS[0]).tokens
    assert [smaller.token_to_id(token) for token in SPECIAL] == [0, 1, 2]
    strange = "Żółć 漢字 \u2603, unsaid."
    assert smaller.decode(smaller.encode(strange).ids) == strange
    vocabulary = TOKENIZER.get_vocab()
    assert [
        vocabulary[token] for token, _ in sorted(smaller.get_vocab().items(), key=lambda item: item[1])
    ] == ids


def test_a_weight_that_moves_by_less_than_a_step_is_not_moved_back() -> None:
    steps = np.full((1, 4001), 10.0, dtype=np.float32)
    steps[0, 0] = 127.0
    rounded = dithered(steps + 0.25 * (steps < 100), np.random.default_rng(1))
    assert rounded[0, 0] == 127.0
    assert set(rounded[0, 1:]) == {10.0, 11.0}
    assert rounded[0, 1:].mean() == pytest.approx(10.25, abs=0.03)
    assert (dithered(rounded, np.random.default_rng(2)) == rounded).all()
