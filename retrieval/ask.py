"""Questions answered in the notes' own sentences, each cited; or that the notes do not answer.

No model is needed. The question comes redacted, like a note: whoever asks about a person is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mentoring.errors import NotAllowed
from mentoring.records import RedactedText
from mentoring.redaction.render import humanise
from mentoring.store import Store
from mentoring.store.passages import Passage
from retrieval.index import Index
from retrieval.search import Allowed, Embed, Question, Ranked, make_question, rank
from retrieval.snippets import coverage

NOTE_AT_LEAST = 0.32
SENTENCE_AT_LEAST = 0.45
"""Below either the notes do not answer. Set on 20 questions that the development notes cannot answer (1 answered
falsely) and 18 that they can (12 answered); on qmsum 54 questions to their own meeting: 51 answered, to a meeting
of another kind: 1 % of 180."""
_NOTES, _SENTENCES = 5, 3
_BESIDE_BEST = 0.1
"""A further sentence is given if it is at most this much less similar than the best."""
_WORDS_WEIGHT = 0.15
_PERSONAL = frozenset({"PERSON", "EMAIL", "PHONE", "HANDLE", "EMPLOYEE_ID", "ID_NUMBER", "ADDRESS", "DATE_OF_BIRTH"})
ENGINE = "extractive"
NO_ANSWER = "The notes do not answer this."


@dataclass(frozen=True, slots=True)
class Citation:
    """Exact words of a note: text == redacted_text[start:end]."""

    note_id: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What the notes say; without citations where they say nothing."""

    text: str
    citations: tuple[Citation, ...]
    engine: str = ENGINE

    @property
    def answered(self) -> bool:
        """Whether the notes answer."""
        return bool(self.citations)


def ask(index: Index, store: Store, embed: Embed, question: RedactedText, allowed: Allowed) -> Answer:
    """Up to three sentences of allowed notes that answer `question`."""
    _refuse_probing(question)
    asked = make_question(question.text, embed)
    found = rank(index, asked, allowed, _NOTES)[:_NOTES]
    if not found or found[0].score < NOTE_AT_LEAST:
        return Answer(NO_ANSWER, ())
    if max(_closest(one, asked) for one in found) < SENTENCE_AT_LEAST:
        return Answer(NO_ANSWER, ())
    cited = _best_sentences(found, asked, store)
    return Answer(" ".join(humanise(one.text) for one in cited) or NO_ANSWER, tuple(cited))


def _refuse_probing(question: RedactedText) -> None:
    if question.withheld or any(span.type in _PERSONAL for span in question.spans):
        raise NotAllowed("Upwell answers what was learned, not what concerns a person: ask without naming anybody.")


def _closest(found: Ranked, asked: Question) -> float:
    """Similarity of the note's closest one or two sentences."""
    own = found.shelf.passages_of_row(found.row)
    short = np.isin(found.shelf.granularity[own], (1, 2))
    return float((found.shelf.vectors[own][short] @ asked.vector).max())


def _best_sentences(found: Sequence[Ranked], asked: Question, store: Store) -> list[Citation]:
    """Sentences near the best one, best first, the same words once."""
    near = [pair for one in found for pair in _sentences(one, asked)]
    texts = {one.id: one for one in store.passages.get([passage_id for passage_id, _ in near])}
    scored = [
        (texts[passage_id], similar + _WORDS_WEIGHT * coverage(texts[passage_id].text, asked.words))
        for passage_id, similar in near
        if passage_id in texts
    ]
    scored.sort(key=lambda one: -one[1])
    kept: dict[str, Passage] = {}
    for passage, score in scored:
        if score >= scored[0][1] - _BESIDE_BEST:
            kept.setdefault(passage.text.casefold(), passage)
    return [Citation(one.note_id, one.text, one.start, one.end) for one in list(kept.values())[:_SENTENCES]]


def _sentences(found: Ranked, asked: Question) -> list[tuple[str, float]]:
    """(passage id, similarity) of the note's most similar sentences."""
    own = found.shelf.passages_of_row(found.row)
    similar = np.where(found.shelf.granularity[own] == 1, found.shelf.vectors[own] @ asked.vector, -np.inf)
    best = [int(at) for at in np.argsort(-similar, kind="stable")[:_SENTENCES] if np.isfinite(similar[at])]
    return [(found.shelf.ids[own.start + at], float(similar[at])) for at in best]
