"""A model as judge: what it may be shown, and that its figures are worth what people's marks say."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from evals.judge import figures
from evals.results import Measured, Unscored
from evals.suite import load_suite
from mentoring.llm import Gateway, GatewayConfig
from tests.evals.breaking import breaks
from tests.evals.labelled import perfect, with_items
from tests.llm.scripted import Body, Scripted, Turn, scripted

ITEMS = [item.id for one in perfect() for item in one.extraction.insights] + [
    item.id for one in perfect() for item in one.extraction.actions
]
AGREES = "judge agrees with marks, whole"


def opinion(whole: str) -> Turn:
    return Turn(json.dumps({"whole": whole, "supported": "yes"}))


def ask(server: Scripted, notes=None, labels=()) -> tuple[dict[str, Measured], list[Unscored]]:
    gateway = Gateway(GatewayConfig("local", server.url, retries=0))
    found, unscored = figures(perfect() if notes is None else notes, labels, gateway)
    gateway.close()
    return {one.name: one for one in found}, unscored


def labels(wrong: frozenset[str]) -> list[dict[str, str]]:
    return [{"item_id": one, "aspect": "whole", "verdict": "wrong" if one in wrong else "right"} for one in ITEMS]


@pytest.fixture
def says_yes() -> Iterator[Scripted]:
    with scripted(lambda _, __: opinion("yes")) as server:
        yield server


@breaks("quality", AGREES)
def test_a_judge_that_always_says_yes_is_found_out(says_yes: Scripted) -> None:
    found, unscored = ask(says_yes, labels=labels(wrong=frozenset(ITEMS[:2])))
    assert found["judge finds right, whole"].value == 1
    assert found[AGREES].n == len(says_yes.seen) >= 3
    assert load_suite("quality").demands[AGREES].bar.met_by(found[AGREES]) is False
    assert all("no opinion" in one.reason for one in unscored)


def test_a_judge_that_sees_what_people_see_agrees() -> None:
    """In the second note both items are wrong, to people as to the judge."""

    def sees(body: Body, _: int) -> Turn:
        return opinion("no" if "New starters" in str(body) or "each morning" in str(body) else "yes")

    with scripted(sees) as server:
        found, _ = ask(server, labels=labels(wrong=frozenset(one for one in ITEMS if one.startswith("t2"))))
    assert found[AGREES].value == 1
    assert 0 < found["judge finds right, whole"].value < 1


def test_without_marks_its_agreement_is_unknown_not_zero(says_yes: Scripted) -> None:
    assert ask(says_yes)[0][AGREES].value is None


def test_a_name_that_redaction_left_is_never_sent(says_yes: Scripted) -> None:
    notes = [with_items(one, statement="Ada Brandt reports.", task="Call Piet Mulder.") for one in perfect()]
    found, unscored = ask(says_yes, notes)
    assert says_yes.seen == []
    assert found["judge finds right, whole"].value is None
    assert [(one.what, one.required) for one in unscored] == [("t1", False), ("t2", False)]


def test_an_item_without_an_answer_is_unscored_and_no_opinion() -> None:
    with scripted(lambda _, number: opinion("yes") if number else Turn(status=500)) as server:
        found, unscored = ask(server)
    assert found["judge finds right, whole"].n == len(server.seen) - 1
    assert "t1" in {one.what for one in unscored if "no opinion" in one.reason}
