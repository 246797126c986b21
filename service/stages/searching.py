"""Search and ask: what may be seen is decided first and handed to the index as ids, never filtered afterwards."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

from mentoring.errors import Misconfigured
from mentoring.records import Caller, Person, Vault
from mentoring.redaction.render import humanise
from mentoring.store.items import InsightRow
from retrieval import ask as asking
from retrieval import search as finding
from retrieval.search import Hit
from retrieval.snippets import coverage
from retrieval.words import terms
from service.search_requests import Ask, Facets, Search
from service.stages.faceting import facets as counted
from service.stages.narrowing import Filters, Narrowed, filters_of, narrow
from service.stages.readable import Item, Readable, readable
from service.stages.reranking import in_order
from service.stages.seeing import rules_of
from service.wiring import App, gateway_to_model

if TYPE_CHECKING:
    from mentoring.redaction import Redactor

MOST_ITEMS = 3
"""Insights shown with one session."""


def search(app: App, caller: Caller, request: Search) -> list[dict[str, Any]]:
    """The contract's rows, one a note, best first."""
    reach = readable(app, caller)
    found = narrow(reach, filters_of(request))
    return [as_json(hit, found, request) for hit in hits_of(app, reach, found, request)]


def hits_of(app: App, reach: Readable, found: Narrowed, request: Search) -> list[Hit]:
    """The best sessions of what may be searched."""
    hits = finding.search(
        app.index, app.store, app.embedder.embed, request.query, found.allowed, parts=found.parts, k=request.k
    )
    return in_order(app, reach, request.query, hits)


def facets(app: App, caller: Caller, request: Facets) -> dict[str, Any]:
    """What there is behind each filter."""
    filters, rules = filters_of(request), rules_of(app)
    return counted(readable(app, caller), filters, 1 if rules.everything else rules.k)


def ask(app: App, caller: Caller, request: Ask) -> dict[str, Any]:
    """The contract's answer; the question is redacted like a note before anything looks at it."""
    text, _ = finding.checked(request.question)
    redacted, _ = app.redactor().preview(text, mentor=None, mentee=None, session_date=app.today)
    reach = readable(app, caller)
    found = narrow(reach, Filters())
    with _model(app, reach, request.engine) as model:
        answer = asking.ask(
            app.index, app.store, app.embedder.embed, redacted, found.allowed, found.parts, model=model
        )  # fmt: skip
    return {
        "answer": answer.text,
        "citations": [
            {
                "note_id": one.note_id, "text": one.text, "start": one.start, "end": one.end,
                "readable": asking.readable(one.text), "program": found.rows[one.note_id].program,
                "session_date": found.rows[one.note_id].session_date.isoformat(),
            }
            for one in answer.citations
        ],
        "sentences": [{"text": text, "citations": list(places)} for text, places in answer.sentences],
        "answered": answer.answered,
        "engine": answer.engine,
    }  # fmt: skip


@contextmanager
def _model(app: App, reach: Readable, engine: str | None) -> Iterator[asking.Model | None]:
    """The configured model, if one is to word answers; off this machine it reads only what both let it read."""
    chosen = engine or app.settings.engine
    if chosen not in ("builtin", "llm"):
        raise Misconfigured(f"There is no engine {chosen}: use builtin or llm.")
    if chosen == "builtin":
        yield None
        return
    from retrieval.answering import Answering

    gateway = gateway_to_model(app.settings)
    may_read = reach.sendable if app.model_is_elsewhere else frozenset(reach.rows)
    try:
        checked = checking(app.store.people.all(), app.redactor(), app.today)
        yield asking.Model(Answering(gateway, app.embedder.embed, checked), may_read)
    finally:
        gateway.close()


def checking(people: Sequence[Person], redactor: Redactor, today: date) -> Callable[[str], str | None]:
    """What of a model's sentence may be said: nothing where it names somebody, whom the model can only have made up."""
    from mentoring.grounding.guard import Guard

    guard = Guard(Vault((), ()), people)

    def check(text: str) -> str | None:
        verdict = guard.check(text)
        if verdict.rule is not None:
            return None
        read, _ = redactor.preview(verdict.text, mentor=None, mentee=None, session_date=today)
        return None if asking.about_a_person(read) else verdict.text

    return check


def as_json(hit: Hit, found: Narrowed, request: Search) -> dict[str, Any]:
    """One row of the contract."""
    row, snippet = found.rows[hit.note_id], humanise(hit.snippet)
    insights = insights_of(found.items[hit.note_id], terms(request.query))
    return {
        "note_id": hit.note_id,
        "score": round(hit.score, 4),
        "snippet": snippet,
        "highlights": _highlights(snippet, set(terms(request.query))),
        "session_date": row.session_date.isoformat(),
        "theme": request.theme or _theme(found.items, hit.note_id),
        "program": row.program,
        "pair": row.pair,
        "insights": [
            {"id": one.insight.id, "statement": one.insight.statement, "theme": one.insight.theme} for one in insights
        ],
        "start": hit.start,
        "end": hit.end,
    }


def insights_of(items: Sequence[Item], words: Sequence[str]) -> list[InsightRow]:
    """The insights among them, those first that say most of the question's words."""
    insights = [one for one in items if isinstance(one, InsightRow)]
    insights.sort(key=lambda one: -coverage(one.insight.statement, words))
    return insights[:MOST_ITEMS]


def _theme(items: Mapping[str, Sequence[Item]], note_id: str) -> str | None:
    themes = Counter(one.insight.theme for one in items[note_id] if isinstance(one, InsightRow))
    return themes.most_common(1)[0][0] if themes else None


def _highlights(snippet: str, words: set[str]) -> list[tuple[int, int]]:
    """Where the query's words stand in a snippet, in any of their forms: code points, end exclusive."""
    return [found.span() for found in re.finditer(r"[^\W_]+(?:['’][^\W_]+)?", snippet) if words & set(terms(found[0]))]
