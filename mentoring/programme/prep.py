"""Three open questions for a pair's next session, made out of what the two left unfinished.

Sentences of our own, chosen by rule: no note is quoted and no model is asked. Each says why it is asked, and which
thread it takes up.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["late action", "goal at risk", "quiet goal", "put off", "open action", "pattern", "beginning"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""The most pressing first."""
MOST = 3
MOST_ALIKE = 2
"""Questions of one subject: three late actions in a row are a reproach, no card."""
_SUBJECTS: Mapping[Kind, str] = {
    "late action": "action", "open action": "action", "goal at risk": "goal", "quiet goal": "goal",
    "put off": "insight", "pattern": "pattern", "beginning": "beginning",
}  # fmt: skip
_ASKED: Mapping[Kind, tuple[str, ...]] = {
    "late action": (
        "What got in the way of this, and is it still worth doing?",
        "What would make this easier to finish, or easier to let go?",
        "If you promised this again today, what would you promise differently?",
    ),
    "goal at risk": (
        "What makes this harder than you both thought?",
        "Which part of this could you drop and still be glad of the rest?",
    ),
    "quiet goal": (
        "What would be the smallest sign that this moves?",
        "What has changed around this since you set it?",
        "What could each of you try before you meet again?",
    ),
    "put off": (
        "What would you need to know to go further with this?",
        "Who else would have to see this, and what would they ask?",
    ),
    "open action": (
        "Where does this stand, and what is the next step?",
        "What have you learned since this was taken on?",
        "Who could make this easier?",
    ),
    "pattern": (
        "Others meet this as well: how does it look from where each of you stands?",
        "If you two could change one thing about this, what would it be?",
    ),
    "beginning": (
        "What did each of you see lately that the other could not have seen?",
        "What would you like to be asked today?",
        "What did you do differently since you last spoke?",
    ),
}


@dataclass(frozen=True, slots=True)
class Thread:
    """Something that the two left unfinished, and that both of them may see."""

    kind: Kind
    id: str
    about: str
    """Its own words, as both read them elsewhere; never those of a note."""
    why: str
    order: str
    """Within its kind the smallest comes first."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the card."""

    kind: Kind
    question: str
    why: str
    about: str


def questions(threads: Sequence[Thread]) -> tuple[Question, ...]:
    """Three, the most pressing first and one a subject and then a second; the rest to begin with."""
    waiting = sorted(threads, key=lambda one: (KINDS.index(one.kind), one.order, one.id))
    chosen: list[Thread] = []
    for turn in range(MOST_ALIKE):
        taken = [_SUBJECTS[one.kind] for one in chosen]
        for one in waiting:
            if one not in chosen and taken.count(_SUBJECTS[one.kind]) == turn:
                chosen.append(one)
                taken.append(_SUBJECTS[one.kind])
    found: list[Question] = []
    for one in chosen[:MOST]:
        found.append(Question(one.kind, _words(one.kind, one.id, found), one.why, one.about))
    while len(found) < MOST:
        words = _words("beginning", "", found)
        found.append(Question("beginning", words, "a question to begin with", ""))
    return tuple(found)


def _words(kind: Kind, thread: str, before: Sequence[Question]) -> str:
    """The same words for the same thread, unless another question of the card has them already."""
    asked, said = _ASKED[kind], {one.question for one in before}
    first = int(hashlib.sha256(thread.encode()).hexdigest(), 16) % len(asked) if thread else 0
    turned = [asked[(first + step) % len(asked)] for step in range(len(asked))]
    return next((one for one in turned if one not in said), turned[0])
