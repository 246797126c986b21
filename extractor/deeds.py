"""A statement is read by a board: it says what was learned, not what the mentor did, and points at no mentor.

Sentences that only tell of her deeds go where others carry the insight; where none does, she is "a junior colleague",
which reverse mentoring says of every mentor. The evidence keeps her words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractor.about_person import speaks_of_mentee
from extractor.rewrite import Voice, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LEAST = 5
"""Words that what remains must have."""
_FINITE = frozenset({"VBZ", "VBP", "VBD", "VB", "MD"})
_TAKES_UP = frozenset({"it", "this", "that", "these", "those", "they", "them"})
Told = tuple[str, "Doc", Voice]
_OWN_PART = re.compile(r"\bthe mentor(?= (?:will|can|could|should|must|would|had|did)\b)")
_MENTOR = re.compile(r"\b(the) mentor(?=\b)", re.IGNORECASE)


def without_deeds(told: Sequence[Told]) -> list[Told]:
    """Sentences with their parses, without those that only tell what the mentor did; all, where nothing would be left.

    One that the next takes up ("It takes a morning") stays, and so does what is said of the mentee as a person: a
    statement without it would need no release.
    """
    following = [said.split(" ", 1)[0].lower() for said, _, _ in told[1:]]
    kept = [
        one
        for one, then in zip(told, [*following, ""][: len(told)], strict=True)
        if then in _TAKES_UP or speaks_of_mentee(one[0]) or not tells_of_mentor(one[1], one[2])
    ]
    enough = any(len(said.split()) >= _LEAST and any(word.tag_ in _FINITE for word in doc) for said, doc, _ in kept)
    return kept if enough else list(told)


def tells_of_mentor(doc: Doc, voice: Voice) -> bool:
    """Whether it says what she did or does, and no more: "I did it twice", "showed him two"; not "I should"."""
    words = [token for token in doc if token.is_alpha]
    root = next((token for token in doc if token.dep_ == "ROOT"), None)
    if root is None or len(words) < 2:
        return False
    told = words[0].tag_ == "VBD" and words[0].lemma_.lower() != words[0].lower_  # "put two there" is advice
    if told and words[0].dep_ in {"ROOT", "ccomp", "advcl"} and subject_of(words[0]) is None:
        return True
    mentor = voice.first == "the mentor"
    if words[0].tag_ == "MD":
        return mentor and words[1].lower_ == "i"
    if any(child.tag_ == "MD" for child in root.children) or _says_more(root):
        return False
    subject = subject_of(root)
    if subject is None:
        return False
    both = subject.lower_ == "we" and any(word.lower_ == "both" for word in words)
    return both or subject.text == "Maria" or (mentor and subject.lower_ in {"i", "mine"})


def _says_more(root: Token) -> bool:
    """Whether another clause stands beside it with a subject of its own."""
    clauses = [child for child in root.children if child.dep_ in {"conj", "parataxis"}]
    clauses += [child for child in root.children if child.dep_ == "ccomp" and child.i < root.i]
    return any(subject_of(one) is not None for one in clauses)


def said_to_all(said: str, doc: Doc, voice: Voice) -> str:
    """Advice as it is given to anybody: in a command, "what I will drop" is what you will drop."""
    root = next((token for token in doc if token.dep_ == "ROOT"), None)
    if root is None or root.tag_ != "VB" or voice.first != "the mentor" or subject_of(root) is not None:
        return said
    return _OWN_PART.sub("you", said.replace("the mentor's", "your"))


def unpointed(statement: str) -> str:
    """The same with "a junior colleague" for the mentor: who that was stands in no statement."""
    seen = False

    def role(found: re.Match[str]) -> str:
        nonlocal seen
        article = "the" if seen else "a"
        seen = True
        return f"{article.capitalize() if found[1][0].isupper() else article} junior colleague"

    return _MENTOR.sub(role, statement)
