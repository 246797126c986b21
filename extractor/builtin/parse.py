"""What the parse of a unit says: for each finite verb who acts, when, and whether it is denied or supposed.

The shared spaCy pipeline reads the units with names in place of placeholders, in one batch per note.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from extractor.units import PLACEHOLDER
from mentoring.redaction.language import english

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Actor = Literal["i", "we", "you", "third", "mentor", "mentee", "person", "nobody", "none", "other"]
Tense = Literal["will", "present", "past", "perfect", "modal", "base", "ing"]

_NAMES = {
    "MENTOR": "Maria",
    "MENTEE": "Robert",
    "PERSON": "Susan",
    "ROLE": "manager",
    "LOCATION": "Bristol",
    "ORG": "Acme",
}
_ACTORS: dict[str, Actor] = {
    "i": "i", "me": "i", "we": "we", "you": "you", "he": "third", "she": "third", "maria": "mentor",
    "robert": "mentee", "susan": "person", "nobody": "nobody", "none": "nobody",
}  # fmt: skip
_MODALS = frozenset({"would", "could", "might", "may", "should", "must", "can", "shall", "ought"})


@dataclass(frozen=True, slots=True)
class Verb:
    """One finite (or command) verb of a unit."""

    lemma: str
    actor: Actor
    tense: Tense
    denied: bool
    supposed: bool
    """Under an if, or carried by would, could, might, may."""
    root: bool


@dataclass(frozen=True, slots=True)
class Parsed:
    """The verbs of one unit, and its first word's part of speech."""

    verbs: tuple[Verb, ...]
    first: str
    """Coarse tag of the first word; VERB for a command."""
    past: int
    present: int


def named(text: str) -> str:
    """`text` with a plain word for every placeholder, so that a parser reads it as people do."""
    return PLACEHOLDER.sub(lambda found: _NAMES.get(re.sub(r"[\[\]\d]|_(?=\d)", "", found.group()), "something"), text)


def parse(texts: Sequence[str]) -> list[Parsed]:
    """One Parsed per text, in order."""
    pipeline = english()
    skipped = [name for name in ("ner",) if name in pipeline.pipe_names]
    with pipeline.select_pipes(disable=skipped):
        return [_read(doc) for doc in pipeline.pipe([_spelled(named(text)) for text in texts], batch_size=64)]


def _spelled(text: str) -> str:
    """Contractions typed without an apostrophe, as a phone writes them."""
    text = re.sub(r"\b(do|does|did|is|are|was|were|would|could|should|have|has|ca|wo)nt\b", r"\1n't", text)
    return re.sub(r"\bi\b", "I", text.replace("’", "'"))


def _read(doc: Doc) -> Parsed:
    verbs = tuple(verb for token in doc if (verb := _verb(token)))
    first = next((token.pos_ if token.tag_ != "VB" else "VERB" for token in doc if token.is_alpha), "X")
    past = sum(token.tag_ == "VBD" for token in doc)
    return Parsed(verbs, first, past, sum(token.tag_ in {"VBZ", "VBP"} for token in doc))


def _verb(token: Token) -> Verb | None:
    if token.pos_ not in {"VERB", "AUX"} or token.dep_ in {"aux", "auxpass", "amod", "compound"}:
        return None
    helpers = [child for child in token.children if child.dep_ in {"aux", "auxpass"}]
    words = {child.lower_ for child in helpers}
    tense = _tense(token, words)
    if tense is None:
        return None
    denied = any(child.dep_ == "neg" or child.lower_ in {"never", "n't", "not"} for child in token.children)
    supposed = bool(words & {"would", "could", "might", "may", "'d"}) or _under_if(token)
    return Verb(token.lemma_.lower(), _actor(token), tense, denied, supposed, token.dep_ == "ROOT")


def _tense(token: Token, words: set[str]) -> Tense | None:
    if words & {"will", "'ll", "wo", "shall"}:
        return "will"
    if words & _MODALS or "'d" in words:
        return "modal"
    if words & {"have", "has", "'ve", "had"} and token.tag_ == "VBN":
        return "perfect"
    if "to" in words:
        return "base" if token.dep_ == "ROOT" else None
    return _plain_tense(token, words)


def _plain_tense(token: Token, words: set[str]) -> Tense | None:
    if token.tag_ == "VBD" or words & {"did", "was", "were"}:
        return "past"
    if token.tag_ in {"VBZ", "VBP"} or words & {"do", "does", "is", "are", "am", "'m", "'s", "'re"}:
        return "ing" if token.tag_ == "VBG" else "present"
    return "base" if token.tag_ == "VB" and token.dep_ in {"ROOT", "conj", "ccomp", "advcl"} else None


def _actor(token: Token) -> Actor:
    subject = next((child for child in token.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None and token.dep_ == "conj" and token.head.pos_ in {"VERB", "AUX"} and token.head is not token:
        return _actor(token.head)
    if subject is None:
        return "none"
    return _ACTORS.get(subject.lower_, "other")


def _under_if(token: Token) -> bool:
    for node in (token, *token.ancestors):
        if any(child.lower_ in {"if", "unless", "should", "were"} and child.dep_ in {"mark", "aux"} and child.i < node.i
               and child.lower_ in {"if", "unless"} for child in node.children):  # fmt: skip
            return True
        if node.dep_ == "ROOT":
            break
    return any(
        child.dep_ == "advcl" and any(c.lower_ in {"if", "unless"} for c in child.children) for child in token.children
    )
