"""How well search finds labelled notes, on the whole road: redact, store, index, search.

`python -m evals.retrieval FOLDER`: a folder of cases with `queries.json`, a list of {"query", "kind",
"relevant": {note id: grade 0 to 2}}.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from evals.gold import Case, load_cases
from evals.material import Material
from evals.metrics.retrieval import ndcg, over_queries, recall, reciprocal_rank
from evals.results import Measured, Unscored
from mentoring.records import PURPOSES, ConsentedNote, Person
from mentoring.redaction import Redactor
from mentoring.store import Keys, Store
from retrieval.embed import Embedder
from retrieval.index import Index
from retrieval.search import search


@dataclass(frozen=True, slots=True)
class Query:
    """One search and what a careful reader would want to find."""

    text: str
    kind: str
    relevant: Mapping[str, int]


def queries_in(folder: Path) -> list[Query]:
    """The folder's graded queries; none where it has no queries.json."""
    file = folder / "queries.json"
    if not file.exists():
        return []
    return [Query(one["query"], one["kind"], one["relevant"]) for one in json.loads(file.read_text(encoding="utf-8"))]


def measure_search(material: Material) -> tuple[list[Measured], list[Unscored]]:
    """The suite's figures; unscored where the cases come without queries."""
    queries = queries_in(material.folder)
    if not queries:
        return [], [Unscored("queries", "the folder has no queries.json: search cannot be judged on it")]
    return measure_retrieval(material.cases, queries), []


def measure_retrieval(cases: Sequence[Case], queries: Sequence[Query]) -> list[Measured]:
    """nDCG, recall and reciprocal rank at 10, milliseconds, then nDCG by kind of query."""
    with tempfile.TemporaryDirectory() as folder:
        ranked, seconds = _ranked(Path(folder), cases, queries)
    pairs = list(zip(ranked, queries, strict=True))
    gain = [ndcg(found, query.relevant) for found, query in pairs]
    kinds = dict.fromkeys(query.kind for query in queries)
    of_kind = {kind: [one for one, query in zip(gain, queries, strict=True) if query.kind == kind] for kind in kinds}
    return [
        over_queries("nDCG@10", gain),
        over_queries("recall@10", [recall(found, query.relevant) for found, query in pairs]),
        over_queries("reciprocal rank@10", [reciprocal_rank(found, query.relevant) for found, query in pairs]),
        over_queries("milliseconds a search", [1000 * one for one in seconds]),
        *(over_queries(f"nDCG@10/kind/{kind}", values) for kind, values in of_kind.items()),
    ]


def _ranked(home: Path, cases: Sequence[Case], queries: Sequence[Query]) -> tuple[list[list[str]], list[float]]:
    embedder = Embedder()
    store = Store.open(f"sqlite:///{home / 'upwell.db'}", Keys.open(home / "keys", "evals"), scratch=True)
    index = Index(home / "index", store)
    try:
        allowed = _take(store, index, embedder, cases)
        ranked, seconds = [], []
        for one in queries:
            begun = time.perf_counter()
            ranked.append([hit.note_id for hit in search(index, store, embedder.embed, one.text, allowed)])
            seconds.append(time.perf_counter() - begun)
        return ranked, seconds
    finally:
        index.close()
        store.close()


def _take(store: Store, index: Index, embedder: Embedder, cases: Sequence[Case]) -> dict[str, list[str]]:
    """Every case into the store and its programme's index; returns note ids by programme."""
    redactor = Redactor()
    programs = sorted({case.note.program for case in cases})
    for program in programs:
        texts = []
        for note in (case.note for case in cases if case.note.program == program):
            consented = ConsentedNote(note, frozenset(PURPOSES))
            text, vault = redactor.redact(consented)
            people: list[Person] = [store.people.ensure(name) for name in (note.mentor, note.mentee)]
            mentor, mentee = (store.people.ref_of(person.person_id) for person in people)
            store.notes.add(
                consented, text, vault, mentor_ref=mentor, mentee_ref=mentee,
                content_ref=note.note_id, at=datetime(2026, 1, 1, tzinfo=UTC),
            )  # fmt: skip
            texts.append(text)
        index.add(program, texts, embedder.embed)
    return {program: [case.note.note_id for case in cases if case.note.program == program] for program in programs}


def main() -> None:
    """Print every figure with its interval."""
    folder = Path(sys.argv[1])
    for one in measure_retrieval(load_cases(folder), queries_in(folder)):
        if one.value is not None:
            print(f"{one.name:28} {one.value:.3f}  [{one.low:.3f}, {one.high:.3f}]  n={one.n}")  # noqa: T201 - a report


if __name__ == "__main__":
    main()
