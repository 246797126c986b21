"""How well search and ask find labelled notes, on the whole road: redact, store, index, search.

`python -m evals.retrieval FOLDER`: a folder with `queries.json`, see evals.queries.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from evals.gold import Case
from evals.material import Material
from evals.metrics.retrieval import ndcg, over_queries, recall, reciprocal_rank
from evals.public_retrieval import measure_public
from evals.queries import Query, QuerySet, query_set
from evals.results import Measured, Row, Unscored, measured
from mentoring.errors import NotAllowed
from mentoring.records import PURPOSES, ConsentedNote, Person, RedactedText
from mentoring.redaction import Redactor
from mentoring.store import Keys, Store
from retrieval.ask import Answer, Citation, ask
from retrieval.embed import Embedder
from retrieval.index import Index
from retrieval.search import search

_DAY = date(2026, 12, 31)


@dataclass(frozen=True, slots=True)
class Library:
    """Labelled notes, redacted, stored and indexed."""

    store: Store
    index: Index
    embedder: Embedder
    redactor: Redactor
    allowed: Mapping[str, Sequence[str]]

    def search(self, text: str) -> list[str]:
        """Ids of the ten best notes."""
        return [hit.note_id for hit in search(self.index, self.store, self.embedder.embed, text, self.allowed)]

    def ask(self, question: str) -> Answer | None:
        """The answer; None: refused as being about a person."""
        try:
            return ask(self.index, self.store, self.embedder.embed, self.redacted(question), self.allowed)
        except NotAllowed:
            return None

    def redacted(self, question: str) -> RedactedText:
        """A question as it is before anything looks at it."""
        return self.redactor.preview(question, mentor=None, mentee=None, session_date=_DAY)[0]


def measure_search(material: Material) -> tuple[list[Measured], list[Unscored]]:
    """The suite's figures; unscored where the cases come without queries."""
    asked = query_set(material.folder)
    if asked is None:
        return [], [Unscored("queries", "the folder has no queries.json: search cannot be judged on it")]
    with library_of(material.cases) as library:
        found = [*measure_queries(library, asked.queries), *measure_answers(library, asked)]
    public, unscored = measure_public(material.data, material.system, Embedder())
    return [*found, *public], unscored


def measure_queries(library: Library, queries: Sequence[Query]) -> list[Measured]:
    """nDCG, recall and reciprocal rank at 10, milliseconds, then nDCG by kind of query."""
    ranked, seconds = [], []
    for one in queries:
        begun = time.perf_counter()
        ranked.append(library.search(one.text))
        seconds.append(time.perf_counter() - begun)
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


def measure_answers(library: Library, asked: QuerySet) -> list[Measured]:
    """Questions without an answer that were answered; with one: answered, and cited from a note that answers."""
    false = [Row(f"u{at:02}", float(_answers(library, one)), 1) for at, one in enumerate(asked.unanswerable, 1)]
    answers = [(f"a{at:02}", notes, library.ask(text)) for at, (text, notes) in enumerate(asked.answerable, 1)]
    given = [(case, notes, one) for case, notes, one in answers if one is not None and one.answered]
    held = [
        Row(case, sum(_stands(library, cited) for cited in one.citations), len(one.citations)) for case, _, one in given
    ]
    right = [
        Row(case, float(bool({cited.note_id for cited in one.citations} & notes)), 1) for case, notes, one in given
    ]
    answered = [Row(case, float(one is not None and one.answered), 1) for case, _, one in answers]
    return [
        measured("ask: false answers", false),
        measured("ask: answered", answered),
        measured("ask: cites a note that answers", right),
        measured("ask: cited words stand in the note", held),
    ]


def _answers(library: Library, question: str) -> bool:
    answer = library.ask(question)
    return answer is not None and answer.answered


def _stands(library: Library, cited: Citation) -> bool:
    return library.store.notes.redacted(cited.note_id).text[cited.start : cited.end] == cited.text


@contextmanager
def library_of(cases: Sequence[Case]) -> Iterator[Library]:
    """The cases in a home of their own, for as long as it is open."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        store = Store.open(f"sqlite:///{home / 'upwell.db'}", Keys.open(home / "keys", "evals"), scratch=True)
        index, embedder, redactor = Index(home / "index", store), Embedder(), Redactor()
        try:
            yield Library(store, index, embedder, redactor, _take(store, index, embedder, redactor, cases))
        finally:
            index.close()
            store.close()


def _take(
    store: Store, index: Index, embedder: Embedder, redactor: Redactor, cases: Sequence[Case]
) -> dict[str, list[str]]:
    """Every case into the store and its programme's index; returns note ids by programme."""
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
    found, _ = measure_search(Material(Path(sys.argv[1])))
    for one in found:
        if one.value is not None:
            print(f"{one.name:36} {one.value:.3f}  [{one.low:.3f}, {one.high:.3f}]  n={one.n}")  # noqa: T201 - a report


if __name__ == "__main__":
    main()
