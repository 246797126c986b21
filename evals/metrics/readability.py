"""Whether a statement can be read alone, by somebody who never saw the note. Deterministic; no reader's taste in it.

Five faults, each counted by itself; a sentence is readable when it has none of them:
- `long`: more than 25 words (the limit of the British government's style guide, GOV.UK: Sentence length, why 25 words
  is our limit, 2014) before a full stop, question mark, semicolon or colon, which is where a sentence ends for whoever
  counts readability (Flesch, A new readability yardstick, 1948).
- `first person`: I, we, my ... - whoever reads it is not the one who said it.
- `dangling pronoun`: he, it, they, this ... before any noun it could stand for (ISO 24495-1:2023, 5.3: readers must
  be able to follow what a word refers to).
- `placeholder`: a mark of redaction, [PERSON_1] or [WITHHELD], left in.
- `incomplete`: a statement without a verb, a capital at the beginning or a full stop; a task that
  does not begin with a command.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from mentoring.redaction.language import english

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Kind = Literal["insight", "action"]
FAULTS = ("long", "first person", "dangling pronoun", "placeholder", "incomplete")

LONGEST = 25
_WORD = re.compile(r"\w+(?:['’.,-]\w+)*")
_STOP = re.compile(r"[.!?;:]+(?=[\s\"'”’)]|$)")
_PLACEHOLDER = re.compile(r"\[[A-Z][A-Z_]*(?:_?\d+)?\]")
_FIRST = re.compile(r"(?<![\w'’])(?:I|me|my|mine|myself|we|us|our|ours|ourselves)(?![\w])", re.IGNORECASE)
_NOT_THE_TELLER = re.compile(r"\b(?:US|ME|I/O)\b|[\"“][^\"”]*[\"”]")
"""In capitals these are a country, a state and a term of computing; in quotation marks somebody else speaks."""
_POINTING = frozenset({
    "he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself",
    "they", "them", "their", "theirs", "themselves", "this", "that", "these", "those",
})  # fmt: skip


def faults_of(sentences: Sequence[str], kind: Kind) -> list[list[str]]:
    """What is wrong with each sentence, in the words of FAULTS; an empty list: readable."""
    return [_faults(text, doc, kind) for text, doc in zip(sentences, english().pipe(sentences), strict=True)]


def _faults(text: str, doc: Doc, kind: Kind) -> list[str]:
    found = {
        "long": max(len(_WORD.findall(part)) for part in _STOP.split(text)) > LONGEST,
        "first person": bool(_FIRST.search(_NOT_THE_TELLER.sub("", text))),
        "dangling pronoun": any(map(_dangles, doc)),
        "placeholder": bool(_PLACEHOLDER.search(text)),
        "incomplete": not (_is_command(doc) if kind == "action" else _is_sentence(text, doc)),
    }
    return [name for name in FAULTS if found[name]]


def _dangles(token: Token) -> bool:
    """A pointing word that stands for a thing, with no noun before it that could be the thing."""
    if (
        token.lower_ not in _POINTING
        or token.text == "IT"
        or token.pos_ not in ("PRON", "DET")
        or token.dep_ in ("mark", "expl")
    ):
        return False
    if token.pos_ == "DET" or token.dep_ == "det":
        return False  # "this rule": the noun follows
    if token.tag_ == "WDT" or any(child.dep_ == "relcl" for child in token.children):
        return False  # "those who", "that which"
    if token.lower_ == "it" and _announces(token):
        return False
    return not any(other.pos_ in ("NOUN", "PROPN") or _stands_alone(other) for other in token.doc[: token.i])


def _announces(token: Token) -> bool:
    """Whether what is meant follows: "It helps to ask"."""
    return token.dep_ in ("nsubj", "nsubjpass") and any(
        child.i > token.i and child.dep_ in ("xcomp", "ccomp", "csubj", "advcl") for child in token.head.children
    )


def _stands_alone(token: Token) -> bool:
    """Words for people in general, and things done, that a later pronoun may take up: "anyone ... they"."""
    return token.lower_ in ("everyone", "everybody", "anyone", "anybody", "someone", "somebody", "nobody", "who") or (
        token.dep_ == "csubj"
    )


def _is_sentence(text: str, doc: Doc) -> bool:
    begins = re.match(r"[\"'“‘(]*(?:[A-Z0-9]|[^\W\da-z_])", text)
    ends = text.rstrip("\"'”’)").endswith((".", "!", "?"))
    # The parser takes some verbs of short sentences for nouns' companions: any verb that is no -ing form will do.
    acts = any(token.pos_ in ("VERB", "AUX") and token.tag_ != "VBG" for token in doc)
    return bool(begins) and ends and acts


def _is_command(doc: Doc) -> bool:
    """Begins with a verb in its bare form: "Send the list"; the parser takes some such verbs for nouns."""
    first = next((token for token in doc if token.is_alpha), None)
    return first is not None and (first.tag_ in ("VB", "VBP") or (first.dep_ == "ROOT" and first.pos_ != "PRON"))
