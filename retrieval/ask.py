"""Questions answered in the notes' own sentences, each cited; or that the notes do not answer.

No model is needed; with one the answer is in its words (retrieval.answering), and where it fails in the notes' own. The
question comes redacted, like a note: whoever asks about a person is refused.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from mentoring.errors import BadInput, EngineFailed, NotAllowed
from mentoring.records import RedactedText
from mentoring.redaction.render import humanise
from mentoring.store import Store
from mentoring.store.passages import Passage
from retrieval.answering import Answering
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
_SHOWN_TO_MODEL = 10
"""Sentences that a model gets: the closest ones of the best notes. Five of each note were mostly noise."""
ENGINE, WITH_MODEL = "extractive", "llm"
NO_ANSWER = "The notes do not answer this."


@dataclass(frozen=True, slots=True)
class Citation:
    """Exact words of a note: text == redacted_text[start:end]."""

    note_id: str
    text: str
    start: int
    end: int


Sentences = tuple[tuple[str, tuple[int, ...]], ...]
"""Each sentence of an answer and the places of its citations among the answer's."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the notes say; without citations where they say nothing."""

    text: str
    citations: tuple[Citation, ...]
    sentences: Sentences = ()
    engine: str = ENGINE

    @property
    def answered(self) -> bool:
        """Whether the notes answer."""
        return bool(self.citations)


@dataclass(frozen=True, slots=True)
class Model:
    """A model that may word answers, and the notes whose sentences it may be sent."""

    answering: Answering
    may_read: Collection[str]


def ask(
    index: Index,
    store: Store,
    embed: Embed,
    question: RedactedText,
    allowed: Allowed,
    parts: Parts = NO_PARTS,
    *,
    model: Model | None = None,
) -> Answer:
    """What allowed notes say to `question`: up to three of their sentences, or up to four of the model's."""
    refuse_probing(question)
    asked = make_question(question.text, embed)
    found = rank(index, asked, views_of(index, allowed, parts, embed), _NOTES)[:_NOTES]
    if not found or sureness(found, asked) < SURE:
        return Answer(NO_ANSWER, ())
    worded = None if model is None else _worded(model, asked, found, store)
    return worded or _in_their_words(_best_sentences(found, asked, store))


def _worded(model: Model, asked: Question, found: Sequence[Ranked], store: Store) -> Answer | None:
    """The model's answer, or None where it has none that stands: then the notes' own words are shown."""
    shown = [one for one in found if one.shelf.note_ids[one.row] in model.may_read]
    near = [pair for one in shown for pair in _sentences(one, asked, store, _SHOWN_TO_MODEL)]
    passages = [passage for passage, _ in sorted(near, key=lambda pair: -pair[1])[:_SHOWN_TO_MODEL]]
    if not passages:
        return None
    try:
        said = model.answering.say(humanise(asked.text), passages)
    except EngineFailed:
        return None
    if said is None:
        return None
    cited = list(dict.fromkeys(passage for one in said for passage in one.cited))
    sentences = tuple((one.text, tuple(cited.index(passage) for passage in one.cited)) for one in said)
    return _answer([_citation(one) for one in cited], sentences, WITH_MODEL)


def _in_their_words(cited: Sequence[Citation]) -> Answer:
    return _answer(cited, tuple((readable(one.text), (at,)) for at, one in enumerate(cited)), ENGINE)


def readable(text: str) -> str:
    """A cited sentence as people read it: roles for placeholders, without the mark of a list."""
    return humanise(text).lstrip("-–*•> ")


def _answer(cited: Sequence[Citation], sentences: Sentences, engine: str) -> Answer:
    return Answer(" ".join(text for text, _ in sentences) or NO_ANSWER, tuple(cited), sentences, engine)


def sureness(found: Sequence[Ranked], asked: Question) -> float:
    """How much speaks for an answer in the best notes, by meaning and by words; at most 2."""
    return max(_closest(one, asked) for one in found) + max(one.words for one in found)


def refuse_probing(question: RedactedText) -> None:
    """NotAllowed for words about a person; they come redacted, so every name stands out. BadInput where none could."""
    if any(passage.reason == "language" for passage in question.withheld):
        raise BadInput("Upwell cannot tell whom words of this language name: ask in English.", code="language")
    if about_a_person(question):
        raise NotAllowed("Upwell answers what was learned, not what concerns a person: ask without naming anybody.")


def about_a_person(read: RedactedText) -> bool:
    """Whether the redactor found somebody named, or something to withhold."""
    return bool(read.withheld) or any(span.type in _PERSONAL for span in read.spans)


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
        for passage, similar in _sentences(one, asked, store, _SENTENCES)
    ]
    scored.sort(key=lambda one: -one[1])
    kept: dict[str, Passage] = {}
    for passage, score in scored:
        if score >= scored[0][1] - _BESIDE_BEST:
            kept.setdefault(passage.text.casefold(), passage)
    return [_citation(one) for one in list(kept.values())[:_SENTENCES]]


def _citation(passage: Passage) -> Citation:
    return Citation(passage.note_id, passage.text, passage.start, passage.end)


def _sentences(found: Ranked, asked: Question, store: Store, most: int) -> list[tuple[Passage, float]]:
    """The note's most similar sentences, each with its similarity."""
    own = found.shelf.passages_of_row(found.row)
    similar = np.where(found.shelf.granularity[own] == 1, found.shelf.vectors[own] @ asked.vector, -np.inf)
    best = [int(at) for at in np.argsort(-similar, kind="stable")[:most] if np.isfinite(similar[at])]
    texts = texts_at([(found.shelf, own.start + at) for at in best], store)
    return [(one, float(similar[at])) for one, at in zip(texts, best, strict=True) if one is not None]
