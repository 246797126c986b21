"""The retrieval suite's demands can each be missed: a constant ranking, an answer to everything, words moved along."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from evals import public_retrieval
from evals import retrieval as suite
from evals.metrics.retrieval import ndcg, over_queries
from evals.public_retrieval import measure_public
from evals.queries import QuerySet
from evals.results import Measured
from evals.retrieval import Library, measure_answers
from evals.suite import load_suite
from retrieval import ask as asking
from retrieval.ask import Answer
from retrieval.embed import Embedder
from tests.evals.breaking import breaks
from tests.evals.labelled import cases

DEMANDS = load_suite("retrieval").demands
ASKED = QuerySet(
    queries=(),
    answerable=(("When do people report a near miss?", frozenset({"t1"})),),
    unanswerable=("How often are the windows cleaned?",),
)
Patch = pytest.MonkeyPatch


def holds(found: Sequence[Measured], name: str) -> bool | None:
    return DEMANDS[name].bar.met_by(next(one for one in found if one.name == name))


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    with suite.library_of(cases()) as made:
        yield made


@breaks("retrieval", "nDCG@10")
def test_a_constant_ranking_misses_what_search_has_to_find() -> None:
    grades = [{"a": 2}, {"b": 2}, {"c": 2}, {"d": 1}]
    assert holds([over_queries("nDCG@10", [ndcg(["x", "y", "a"], one) for one in grades])], "nDCG@10") is False
    assert holds([over_queries("nDCG@10", [ndcg([*one], one) for one in grades])], "nDCG@10") is True


@breaks("retrieval", "ask: false answers")
def test_an_ask_that_answers_everything_gives_false_answers(library: Library, monkeypatch: Patch) -> None:
    assert holds(measure_answers(library, ASKED), "ask: false answers") is True
    monkeypatch.setattr(asking, "SURE", -1.0)
    assert holds(measure_answers(library, ASKED), "ask: false answers") is False


def moved(found: Answer | None) -> Answer | None:
    """Its citations three characters further on."""
    if found is None:
        return None
    return replace(
        found, citations=tuple(replace(one, start=one.start + 3, end=one.end + 3) for one in found.citations)
    )


@breaks("retrieval", "ask: cited words stand in the note")
def test_a_citation_that_points_elsewhere_is_seen(library: Library, monkeypatch: Patch) -> None:
    name, real = "ask: cited words stand in the note", suite.ask
    assert holds(measure_answers(library, ASKED), name) is True
    monkeypatch.setattr(suite, "ask", lambda *asked: moved(real(*asked)))
    assert holds(measure_answers(library, ASKED), name) is False


def _lines(file: Path, rows: Sequence[Mapping[str, object]]) -> None:
    file.write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")


def meetings(folder: Path) -> None:
    """One meeting of four blocks, of which the last is asked about."""
    talk = ["the ferry sails", "a kiln for the glaze", "cocoa in jute sacks", "the nurse on the ward"]
    turns = [{"speaker": "A", "text": f"We spoke of {about}."} for about in talk for _ in range(12)]
    _lines(folder / "meetings.jsonl", [{"meeting_id": "m", "turns": turns}])
    asked = {"meeting_id": "m", "qid": "q", "query": "What about the nurse?", "spans": [[36, 47]], "span_ok": True}
    _lines(folder / "queries.jsonl", [asked])


def claims(folder: Path) -> None:
    """Four abstracts; a claim cites the one about a nurse."""
    texts = ["The ferry sails.", "A kiln melts glaze.", "Cocoa in jute sacks.", "A nurse walks the ward."]
    _lines(folder / "corpus.jsonl", [{"_id": f"d{at}", "title": "Of", "text": one} for at, one in enumerate(texts)])
    _lines(folder / "queries_train.jsonl", [{"_id": "q", "text": "nurses walk"}])
    (folder / "qrels_train.tsv").write_text("query\tdocument\tgrade\nq\td3\t1\n", encoding="utf-8")


@breaks("retrieval", "qmsum/nDCG@10", "scifact/nDCG@10")
@pytest.mark.parametrize(("name", "lay_out"), [("qmsum", meetings), ("scifact", claims)])
def test_a_ranking_that_gives_the_worst_is_seen_on_public_sets(
    name: str, lay_out: Callable[[Path], None], tmp_path: Path, monkeypatch: Patch
) -> None:
    (tmp_path / name).mkdir()
    lay_out(tmp_path / name)
    assert holds(measure_public(tmp_path, {}, Embedder())[0], f"{name}/nDCG@10") is True
    real = public_retrieval.rank
    monkeypatch.setattr(public_retrieval, "rank", lambda *asked: real(*asked)[-1:])
    assert holds(measure_public(tmp_path, {}, Embedder())[0], f"{name}/nDCG@10") is False
