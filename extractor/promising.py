"""Verbs of a parsed sentence that promise: which do, what they carry, and their plain form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractor.rewrite import subject_of
from extractor.spoken_of import quoted_in

if TYPE_CHECKING:
    from spacy.tokens import Token

_AGREED = frozenset({"agree", "promise", "offer", "undertake", "accept", "volunteer", "commit", "plan", "intend"})
CONTROL = _AGREED | {"be", "have", "go", "need", "want", "mean", "aim", "owe", "get"}
"""Verbs that only carry the promise: "agreed to draft" is to draft."""
_GOING = frozenset({"am", "'m", "’m", "is", "'s", "’s", "are", "'re", "’re", "be"})
WILL = frozenset({"will", "'ll", "’ll", "ll"})


def doer(token: Token) -> Token | None:
    """Who does a verb, also where it shares its subject with the verb before ("was asked and agreed")."""
    return subject_of(token) or (subject_of(token.head) if token.dep_ == "conj" else None)


def promises(token: Token) -> bool:
    """A verb of the present or future: not past, not a bare participle."""
    if token.pos_ not in {"VERB", "AUX"} or token.dep_ in {"aux", "auxpass"}:
        return False
    helpers = {child.lower_ for child in token.children if child.dep_ in {"aux", "auxpass"}}
    if token.tag_ == "VBG":
        return bool(helpers & _GOING)
    if token.tag_ == "VBN" and helpers & WILL:
        return True
    if token.tag_ in {"VBD", "VBN"}:
        return token.lemma_ in _AGREED and carried(token) is not token
    return "did" not in helpers


def subordinate(token: Token) -> bool:
    """Whether the verb stands in a clause that only explains another."""
    return any(one.dep_ in {"advcl", "relcl", "acl", "csubj", "pcomp"} for one in (token, *token.ancestors))


def carried(verb: Token) -> Token:
    """What the promise is to do: "is going to send" is to send."""
    while verb.lemma_ in CONTROL:
        inner = next(
            (c for c in verb.children if c.dep_ == "xcomp" and any(o.lower_ == "to" for o in c.children)), None
        )
        if inner is None:
            return verb
        verb = inner
    return verb


def after(owners: Sequence[Token]) -> list[Token]:
    """The word behind an owner, where the parser took the verb for a noun ("the mentor sets up the line")."""
    for token in owners:
        following = token.nbor(1) if token.i + 1 < len(token.doc) else None
        starts = token.i == 0 or token.nbor(-1).pos_ in {"PUNCT", "CCONJ", "ADV", "PROPN", "NUM"}
        if following is None or token.pos_ not in {"PRON", "PROPN"} or not following.is_lower or not starts:
            continue
        if following.tag_ in {"VBP", "VBZ", "VB", "NNS", "NN"} and following.pos_ != "AUX":
            return [following]
    return []


def base(token: Token) -> str:
    """The verb as a command has it."""
    return "be" if token.lower_ in _GOING else token.lemma_


def finite(token: Token) -> bool:
    """A verb with its own subject that makes a clause of its own."""
    subject = subject_of(token)
    if token.dep_ in {"aux", "auxpass"} or subject is None or subordinate(token):
        return False
    if subject.lower_ in {"what", "which", "who", "that"} or any(other.text == "," for other in token.doc[: token.i]):
        return False
    tags = {child.tag_ for child in token.children if child.dep_ in {"aux", "auxpass"}}
    sure = token.lemma_ in {"be", "have", "do", "get"} or subject.lower_ in {"i", "you", "we", "they"}
    plain = token.tag_ == "VBZ" or (token.tag_ == "VBP" and sure)
    return (plain or bool(tags & {"MD", "VBZ", "VBP"})) and token.i not in quoted_in(token.doc)
