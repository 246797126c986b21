"""Files of mixed kinds for the import benchmark, made of the packaged training notes: seeded, so always the same."""

from __future__ import annotations

import html
import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from evals.marked import untag

PAIRS = 25
_TRAINING = Path(__file__).parent / "cases" / "training"
_FIRST = date(2026, 4, 1)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def make_files(folder: Path, count: int, words: int) -> list[tuple[Path, int]]:
    """`count` files of about `words` words each, with consents beside the folder; returns each with its words."""
    folder.mkdir(parents=True)
    chance, pool = random.Random(7), list(_lines())  # noqa: S311 - a benchmark, not a secret
    made = []
    for number in range(count):
        pair, day = number % PAIRS, _FIRST + timedelta(days=number // PAIRS % 180)
        lines = _about(chance, pool, words)
        ending, write = _KINDS[number % len(_KINDS)]
        path = folder / f"b{pair:02} {day.isoformat()} {number:04}{ending}"
        path.write_bytes(write(lines, pair))
        made.append((path, sum(len(line.split()) for line in lines)))
    (folder.parent / "consents.json").write_text(json.dumps([row for n in range(PAIRS) for row in _consents(n)]))
    return made


def _lines() -> Iterator[str]:
    for path in sorted(_TRAINING.rglob("*.tagged.md")):
        body = path.read_text(encoding="utf-8").split("\n---\n", 1)[-1]
        for line in untag(body)[0].splitlines():
            if len(line.split()) > 5 and "-->" not in line:
                yield " ".join(line.replace(":", ",").split())


def _about(chance: random.Random, pool: list[str], words: int) -> list[str]:
    lines: list[str] = []
    while words > 0:
        lines.append(chance.choice(pool))
        words -= len(lines[-1].split())
    return lines


def people_of(pair: int) -> tuple[str, str]:
    """Mentor and mentee of a pair."""
    return f"Ada{pair} Byrontag{pair}", f"Wei{pair} Lindenmark{pair}"


def _consents(pair: int) -> list[dict[str, object]]:
    given = {"store": True, "extract": True, "quote": False, "attribute": False, "given": "2026-01-01"}
    place = {"pair": f"b{pair:02}", "program": "bench", "expires": None, "withdrawn": None}
    mentor, mentee = people_of(pair)
    return [{"person": name, "role": role, **place, **given} for name, role in ((mentor, "mentor"), (mentee, "mentee"))]


def _turns(lines: list[str], pair: int) -> Iterator[tuple[str, str]]:
    people = people_of(pair)
    for at, line in enumerate(lines):
        yield people[at % 2], line


def _text(lines: list[str], _: int) -> bytes:
    return "\n\n".join(lines).encode()


def _time(second: int) -> str:
    return f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"


def _vtt(lines: list[str], pair: int) -> bytes:
    cues = [
        f"{at}\n{_time(at)}.000 --> {_time(at)}.900\n<v {who}>{html.escape(line)}</v>"
        for at, (who, line) in enumerate(_turns(lines, pair))
    ]
    return ("WEBVTT\n\n" + "\n\n".join(cues) + "\n").encode()


def _srt(lines: list[str], pair: int) -> bytes:
    cues = [
        f"{at + 1}\n{_time(at)},000 --> {_time(at)},900\n{who}: {line}"
        for at, (who, line) in enumerate(_turns(lines, pair))
    ]
    return ("\n\n".join(cues) + "\n").encode()


def _page(lines: list[str], _: int) -> bytes:
    return ("<html><body>" + "".join(f"<p>{html.escape(line)}</p>" for line in lines) + "</body></html>").encode()


def _docx(lines: list[str], _: int) -> bytes:
    words = "".join(f"<w:p><w:r><w:t>{html.escape(line, quote=False)}</w:t></w:r></w:p>" for line in lines)
    xml = 'ContentType="application/'
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" {xml}xml"/><Default Extension="rels" '
        f'{xml}vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>'
    )
    related = f'<Relationship Id="r1" Type="{_OFFICE}" Target="word/document.xml"/>'
    parts = {
        "[Content_Types].xml": types,
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{words}</w:body></w:document>',
    }
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return sink.getvalue()


_KINDS: list[tuple[str, Callable[[list[str], int], bytes]]] = [
    (".md", _text), (".vtt", _vtt), (".docx", _docx), (".txt", _text), (".srt", _srt),
    (".docx", _docx), (".html", _page), (".vtt", _vtt), (".md", _text), (".txt", _text),
]  # fmt: skip
