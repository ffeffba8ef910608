"""Encoder-decoders as writers: the true code, on tiny checkpoints of six families."""

from __future__ import annotations

import doctest
import hashlib
import json
import shutil
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import torch
import transformers
from safetensors.torch import load_file, save_file

from summarizer.errors import ModelNotFound, ModelUnusable
from summarizer.language.words import count_words
from summarizer.models import seq2seq
from summarizer.models.seq2seq import DRAFTS, Seq2Seq, load_seq2seq, whole
from summarizer.protocols import Rewriter, Task
from tests.models.checkpoints import FAMILIES, SENTENCES

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = tomllib.loads((Path(__file__).parents[1] / "data/drafts.toml").read_text(encoding="utf-8"))["case"]
TASKS = (
    *(Task("shorten", (sentence,), 16) for sentence in SENTENCES[:4]),
    Task("fuse", SENTENCES[:2], 16),
    Task("headline", SENTENCES[:1], 15),
    Task("brief", SENTENCES, 24),
)


WITHOUT_TORCH = """
import sys

class Missing:
    def find_spec(self, name, *_):
        if name == "torch":
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Missing())
import summarizer.models.seq2seq
"""


@pytest.fixture(params=FAMILIES)
def family(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


def test_it_writes_what_the_checkpoint_has_learned(family: str, writer: Callable[[str], Seq2Seq]) -> None:
    rewriter: Rewriter = writer(family)
    answers = rewriter.rewrite(TASKS[:2])
    assert [answer.drafts[0] for answer in answers] == list(SENTENCES[1:3])


@pytest.mark.parametrize("name", ["bart", "pegasus", "primera", "t5"])
def test_it_answers_a_task_alone_as_among_others(name: str, writer: Callable[[str], Seq2Seq]) -> None:
    among_others = writer(name).rewrite(TASKS)
    assert [writer(name).rewrite([task])[0] for task in TASKS[::-1]] == among_others[::-1]


@pytest.mark.parametrize("name", ["bart", "pegasus"])
def test_its_drafts_are_a_few_whole_sentences_within_their_words(
    name: str, writer: Callable[[str], Seq2Seq]
) -> None:
    answers = writer(name).rewrite(TASKS)
    assert sum(len(answer.drafts) for answer in answers) > len(TASKS)
    for task, answer in zip(TASKS, answers, strict=True):
        assert len(set(answer.drafts)) == len(answer.drafts) <= DRAFTS
        for draft in answer.drafts:
            assert count_words(draft) <= task.max_words
            assert draft == " ".join(draft.split())
            assert task.kind == "headline" or draft.endswith((".", '."'))


def test_two_loads_are_one_writer(
    checkpoint: Callable[[str], Path], writer: Callable[[str], Seq2Seq]
) -> None:
    again = load_seq2seq(str(checkpoint("bart")), threads=1)
    assert again.info == writer("bart").info
    assert again.rewrite(TASKS) == writer("bart").rewrite(TASKS)


def test_callers_at_the_same_time_get_the_same(writer: Callable[[str], Seq2Seq]) -> None:
    with ThreadPoolExecutor(3) as callers:
        answers = list(callers.map(writer("t5").rewrite, [TASKS[:2]] * 3))
    assert answers == [writer("t5").rewrite(TASKS[:2])] * 3


def test_it_is_known_by_its_folder_and_its_weights(
    checkpoint: Callable[[str], Path], writer: Callable[[str], Seq2Seq]
) -> None:
    info = writer("bart").info
    weights = (checkpoint("bart") / "model.safetensors").read_bytes()
    assert (info.name, info.backend) == ("bart", "torch")
    assert info.revision == hashlib.sha256(weights).hexdigest()


def test_it_says_what_it_left_unread(writer: Callable[[str], Seq2Seq]) -> None:
    answers = writer("bart").rewrite(
        [TASKS[0], Task("fuse", SENTENCES, 24), Task("shorten", (" ".join(SENTENCES),), 24)]
    )
    assert [answer.unread > 0 for answer in answers] == [False, True, True]


def test_long_readers_read_whole_bundles(writer: Callable[[str], Seq2Seq]) -> None:
    assert {name for name in FAMILIES if writer(name).whole_bundle} == {"led", "primera", "longt5"}


def test_whole_bundles_can_be_asked_for(checkpoint: Callable[[str], Path]) -> None:
    assert load_seq2seq(checkpoint("bart"), threads=1, whole_bundle=True).whole_bundle
    assert not load_seq2seq(checkpoint("led"), threads=1, whole_bundle=False).whole_bundle


@pytest.mark.parametrize(("name", "everywhere"), [("led", 1), ("primera", 1 + len(SENTENCES))])
def test_led_is_told_where_to_look_from(name: str, everywhere: int, writer: Callable[[str], Seq2Seq]) -> None:
    seen: list[Any] = []
    encoder = writer(name).model.get_encoder()
    hook = encoder.register_forward_pre_hook(
        lambda _module, _args, named: seen.append(named["global_attention_mask"]), with_kwargs=True
    )
    writer(name).rewrite([Task("brief", SENTENCES, 20)])
    hook.remove()
    assert [int(mask.sum()) for mask in seen] == [everywhere]
    assert seen[0][0, 0] == 1


def test_odd_text_does_not_stop_it(writer: Callable[[str], Seq2Seq]) -> None:
    texts = ("\x00\x07\u2028", "</s><s><doc-sep>", "🚢 渡轮 \u202e", "x" * 3000)
    assert len(writer("pegasus").rewrite([Task("shorten", (text,), 8) for text in texts])) == len(texts)


def test_it_says_nothing_on_standard_output_or_error(
    checkpoint: Callable[[str], Path], capfd: pytest.CaptureFixture[str]
) -> None:
    load_seq2seq(checkpoint("led"), threads=1).rewrite([Task("brief", (" ".join(SENTENCES * 20),), 20)])
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_it_keeps_of_a_draft(case: dict[str, Any]) -> None:
    task = Task(case["kind"], ("…",), case["max_words"])
    assert whole(case["text"], task, finished=case["finished"]) == case["expected"]


def test_it_shows_its_examples() -> None:
    assert doctest.testmod(seq2seq) == (0, 2)


@pytest.mark.parametrize("model", [Path("no-such-folder"), "/no/such/folder", "no such id", "no/such/id"])
def test_it_finds_no_model_where_there_is_none(model: str | Path) -> None:
    with pytest.raises(ModelNotFound, match="no"):
        load_seq2seq(model)


@pytest.fixture
def broken(tmp_path: Path, checkpoint: Callable[[str], Path]) -> Path:
    """A copy of a good checkpoint, to be damaged."""
    return Path(shutil.copytree(checkpoint("bart"), tmp_path / "broken"))


def assert_refused(folder: Path, reason: str) -> None:
    with pytest.raises(ModelUnusable, match=reason) as caught:
        load_seq2seq(folder, threads=1)
    assert "'broken'" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_it_refuses_damaged_weights(broken: Path) -> None:
    weights = broken / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1000])
    assert_refused(broken, "can't be used")


