"""Rewrites one parsed sentence in the third person: roles for I, he and names, verbs that agree with them.

What stands in quotation marks is somebody's own words and stays; only names in it become roles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.spoken_of import COLLEAGUES, acted_on, counted, is_person, quoted_in, the_firm, the_two, titled
from extractor.units import Speaker
from mentoring.redaction.render import humanise

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ROLES = {"Maria": "the mentor", "Robert": "the mentee"}
_PLACES = {"[MENTOR]": "Maria", "[MENTEE]": "Robert"}
_GROUP = {"we": "employees", "us": "staff", "our": "the organisation's", "ours": "the organisation's own"}
_AGAIN = {"we": "they", "us": "them", "our": "their", "ours": "the organisation's own"}
_OF_CUSTOMERS = frozenset({
    "find", "follow", "choose", "trust", "rate", "delete", "google", "avoid", "compare", "pay", "ignore", "recommend",
})  # fmt: skip
"""What customers do to a firm, not to its people."""
_SHARE = frozenset({"all", "some", "most", "half", "many", "none", "one", "each", "rest", "two", "three", "few"})
_SELF = frozenset({"myself", "himself", "herself", "ourselves", "yourself"})
_STANDS_FOR = frozenset({"pobj", "nsubj", "nsubjpass"})
_THEY = {"he": "they", "she": "they", "him": "them", "his": "their", "hers": "theirs"}
_COME = frozenset({"happen", "occur", "become", "come", "be", "grow", "rise", "fall"})
_PARTED = frozenset({"Ill", "Shed", "Hell"})
"""Words that stand_ins wrote with a capital."""
_BE = {
    "am": "is",
    "are": "is",
    "'re": "is",
    "’re": "is",
    "'m": "is",
    "’m": "is",
    "have": "has",
    "'ve": "has",
    "’ve": "has",
    "do": "does",
    "go": "goes",
}
_SHORT = {"'ll": "will", "’ll": "will", "ll": "will", "'ve": "have", "’ve": "have", "'re": "are", "’re": "are"}
_PLURAL = {"is": "are", "'s": "are", "’s": "are", "was": "were", "has": "have", "does": "do"}


@dataclass(frozen=True, slots=True)
class Voice:
    """Who I is, and who he, she and the other one is."""

    first: str
    other: str
    absent: bool = False
    """He and she are somebody else: the other one is spoken to, or somebody was named just before."""

    @classmethod
    def of(cls, speaker: Speaker, *, absent: bool = False) -> Voice:
        """The voice of a speaker or writer; a third person has no known counterpart."""
        if speaker == "mentee":
            return cls("the mentee", "the mentor", absent)
        first, other = ("the mentor", "the mentee") if speaker == "mentor" else ("a colleague", "the other")
        return cls(first, other, absent)


def stand_ins(text: str) -> str:
    """`text` as the parser should read it: names for people, words for everything else."""
    for placeholder, name in _PLACES.items():
        text = text.replace(placeholder, name)
    text = re.sub(r"\[PERSON_(\d+)\]", lambda found: COLLEAGUES[(int(found.group(1)) - 1) % len(COLLEAGUES)], text)
    # The tokenizer reads "wed" and "ill" as contractions.
    text = re.sub(r"\b(wed|ill|shed|hell)\b(?![-\w])", lambda found: found.group().capitalize(), text)
    text = re.sub(r"\b(do|does|did|is|are|was|were|would|could|should|have|has|ca|wo)nt\b", r"\1n't", text)
    text = re.sub(r"\b[Ii](m|ve)\b", r"I'\1", text)
    return humanise(re.sub(r"\bi(?='|’|\b)", "I", text))


class Teller:
    """Says sentences of one statement in the third person, and remembers who was spoken of."""

    def __init__(self, *, listener: str = "", team: str = "") -> None:
        """`listener`: who you is, where it is one of the two; `team`: whose "our" is, where it is no organisation's."""
        self._listener = listener
        self._team = team
        self._people: list[str] = []
        self._third = False
        self._group = False
        self._last = ""

    def say(self, doc: Doc, voice: Voice) -> str:
        """The whole sentence; empty when nothing but punctuation is left."""
        words = "".join(self.words(doc, voice)).strip()
        return tidy(words) if any(letter.isalpha() for letter in words) else ""

    def words(self, doc: Doc, voice: Voice) -> list[str]:
        """One text a token of `doc`, with the white space after it."""
        self._plural: set[int] = set()
        firm = [token for token in doc if token.lower_ == "we" and not self._team and the_firm(token)]
        self._firm = {one.i for one in firm}
        self._single = {at for one in firm for at in _verbs_of(one)}
        quoted = quoted_in(doc)
        said = []
        for token in doc:
            word = self._named(token) if token.text in _NAMES else token.text
            if token.i not in quoted and token.text not in _NAMES:
                word = self._word(token, token.lower_, voice)
            self._third = self._third or is_person(token)
            self._group = self._group and (token.dep_ not in {"nsubj", "nsubjpass"} or token.lower_ == "we")
            word = word.lower() if token.i and token.text in _PARTED else word
            said.append(word + (token.whitespace_ if word else ""))
        return said

    def _named(self, token: Token) -> str:
        if role := _ROLES.get(token.text):
            self._last = role
            return role
        self._third, self._last = True, token.text
        known, first = token.text in self._people, not self._people
        if not known:
            self._people.append(token.text)
        if token.dep_ == "appos" or titled(token):
            return ""
        before = token.nbor(-1) if token.i else None
        if before is not None and before.pos_ in {"DET", "ADJ"} and before.whitespace_:
            return "colleague"
        return "the colleague" if known else "a colleague" if first else "another colleague"

    def _word(self, token: Token, low: str, voice: Voice) -> str:
        if low in {"i", "me", "my"}:
            return self._role(voice.first, possessive=low == "my")
        if low in {"you", "your", "yours"} and self._listener:
            return self._role(self._listener, possessive=low != "you")
        if low in {"he", "she", "him", "her", "his", "hers"}:
            return self._third_person(token, low, voice)
        if low == "mine" or low in _SELF:
            return self._own(voice.first) if low == "mine" else _self(token, voice, other=self._third)
        if low in _GROUP:
            bought = low == "us" and token.head.lemma_ in _OF_CUSTOMERS
            return "the organisation" if bought else self._staff(low, token)
        verb = token.pos_ in {"VERB", "AUX", "PART"} or low in _SHORT or low in {"'d", "’d", "'s", "’s"}
        return self._agreeing(token, low) if verb else token.text

    def _role(self, role: str, *, possessive: bool) -> str:
        again = self._last == role
        self._last = role
        return ("their" if again else f"{role}'s") if possessive else role

    def _own(self, role: str) -> str:
        """Mine, hers, yours, standing alone."""
        return "theirs" if self._last == role else f"{role}'s"

    def _agreeing(self, token: Token, low: str) -> str:
        alone = token.i in self._single
        return _agreeing(token, low, self._plural, frozenset({"i", "you"} if self._listener else {"i"}), alone=alone)

    def _staff(self, low: str, token: Token) -> str:
        if self._team == "" and (known := self._ourselves(low, token)):
            return known
        if low == "us" and token.i > 1 and token.nbor(-1).lower_ == "of" and token.nbor(-2).lower_ in _SHARE:
            return self._team or "the staff"
        again, self._group = self._group, self._group or low == "we"
        if self._team:
            return {"we": "both", "us": self._team}.get(low, f"{self._team}'s")
        return _AGAIN[low] if again else _GROUP[low]

    def _ourselves(self, low: str, token: Token) -> str:
        """Who we are where that is not the organisation's people: the pair, the firm, or so many."""
        if low == "our":
            return "its" if self._firm and token.i > min(self._firm) else ""
        if low != "we":
            return ""
        firm = "the organisation" if token.i in self._firm else ""
        return "the pair" if the_two(token) else "there" if counted(token) else firm

    def _third_person(self, token: Token, low: str, voice: Voice) -> str:
        possessive = (token.tag_ == "PRP$" or low in {"his", "hers"}) and not acted_on(token)
        if not self._third and not _own(token):
            if not voice.absent:
                return self._role(voice.other, possessive=possessive)
            self._third = True
            self._people.append("")  # so that who is named next is another colleague
            return self._role("a colleague", possessive=possessive)
        if token.dep_ in {"nsubj", "nsubjpass"}:
            self._plural |= _verbs_of(token)
        if low in {"his", "hers"} and token.tag_ != "PRP$" and not any(one.i > token.i for one in token.children):
            following = token.nbor(1) if token.i + 1 < len(token.doc) else None
            if following is None or following.is_punct or following.pos_ in {"CCONJ", "ADP", "AUX"}:
                return "theirs"
        return "their" if low == "her" and possessive else "them" if low == "her" else _THEY[low]


