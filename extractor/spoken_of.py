"""Whom the words of a sentence speak of: a person who is none of the two, or the two of the session together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

COLLEAGUES = ("Susan", "Helen", "Laura", "Emma", "Julia", "Alice", "Nina")
"""Names a parser knows, in place of the numbered persons of a note."""
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
_OBJECTS = frozenset({"dobj", "dative", "pobj"})
_PAST = frozenset({"VBD", "VBN"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OF_A_FIRM = frozenset({
    "pay", "sell", "charge", "invoice", "bill", "hire", "employ", "recruit", "lease", "export", "import", "advertise",
    "insure", "manufacture", "outsource", "refund", "sponsor", "bid", "tender", "supply",
})  # fmt: skip
"""What the organisation does, whoever of its people has a hand in it."""
_TIMES = frozenset({"minute", "hour", "day", "week", "month", "shift"})
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


def quoted_in(doc: Doc) -> set[int]:
    """Tokens between quotation marks."""
    inside, found = False, set()
    for token in doc:
        if token.text in {'"', "“", "”", "``", "''"}:
            inside = token.text != "”" and not inside
        elif inside:
            found.add(token.i)
    return found


def the_firm(we: Token) -> bool:
    """Whether we are the organisation: it pays, sells, hires; its people do not."""
    verb = we.head
    if verb.lemma_ not in _OF_A_FIRM or not any(
        child.dep_ in {"dobj", "prep", "dative", "prt"} for child in verb.children
    ):
        return False
    return not [*we.conjuncts] and not any(child.dep_ in {"det", "appos"} for child in we.children)


def counted(we: Token) -> bool:
    """Whether it is told how many we are: "we are four in the team"."""
    verb = we.head
    many = next((child for child in verb.children if child.dep_ == "attr"), None)
    following = verb.nbor(1) if verb.i + 1 < len(verb.doc) else None
    return verb.lemma_ == "be" and many is not None and many == following and many.pos_ == "NUM" and we.i < verb.i


def somebody_else(before: Sequence[Doc]) -> bool:
    """Whether he and she, after these sentences of one paragraph, are none of the two: who was named there last."""
    absent = False
    for doc in before:
        root = next((token for token in doc if token.dep_ == "ROOT"), None)
        roles = [token for token in doc if token.text in {"Maria", "Robert"}]
        quoted = quoted_in(doc)
        people = [token for token in doc if token.text in COLLEAGUES and token.i not in quoted]
        subject = next((child for child in root.children if child.dep_ in _SUBJECTS), None) if root else None
        if subject is not None and _told(subject):
            absent = True  # "The night nurse had a list. She ..."
        elif people and not (subject is not None and subject.lower_ in {"he", "she"}):
            # Who is only mentioned ("the app that Susan made") takes no role's place.
            absent = not roles or any(_met(token, root) for token in people)
        elif roles:
            absent = False
    return absent


def _told(subject: Token) -> bool:
    """A subject who is a colleague, or one certain person of whom something past is told."""
    if subject.text in COLLEAGUES:
        return True
    past = subject.head.tag_ in _PAST or any(one.tag_ in _PAST for one in subject.head.children if one.dep_ == "aux")
    certain = any(child.dep_ in {"det", "poss"} and child.lower_ != "any" for child in subject.children)
    return subject.pos_ == "NOUN" and past and certain and is_person(subject)


def _met(token: Token, root: Token | None) -> bool:
    """Whether the sentence's verb is done to or with this person: "asked Susan", "spoke with Susan"."""
    head = token.head
    return token.dep_ in _OBJECTS and root is not None and (head == root or (head.dep_ == "prep" and head.head == root))


def acted_on(token: Token) -> bool:
    """Whether her is who, where a parser says whose: "let her film it", "sit with her two days"."""
    if token.lower_ != "her" or token.i == 0 or token.i + 2 >= len(token.doc):
        return False
    return token.nbor(-1).lemma_ == "let" or (token.nbor(1).like_num and token.nbor(2).lemma_ in _TIMES)
