"""Finds the blocks of a note: paragraphs, bullets, speaker turns, answers, table rows, quoted mail.

Works line by line on the redacted text; every block keeps exact offsets. Nothing is read as markup
that a person would not read: HTML comments, time codes and mail headers become no block at all.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extractor.units import PLACEHOLDER, Block, Kind, Range, Speaker
from mentoring.lines import CLOCK

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<(style|script)\b.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_CUE_TIME = re.compile(r"^\s*[\d:.,]+\s*-->\s*[\d:.,]+.*$")
_VOICE = re.compile(r"^\s*<v(?:\.[^ >]*)?\s+([^>]*)>")
_STAMP = re.compile(rf"^\s*{CLOCK}\s*[-–]?\s*")
_LABEL = re.compile(
    r"^\s*(?:\*\*)?@?(\[[A-Z]+(?:_\d+)?\](?: \[[A-Z]+(?:_\d+)?\])?|(?:the )?(?:mentor|mentee)"
    r"|[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2})(?:\*\*)?"
    rf"(?:\s*(?:\([^)]{{1,20}}\)|\s{CLOCK})?:|\s+{CLOCK})(?:\*\*)?\s+",
    re.IGNORECASE,
)
_BULLET = re.compile(
    r"^(\s*(?:[-*•–—+·▪◦‣→]|[><](?=\s+[^\s>]))\s*(\[[ xX✓]?\])?\s*"
    r"|\s*(\[[ xX✓]?\])\s+|\s*\(?(?:\d{1,2}|[a-z])[.)]\s+)(?=\S)"
)
_TICK = re.compile(r"\[[xX✓]\]|^\s*[✅✓✔☑]")
_HEADER = re.compile(r"^(from|to|cc|bcc|sent|date|subject|od|do|temat|von|an|betreff|de|à|objet)\s*:\s", re.IGNORECASE)
_QUOTED = re.compile(r"^\s*>+ ?")
_WROTE = re.compile(r"\b(?:wrote|writes|schrieb|a écrit|escribió|napisał\w*)\s*:\s*$", re.IGNORECASE)
_QUESTION = re.compile(r"^\s*(?:q(?:uestion)?\s*\d*\s*[:.)])\s*", re.IGNORECASE)
_ANSWER = re.compile(r"^\s*(?:a(?:nswer)?\s*\d*\s*[:.)])\s*(?=\S)", re.IGNORECASE)
_TABLE = re.compile(r"^\s*\|.*\|\s*$")
_RULE = re.compile(r"^[\s|:=_*-]+$")
_LOWER = 0.3
"""Share of lines that begin small from which a note is written in lower case."""
_SIGN = re.compile(r"^\s*--\s*$")


@dataclass
class _Reader:
    text: str
    transcript: bool
    mail: bool
    blocks: list[Block] = field(default_factory=list)
    heading: str = ""
    lines: list[Range] = field(default_factory=list)
    kind: Kind = "prose"
    speaker: Speaker | None = None
    checked: bool = False
    quoted_by: Speaker | None = None
    following: str = ""
    """The next line that is not blank."""
    lower: bool = False
    """Written in lower case throughout, so that a small letter continues nothing."""

    def close(self) -> None:
        if self.lines:
            heading = self.heading if self.kind != "heading" else ""
            self.blocks.append(Block(tuple(self.lines), self.kind, self.speaker, heading, self.checked))
        self.lines, self.kind, self.speaker, self.checked = [], "prose", None, False

    def open(self, kind: Kind, span: Range, speaker: Speaker | None = None, *, checked: bool = False) -> None:
        self.close()
        self.kind, self.speaker, self.checked, self.lines = kind, speaker, checked, [span]

    def head(self, span: Range) -> None:
        self.open("heading", span)
        self.heading = self.text[slice(*span)].strip(" #*:=_").lower()
        self.close()


def blocks_of(text: str, note_format: str | None) -> list[Block]:
    """Every block in order; `note_format` is only a hint, the text decides."""
    shown = _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)
    lines = _lines(shown)
    found = [label.group(1) for start, end in lines if (label := _label(shown[start:end]))]
    vtt = any(_CUE_TIME.match(shown[start:end]) for start, end in lines)
    filled = [span for span in lines if shown[slice(*span)].strip()]
    transcript = vtt or note_format == "transcript" or len(found) >= max(4, len(filled) // 2)
    reader = _Reader(shown, transcript, any(_HEADER.match(shown[a:b]) for a, b in lines[:6]))
    reader.lower = sum(shown[a:b].lstrip()[:1].islower() for a, b in filled) > _LOWER * len(filled)
    following = dict(pairwise(filled))
    for span in lines:
        reader.following = shown[slice(*following[span])] if span in following else ""
        _line(reader, span)
    reader.close()
    # A file that does not know who spoke has more voices than it names: then the other one is nobody.
    unnamed = any(label.lower().startswith("unknown") for label in found)
    return _two_voices(reader.blocks) if transcript and not unnamed else reader.blocks


def _lines(text: str) -> list[Range]:
    found, position = [], 0
    for line in text.splitlines(keepends=True):
        found.append((position, position + len(line.rstrip("\r\n"))))
        position += len(line)
    return found


def _label(line: str) -> re.Match[str] | None:
    stamp = _STAMP.match(line)
    found = _LABEL.match(line[stamp.end() if stamp else 0 :])
    return (
        found if found and not _HEADER.match(line) and not _QUESTION.match(line) and not _ANSWER.match(line) else None
    )


def _two_voices(blocks: list[Block]) -> list[Block]:
    """In a dialogue of two where one is known, the other voice is the other participant."""
    voices = Counter(block.speaker for block in blocks if block.speaker)
    known = {"mentor", "mentee"} & set(voices)
    if len(known) != 1 or not voices["other"] or voices["other"] < sum(voices.values()) // 4:
        return blocks
    missing: Speaker = "mentee" if "mentor" in known else "mentor"
    return [replace(block, speaker=missing) if block.speaker == "other" else block for block in blocks]


def who(label: str) -> Speaker:
    """Speaker behind a label or placeholder."""
    low = label.lower()
    return "mentee" if "mentee" in low else "mentor" if "mentor" in low else "other"


def _line(reader: _Reader, span: Range) -> None:
    start, end = span
    line = reader.text[start:end]
    if not line.strip():
        if not (reader.transcript and reader.kind == "turn"):
            reader.close()
        return
    if _CUE_TIME.match(line) or line.startswith(("WEBVTT", "NOTE ")) or (line.strip().isdigit() and reader.transcript):
        return
    for attempt in (_turn, _mail, _table, _form, _bullet, _heading):
        if attempt(reader, start, line):
            return
    _plain(reader, (start + len(line) - len(line.lstrip()), start + len(line.rstrip())))


def _trim(start: int, line: str, skip: int) -> Range:
    rest = line[skip:]
    return start + skip + len(rest) - len(rest.lstrip()), start + len(line.rstrip())


def _turn(reader: _Reader, start: int, line: str) -> bool:
    if not reader.transcript:
        return False
    voice = _VOICE.match(line)
    stamp = _STAMP.match(line)
    skip = stamp.end() if stamp else 0
    label = voice or _LABEL.match(line[skip:])
    if not label:
        return False
    speaker = who(label.group(1))
    span = _trim(start, line, label.end() + (0 if voice else skip))
    if voice and reader.kind == "turn" and reader.speaker == speaker and reader.lines:
        reader.lines.append(span)
    else:
        reader.open("turn", span, speaker)
    return True


def _mail(reader: _Reader, start: int, line: str) -> bool:
    if reader.mail and _HEADER.match(line):
        reader.close()
        return True
    if _SIGN.match(line):
        reader.close()
        return True
    marker = _QUOTED.match(line)
    if not marker or not (reader.mail or reader.kind == "quote"):
        return False
    inner = line[marker.end() :]
    if _WROTE.search(inner):
        reader.close()
        reader.quoted_by = who(inner)
    elif inner.strip():
        span = _trim(start, line, marker.end())
        if reader.kind == "quote":
            reader.lines.append(span)
        else:
            reader.open("quote", span, reader.quoted_by)
    return True


def _table(reader: _Reader, start: int, line: str) -> bool:
    if not _TABLE.match(line):
        return False
    reader.close()
    if _RULE.match(line):
        # The row before a rule holds column titles.
        if reader.blocks and reader.blocks[-1].kind == "row":
            title = reader.blocks.pop()
            reader.heading = _TITLES + " ".join(reader.text[a:b] for a, b in title.ranges).lower()
        return True
    cells = [_trim(start + m.start(), m.group(), 0) for m in re.finditer(r"[^|]+", line) if m.group().strip()]
    reader.open("row", cells[0])
    reader.lines.extend(cells[1:])
    reader.close()
    return True


def _form(reader: _Reader, start: int, line: str) -> bool:
    if question := _QUESTION.match(line):
        reader.head(_trim(start, line, question.end()))
        return True
    answer = _ANSWER.match(line)
    if answer and reader.blocks and reader.blocks[-1].kind == "heading":
        reader.open("answer", _trim(start, line, answer.end()))
        return True
    return False


def _bullet(reader: _Reader, start: int, line: str) -> bool:
    marker = _BULLET.match(line)
    if not marker:
        return False
    span = _trim(start, line, marker.end())
    words = reader.text[slice(*span)]
    numbered = re.match(r"\s*\d", marker.group()) is not None
    titled = len(words.split()) <= 8 and words.rstrip().endswith((":", "?"))
    bare = len(words.split()) <= 5 and words[-1:].isalnum() and not re.match(r"\s*\d", reader.following)
    if numbered and (titled or bare):
        reader.head(span)
    else:
        reader.open("bullet", span, checked=bool(_TICK.search(marker.group())))
    return True


def _heading(reader: _Reader, start: int, line: str) -> bool:
    words = line.strip()
    bare = words.strip("#*=_ ")
    if PLACEHOLDER.search(bare) or not re.search(r"[A-Za-z]{2}", bare):
        return False
    short = len(bare.split()) <= 7
    marked = words.startswith("#") or (words.startswith("**") and words.endswith("**"))
    named = short and (bare.endswith(":") or bare.isupper() or bare.rstrip(":").lower() in _KNOWN)
    if (
        reader.transcript
        or not (marked or named)
        or (reader.lines and reader.kind == "prose" and not marked and not named)
    ):
        return False
    reader.head(_trim(start, line, 0))
    return True


_TITLES = "columns: "
_KNOWN = frozenset({
    "to do", "todo", "todos", "to-do", "actions", "action items", "next", "next steps", "agreed",
    "agreements", "what we agreed", "old items", "new", "follow-up", "follow up", "notes", "insights",
    "learnings", "lessons", "open items", "decisions", "commitments", "promises",
})  # fmt: skip


def _plain(reader: _Reader, span: Range) -> None:
    if reader.heading.startswith(_TITLES):
        reader.heading = ""
    if not reader.lines:
        reader.open("prose", span)
        return
    last = reader.text[slice(*reader.lines[-1])]
    wrapped = reader.kind in {"turn", "answer", "quote"} or len(last) >= 50
    if wrapped or (reader.text[span[0]].islower() and not reader.lower):
        reader.lines.append(span)
    else:
        reader.open("prose", span)
