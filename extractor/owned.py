"""Whose a sentence of a commitment is: who I, he, you and sir are in it, and which of its verbs are the owner's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractor.promising import doer, promises, subordinate
from extractor.rewrite import Voice, subject_of
from extractor.spoken_of import COLLEAGUES
from mentoring.records import Owner

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ROLE = {"mentor": "the mentor", "mentee": "the mentee"}
NAMED = {"Maria": "the mentor", "Robert": "the mentee"}
GIVEN = frozenset({"get", "have", "receive"})
_SENIOR = frozenset({"sir", "madam", "ma'am", "maam"})
"""What a junior calls her mentee."""
_NEEDS = frozenset({"need", "want", "like"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a commitment, and whose it is."""

    doc: Doc
    voice: Voice
    turn: bool
    """Said in a dialogue, so that you is the other one."""


def as_owned(one: Sentence, owner: Owner) -> Sentence:
    """The sentence in the voice in which I, he or you, who promises there, is the owner.

    The owner may be known better than the voice: from the whole note, or where a label names no known speaker.
    """
    wanted = ROLE.get(owner)
    subjects = [(verb, doer(verb)) for verb in one.doc if promises(verb) and not subordinate(verb)]
    named = [(verb, subject) for verb, subject in subjects if subject is not None]
    if wanted is None or not named or any(is_owner(subject, one, owner) for _, subject in named):
        return one
    verb, subject = named[0]
    low, other = subject.lower_, next(role for role in ROLE.values() if role != wanted)
    if low not in {"i", "he", "she", "you"} or verb.dep_ not in {"ROOT", "conj"} or verb.lemma_ in _NEEDS:
        return one
    if verb.lemma_ in GIVEN and not any(child.dep_ in {"dative", "iobj"} for child in verb.children):
        return one  # whoever gets it owes nothing
    if low in {"he", "she"} and any(token.text in COLLEAGUES for token in one.doc[: subject.i]):
        return one
    voice = Voice(wanted, other) if low == "i" else Voice(other, wanted)
    return replace(one, voice=voice)


def listener(one: Sentence, owner: Owner) -> str:
    """Who you is, where that is not the owner."""
    spoken_to = one.voice.other != ROLE.get(owner) if one.turn else one.voice.first == ROLE.get(owner)
    return one.voice.other if spoken_to else ""


def is_owner(token: Token, one: Sentence, owner: Owner) -> bool:
    """Whether a subject is whoever owns the commitment."""
    wanted, low = ROLE.get(owner), token.lower_
    if [*token.conjuncts] or low in {"we", "both"}:
        return owner == "both"
    if low in _SENIOR:
        return owner == "mentee"
    if low == "i" and owner == "both":
        return True
    if low in {"i", "he", "she", "you"}:
        who = one.voice.first if low == "i" else one.voice.other
        loose = owner == "unassigned" or (owner == "other" and low in {"he", "she"})
        return who == wanted or (loose and (low != "you" or one.turn))
    if token.text in NAMED:
        return NAMED[token.text] == wanted
    # A person at the very start of a participant's promise is his nickname.
    return (owner == "other" and (token.pos_ == "PROPN" or low == "they")) or (
        token.i == 0 and token.text in COLLEAGUES
    )


def beside(verb: Token, owner: Token | None) -> bool:
    """Whether the owner does this too, with nothing between the two deeds: no condition, no other person."""
    subject = subject_of(verb)
    if subordinate(verb) or subject is None or owner is None or verb.lemma_ in _NEEDS:
        return False
    joint = verb.doc[subject.left_edge.i - 1]
    other = {subject.lower_, owner.lower_} == {"he", "she"}
    return not other and (joint.is_punct or joint.dep_ == "cc" or joint.pos_ in {"CCONJ", "ADV"})


def by_name(verb: Token) -> bool:
    """Whether somebody with a name does it, who may be no owner where another verb has one that is told."""
    subject = doer(verb)
    return subject is not None and subject.text in COLLEAGUES
