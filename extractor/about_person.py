"""Whether an insight speaks of the mentee as a person: her traits, moods and ways, rather than of work or the world.

Such a statement waits for the mentor's own release (rule 7 of the architecture). The rule is the same behind both
engines and looks at statement and evidence alone; in doubt it says yes, as the price is only a question to the mentor.
It knows the mentee by her role: a sentence that only says "she" counts where the statement has resolved it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from mentoring.records import Insight

_TOKEN = re.compile(r"\[mentee\](?:['’]s)?|[^\W_]+(?:['’-][^\W_]+)*|[.,;:!?]")
_LONGEST_LEAD = 5
"""Adverbs and auxiliaries that may stand between the mentee and what is said of her."""


def is_about_mentee(insight: Insight) -> bool:
    """Whether its statement or its words say something of the mentee as a person."""
    return any(speaks_of_mentee(text) for text in (insight.statement, *(piece.text for piece in insight.evidence)))


def speaks_of_mentee(text: str) -> bool:
    """The same of one sentence."""
    words = _TOKEN.findall(text.lower().replace("the mentee", "[mentee]"))
    return any(_says(word, words[at + 1 :]) for at, word in enumerate(words) if word.startswith("[mentee]"))


def _says(mentee: str, after: Sequence[str]) -> bool:
    """What the words after a mention say of her; "[mentee]'s": what is hers, or how she is."""
    kinds = _kinds()
    if mentee != "[mentee]":
        return not kinds["noun"].isdisjoint(after[:2]) or _verb(after)[0] in kinds["mood"]
    if after and after[0] in kinds["habit"]:
        return True
    verb, rest = _verb(after)
    if verb in kinds["being"]:
        return _is_trait(rest)
    base = _base(verb)
    return base in kinds["way"] and not (base == "look" and rest and rest[0] in kinds["looked"])


def _verb(after: Sequence[str]) -> tuple[str, Sequence[str]]:
    """The first word that is no adverb or auxiliary, and what follows it."""
    for at, word in enumerate(after[:_LONGEST_LEAD]):
        if word not in _kinds()["lead"]:
            return word, after[at + 1 :]
    return "", ()


def _is_trait(after: Sequence[str]) -> bool:
    """Whether the words after "is" say how somebody is."""
    word, _ = _verb(after)
    if word in _kinds()["mood"]:
        return True
    return word.isalpha() and word not in _kinds()["elsewhere"] and not word.endswith(("ing", "ed"))


def _base(verb: str) -> str:
    """`worries`, `corrected`, `apologises` without their ending, where that gives a word known here."""
    forms = (verb, verb[:-1], verb[:-2], verb[:-3] + "y", verb[:-3])
    return next((form for form in forms if form in _kinds()["way"]), verb)


@lru_cache(maxsize=1)
def _kinds() -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in (Path(__file__).parent / "about_person.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, _, words = line.partition(": ")
            found[kind].update(words.split())
    return {kind: frozenset(words) for kind, words in found.items()}
