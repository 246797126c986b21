"""Tools and methods among insights: what is one, what is nearly one, how often that is right on unseen sentences."""

from __future__ import annotations

import pytest

from extractor.kinds import learning_of, named_in
from tests.extractor.kinds_sentences import METHOD, NEITHER, TOOL, UNSEEN

KNOWN = [*(("tool", one) for one in TOOL), *(("method", one) for one in METHOD), *((None, one) for one in NEITHER)]


@pytest.mark.parametrize(("kind", "statement"), KNOWN)
def test_what_tells_of_a_tool_or_method_and_what_nearly_does(kind: str | None, statement: str) -> None:
    assert learning_of(statement) == kind


def test_the_figures_on_sentences_that_never_changed_the_words() -> None:
    """Of 24: 11 of 16 learnings are found and 9 have the right kind, 2 of 8 observations are taken for one."""
    told = [(kind, learning_of(statement)) for kind, statement in UNSEEN]
    learnings = [found for kind, found in told if kind]
    assert (len(told), len(learnings)) == (24, 16)
    assert sum(found is not None for found in learnings) == 11
    assert sum(kind == found for kind, found in told if kind) == 9
    assert sum(found is not None for kind, found in told if kind is None) == 2


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("Do not use spreadsheets for rosters.", id="advice against it"),
        pytest.param("The chatbot fails in the night shift and nobody uses it.", id="a tool that fails"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_no_learning(statement: str) -> None:
    assert learning_of(statement) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Use Slack reminders and a shared calendar; the Shared calendar shows gaps.",
         ("Slack", "reminders", "shared calendar")),
        ("A pre-mortem in Miro before the pilot", ("pre-mortem", "Miro", "pilot")),
        ("Her teams signal early; nobody teams up", ()),
    ],
)  # fmt: skip
def test_names_stand_once_in_their_order_and_products_with_their_capitals(text: str, names: tuple[str, ...]) -> None:
    assert named_in(text) == names
