"""Files that somebody might send to harm: each small to keep, none to be parsed."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable

from tests.intake.fixture_files import MIXED

WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
MANY = 12_000


def zipped(parts: dict[str, bytes], *, links: tuple[str, ...] = ()) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name)
            info.external_attr = (0o120777 if name in links else 0o100644) << 16
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    return sink.getvalue()


def office(source: str, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """A good Word or Excel file with its parts changed."""
    with zipfile.ZipFile(MIXED / source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    return zipped(parts)


def docx(body: str, head: str = "") -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        parts["word/document.xml"] = (head + WORD.format(body)).encode()

    return office("template/session form filled in.docx", change)


def with_part(source: str, name: str, content: bytes) -> bytes:
    return office(source, lambda parts: parts.update({name: content}))


def lying_zip() -> bytes:
    """Its directory says that a member unpacks to nothing much; it unpacks to 50 MB."""
    raw = bytearray(zipped({"note.md": bytes(50_000_000)}))
    at = raw.rfind(b"PK\x01\x02")
    raw[at + 24 : at + 28] = (5_000).to_bytes(4, "little")
    return bytes(raw)


def overlapping_zip() -> bytes:
    """Many entries that share one body, as the flat zip bombs do."""
    raw = zipped({f"{number}.md": b"x" * 1000 for number in range(50)})
    out, first = bytearray(raw), raw.find(b"PK\x01\x02")
    at = first
    while (at := out.find(b"PK\x01\x02", at)) >= 0:
        out[at + 42 : at + 46] = (0).to_bytes(4, "little")
        at += 4
    return bytes(out)


def pdf_bomb() -> bytes:
    """One page whose content unpacks to 130 MB of drawing."""
    content = zlib.compress(b"BT (a) Tj ET " * 10_000_000, 9)
    return pdf(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content))


def pdf(stream: bytes, pages: bytes = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>") -> bytes:
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", pages,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R /Resources << >> >>", stream,
    ]  # fmt: skip
    made = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (at, one) for at, one in enumerate(objects, start=1))
    return made + b"trailer << /Root 1 0 R /Size 5 >>\n%%EOF\n"


def laughs(kind: str) -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    return f'<?xml version="1.0"?><!DOCTYPE {kind} [<!ENTITY a0 "lol">{entities}]>'.encode()


def yaml_laughs() -> bytes:
    rows = "".join(f"k{n}: &k{n} [{', '.join([f'*k{n - 1}'] * 9)}]\n" for n in range(1, 12))
    return f"---\nk0: &k0 [lol]\n{rows}pair: *k11\n---\ntext\n".encode()


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "zip bomb.zip": (lambda: zipped({"note.md": b"Good words."} | {"big.md": bytes(60_000_000)}), "bomb"),
    "zip that lies.zip": (lying_zip, "format size bomb"),
    "overlapping.zip": (overlapping_zip, "bomb"),
    "many files.zip": (lambda: zipped({f"{n}.md": b"x" for n in range(MANY)}), "bomb"),
    "deep.zip": (lambda: zipped({"a.zip": zipped({"b.zip": zipped({"c.md": b"words"})})}), "bomb"),
    "up.zip": (lambda: zipped({"../../etc/cron.d/note.md": b"words"}), "path"),
    "absolute.zip": (lambda: zipped({"/etc/note.md": b"words"}), "path"),
    "drive.zip": (lambda: zipped({"C:\\note.md": b"words"}), "path"),
    "link.zip": (lambda: zipped({"note.md": b"/etc/passwd"}, links=("note.md",)), "link"),
    "torn.zip": (lambda: zipped({"note.md": b"words" * 99})[:60], "format"),
    "docx bomb.docx": (lambda: docx("<w:p/>" * 3_000_000), "bomb"),
    "docx spread bomb.docx": (lambda: docx("".join(f"<w:p><w:r><w:t>{n}</w:t></w:r></w:p>" for n in range(500_000))), "memory time bomb"),
    "docx macros.docx": (lambda: with_part("template/session form filled in.docx", "word/vbaProject.bin", b"x"), "macros"),
    "docx laughs.docx": (lambda: docx("&a11;", laughs("w:document").decode()), "entities"),
    "docx outside.docx": (lambda: docx("&x;", '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "entities"),
    "docx deep.docx": (lambda: docx("<w:p>" * 60_000 + "</w:p>" * 60_000), "format bomb"),
    "docx is xlsx.docx": ((MIXED / "forms/Session feedback(1-2).xlsx").read_bytes, "format"),
    "xlsx bomb.xlsx": (lambda: with_part("forms/Session feedback(1-2).xlsx", "xl/sharedStrings.xml", b"<a>" + bytes(50_000_000)), "bomb"),
    "xlsx laughs.xlsx": (lambda: with_part("forms/Session feedback(1-2).xlsx", "xl/styles.xml", laughs("styleSheet")), "entities"),
    "macros.xlsm": (lambda: b"PK\x03\x04", "format"),
    "pdf bomb.pdf": (pdf_bomb, "memory time format size"),
    "pdf circle.pdf": (lambda: pdf(b"<< >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"), "format empty time memory"),
    "pdf torn.pdf": (lambda: (MIXED / "pdf/aster-1 notes 15 June 2026.pdf").read_bytes()[:900], "format empty"),
    "pdf named text.md": ((MIXED / "pdf/aster-1 notes 15 June 2026.pdf").read_bytes, "format"),
    "text named pdf.pdf": (lambda: b"just words", "format"),
    "program.txt": (lambda: b"\x7fELF\x02\x01\x01\0\0\0", "encoding"),
    "endless line.txt": (lambda: b"word " * 190_000, "size"),
    "endless line.vtt": (lambda: b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"<v " * 300_000, "size"),
    "large.md": (lambda: b"word\n" * 300_000, "size"),
    "yaml laughs.md": (yaml_laughs, "front-matter"),
    "yaml deep.md": (lambda: b"---\npair: " + b"[" * 5_000 + b"\n---\ntext\n", "front-matter memory format"),
    "yaml object.md": (lambda: b"---\npair: !!python/object/apply:os.system [id]\n---\ntext\n", "front-matter"),
    "json deep.json": (lambda: b"[" * 200_000, "format memory"),
    "html deep.html": (lambda: b"<div>" * 150_000, "format size"),
    "mail deep.eml": (lambda: b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3_000)) + b"\nx\n", "empty format memory time"),
    "mbox many.mbox": (lambda: b"From a@x.example\n\nx\n" * 5_000, "size"),
    "calendar endless.ics": (
        lambda: b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + b"BEGIN:VEVENT\r\n" * 200_000 + b"END:VCALENDAR\r\n",
        "format time memory",
    ),
    "wide.csv": (lambda: b",".join(b"c" for _ in range(5_000)) + b"\n1\n", "size"),
}  # fmt: skip
"""Name -> how it is made, and the codes with which it may be refused."""
