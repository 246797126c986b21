"""Who said what, in the shapes that meeting products and people who type along write it.

The wrong speaker is worse than none: a label counts only where nothing else than a name can stand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files

from service.intake.found import Turn

_STAMP = r"[\[(]?(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?(?:\s?[AaPp][Mm])?[\])]?"
_ONLY_STAMP = re.compile(rf"^\s*{_STAMP}\s*$")
_RANGE = re.compile(rf"^\s*{_STAMP}\s*(?:-->|[-–—,])\s*{_STAMP}\s*$")
_LEADING = re.compile(rf"^\s*{_STAMP}\s*(?:[-–—|]\s*)?")
_HEAD = re.compile(
    r"^\s*(?:\[(?P<boxed>[^\]\n]{1,80})\]|(?P<name>\S[^\n]{0,79}?))"
    rf"(?:\s{{2,}}|\t|\s+[-–—|]?\s*)(?P<at>{_STAMP})\s*$"
)
_LABEL = re.compile(
    r"^\s*(?:[-–—>]+\s+)?(?:\*\*|__)?(?P<name>[^:\n<>]{1,80}?)(?:\*\*|__)?\s*:(?:\*\*|__)?(?:\s+|$)(?P<rest>.*)$",
    re.DOTALL,
)
_ANONYMOUS = re.compile(
    r"^(?:unknown(?: (?:speaker|participant|user))?|speaker|guest|participant|user|attendee|caller|anonymous|voice|"
    r"(?:meeting |conference |board)?room)(?:[ _#-]*[\w-]{1,3})?(?: \(.*\))?$"
    r"|^[0-9a-f]{8}-[0-9a-f-]{27,}$|^[+()\d\s-]{5,}$",
    re.IGNORECASE,
)
_DIRECTIONS = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
"""Marks of writing direction, which products set before names in Hebrew and Arabic."""
_TRAILER = re.compile(
    r"^\s*(?:transcribed by https?://|meeting ended after \d|this editable transcript was computer generated|"
    r".{1,60} (?:started|stopped) transcription\s*$)",
    re.IGNORECASE,
)
"""What products write around a conversation; nobody said it."""
_WORD = re.compile(r"^[^\W\d_][\w.'’-]*$")
_NO_NAME, _PARTICLES = (
    frozenset(words.split())
    for words in files("service.intake.formats")
    .joinpath("labels.txt")
    .read_text(encoding="utf-8")
    .partition("\n")[2]
    .split("\n\n")
)
_ENOUGH = 0.6
"""Share of the filled lines that must be labelled before plain text is taken for a transcript."""


def is_anonymous(label: str) -> bool:
    """Whether a product wrote this because it did not know who spoke."""
    return bool(_ANONYMOUS.match(label.strip()))


def could_be_name(label: str, *, capitals: bool = False) -> bool:
    """Whether a label has the shape of a person's name, or of a product's word for nobody it knows.

    People who type along write `priya:`; `capitals` asks for more, where only a layout speaks for a name.
    """
    label = re.sub(r"\s*[(\[][^)\]]{0,60}[)\]]\s*", " ", label).strip(" *_")
    if is_anonymous(label):
        return True
    words = label.replace(",", " ").split()
    if not 1 <= len(words) <= 6 or any(word.casefold().strip(".") in _NO_NAME for word in words):
        return False
    if not all(_WORD.match(word) for word in words):
        return False
    if all(not word[0].islower() or word.casefold() in _PARTICLES for word in words):
        return True
    return not capitals and len(words) <= 2


def split_label(text: str) -> tuple[str | None, str]:
    """A leading `Name:` and the rest; None where what stands before the colon is no name."""
    bare = _LEADING.sub("", text.lstrip(_DIRECTIONS), count=1).lstrip(_DIRECTIONS)
    match = _LABEL.match(bare)
    if match is None or not could_be_name(match["name"]):
        return None, text.strip()
    return match["name"].strip(" *_"), match["rest"].strip()


def labelled_cues(texts: Sequence[str]) -> list[Turn]:
    """Captions whose speaker stands before a colon (Zoom, Meet); a single odd label is no speaker.

    A caption may hold several lines, and a line or sentence of it may begin with another speaker.
    """
    split = [[_label_of(line, at) for at, line in enumerate(text.split("\n"))] for text in texts]
    counts = Counter(name for lines in split for name, _ in lines if name)
    trusted = _trusted(counts, len(texts))
    inside = _inside(trusted)
    return [turn for text, lines in zip(texts, split, strict=True) for turn in _spoken(text, lines, trusted, inside)]


def _label_of(line: str, at: int) -> tuple[str | None, str]:
    """Speaker and rest of a caption's line; one further down that begins in small letters goes on with the last."""
    return (None, line.strip()) if at and line.strip()[:1].islower() else split_label(line)


