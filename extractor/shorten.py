"""A sentence too long to be read at once, cut where another main clause begins.

No word is lost but the joint: ", and the shop knows it" becomes a clause of its own, a reason stands after a colon.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.spoken_of import quoted_in

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LONGEST = 22
"""Words a sentence may have before roles make it longer: 25 are the limit (GOV.UK, Sentence length, 2014)."""
_WORD = re.compile(r"\w+(?:['’.,-]\w+)*")
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_LEAST = 4
"""Words each part must have."""
_JOINTS = frozenset({"and", ",", ";", "-", "–", "—"})
_KEPT = frozenset({"but", "so", "yet"})
_ASKING = frozenset({"WP", "WDT", "WRB"})
_PURPOSE = frozenset({"can", "could", "will", "would", "might"})
"""After these "so" says what for, not what follows."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Tokens before `end` are one part, those from `start` on the next."""

    end: int
    start: int
    explains: bool = False


def parts_of(doc: Doc) -> list[tuple[Doc, bool]]:
    """The sentence, in parts where it is too long and can be cut; and whether the next part explains this one."""
    words = len(_WORD.findall(doc.text))
    cuts = [cut for cut in _cuts(doc) if min(cut.end, len(doc) - cut.start) >= _LEAST] if words > LONGEST else []
    if not cuts:
        return [(doc, False)]
    best = min(cuts, key=lambda cut: abs(cut.end - (len(doc) - cut.start)))
    *before, (last, _) = parts_of(_part(doc, 0, best.end))
    return [*before, (last, best.explains), *parts_of(_part(doc, best.start, len(doc)))]


def _part(doc: Doc, start: int, end: int) -> Doc:
    part = doc[start:end].as_doc()
    for token in part:
        if token.head == token:
            token.dep_ = "ROOT"
    return part


def _cuts(doc: Doc) -> list[Cut]:
    quoted = quoted_in(doc)
    found = [cut for verb in doc if (cut := _before(verb) or _because(verb) or _spliced(verb))]
    asked = next((token.tag_ in _ASKING for token in doc if token.is_alpha), False)
    return [cut for cut in found if not {cut.end, cut.start} & quoted and not (asked and _clauses(doc, cut.end) < 2)]


def _clauses(doc: Doc, end: int) -> int:
    """Verbs with a subject before `end`: "what came out of it" alone is no sentence."""
    return sum(_subject(token) is not None for token in doc[:end])


def _before(verb: Token) -> Cut | None:
    """Where a clause beside the main one begins: ", and the next shift sees it"."""
    if verb.dep_ != "conj" or _subject(verb) is None or not _main(verb.head):
        return None
    start = verb.left_edge.i
    joint = verb.doc[start - 1] if start else None
    if joint is None or joint.lower_ not in _JOINTS | _KEPT or verb.doc[start].lower_ == "because":
        return None
    end = joint.i
    while end and verb.doc[end - 1].lower_ in _JOINTS:
        end -= 1
    return Cut(end, joint.i if joint.lower_ in _KEPT else start)


def _because(verb: Token) -> Cut | None:
    """Where a reason or what follows begins behind a comma: ", because the memo is read by nobody"."""
    if verb.dep_ not in {"advcl", "conj", "ccomp"} or _subject(verb) is None or not _main(verb.head):
        return None
    first = verb.left_edge
    if verb.head.i > verb.i or first.i < 2 or verb.doc[first.i - 1].text != ",":
        return None
    if first.lower_ == "because":
        return Cut(first.i - 1, first.i + 1, explains=":" not in verb.doc[: first.i].text)
    what_for = any(child.lower_ in _PURPOSE for child in verb.children) or verb.doc[first.i + 1].lower_ == "that"
    return Cut(first.i - 1, first.i) if first.lower_ == "so" and not what_for else None


def _spliced(verb: Token) -> Cut | None:
    """Where a main clause follows another with nothing but a comma between: "nobody asks, they stay in bed"."""
    main = verb.head
    if verb.dep_ != "ccomp" or main.dep_ != "ROOT" or verb.i > main.i or _subject(main) is None:
        return None
    if _subject(verb) is None or any(child.dep_ == "mark" for child in verb.children):
        return None
    if verb.doc[0].tag_ in _ASKING:
        return None
    comma = verb.right_edge.i + 1
    starts = _subject(main)
    if comma >= main.i or verb.doc[comma].text != "," or starts is None or starts.i < comma:
        return None
    return Cut(comma, comma + 1)


def _main(verb: Token) -> bool:
    """Whether it is the verb of the sentence, or beside it; not a command's: what follows that is its outcome."""
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.dep_ == "ROOT" and _subject(verb) is not None


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
