"""Speaker labels, voice tags, mail headers and sign-offs: places where only a name can stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Set

from mentoring.lines import CLOCK
from mentoring.redaction.assemble import plain
from mentoring.redaction.found import Found
from mentoring.redaction.lexicon import lexicon
from mentoring.redaction.vocabulary import words_of

_NAME = r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’()-]*){0,4}"
_LABEL = re.compile(
    rf"^[ \t>*_-]*(?:{CLOCK}\s*(?:[-–—|]\s*)?)?[*_]*@?(?P<name>{_NAME})[*_]*\s*(?:(?:\([^)\n]{{0,30}}\)|"
    rf"\[[^\]\n]{{0,30}}\]|(?<=\s){CLOCK})?[*_]*\s?:(?=[*_]*(?:\s|$))|(?<=\s){CLOCK}[*_]*(?=\s+\S))",
    re.MULTILINE,
)
_VOICE = re.compile(r"<v(?:\.[\w.]+)?\s+(?P<name>[^>\n]+)>")
_HEADER = re.compile(
    r"^[> \t]*(?:From|To|Cc|CC|Bcc|Von|An|De|Da|Para|Van|Aan|Od|Do|Reply-To)"
    r":[ \t]*(?P<people>[^\n]+)",
    re.MULTILINE,
)
_ADDRESSEE = re.compile(rf"(?P<name>{_NAME})(?=\s*(?:<|;|,|$))")
_SIGN_OFF = re.compile(
    r"^[> \t]*(?:(?:kind|best|warm|many|all the|with (?:kind|best|warm)"
    r")\s+)?(?:regards|wishes|best|cheers|thanks|thank you|ta|love|sincerely|"
    r"yours(?: \w+)?|greetings|saludos|"
    r"groetjes?|gr(?:ü|ue)(?:ß|ss)e|lg|mfg|cordialement|abra[cç]os?|pozdrawiam|"
    r"br|kr|vh|mvh|hugs|take care|talk soon|speak soon|x+)\b[^\n]{0,25}\n+[> "
    r"\t]*(?P<name>[^\W\d_][^\n|,(]{0,40})$",
    re.IGNORECASE | re.MULTILINE,
)
NO_SPEAKER = words_of("no speakers")


def find_labels(body: str, participants: Set[str] = frozenset()) -> Iterator[Found]:
    """Names in speaker labels, voice tags, mail headers and under a sign-off; `participants` are name keys."""
    labels = [m for m in _LABEL.finditer(body) if _could_speak(m["name"])]
    counts = Counter(m["name"] for m in labels)
    for match in labels:
        if counts[match["name"]] >= _enough(match["name"], participants):
            yield Found(*match.span("name"), "PERSON", "label")
    for pattern in (_VOICE, _SIGN_OFF):
        for match in pattern.finditer(body):
            name = match["name"].rstrip(" .,*_-")
            if _could_speak(name):
                yield Found(match.start("name"), match.start("name") + len(name), "PERSON", "label")
    for header in _HEADER.finditer(body):
        for match in _ADDRESSEE.finditer(header["people"]):
            at = header.start("people")
            if match["name"][0].isupper() and _could_speak(match["name"]):
                yield Found(at + match.start(), at + match.start() + len(match["name"].rstrip()), "PERSON", "label")


def _enough(name: str, participants: Set[str]) -> int:
    """How often a label must stand before it is taken for a speaker: words of the language more often."""
    keys = plain(name).replace(".", " ").split()
    if any(key in participants for key in keys):
        return 1
    known = lexicon()
    return 2 if any(key in known.first or known.count(key) < 0 for key in keys) else 4


def _could_speak(name: str) -> bool:
    words = plain(name).replace(".", " ").split()
    return bool(words) and not all(w in NO_SPEAKER for w in words) and len(words) <= 5