_NAMES = frozenset({*_ROLES, *COLLEAGUES})


def _own(token: Token) -> bool:
    """Whether the word `own` follows: it belongs to whom the sentence is about."""
    return token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "own"


def _self(token: Token, voice: Voice, *, other: bool) -> str:
    """`other`: somebody else than the two is spoken of."""
    if token.lower_ == "ourselves":
        return "themselves"
    if token.dep_ in {"dobj", "dative", *(_STANDS_FOR if other else ())} and token.lower_ in {"himself", "herself"}:
        return "themselves"
    if token.i and token.nbor(-1).pos_ == "ADP" and token.lower_ != "yourself":
        return voice.first if token.lower_ == "myself" else voice.other
    return "personally" if token.lower_ != "yourself" else token.text


def subject_of(token: Token) -> Token | None:
    """The subject of a verb."""
    return next((child for child in token.children if child.dep_ in {"nsubj", "nsubjpass"}), None)


def _verbs_of(subject: Token) -> set[int]:
    """Verbs and helpers that agree with `subject`."""
    verb = subject.head
    verbs = [verb, *(other for other in verb.conjuncts if subject_of(other) is None)]
    helpers = [child for one in verbs for child in one.children if child.dep_ in {"aux", "auxpass"}]
    return {token.i for token in (*verbs, *helpers)}


