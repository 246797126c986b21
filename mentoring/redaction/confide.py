"""How confidential one sentence is: words of confidence, and matters that are a person's own.

The lists are weights/confidence.txt and weights/topics.txt, one regular expression a line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from mentoring.redaction.assemble import plain
from mentoring.redaction.lexicon import lexicon
from mentoring.redaction.triggers import stem, stems_of

_PERSONAL = re.compile(
    r"\b(?:i|i['’]m|i['’]ve|my|me|he|she|he['’]s|she['’]s|his|her|him|"
    r"hers|himself|herself|who)\b",
    re.IGNORECASE,
)
_GENERAL = re.compile(
    r"\b(?:people (?:who|with|hide|here|in)|colleagues (?:who|with)|\w+ "
    r"colleagues|everybody (?:who|with|on)|employees|juniors|customers|"
    r"candidates|applicants|graduates|newcomers|new starters|parents|carers|"
    r"most of us|half of (?:us|the)|many of us|young (?:ones|people)|gen "
    r"z|policy|policies|training|survey|page|form|campaign|awareness|insurance|"
    r"statistics|data shows?|charity|webinar|workshop|guideline|"
    r"the (?:fraud|health|safety|wellbeing|audit) team|an? app|apps|notice "
    r"board|poster|law|legislation|in general|as a (?:topic|subject)|if "
    r"(?:somebody|someone|you|people)|nobody (?:tells|says|talks|reads|"
    r"opens|asks|uses))\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:nothing|not|isn['’]t|none|no need to be|hardly) (?:\w+ ){0,2}(?:confidential|"
    r"secret|off the record|private|sensitive)\b|\b(?:confidential|private|"
    r"sensitive) (?:data|client|customer|documents?|information|files?|"
    r"windows?|accounts?|browsers?|channels?|messages?|chat|phones?|office|"
    r"rooms?|sector|browsing|mode|tab)\b"
    r"|\bconfidentiality (?:training|policy|agreement|rules?|clause)\b|"
    r"\bnobody knows (?:why|how|what|who|where|when|if|whether)\b",
    re.IGNORECASE,
)

_BETWEEN = (
    r"(?: (?:that|which|of|we|you|i|us|it|this|say|says|said|tell|tells|told|talk|talked|about|discuss|discussed|share|"
    r"shared|hear|heard|here|in|is|are|was|were|be|been|gets?|has|have|had|do|does|may|must|can|will|shall|should|ever))*"
)
_OF_NOBODY = re.compile(
    r"\b(?:nothing|nobody|no one|none|neither|no (?!i\b|he\b|she\b|they\b|we\b|you\b)\w+)"
    rf"{_BETWEEN} \w+\b"
    rf"|\b(?:what(?:ever)?|it|this|that|everything|all){_BETWEEN} (?:not|never) \w+\b"
    r"|\b(?:on|annual) leave\b",
    re.IGNORECASE,
)
"""What nobody does ("nothing leaves the room"), what a thing does not, and days off: no matter of any one person."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one sentence holds; what costs time is looked up when asked for."""

    text: str
    cue: bool
    """It says itself that it is not to be passed on."""
    firm: bool
    """It does so in words that mean nothing else."""
    own: str | None
    """Reason of a matter that needs no word of confidence."""
    named: bool
    """Somebody is named in it."""
    stems: Set[str]

    @property
    def hint(self) -> bool:
        """It sounds like a confidence."""
        return any(rule.pattern.search(self.text) for rule in _cues()["hint"])

    @property
    def topics(self) -> tuple[str, ...]:
        """Reasons whose words stand in it."""
        return tuple(rule.reason for rule in _topics()[2] if rule.pattern.search(self.text))

    @property
    def personal(self) -> bool:
        """It speaks of one person."""
        return self.named or bool(_PERSONAL.search(self.text))


@dataclass(frozen=True, slots=True)
class _Rule:
    """One pattern and the stems of which a sentence must hold one before it is tried."""

    reason: str
    pattern: re.Pattern[str]
    stems: frozenset[str]


