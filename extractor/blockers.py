"""What stands in a pair's way, told from sentences of its redacted notes: to be counted, never to be shown.

A sentence is compared with sentences of our own that say a kind, and with some that use the same words for something
else; a phrase or word of the kind lowers what is asked of the likeness. Measured in tests/extractor/test_blockers.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from extractor.about_person import speaks_of_mentee
from mentoring.records import WITHHELD

Blocker = Literal["resistance", "fear", "checkbox", "access"]
BLOCKERS: tuple[Blocker, ...] = get_args(Blocker)
Embed = Callable[[Sequence[str]], NDArray[np.float32]]
FILE = Path(__file__).with_name("blockers.txt")
_SAID, _HINTED = (0.2, -0.12), (0.4, 0.05)
"""Least similarity to a sentence that says it, and by how much that must be above the nearest that says something else:
where a phrase says it, and where words hint at it and something is amiss. Without either nothing is compared."""
_PHRASES: Mapping[Blocker, str] = {
    "resistance": r"no point in|waste of (?:my|his|her|their|our) time|(?:not|n't) want to (?:be|hear|come|try|know|learn)"
    r"|refus\w+ to|reluctant to be|against (?:the whole|the programme|the idea|it\b)|not how we do|roll\w* (?:his|her) eyes"
    r"|dismissed|(?:again|third|fourth|twice).{0,30}(?:cancel|postpon)|(?:cancel|postpon)\w+.{0,30}(?:again|third|fourth|twice)"
    r"|signed (?:him|her|me) up|HR's wish|became defensive|wav\w+ .{0,30}away",
    "fear": r"(?:not|n't|nobody|no one) dares?|(?:afraid|scared) (?:to|of)|fears? (?:his|her|their|that|looking)|(?:not|n't) feel safe"
    r"|bit (?:my|his|her|our) tongue|swallow\w* (?:my|his|her|their|our)|come back to me|said nothing|kept quiet|keep quiet"
    r"|(?:nobody|no one) (?:speaks|spoke|says|tells|told)|worr(?:y|ied) that|quiet upstairs|into trouble|intimidated",
    "checkbox": r"through the motions|on paper only|formality|tick\w* (?:a|the) box|box-ticking|for show|a decoration"
    r"|only (?:came|comes|did|does|do) (?:it |this )?(?:because|so that)|tracker|nothing was (?:prepared|asked)"
    r"|calendar said|no topic|no agenda|agreed on nothing|about nothing",
    "access": r"(?:link|sound|video|connection|call) (?:\w+ ){0,2}(?:fail\w*|not work|broke|too bad)|no account"
    r"|wait\w* for (?:the|my|a) (?:licen[cs]e|account|access|laptop)|rules block|firewall|no room|not release[sd]?"
    r"|(?:could|can) ?(?:not|n't) join|cannot join|not (?:approved|given us)|weeks to (?:find|get)|not let me",
}
_WORDS: Mapping[Blocker, str] = {
    "resistance": r"want|refus\w+|resist\w*|push\w* back|against|point|s[ck]eptical|reluctan\w+|cancel\w*|dismiss\w*"
    r"|defensive|unwilling|postpon\w*|ignor\w*|block\w*",
    "fear": r"afraid|scared|fear\w*|dare\w*|silent|silence|quiet|speak\w* up|intimidat\w*|worr\w+|trouble|shy|safe",
    "checkbox": r"tick\w*|box(?:es)?|motions|small talk|topic|agenda|prepared|formality|alibi|decoration|phone|weather",
    "access": r"link|log ?in|account|access|licen[cs]e|permission|block\w*|laptop|slot|shift|room|sound|connection|wi-?fi"
    r"|video|password|vpn|release\w*|join|calendar|approved",
}
_AMISS = re.compile(r"\b(no|not|never|nobody|nothing|cannot|without|fail\w*|still|again|only|too|because)\b|n't", re.IGNORECASE)
_NEVER = re.compile(r"no longer|not any ?more|nobody (?:was|is) (?:afraid|scared)|not afraid|without fear|used to be", re.I)


def may_be_read(sentence: str) -> bool:
    """Neither withheld in part, nor said of the mentee as a person, nor a scrap."""
    return len(sentence.split()) >= 4 and WITHHELD not in sentence and not speaks_of_mentee(sentence)


def cued(sentence: str) -> bool:
    """Whether it carries a phrase or word of any kind: only then is it worth comparing."""
    return not _NEVER.search(sentence) and any(_asks(sentence, kind) for kind in BLOCKERS)


def detect(sentences: Sequence[str], vectors: NDArray[np.float32], embed: Embed) -> list[frozenset[Blocker]]:
    """Kinds of each sentence, most have none; `vectors`: (n, d), theirs by the same model as `embed`."""
    if not sentences:
        return []
    examples = _examples()
    similar = vectors @ embed([one for _, _, one in examples]).T
    of = np.array([kind for kind, _, _ in examples])
    says = np.array([yes for _, yes, _ in examples])
    other = similar[:, ~says].max(axis=1)
    near = {kind: similar[:, says & (of == kind)].max(axis=1) for kind in BLOCKERS}
    return [
        frozenset(kind for kind in BLOCKERS if _says(one, kind, float(near[kind][at]), float(other[at])))
        for at, one in enumerate(sentences)
    ]


def _says(sentence: str, kind: Blocker, near: float, other: float) -> bool:
    asked = None if _NEVER.search(sentence) else _asks(sentence, kind)
    return asked is not None and near >= asked[0] and near >= other + asked[1]


def _asks(sentence: str, kind: Blocker) -> tuple[float, float] | None:
    """What is asked of the likeness, by how plainly words say it; None: no word does."""
    if _cue(_PHRASES[kind]).search(sentence):
        return _SAID
    return _HINTED if _cue(_WORDS[kind]).search(sentence) and _AMISS.search(sentence) else None


@lru_cache(maxsize=None)
def _cue(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _examples() -> tuple[tuple[str, bool, str], ...]:
    """(kind, whether it says it, sentence)."""
    lines = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    parts = [line.split(" ", 2) for line in lines]
    return tuple((kind, sign == "+", sentence) for kind, sign, sentence in parts)
