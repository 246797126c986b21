"""Rewrites one parsed sentence: I, he, names become roles, verbs agree with them, commands lose their subject."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.units import Speaker
from mentoring.records import Owner
from mentoring.redaction.render import humanise

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_STAND_INS = {"Maria": "the mentor", "Robert": "the mentee", "Susan": "a colleague"}
_PLACES = {"[MENTOR]": "Maria", "[MENTEE]": "Robert"}
_PERSONS = frozenset({
    "driver", "colleague", "manager", "supervisor", "boss", "customer", "leader", "executive", "guy", "man",
    "woman", "lad",
    "girl", "person", "cashier", "nurse", "chef", "patient", "guest", "director", "trainee", "apprentice", "somebody",
    "someone", "lead", "foreman", "client", "player", "user", "doctor", "teacher", "guard", "picker", "intern",
    "minister",
})  # fmt: skip
_GROUP = {
    "we": "employees", "us": "staff", "our": "the organisation's", "ours": "the organisation's",
    "myself": "in person", "ourselves": "in person",
}  # fmt: skip
_BE = {"am": "is", "'m": "is", "’m": "is", "have": "has", "'ve": "has", "’ve": "has", "do": "does", "go": "goes"}
_SHORT = {"'ll": "will", "’ll": "will", "'ve": "have", "'re": "are", "'m": "am"}


@dataclass(frozen=True, slots=True)
class Voice:
    """Who I is, and who he, she and the other one is."""

    first: str
    other: str

    @classmethod
    def of(cls, speaker: Speaker) -> Voice:
        """The voice of a speaker or writer; a third person has no known counterpart."""
        if speaker == "mentee":
            return cls("the mentee", "the mentor")
        return cls("the mentor", "the mentee") if speaker == "mentor" else cls("a colleague", "the other")


def stand_ins(text: str) -> str:
    """`text` as the parser should read it: names for the participants, words for everything else."""
    for placeholder, name in _PLACES.items():
        text = text.replace(placeholder, name)
    text = re.sub(r"\[PERSON_\d+\]", "Susan", text)
    # The tokenizer reads "wed" and "ill" as contractions.
    text = re.sub(r"\b(wed|ill|shed|hell)\b(?![-\w])", lambda found: found.group().capitalize(), text)
    return humanise(text)


def rewrite(doc: Doc, voice: Voice) -> str:
    """The sentence with roles; empty when nothing but punctuation is left."""
    words = "".join(_word(token, voice) + token.whitespace_ for token in doc).strip()
    return _tidy(words) if any(letter.isalpha() for letter in words) else ""


def task_words(doc: Doc, voice: Voice, owner: Owner) -> str:
    """The words from the owner's verb on, as a command; empty when no verb has the owner as its subject."""
    verb = next((token for token in doc if _commits(token, owner, voice)), None)
    if verb is None:
        first = next((token for token in doc if token.is_alpha), None)
        if first is None or first.tag_ not in {"VB", "VBP", "VBZ"} or first.pos_ not in {"VERB", "AUX"}:
            return ""
        verb = first
    partners = {
        verb.i,
        *(child.i for child in verb.conjuncts if child.tag_ in {"VBZ", "VBP", "VB"} and not _subject(child)),
    }
    said = []
    for token in doc[verb.i : verb.sent.end]:
        base = token.lemma_ if token.i in partners else _word(token, voice)
        said.append(base + token.whitespace_)
    return _tidy(re.sub(r",? (?:he|she|the ment\w+) (?:said|says|promised)$", "", "".join(said).strip()))


def _commits(token: Token, owner: Owner, voice: Voice) -> bool:
    if token.pos_ not in {"VERB", "AUX"} or token.dep_ in {"aux", "auxpass"} or token.tag_ in {"VBD", "VBG"}:
        return False
    subject = _subject(token)
    if subject is None or token.lemma_ in {"say", "think", "mean", "believe", "promise", "agree", "ask"}:
        return False
    role = _word(subject, voice)
    wanted = {"mentor": {"the mentor"}, "mentee": {"the mentee"}, "both": {"employees", "both"}}
    return role in wanted.get(owner, {"a colleague", "they", "the other"})


def _subject(token: Token) -> Token | None:
    return next((child for child in token.children if child.dep_ in {"nsubj", "nsubjpass"}), None)


def _word(token: Token, voice: Voice) -> str:
    low = token.lower_
    if token.text in _STAND_INS:
        return _STAND_INS[token.text]
    if role := _pronoun(token, low, voice):
        return role
    if token.pos_ in {"VERB", "AUX"}:
        return _agreeing(token, low)
    return token.text


def _pronoun(token: Token, low: str, voice: Voice) -> str | None:
    if low in {"i", "me"}:
        return voice.first
    if low in {"my", "mine"}:
        return voice.first + "'s"
    if low in _GROUP:
        return _GROUP[low]
    if low in {"he", "she", "him", "her", "his"} and not _known_before(token) and not _own(token):
        return voice.other + ("'s" if token.tag_ == "PRP$" or low == "his" else "")
    return None


def _own(token: Token) -> bool:
    """Whether the word `own` follows: it belongs to whom the sentence is about."""
    return token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "own"


def _known_before(token: Token) -> bool:
    return any(other.lemma_.lower() in _PERSONS or other.text == "Susan" for other in token.doc[: token.i])


def _agreeing(token: Token, low: str) -> str:
    subject = _subject(token) or _subject(token.head) if token.dep_ in {"aux", "conj", "auxpass"} else _subject(token)
    first = subject is not None and subject.lower_ == "i"
    blank = "" if token.i == 0 or token.nbor(-1).whitespace_ else " "
    if low in {"'s", "’s"}:
        participle = any(other.tag_ == "VBN" and other.dep_ != "amod" for other in token.doc[token.i + 1 : token.i + 4])
        return blank + ("has" if token.lemma_ == "have" or (participle and token.dep_ == "aux") else "is")
    if first and low in _BE:
        return (blank if low[0] in "'’" else "") + _BE[low]
    if low in _SHORT:
        return blank + _SHORT[low]
    if first and token.tag_ == "VBP" and token.pos_ == "VERB":
        return token.text + ("es" if low.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return token.text


def _tidy(words: str) -> str:
    words = re.sub(r"\b(the ment(?:or|ee)|a colleague)( \1)+\b", r"\1", words)
    words = re.sub(r"\s+([,.;:!?])", r"\1", re.sub(r"\(\s*\)", "", words))
    return re.sub(r"\s+", " ", words).strip()