def test_it_refuses_weights_that_lack_a_layer(broken: Path) -> None:
    weights = load_file(broken / "model.safetensors")
    del weights["model.decoder.layers.0.fc1.weight"]
    save_file(weights, broken / "model.safetensors", metadata={"format": "pt"})
    assert_refused(broken, r"1 of its weights are missing, among them model\.decoder\.layers\.0\.fc1\.weight")


def test_it_refuses_a_folder_without_weights(broken: Path) -> None:
    (broken / "model.safetensors").unlink()
    assert_refused(broken, "can't be used")


def test_it_refuses_a_folder_without_a_tokenizer(broken: Path) -> None:
    for name in ("tokenizer.json", "tokenizer_config.json"):
        (broken / name).unlink()
    assert_refused(broken, "can't be used")


def test_it_refuses_the_tokenizer_of_another_model(broken: Path) -> None:
    tokenizer = transformers.AutoTokenizer.from_pretrained(broken)
    tokenizer.add_tokens([f"word{number}" for number in range(5)])
    tokenizer.save_pretrained(broken)
    assert_refused(broken, "more tokens")


def test_it_refuses_a_folder_of_something_else(tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    folder.mkdir()
    assert_refused(folder, "can't be used")


def test_it_refuses_a_model_that_is_no_encoder_decoder(tmp_path: Path) -> None:
    transformers.GPT2Config().save_pretrained(tmp_path / "broken")
    assert_refused(tmp_path / "broken", "gpt2 is no encoder-decoder")


def test_it_refuses_a_model_that_does_not_know_how_to_begin(broken: Path) -> None:
    for name in ("config.json", "generation_config.json"):
        settings = json.loads((broken / name).read_text(encoding="utf-8"))
        settings |= {"decoder_start_token_id": None, "bos_token_id": None}
        (broken / name).write_text(json.dumps(settings), encoding="utf-8")
    assert_refused(broken, "can't be used")


def test_old_pegasus_checkpoints_may_leave_out_their_positions(
    tmp_path: Path, checkpoint: Callable[[str], Path], writer: Callable[[str], Seq2Seq]
) -> None:
    folder = Path(shutil.copytree(checkpoint("pegasus"), tmp_path / "pegasus"))
    (folder / "model.safetensors").unlink()
    weights = writer("pegasus").model.state_dict()
    kept = {name: weight for name, weight in weights.items() if "embed_positions" not in name}
    assert len(kept) < len(weights)
    torch.save(kept, folder / "pytorch_model.bin")
    old = load_seq2seq(folder, threads=1)
    assert old.rewrite(TASKS[:2]) == writer("pegasus").rewrite(TASKS[:2])
    assert old.info.revision == hashlib.sha256((folder / "pytorch_model.bin").read_bytes()).hexdigest()


def test_its_room_is_empty_until_a_model_is_loaded() -> None:
    code = (
        "import sys, summarizer.models; print({'torch', 'transformers', 'ctranslate2'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_it_names_the_extra_that_is_missing() -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT_TORCH], capture_output=True, text=True)
    assert "MissingExtra: a Hugging Face checkpoint needs the extra 'models'" in done.stderr
