"""WebVTT, SRT and SBV captions as Teams, Zoom, Meet and others write them, turned into speaker turns."""

from __future__ import annotations

import html
import io
import re

from mentoring.errors import BadInput
from service.intake.formats.text import refuse_endless
from service.intake.formats.turns import labelled_cues, merged
from service.intake.found import Found, Turn
from service.intake.note_file import decode

_VOICE = re.compile(r"<v(?:\.[^\s>]{0,40})?\s+([^>]{1,200})>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:v|c|i|b|u|ruby|rt|lang|font)(?:[.\s][^>]{0,200})?>|<\d[\d:.]{3,12}>", re.IGNORECASE)
_SHORT_TIME = re.compile(r"^\s*(\d{1,2}):(\d{1,2}):(\d{1,2})[.,](\d{1,3})\d*\s*$")
_TIME = re.compile(r"^\s*(\S+)\s*-->\s*(\S+)(.*)$")
_WEBEX = re.compile(r'^\d+ "([^"<>\n]{1,200})" \(\d+\)$')
_HEADER = re.compile(r"^\s*WEBVTT\b", re.IGNORECASE)


def read_vtt(raw: bytes, file: str) -> list[Found]:
    """WebVTT. Teams speaks in `<v Name>` spans, Zoom in `Name:` prefixes; both may write times out of the standard."""
    text = _plain(raw, file)
    if not _HEADER.match(text):
        text = f"WEBVTT\n\n{text}"
    return _captions(text, "vtt", file)


def read_srt(raw: bytes, file: str) -> list[Found]:
    """SubRip: numbered pieces, times with a comma."""
    return _captions(_plain(raw, file), "srt", file)


def read_sbv(raw: bytes, file: str) -> list[Found]:
    """Meet's and YouTube's captions: `0:00:01.000,0:00:03.000` and the words."""
    return _captions(_plain(raw, file), "sbv", file)


def _plain(raw: bytes, file: str) -> str:
    text = decode(raw, file).replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    refuse_endless(text, file)
    return "\n".join(_mended(line) for line in text.split("\n"))


def _mended(line: str) -> str:
    """Times out of the standard (0:0:3.5) as the standard has them; everything else as it is."""
    match = _TIME.match(line)
    if match is None:
        return line.rstrip()
    start, end = (_time(match[1]), _time(match[2]))
    return f"{start} --> {end}{match[3]}"


def _time(text: str) -> str:
    match = _SHORT_TIME.match(text)
    if match is None:
        return text
    hours, minutes, seconds = (int(match[number]) for number in (1, 2, 3))
    return f"{hours:02}:{minutes:02}:{seconds:02}.{match[4]:0<3}"


def _captions(text: str, form: str, file: str) -> list[Found]:
    import webvtt
    from webvtt.errors import MalformedCaptionError, MalformedFileError

    try:
        read = webvtt.from_buffer(io.BytesIO(text.encode()), form)
    except (MalformedFileError, MalformedCaptionError):
        raise BadInput(
            f"{file} is no {form.upper()} file: export the transcript again.", code="format", file=file
        ) from None
    cues = [_named(caption.identifier, caption.raw_text) for caption in read.captions]
    turns = merged(_turns(cues))
    if not turns:
        raise BadInput(f"{file} holds no captions: export the transcript again.", code="empty", file=file)
    return [Found(turns=turns)]


def _turns(cues: list[str]) -> list[Turn]:
    if any(_VOICE.search(cue) for cue in cues):
        return [turn for cue in cues for turn in _voiced(cue)]
    return labelled_cues(["\n".join(_words(line) for line in cue.split("\n")) for cue in cues])


def _named(identifier: str | None, cue: str) -> str:
    """Webex writes the speaker into the cue's number: `12 "Name" (34567)`."""
    match = _WEBEX.match(identifier or "")
    return f"<v {match[1]}>{cue}" if match else cue


def _voiced(cue: str) -> list[Turn]:
    """A cue may hold several voices; what stands before the first belongs to nobody."""
    pieces = _VOICE.split(cue)
    turns = [Turn(None, _words(pieces[0]))]
    for name, words in zip(pieces[1::2], pieces[2::2], strict=True):
        turns.append(Turn(html.unescape(name).strip() or None, _words(words)))
    return [turn for turn in turns if turn.text]


def _words(marked: str) -> str:
    return html.unescape(" ".join(_TAG.sub("", marked).split()))
