"""The clusters that the bench measures on: ours in `bench/cases`, and public sets in a folder that the caller names."""

from __future__ import annotations

import gzip
import hashlib
import json
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from click import ClickException

from summarizer.types import Article, Bundle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

CASES = Path(__file__).with_name("cases")


class Origin(NamedTuple):
    """Where a public set comes from: a GitHub repository, the commit that was read, and the folder in it."""

    repository: str
    commit: str
    folder: str


ORIGINS = {
    "allsides-articles": Origin(
        "ramybaly/Article-Bias-Prediction", "ced8111a720948e6a410e52031ace99c4e53f096", "data/jsons/"
    ),
    "basil": Origin(
        "marshallwhiteorg/emnlp19-media-bias", "4a8865347588648ae14e63344c9686d2b0a4930e", "data/articles/"
    ),
    "ecbplus": Origin(
        "anastasia-zhukova/Diverse_CDCR_datasets",
        "9dfb46284593bdd35d1a5b5c758c9aa71cb43f1a",
        "ECBplus-prep/output_data/test_parsing/",
    ),
    "faithfulness": Origin("W4ngatang/qags", "47798e9b63344e2d3fb4df2def6edc18e9402d30", "data/"),
    "mmds2025": Origin(
        "NLP-Discourse-SoochowU/MMDS2025",
        "7fb3840b61389e8fc66c4e9e18ebd46dab08b1c2",
        "data/mds_ac_dev_final.json",
    ),
    "msrp": Origin("brmson/dataset-sts", "e1d3375f5b3bc24f21aa4e46f96eb379e9fc1081", "data/para/msr/"),
    "multiling2011": Origin(
        "ayushoriginal/Multi-Document-Summarization",
        "7e9b111afca3448f1be03c0757b07a1468b73254",
        "TAC 2011 MultiLing Pilot Dataset/",
    ),
    "multinews-100-peers": Origin(
        "girasella/multi-news-ai4stem-polito-master", "455518ce87e087d80d73d7e95f888256a8d514a5", "results/"
    ),
    "neus-allsides": Origin(
        "HLTCHKUST/framing-bias-metric",
        "1586f55a9011853224ca4d0cee164c46f6137557",
        "data/naacl2022_lrc_roundup_random_order_probe/",
    ),
    "sts": Origin("brmson/dataset-sts", "e1d3375f5b3bc24f21aa4e46f96eb379e9fc1081", "data/sts/semeval-sts/"),
}


class MissingData(ClickException):
    """A public set is not there; the message tells where it comes from."""

    exit_code = 2

    def __init__(self, name: str, place: str) -> None:
        origin = ORIGINS[name]
        super().__init__(
            f"{place}: the set {name} is made from {origin.folder} of github.com/{origin.repository} at commit"
            f" {origin.commit[:12]}, in the form that bench/README.md gives; name its folder with --data DIR"
        )


@dataclass(frozen=True, slots=True)
class Cluster:
    """Articles on one event and what people wrote of it in about `words` words.

    A nugget is a fact that a good brief tells; it is given in the wordings that count as telling it.
    """

    id: str
    words: int
    articles: tuple[Article, ...]
    references: tuple[str, ...]
    nuggets: tuple[tuple[str, ...], ...] = ()


def rows(data: Path | None, name: str, file: str) -> Iterator[dict[str, Any]]:
    """The objects of one gzipped JSON-lines file of a public set, in their order. Raises MissingData."""
    if data is None:
        raise MissingData(name, "no --data")
    path = data / name / f"{file}.jsonl.gz"
    if not path.is_file():
        raise MissingData(name, f"no {name}/{path.name} in {data}")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def multinews(data: Path | None) -> list[Cluster]:
    """The 100 Multi-News clusters, briefed in 230 words: as long as their references."""
    found = rows(data, "multinews-100-peers", "clusters")
    return [
        Cluster(row["id"], 230, _numbered({"text": text} for text in row["documents"]), (row["reference"],))
        for row in found
    ]


def multiling(data: Path | None) -> list[Cluster]:
    """The ten topics of MultiLing 2011, English, briefed in 250 words: the task's limit."""
    return [
        Cluster(
            row["id"],
            250,
            _numbered({"text": one["text"], "published": one["date"]} for one in row["documents"]),
            tuple(row["references"]),
        )
        for row in rows(data, "multiling2011", "topics")
    ]


def neus(data: Path | None) -> list[Cluster]:
    """The events of NeuS (train) of which all three articles are there in full, briefed in 80 words.

    Their editors' round-ups have 66 in the mean. Events that touch its validation or test articles are left out.
    """
    events = [row for row in rows(data, "neus-allsides", "train") if not row["touches_held_out"]]
    wanted = {article["article_id"] for row in events for article in row["articles"]}
    texts = {
        row["id"]: row["text"] for row in rows(data, "allsides-articles", "articles") if row["id"] in wanted
    }
    ids = [(row, [article["article_id"] for article in row["articles"]]) for row in events]
    return [
        Cluster(row["event_id"], 80, _numbered({"text": texts[i]} for i in own), (row["reference_text"],))
        for row, own in ids
        if len(texts.keys() & own) == len(own)
    ]


def cases() -> list[Cluster]:
    """The clusters of `bench/cases`, all invented, in the order of their files' names."""
    return [_case(path) for path in sorted(CASES.glob("*.toml"))]


def sha256(clusters: Sequence[Cluster]) -> str:
    """The SHA-256 of all that a figure depends on in these clusters, in their order."""
    content = [
        asdict(one) | {"articles": [a.model_dump(mode="json") for a in one.articles]} for one in clusters
    ]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _case(path: Path) -> Cluster:
    """A case: its articles stand in the file itself, or in the bundle that it names."""
    made = tomllib.loads(path.read_text("utf-8"))
    if "bundle" in made:
        articles = Bundle.model_validate_json((path.parent / made["bundle"]).read_bytes()).articles
    else:
        articles = _numbered(made["articles"])
    return Cluster(
        path.stem, made["words"], articles, tuple(made["references"]), tuple(map(tuple, made["nuggets"]))
    )


def _numbered(documents: Iterable[dict[str, Any]]) -> tuple[Article, ...]:
    return tuple(
        Article.model_validate({"id": str(number)} | document)
        for number, document in enumerate(documents, start=1)
    )
