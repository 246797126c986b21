"""How confidential one sentence is: words of confidence, and matters that are a person's own.

The lists are weights/confidence.txt and weights/topics.txt, one regular expression a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_PERSONAL = re.compile(
    r"\b(?:i|i['’]m|i['’]ve|my|me|he|she|he['’]s|she['’]s|his|her|him|hers|himself|herself|who)\b", re.IGNORECASE
)
_GENERAL = re.compile(
    r"\b(?:people (?:who|with|hide|here|in)|colleagues (?:who|with)|\w+ colleagues|everybody (?:who|with|on)|employees|juniors|customers|candidates|applicants|graduates|newcomers|new starters|parents|carers|"
    r"most of us|half of (?:us|the)|many of us|young (?:ones|people)|gen z|policy|policies|training|survey|page|form|campaign|awareness|insurance|statistics|data shows?|charity|webinar|workshop|guideline|"
    r"the (?:fraud|health|safety|wellbeing|audit) team|an? app|apps|notice board|poster|law|legislation|in general|as a (?:topic|subject)|if (?:somebody|someone|you|people)|nobody (?:tells|says|talks|reads|opens|asks|uses))\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:nothing|not|isn['’]t|none|no need to be|hardly) (?:\w+ ){0,2}(?:confidential|secret|off the record|private|sensitive)\b|\b(?:confidential|private|sensitive) (?:data|client|customer|documents?|information|files?|windows?|accounts?|browsers?|channels?|messages?|chat|phones?|office|rooms?|sector|browsing|mode|tab)\b"
    r"|\bconfidentiality (?:training|policy|agreement|rules?|clause)\b|\bnobody knows (?:why|how|what|who|where|when|if|whether)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one sentence holds; what costs time is looked up when asked for."""

    text: str
    cue: bool
    """It says itself that it is not to be passed on."""
    own: str | None
    """Reason of a matter that needs no word of confidence."""
    named: bool
    """Somebody is named in it."""

    @property
    def hint(self) -> bool:
        """It sounds like a confidence."""
        return bool(_cues()["hint"].search(self.text))

    @property
    def topics(self) -> tuple[str, ...]:
        """Reasons whose words stand in it."""
        return tuple(reason for reason, pattern in _topics()[2].items() if pattern.search(self.text))

    @property
    def personal(self) -> bool:
        """It speaks of one person."""
        return self.named or bool(_PERSONAL.search(self.text))


@lru_cache(maxsize=1)
def _cues() -> dict[str, re.Pattern[str]]:
    return {name: _joined(lines) for name, lines in _sections("confidence.txt").items()}


@lru_cache(maxsize=1)
def _topics() -> tuple[dict[str, re.Pattern[str]], ...]:
    own, beside, near = {}, {}, {}
    for name, lines in _sections("topics.txt").items():
        own[name] = _joined([line[1:] for line in lines if line.startswith("!")])
        beside[name] = _joined([line[1:] for line in lines if line.startswith("?")])
        near[name] = _joined([line for line in lines if line[0] not in "!?"])
    return own, beside, near


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


def _joined(lines: list[str]) -> re.Pattern[str]:
    # Capital letters stand for names in the lists, so only the other letters ignore case.
    return re.compile("|".join(f"(?:{line})" for line in lines), re.IGNORECASE)


def read(sentence: str, *, names: bool) -> Reading:
    """What `sentence` holds; `names`: somebody is named in it."""
    text = sentence.replace("’", "'").replace("\n", " ")
    own, beside, _ = _topics()
    reason = next((r for r, pattern in own.items() if pattern.search(text)), None)
    if reason is None and not _GENERAL.search(text):
        reason = next((r for r, pattern in beside.items() if pattern.search(text)), None)
        if reason not in (None, "off-record", "union") and not (names or _PERSONAL.search(text)):
            reason = None
    return Reading(text, bool(_cues()["cue"].search(_NEGATED.sub(" ", text))), reason, names)


def announces(heading: str) -> bool:
    """Whether a heading or question announces a confidential part."""
    return bool(_cues()["heading"].search(heading.replace("’", "'")))
