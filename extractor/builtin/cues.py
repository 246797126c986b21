"""Cues of a unit as numbers: what its head sees beside the embedding."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extractor.builtin.parse import Parsed
from extractor.builtin.wording import cue_patterns, heading_patterns
from extractor.units import Unit

_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?|tomorrow|tmrw|tonight|today"
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember|ober)?"
_DATE = re.compile(
    rf"\b(?:{_DAY})\b|\b\d{{1,2}}[./]\d{{1,2}}\b|\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}\b|\b{_MONTH} \d{{1,2}}\b"
    r"|\b(?:this|next) (?:week|month)\b|\bend of\b|\b(?:the|on) [a-z-]*(?:first|second|third|th|eth)\b(?! of us)"
    r"|\b\d+(?:st|nd|rd|th)\b",
    re.IGNORECASE,
)
_DEADLINE = re.compile(
    rf"(?:\b(?:by|until|till|before|due|on|for|latest|deadline|say)|->|→|[(–:,-])\s*(?:the |next |this |end of )*"
    rf"(?:(?:{_DAY})\b|\d{{1,2}}[./]\d|\d{{1,2}}(?:st|nd|rd|th)?\b(?: of)? ?(?:{_MONTH})?|{_MONTH} \d|week\b|month\b)",
    re.IGNORECASE,
)
_ACTORS = ("i", "we", "you", "third", "mentor", "mentee", "person", "nobody", "none", "other")
_TENSES = ("will", "present", "past", "perfect", "modal", "base", "ing")
_KINDS = ("prose", "bullet", "turn", "answer", "row", "quote")


_COMPOUNDS = (
    "promise_will", "promise_dated", "promise_denied", "label_todo", "label_dated", "command_todo", "to_dated",
    "date_alone", "past_only", "past_dated", "rule", "generic_present", "generic_norm", "generic_cause", "person_plans",
    "person_offers", "teaching", "small_question", "small_talk", "topic_alone", "observed_number",
)  # fmt: skip
_DOERS = frozenset({"i", "we", "third", "mentor", "mentee"})


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """What each number of `cues` stands for."""
    return (
        *cue_patterns(), "date", "deadline", *(f"head_{name}" for name in heading_patterns()),
        *(f"kind_{name}" for name in _KINDS), "speaker_mentor", "speaker_mentee", "checked",
        *(f"verb_{actor}_{tense}" for actor in _ACTORS for tense in _TENSES),
        "verb_denied", "verb_supposed", "command", "past_verbs", "present_verbs", "words", "short", "long",
        *_COMPOUNDS,
    )  # fmt: skip


def cues(unit: Unit, parsed: Parsed) -> list[float]:
    """One number per entry of `names()`, all within 0 to 1."""
    text = unit.text
    values = [float(bool(pattern.search(text))) for pattern in cue_patterns().values()]
    values += [float(bool(_DATE.search(text))), float(bool(_DEADLINE.search(text)))]
    values += [float(bool(pattern.search(unit.heading))) for pattern in heading_patterns().values()]
    values += [float(unit.kind == kind) for kind in _KINDS]
    values += [float(unit.speaker == "mentor"), float(unit.speaker == "mentee"), float(unit.checked)]
    values += _verbs(parsed) + _length(text)
    return values + _compounds(dict(zip(names(), values, strict=False)), parsed)


def _verbs(parsed: Parsed) -> list[float]:
    seen = {(verb.actor, verb.tense) for verb in parsed.verbs if not verb.supposed}
    values = [float((actor, tense) in seen) for actor in _ACTORS for tense in _TENSES]
    values.append(float(any(verb.denied for verb in parsed.verbs)))
    values.append(float(any(verb.supposed for verb in parsed.verbs)))
    values.append(float(parsed.first == "VERB"))
    return [*values, min(parsed.past, 4) / 4, min(parsed.present, 4) / 4]


def _compounds(cue: dict[str, float], parsed: Parsed) -> list[float]:
    """Conjunctions that a linear head cannot form by itself."""
    firm = [verb for verb in parsed.verbs if not verb.supposed]
    doing = {verb.tense for verb in firm if verb.actor in _DOERS and not verb.denied}
    dated, short = cue["date"], cue["short"]
    past = float(bool(parsed.past) and not parsed.present and "will" not in {verb.tense for verb in firm})
    plans = any(verb.actor in {"person", "other"} and verb.tense in {"will", "present", "ing"} for verb in firm)
    brief = float(cue["words"] < 0.2)
    return [
        float("will" in doing), float("present" in doing) * dated,
        float(any(verb.actor in _DOERS and verb.denied and verb.tense in {"will", "present", "ing"} for verb in firm)),
        cue["owner_label"] * cue["head_todo"], cue["owner_label"] * cue["deadline"],
        cue["command"] * cue["head_todo"], cue["to_verb"] * dated, dated * brief, past, past * dated,
        max(cue["command"], cue["rule_you"]) * (1 - dated) * (1 - cue["first_person"]) * (1 - past) * (1 - short),
        cue["generic"] * float(parsed.present > 0 and not parsed.past), cue["generic"] * cue["norm"],
        cue["generic"] * cue["cause"], float(plans) * cue["third_party"],
        cue["person"] * cue["agree_third"], cue["teach"] * float(cue["words"] > 0.3), cue["question"] * brief,
        cue["chat"] * brief, cue["topic"] * brief, cue["quantity"] * cue["generic"] * (1 - cue["first_person"]),
    ]  # fmt: skip


def _length(text: str) -> list[float]:
    words = len(text.split())
    return [min(words, 40) / 40, float(words < 5), float(words > 25)]


def rows(units: Sequence[Unit], parsed: Sequence[Parsed]) -> list[list[float]]:
    """Cues of all units of one note."""
    return [cues(unit, verbs) for unit, verbs in zip(units, parsed, strict=True)]
