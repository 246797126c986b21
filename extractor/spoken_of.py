"""Whom the words of a sentence speak of: a person who is none of the two, or the two of the session together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_PERSONS = frozenset({
    "boss", "chef", "girl", "lad", "guy", "nurse", "guard", "lead", "client", "agent", "apprentice", "cook", "guest",
    "intern", "somebody", "someone", "anybody", "anyone", "nobody", "everybody", "everyone", "patient", "host", "kid",
    "child", "mother", "father", "widow", "friend", "pilot", "captain", "student", "president", "graduate", "bloke",
    "one", "whoever", "bride", "official", "source", "chief", "relative", "vp", "ceo", "dad", "mum", "son", "newcomer",
    "expert", "recruit", "temp", "veteran", "rep", "hire", "citizen", "tenant", "resident",
    "parent", "boy", "lady", "farmhand", "secretary", "mate", "colleague", "teenager", "candidate", "head", "clerk",
})  # fmt: skip
_ACTING = re.compile(r"(?:[a-z]{2}er|[a-z]{2}or|[iy]st|ician|assistant|accountant|consultant|ee|man|woman|person)$")
_THINGS = frozenset({
    "number", "paper", "computer", "letter", "order", "water", "quarter", "summer", "winter", "weather", "matter",
    "corner", "poster", "folder", "server", "router", "printer", "scanner", "newsletter", "timer", "filter", "buffer",
    "center", "offer", "answer", "power", "layer", "counter", "chapter", "character", "register", "dinner", "error",
    "floor", "door", "color", "sector", "factor", "mirror", "monitor", "motor", "elevator", "calculator", "indicator",
    "fee", "committee", "coffee", "degree", "tree", "list", "checklist", "banner", "sticker",
    "transfer", "cover", "river", "tower", "trigger", "behavior", "radiator", "compressor", "chamber", "ladder",
    "october", "november", "december", "september", "container", "marker", "toner", "freezer", "cooler",
})  # fmt: skip
_OF_THE_TWO = frozenset({"agree", "discuss", "talk", "conclude", "laugh", "wonder", "settle"})
"""What the two of a session do in it, not the organisation's people."""
_SHARED = frozenset({"together", "both", "jointly"})


def is_person(token: Token) -> bool:
    """Whether a noun is somebody: he and she in what follows may be whoever that is."""
    low = token.lemma_.lower()
    if low == "one":
        # A number has no plural behind it: "when one leaves".
        following = token.nbor(1).tag_ if token.i + 1 < len(token.doc) else ""
        return token.dep_ in {"nsubj", "nsubjpass"} or following in {"NNS", "VBZ"}
    if token.dep_ in {"compound", "nmod", "amod"}:
        return False
    if low in _PERSONS or any(child.dep_ == "relcl" and _who(child) for child in token.children):
        return token.tag_ != "NNS"
    return (
        (token.tag_ == "NN" or (token.tag_ == "NNP" and token.is_lower))
        and low not in _THINGS
        and bool(_ACTING.search(low))
    )


def _who(clause: Token) -> bool:
    """Whether a clause says of its noun what a person does: "the source who gave you nothing"."""
    return any(child.lower_ in {"who", "whom"} for child in clause.children)


def titled(token: Token) -> bool:
    """Whether a common noun for the same person stands before ("the broker X"); in "on paper X has" it does not."""
    before = token.nbor(-1) if token.i else None
    if before is None or before.dep_ != "compound" or before.pos_ != "NOUN":
        return False
    return before.i == 0 or before.nbor(-1).pos_ != "ADP"


def the_two(we: Token) -> bool:
    """Whether we are the two of the session: they agreed or talked, or did it together."""
    verb = we.head
    told = verb.lemma_ in _OF_THE_TWO or (verb.lemma_ == "work" and any(one.lower_ == "out" for one in verb.children))
    return told or any(child.lower_ in _SHARED for one in (verb, we) for child in one.children)