@lru_cache(maxsize=1)
def _cues() -> dict[str, tuple[_Rule, ...]]:
    return {
        name: tuple(_Rule(name, _compiled([line]), _telling(line, _CUE_COMMON)) for line in lines)
        for name, lines in _sections("confidence.txt").items()
    }


@lru_cache(maxsize=1)
def _topics() -> tuple[tuple[_Rule, ...], tuple[_Rule, ...], tuple[_Rule, ...]]:
    """Rules that stand alone, rules that need a person beside them, and mere subjects."""
    tiers: tuple[list[_Rule], ...] = ([], [], [])
    for reason, lines in _sections("topics.txt").items():
        sorted_lines: tuple[list[str], ...] = ([], [], [])
        for line in lines:
            sorted_lines["!?".find(line[0]) % 3].append(line.lstrip("!?"))
        for tier, own in zip(tiers, sorted_lines, strict=True):
            if own:
                stems = _telling(" ".join(own), _TOPIC_COMMON) | _KEPT.get(reason, frozenset())
                tier.append(_Rule(reason, _compiled(own), stems))
    return tuple(tiers[0]), tuple(tiers[1]), tuple(tiers[2])


_CUE_COMMON, _TOPIC_COMMON = 2500, 600
"""A stem seen more often than this in the counted texts is too common to call a rule."""
_KEPT = {
    "job-search": frozenset({"inte"}),
    "sexuality": frozenset({"out"}),
    "politics": frozenset({"vote", "voti"}),
}
"""Common stems without which a rule would never be tried."""


def _telling(pattern: str, common: int) -> frozenset[str]:
    return frozenset(s for s in stems_of(pattern) if _frequencies().get(s, 0) < common)


@lru_cache(maxsize=1)
def _frequencies() -> Counter[str]:
    counts: Counter[str] = Counter()
    for word, count in lexicon().words.items():
        if count > 10:
            counts[stem(word)] += count
    return counts


def _first(rules: Sequence[_Rule], text: str, stems: Set[str]) -> str | None:
    return next((r.reason for r in rules if not r.stems.isdisjoint(stems) and r.pattern.search(text)), None)


def _sections(file: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    name = ""
    for line in files("mentoring.redaction").joinpath(f"weights/{file}").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[] ")
            found[name] = []
        elif line.strip() and not line.startswith("#"):
            found[name].append(line)
    return found


def _compiled(lines: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{line})" for line in lines), re.IGNORECASE)


def read(sentence: str, stems: Set[str], *, names: bool) -> Reading:
    """What `sentence` holds; `stems` are those of its words, `names`: somebody is named in it."""
    text = sentence.replace("’", "'").replace("\n", " ")
    own, beside, _ = _topics()
    general, personal = bool(_GENERAL.search(text)), names or bool(_PERSONAL.search(text))
    reason = _first(own, text, stems)
    if general or (reason == "misconduct-claim" and not personal):
        reason = None
    elif reason is None:
        reason = _first(beside, text, stems)
        if reason not in (None, "off-record", "union") and not personal:
            reason = None
    asked = _NEGATED.sub(" ", text)
    firm = _first(_cues()["firm"], asked, stems) is not None
    return Reading(text, firm or _first(_cues()["cue"], asked, stems) is not None, firm, reason, names, stems)


def tells_a_matter(words: str) -> bool:
    """Whether they hold those of a matter that is a person's own; of a sentence alone the tagger sees too many."""
    words = _OF_NOBODY.sub(" ", words)
    reading = read(words, {stem(plain(one)) for one in re.findall(r"[^\W\d_]+", words)}, names=True)
    return reading.own is not None or bool(reading.topics)


def announces(heading: str) -> bool:
    """Whether a heading or question announces a confidential part."""
    text = heading.replace("’", "'")
    return any(rule.pattern.search(text) for rule in _cues()["heading"])