def _spoken(
    text: str, lines: Sequence[tuple[str | None, str]], trusted: set[str], inside: re.Pattern[str] | None
) -> Iterator[Turn]:
    pieces: list[tuple[str | None, str]] = []
    for whole, (name, rest) in zip(text.split("\n"), lines, strict=True):
        if name in trusted:
            pieces.append((name, rest))
        elif not pieces or whole.lstrip().startswith("-"):  # a dash: somebody else, and nobody says who
            pieces.append((None, whole.strip()))
        else:
            pieces[-1] = (pieces[-1][0], f"{pieces[-1][1]} {whole.strip()}")
    for speaker, said in pieces:
        parts = inside.split(said) if inside else [said]
        yield Turn(speaker, parts[0])
        for other, words in zip(parts[1::2], parts[2::2], strict=True):
            yield Turn(other, words)


def _inside(trusted: set[str]) -> re.Pattern[str] | None:
    """Where a sentence ends and a full name with a colon follows: two captions that a product merged.

    A first name alone may be spoken of ("I told Sven: cut it").
    """
    full = sorted(
        (re.escape(name) for name in trusted if " " in name and not is_anonymous(name)), key=len, reverse=True
    )
    return re.compile(rf"(?<=[.?!…])\s+({'|'.join(full)}):\s") if full else None


def _trusted(counts: Counter[str], total: int) -> set[str]:
    """Labels that are speakers: said twice, or a full name in a file in which most pieces are labelled."""
    often = {name for name, count in counts.items() if count >= 2}
    mostly = sum(counts.values()) >= _ENOUGH * total
    known = {name.split()[0].casefold() for name in often}
    once = {
        name
        for name in counts
        if mostly and (len(name.split()) > 1 or is_anonymous(name) or name.casefold() in known or total <= 6)
    }
    return often | once


def merged(turns: Iterable[Turn]) -> tuple[Turn, ...]:
    """Neighbouring pieces of one speaker as one turn; nobody's pieces stay apart from everybody's."""
    made: list[Turn] = []
    for turn in turns:
        text = " ".join(turn.text.split())
        if not text:
            continue
        if made and made[-1].speaker == turn.speaker and turn.speaker is not None:
            made[-1] = Turn(turn.speaker, f"{made[-1].text} {text}")
        else:
            made.append(Turn(turn.speaker, text))
    return tuple(made)


def transcript_in(text: str) -> tuple[str, tuple[Turn, ...]] | None:
    """(what stands before it, the turns), where a plain text is a transcript; None where it is prose."""
    lines = [line for line in text.splitlines() if not _TRAILER.match(line)]
    return _ranged(lines) or _headed(lines) or _labelled(lines)


def _ranged(lines: Sequence[str]) -> tuple[str, tuple[Turn, ...]] | None:
    """Teams' older Word transcript: a time range, the name, what was said."""
    starts = [at for at, line in enumerate(lines) if _RANGE.match(line)]
    if len(starts) < 2:
        return None
    made = []
    for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
        said = [line for line in lines[start + 1 : stop] if line.strip()]
        named = bool(said) and could_be_name(said[0]) and len(said) > 1
        made.append(Turn(said[0].strip() if named else None, " ".join(said[1:] if named else said)))
    return _before(lines, starts[0]), merged(made)


def _headed(lines: Sequence[str]) -> tuple[str, tuple[Turn, ...]] | None:
    """`Name  0:12` above what was said (Otter, Teams, Zoom's saved captions)."""
    heads: dict[int, str] = {}
    for at, line in enumerate(lines):
        match = _HEAD.match(line)
        name = (match["boxed"] or match["name"]).strip(" -–—|") if match else ""
        if name and could_be_name(name, capitals=True):
            heads[at] = name
    starts = sorted(heads)
    if len(starts) < 2:
        return None
    stops = [*starts[1:], len(lines)]
    made = [Turn(heads[a], " ".join(lines[a + 1 : b])) for a, b in zip(starts, stops, strict=True)]
    # An agenda looks like this too, but nobody says anything between its lines.
    if sum(bool(turn.text.strip()) for turn in made) < 0.8 * len(made):
        return None
    return _before(lines, starts[0]), merged(made)


def _labelled(lines: Sequence[str]) -> tuple[str, tuple[Turn, ...]] | None:
    """`Name: words`, with or without a time before it (Meet, people who type along)."""
    filled = [(at, line) for at, line in enumerate(lines) if line.strip() and not _ONLY_STAMP.match(line)]
    split = {at: split_label(line) for at, line in filled}
    counts = Counter(name for name, _ in split.values() if name)
    repeated = {name for name, count in counts.items() if count >= 2}
    first = next((at for at, (name, _) in split.items() if name in repeated), None)
    if first is None or len(repeated) < 2:
        return None
    inside = [at for at, _ in filled if at >= first]
    if sum(split[at][0] in counts for at in inside) < max(4, _ENOUGH * len(inside)):
        return None
    trusted = _trusted(Counter(name for at in inside if (name := split[at][0])), len(inside))
    made: list[Turn] = []
    for at in inside:
        name, rest = split[at]
        if name in trusted:
            made.append(Turn(name, rest))
        elif made and not _LEADING.match(lines[at]):
            made[-1] = Turn(made[-1].speaker, f"{made[-1].text} {lines[at].strip()}")
        else:
            made.append(Turn(None, lines[at].strip()))
    return _before(lines, first), merged(made)


def _before(lines: Sequence[str], start: int) -> str:
    return "\n".join(lines[:start]).strip()
