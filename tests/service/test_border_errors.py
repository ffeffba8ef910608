"""The table: no error of the library without a status, no answer without the facts."""

from __future__ import annotations

import json
import logging

import pytest

from service import errors as ours
from service.errors import TABLE, problem
from summarizer import errors
from summarizer.types import Article, Bundle, CheckRequest, Options


def family(root: type[Exception]) -> list[type[Exception]]:
    return [root] + [kind for child in root.__subclasses__() for kind in family(child)]


def test_no_public_error_is_without_a_status() -> None:
    public = family(errors.InputError) + family(errors.ModelError)
    raised_here = [errors.Unauthorized, errors.Busy, errors.NotReady, errors.DeadlineExceeded]
    of_the_border = [
        kind for kind in vars(ours).values() if isinstance(kind, type) and kind.__module__ == ours.__name__
    ]
    assert len(public) > 9
    assert [kind for kind in public + raised_here + of_the_border if kind not in TABLE] == []


def test_a_class_has_one_code_and_the_code_one_class() -> None:
    codes = [kind.code for kind in TABLE]
    assert len(codes) == len(set(codes))


def bundle(*ids: str, context: tuple[str, ...] = ()) -> Bundle:
    return Bundle(articles=tuple(Article(id=i, text="...") for i in ids), options=Options(context=context))


@pytest.mark.parametrize(
    ("error", "about", "pointers", "facts"),
    [
        (errors.NoArticles(), bundle(), ["/articles"], {}),
        (
            errors.DuplicateArticle("b"),
            bundle("a", "b", "b"),
            ["/articles/1/id", "/articles/2/id"],
            {"article": "b"},
        ),
        (
            errors.UnknownArticle("z"),
            bundle("a", context=("a", "z")),
            ["/options/context/1"],
            {"article": "z"},
        ),
        (
            errors.NothingUsable(("a", "b")),
            bundle("a", "b"),
            ["/articles/0/text", "/articles/1/text"],
            {"articles": ["a", "b"]},
        ),
        (
            errors.BudgetTooSmall(20, 31),
            bundle("a"),
            ["/options/max_words"],
            {"max_words": 20, "shortest": 31},
        ),
        (
            errors.EmptyDraft(),
            CheckRequest(articles=(Article(id="a", text="It sank."),), draft=""),
            ["/draft"],
            {},
        ),
        (errors.InvalidBundle((errors.Problem("/articles", "required field"),)), None, ["/articles"], {}),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_problem_points_at_the_place_and_carries_the_facts(
    error: errors.InputError,
    about: Bundle | CheckRequest | None,
    pointers: list[str],
    facts: dict[str, object],
) -> None:
    answer = problem(error, about)
    document = json.loads(bytes(answer.body))
    assert answer.status_code == document["status"] == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert [place["pointer"] for place in document["errors"]] == pointers
    assert document["code"] == error.code
    assert document["type"] == f"urn:newsbrief:{error.code}"
    assert document["title"]
    assert document["detail"]
    assert facts.items() <= document.items()


def test_a_model_error_does_not_tell_where_the_operator_keeps_the_model() -> None:
    answer = problem(errors.ModelNotFound("/srv/secret/model"))
    assert answer.status_code == 500  # and not 503, which clients send again
    assert b"secret" not in bytes(answer.body)


def test_an_unexpected_error_is_a_500_that_says_nothing_of_the_text(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        try:
            raise KeyError("words of an article")  # noqa: TRY301 - it needs a traceback
        except KeyError as error:
            answer = problem(error)
    assert answer.status_code == 500
    assert b"words" not in bytes(answer.body)
    assert "KeyError" in caplog.text
    assert __name__.rpartition(".")[2] in caplog.text  # where it broke
    assert "words of an article" not in caplog.text.replace('raise KeyError("words of an article")', "")


def test_an_error_of_the_client_side_is_none_of_ours() -> None:
    assert problem(errors.UnexpectedResponse("what?")).status_code == 500
