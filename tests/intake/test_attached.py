"""What is attached to mail is read as files of their own kind; what cannot be read is named, and nothing hurts."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from service.intake.gathering import DEEPEST, Piece, read_all
from tests.intake.hostile_files import zipped

NOTE = "We spoke about captions and how to send less mail.\n"
CAPTIONS = b"WEBVTT\n\n00:00.000 --> 00:01.000\n<v Ada Lind>One.</v>\n\n00:02.000 --> 00:03.000\n<v Bo Ek>Two.</v>\n"


def mail(body: str = "The notes are attached.\n", **files: bytes | EmailMessage) -> EmailMessage:
    """A message; `files`: attachments by name, with __ for the stop in it."""
    made = EmailMessage()
    made["From"], made["To"] = "Ada Lind <ada@firm.example>", "Bo Ek <bo@firm.example>"
    made["Subject"], made["Date"] = "Re: Session of 4 June 2026", "Fri, 05 Jun 2026 10:00:00 +0200"
    made.set_content(body)
    for name, content in files.items():
        if isinstance(content, EmailMessage):
            made.add_attachment(content)
        else:
            made.add_attachment(
                content, maintype="application", subtype="octet-stream", filename=name.replace("__", ".")
            )
    return made


def read(folder: Path, name: str, raw: bytes) -> dict[str, Piece]:
    """Pieces of one file by where they lie in it, those that say nothing left out."""
    (folder / name).write_bytes(raw)
    pieces = [one for one in read_all([folder / name]) if one.problem or one.found.body or one.found.turns]
    return {
        f"{one.file.removeprefix(str(folder) + '/')}{one.found.part and ', '}{one.found.part}": one for one in pieces
    }


def test_each_attachment_is_read_as_a_file_of_its_kind(tmp_path: Path) -> None:
    letter = mail(talk__vtt=CAPTIONS, notes__md=NOTE.encode(), all__zip=zipped({"more.txt": NOTE.encode()}))
    found = read(tmp_path, "m.eml", bytes(letter))
    assert list(found) == ["m.eml/talk.vtt", "m.eml/notes.md", "m.eml/all.zip/more.txt"]
    assert [turn.speaker for turn in found["m.eml/talk.vtt"].found.turns] == ["Ada Lind", "Bo Ek"]
    assert found["m.eml/notes.md"].found.body == NOTE


def test_the_letter_says_of_its_attachments_who_and_when(tmp_path: Path) -> None:
    found = read(tmp_path, "m.eml", bytes(mail(talk__vtt=CAPTIONS)))["m.eml/talk.vtt"].found
    assert found.people == ("Ada Lind", "ada@firm.example", "Bo Ek", "bo@firm.example")
    assert (found.sent, found.title) == ("2026-06-05", "Session of 4 June 2026")


@pytest.mark.parametrize(
    ("body", "taken"),
    [
        ("The notes are attached.\n", False), ("Im Anhang das Protokoll.\nGruß\nAda\n", False), ("\n", False),
        (NOTE, True), (NOTE * 5 + "The slides are attached.\n", True),
    ],
)  # fmt: skip
def test_a_covering_letter_is_no_note_and_a_note_with_attachments_is_one(
    body: str, taken: bool, tmp_path: Path
) -> None:
    assert ("m.eml" in read(tmp_path, "m.eml", bytes(mail(body, notes__md=NOTE.encode())))) == taken


def test_what_is_not_read_is_named_and_pictures_in_the_text_are_not(tmp_path: Path) -> None:
    letter = mail(slides__pptx=b"PK\3\4", old__doc=b"\xd0\xcf", pic__png=b"\x89PNG", bad__docx=b"no document")
    letter.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png", disposition="inline")
    found = read(tmp_path, "m.eml", bytes(letter))
    assert {name: one.problem and one.problem.code for name, one in found.items()} == dict.fromkeys(
        ("m.eml/slides.pptx", "m.eml/old.doc", "m.eml/pic.png", "m.eml/bad.docx"), "format"
    )
    assert "export the notes as .docx" in str(found["m.eml/slides.pptx"].problem)


def test_two_attachments_of_one_name_are_both_read(tmp_path: Path) -> None:
    letter = mail(notes__md=b"The first of both notes.\n")
    letter.add_attachment(b"The second of both.\n", maintype="text", subtype="markdown", filename="notes.md")
    found = read(tmp_path, "m.eml", bytes(letter))
    assert [one.found.body[:10] for one in found.values()] == ["The first ", "The second"]


def test_a_mailbox_keeps_the_attachments_of_its_messages_apart(tmp_path: Path) -> None:
    messages = [bytes(mail(NOTE, notes__md=NOTE.encode())), bytes(mail(talk__vtt=CAPTIONS))]
    found = read(tmp_path, "all.mbox", b"".join(b"From ada\n" + one + b"\n\n" for one in messages))
    assert sorted(found) == ["all.mbox, message 1", "all.mbox/message 1/notes.md", "all.mbox/message 2/talk.vtt"]


def test_attached_messages_are_read_down_to_a_small_depth(tmp_path: Path) -> None:
    letter = mail(f"{NOTE} 0")
    for depth in range(1, 6):
        letter = mail(f"{NOTE} {depth}", inner=letter)
    found = read(tmp_path, "m.eml", bytes(letter))
    assert len(found) == DEEPEST + 1
    assert [one.problem.code for one in found.values() if one.problem] == ["bomb"]


def test_a_hostile_attachment_costs_itself_and_not_the_letter(tmp_path: Path) -> None:
    letter = mail(NOTE, bomb__zip=zipped({"a.txt": b"a" * 20_000_000}), talk__vtt=CAPTIONS)
    found = read(tmp_path, "m.eml", bytes(letter))
    assert [name for name, one in found.items() if one.problem] == ["m.eml/bomb.zip/a.txt"]
    assert set(found) == {"m.eml", "m.eml/bomb.zip/a.txt", "m.eml/talk.vtt"}


@pytest.mark.parametrize("name", ["../../x.md", "..\\x.md", "/etc/x.md", "a\r\nb/x.md"])
def test_a_name_that_leads_elsewhere_keeps_its_last_part_alone(name: str, tmp_path: Path) -> None:
    letter = mail()
    letter.add_attachment(NOTE.encode(), maintype="text", subtype="markdown", filename="placeholder.md")
    raw = bytes(letter).replace(b'"placeholder.md"', b'"' + name.encode().replace(b"\r\n", b"\r\n ") + b'"')
    found = read(tmp_path, "m.eml", raw)
    assert list(found) == ["m.eml/x.md"]
