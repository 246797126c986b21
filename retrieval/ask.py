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
from retrieval.search import NO_PARTS, Allowed, Embed, Parts, Question, Ranked, make_question, rank, views_of
from retrieval.shelf import texts_at
from retrieval.snippets import coverage

SURE = 0.82
"""Below it the notes do not answer: similarity of the closest one or two sentences plus the best share of the
question's words that a note holds. Set where 5 % of 164 questions without an answer were answered: 20 that the
development notes do not answer, the 24 development queries with every note that bears on them taken away, 120
questions of qmsum to other meetings (docs/search.md)."""
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


def ask(
    index: Index, store: Store, embed: Embed, question: RedactedText, allowed: Allowed, parts: Parts = NO_PARTS
) -> Answer:
    """Up to three sentences of allowed notes that answer `question`."""
    refuse_probing(question)
    asked = make_question(question.text, embed)
    found = rank(index, asked, views_of(index, allowed, parts, embed), _NOTES)[:_NOTES]
    if not found or sureness(found, asked) < SURE:
        return Answer(NO_ANSWER, ())
    cited = _best_sentences(found, asked, store)
    return Answer(" ".join(humanise(one.text) for one in cited) or NO_ANSWER, tuple(cited))


def sureness(found: Sequence[Ranked], asked: Question) -> float:
    """How much speaks for an answer in the best notes, by meaning and by words; at most 2."""
    return max(_closest(one, asked) for one in found) + max(one.words for one in found)


def refuse_probing(question: RedactedText) -> None:
    """NotAllowed for words about a person; they come redacted, so every name stands out."""
    if question.withheld or any(span.type in _PERSONAL for span in question.spans):
        raise NotAllowed("Upwell answers what was learned, not what concerns a person: ask without naming anybody.")


def _closest(found: Ranked, asked: Question) -> float:
    """Similarity of the note's closest one or two sentences."""
    own = found.shelf.passages_of_row(found.row)
    short = np.isin(found.shelf.granularity[own], (1, 2))
    return float((found.shelf.vectors[own][short] @ asked.vector).max())


def _best_sentences(found: Sequence[Ranked], asked: Question, store: Store) -> list[Citation]:
    """Sentences near the best one, best first, the same words once."""
    scored = [
        (passage, similar + _WORDS_WEIGHT * coverage(passage.text, asked.words))
        for one in found
        for passage, similar in _sentences(one, asked, store)
    ]
    scored.sort(key=lambda one: -one[1])
    kept: dict[str, Passage] = {}
    for passage, score in scored:
        if score >= scored[0][1] - _BESIDE_BEST:
            kept.setdefault(passage.text.casefold(), passage)
    return [Citation(one.note_id, one.text, one.start, one.end) for one in list(kept.values())[:_SENTENCES]]


def _sentences(found: Ranked, asked: Question, store: Store) -> list[tuple[Passage, float]]:
    """The note's most similar sentences, each with its similarity."""
    own = found.shelf.passages_of_row(found.row)
    similar = np.where(found.shelf.granularity[own] == 1, found.shelf.vectors[own] @ asked.vector, -np.inf)
    best = [int(at) for at in np.argsort(-similar, kind="stable")[:_SENTENCES] if np.isfinite(similar[at])]
    texts = texts_at([(found.shelf, own.start + at) for at in best], store)
    return [(one, float(similar[at])) for one, at in zip(texts, best, strict=True) if one is not None]
