"""A figure of a pattern, once told, is held to on every page: one pair more shows nowhere."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from mentoring.consent.support import Published
from mentoring.records import Pattern
from mentoring.store.digests import TOLD
from service import learning_requests, learning_workflows, requests, search_requests, search_workflows, workflows
from service.callers import caller_for
from service.progress import silent
from service.stages import published
from service.wiring import App
from tests.api.company import NORTH, SECOND, SOUTH
from tests.store.sessions import insight, refs

OTHERS = [*NORTH, *SOUTH][1:]
"""All but the pair of the executive who asks."""
WEEK = "2026-W23"
GROUP = "g000000000001"


def grouped(app: App, count: int) -> None:
    members = tuple(sorted(insight(one).id for one in OTHERS[:count]))
    app.store.items.replace_patterns([Pattern(GROUP, "Ways of working: Polls are short", "ways-of-working", members)])


def digest(app: App, who: str) -> list[str]:
    made = workflows.digest(app, caller_for(app, who), requests.MakeDigest(WEEK), silent)
    return [one["support_band"] for one in made["patterns"]]


def own_digest(app: App, who: str) -> list[str]:
    made = workflows.digest(app, caller_for(app, who), requests.MakeDigest(WEEK, own=True), silent)
    return [one["support_band"] for one in made["patterns"]]


def search(app: App, who: str) -> list[str]:
    asked = search_requests.FindPatterns("polls at work")
    return [one["support_band"] for one in search_workflows.find_patterns(app, caller_for(app, who), asked, silent)]


def card(app: App, who: str) -> list[str]:
    asked = learning_requests.ShowLearning(insight(SECOND).id)
    return [learning_workflows.show(app, caller_for(app, who), asked, silent)["support_band"]]


def export(app: App, who: str) -> list[str]:
    return [
        one["support_band"] for one in workflows.export(app, caller_for(app, who), requests.Export("patterns"), silent)
    ]


PAGES: list[Callable[[App, str], list[str]]] = [digest, own_digest, search, card, export]


@pytest.mark.parametrize("first", PAGES)
@pytest.mark.parametrize("then", PAGES)
def test_one_pair_more_is_told_on_no_page_whichever_told_the_figure(app: App, first, then) -> None:
    grouped(app, 5)
    assert first(app, "exe1") == ["3-5"]
    grouped(app, 6)
    assert (then(app, "exe1"), first(app, "exe1")) == (["3-5"], ["3-5"])


@pytest.mark.parametrize("page", PAGES)
def test_k_pairs_more_are_told_and_held_to_from_then_on(app: App, page) -> None:
    grouped(app, 3)
    assert page(app, "exe1") == ["3-5"]
    grouped(app, 6)
    assert page(app, "exe1") == ["6-10"]
    grouped(app, 5)  # one left: the same page, the same week
    assert page(app, "exe1") == ["6-10"]


def test_a_figure_is_no_news_to_somebody_who_asks_for_the_first_time(app: App) -> None:
    grouped(app, 5)
    assert digest(app, "exe1") == ["3-5"]
    grouped(app, 6)
    assert search(app, "boss") == ["3-5"]  # everybody reads the organisation's digest


def test_whoever_is_behind_a_figure_with_others_counts_only_the_others(app: App) -> None:
    grouped(app, 3)
    assert digest(app, "exe2") == ["3-5"]
    assert search(app, "exe2") == []  # hers is one of the three


def test_what_was_told_before_it_was_kept_by_itself_holds(app: App) -> None:
    grouped(app, 5)
    told = {GROUP: {"members": [list(refs(app.store, one)) for one in OTHERS[:5]], "step": 3}}
    document = {"week": "2026-W22", "patterns": []}
    app.store.digests.save("2026-W22", "organisation", json.dumps({"document": document, "told": told}), app.now())
    grouped(app, 6)
    assert digest(app, "exe1") == ["3-5"]


def test_a_withdrawal_takes_her_out_of_what_was_told_and_leaves_the_rest(app: App) -> None:
    others = [insight(one).id for one in OTHERS[1:4]]
    grouped(app, 3)
    both = [
        *app.store.items.patterns(),
        Pattern("g000000000002", "Polls: Short ones", "ways-of-working", tuple(others)),
    ]
    app.store.items.replace_patterns(both)
    hers = app.store.people.ref_of("men2")  # of the first group alone
    for page in (digest, search):
        page(app, "exe1")
        page(app, "exe2")
    workflows.withdraw(app, caller_for(app, "men2"), requests.Withdraw("men2"), silent)
    assert set(published.last_told(app, "organisation")) == {"g000000000002"}
    for who in ("organisation", app.store.people.ref_of("exe1"), hers):
        assert hers not in (app.store.digests.get(TOLD, who) or "")


def test_what_was_erased_while_a_page_was_read_is_not_remembered(app: App) -> None:
    grouped(app, 4)
    told = Published(frozenset({("p1", "p2")}), 1)
    published.remember(app, published.ORGANISATION, {GROUP: told, "g000000000002": told})
    assert published.last_told(app, published.ORGANISATION) == {GROUP: told}