def _modal(token: Token) -> bool:
    """Whether a modal or do stands with this verb or helper, so that it shows no person."""
    verb = token.head if token.dep_ in {"aux", "auxpass"} else token
    return any(
        child.i < token.i and (child.tag_ in {"MD", "TO"} or child.lemma_ == "do")
        for child in verb.children
        if child.dep_ == "aux"
    )


def _agreeing(token: Token, low: str, plural: set[int], named: frozenset[str], *, alone: bool = False) -> str:
    """`named`: pronouns that become one person's role; `alone`: a firm does it, in the singular."""
    blank = "" if token.i == 0 or token.nbor(-1).whitespace_ else " "
    if low in {"'d", "’d"}:
        following = next((other for other in token.doc[token.i + 1 :] if other.pos_ not in {"ADV", "PART"}), None)
        return blank + ("had" if following is not None and following.tag_ in {"VBN", "VBD"} else "would")
    if low in {"'s", "’s"}:
        return _short_is(token, plural, blank)
    if token.i in plural:
        return _many(token, low)
    first = (alone or _one_person(token, named)) and not _modal(token)
    if (first and low in _BE) or low in _SHORT:
        said = _BE[low] if first and low in _BE else _SHORT[low]
        return (blank if low[0] in "'’l" else "") + said
    return singular(token.text) if first and token.tag_ == "VBP" and token.pos_ == "VERB" else token.text


def _one_person(token: Token, named: frozenset[str]) -> bool:
    verb = token.head if token.dep_ in {"aux", "auxpass"} else token
    subject = subject_of(verb) or (subject_of(verb.head) if verb.dep_ == "conj" else None)
    return subject is not None and subject.lower_ in named and not [*subject.conjuncts]


def _short_is(token: Token, plural: set[int], blank: str) -> str:
    """'s as is or has; a possessive stays."""
    if token.tag_ == "POS" or token.dep_ == "case":
        return token.text
    if token.lower_ in {"'s", "’s"} and token.tag_ == "PRP":
        return " us"
    participle = any(other.tag_ == "VBN" and other.dep_ != "amod" for other in token.doc[token.i + 1 : token.i + 4])
    done_to = any(child.dep_ in {"dobj", "dative"} for child in token.head.children) or token.head.lemma_ in _COME
    has = token.lemma_ == "have" or (participle and (token.dep_ == "aux" or (token.dep_ == "auxpass" and done_to)))
    return blank + (("have" if has else "are") if token.i in plural else "has" if has else "is")


def _many(token: Token, low: str) -> str:
    if low in _PLURAL:
        return _PLURAL[low]
    return token.lemma_ if token.tag_ == "VBZ" else token.text


def singular(verb: str) -> str:
    """The verb as he or she does it."""
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2:-1] not in "aeiou" else verb + "s"


def tidy(words: str) -> str:
    """Words put together: no role said twice running, no blank before a comma."""
    words = re.sub(r"\b(the ment(?:or|ee)|an?(?:other)? colleague)(?: \1|, \1(?=\s*(?:[,.;]|$)))+\b", r"\1", words)
    words = re.sub(r"\b([Tt]he pair(?: are| were)?) both\b", r"\1", words)
    words = re.sub(r"\b(an?|the) (?:an?|the) (?=\w)", r"\1 ", words)
    words = re.sub(r"\s+([,.;:!?])(?!\d)", r"\1", re.sub(r"\(\s*(?:yes|no)?,?\s*\)", "", words))
    words = re.sub(r"\(\s*,\s*", "(", words)
    words = re.sub(r",\s*,", ",", re.sub(r"([,;:])\s*(?=[.;:]|$)", "", words))
    return re.sub(r"\s+", " ", words).strip(" ,;:")


def without_stand_ins(words: str) -> str:
    """`words` with a role for every stand-in a parser took for another part of speech: none may be read."""
    for name in _NAMES:
        words = re.sub(rf"\b{name}\b", _ROLES.get(name, "a colleague"), words, flags=re.IGNORECASE)
    return words
