"""Every format of the digest: whole, readable by its own program, and nothing in it runs or points outside."""

import csv
import io
import re
import zipfile
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import docx
import pptx
import pypdf
import pytest

from service.render.chat import digest_message
from service.render.forms import FORMS
from service.render.mail import MOST, Envelope
from service.render.table import as_csv
from tests.render.documents import action, full, insight, quiet
from tests.render.payloads import FORMULAS, XSS
from tests.render.test_digest_html import Tags

ENVELOPE = Envelope(
    "digest@north.example", "digest@north.example", None, datetime(2026, 10, 26, 8, tzinfo=UTC), "m1"
)  # fmt: skip
HEADLINES = [one["statement"] for one in full()["insights"]] + [one["task"] for one in full()["actions"]]


def made(form, document=None):
    return FORMS[form].make(document or full(), ENVELOPE)


def loaded(document, payloads):
    """The document with a payload in place of every statement, task and quotation."""
    insights = [insight(n, text, [text]) for n, text in enumerate(payloads)]
    actions = [action(n, text, [text], due="2026-10-30") for n, text in enumerate(payloads)]
    return {**document, "insights": insights, "actions": actions}


def text_of(form, content):
    if form == "pdf":
        return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    if form == "docx":
        return "\n".join(one.text for one in docx.Document(io.BytesIO(content)).paragraphs)
    if form == "pptx":
        frames = [shape.text_frame.text for slide in pptx.Presentation(io.BytesIO(content)).slides
                  for shape in slide.shapes if shape.has_text_frame]  # fmt: skip
        return "\n".join(frames)
    if form == "eml":
        return message_from_bytes(content, policy=default).get_body(("plain",)).get_content()
    return content.decode()


@pytest.mark.parametrize("form", [form for form in FORMS if form != "ics"])
def test_every_form_holds_every_headline(form):
    said = " ".join(text_of(form, made(form)).split())
    assert [line for line in HEADLINES if line not in said.replace("\\", "")] == []


@pytest.mark.parametrize("form", [form for form in FORMS if form not in ("ics", "json")])
def test_a_quiet_week_is_one_line_in_every_form(form):
    said = " ".join(text_of(form, made(form, quiet())).split())
    assert "A quiet week: nothing new to report." in said
    assert "Insights" not in said


@pytest.mark.parametrize("form", [form for form in FORMS if form != "json"])
def test_no_placeholder_reaches_a_reader(form):
    assert not re.search(r"\[(MENTOR|MENTEE|LOCATION)", text_of(form, made(form)))


def test_the_pdf_is_tagged_and_says_its_language_and_title():
    reader = pypdf.PdfReader(io.BytesIO(made("pdf")))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert reader.metadata.title == "19–25 October 2026"
    found = str(root["/StructTreeRoot"].get_object())
    assert "/K" in found


def test_what_a_note_says_is_no_command_to_the_typesetter():
    hostile = '#read("/etc/passwd") #sys.inputs $x$ *b* @cite <label> \\ //x'
    said = text_of("pdf", made("pdf", loaded(full(), [hostile])))
    assert "#read(" in said
    assert "root:" not in said


def test_word_has_headings_lists_and_no_way_out():
    content = made("docx", loaded(full(), XSS[:40]))
    styles = {one.style.name for one in docx.Document(io.BytesIO(made("docx"))).paragraphs}
    assert {"Title", "Heading 1", "List Number", "List Bullet", "Intense Quote"} <= styles
    assert not outside(content)


def test_every_slide_has_a_title_and_no_way_out():
    deck = pptx.Presentation(io.BytesIO(made("pptx")))
    assert all(slide.shapes.title.text_frame.text for slide in deck.slides)
    assert not outside(made("pptx", loaded(full(), XSS[:40])))


def outside(content):
    """Relations of an office file that point out of it."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        relations = [package.read(name) for name in package.namelist() if name.endswith(".rels")]
    return [one for one in relations if b"External" in one]


@pytest.mark.parametrize("form", ["html", "eml"])
def test_a_hundred_scripts_stay_words(form):
    for part in range(0, 100, 25):
        content = made(form, loaded(full(), XSS[part : part + 25]))
        page = content.decode() if form == "html" else html_of(content)
        found = Tags(page)
        assert not {"script", "img", "iframe", "svg", "object", "form", "input", "link", "template"} & found.names
        assert found.risky == []


def html_of(content):
    return message_from_bytes(content, policy=default).get_body(("html",)).get_content()


def test_a_mail_is_whole_short_and_inert():
    mail = message_from_bytes(made("eml"), policy=default)
    assert mail["List-Unsubscribe"] == "<mailto:digest@north.example?subject=unsubscribe>"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    for part in mail.iter_parts():
        assert len(part.get_content().encode()) < MOST
    found = Tags(html_of(made("eml")))
    assert not {"a", "img", "script", "style", "link", "form"} & found.names


def test_a_mail_that_would_be_clipped_leaves_the_quotations_out():
    long = [insight(n, f"Statement {n}.", ["word " * 4000] * 2) for n in range(5)]
    mail = message_from_bytes(made("eml", {**full(), "insights": long}), policy=default)
    assert all(len(part.get_content().encode()) < MOST for part in mail.iter_parts())
    assert "Statement 4." in html_of(made("eml", {**full(), "insights": long}))


def test_the_calendar_has_a_day_for_each_open_action_with_a_date():
    lines = made("ics").decode().split("\r\n")
    assert lines.count("BEGIN:VEVENT") == 1  # of three one has no date, one is done; an earlier one was done late
    assert "DTSTART;VALUE=DATE:20261030" in lines
    assert "DTEND;VALUE=DATE:20261031" in lines
    assert not any(line.startswith(("ATTENDEE", "ORGANIZER", "BEGIN:VALARM", "URL")) for line in lines)
    assert all(len(line.encode()) <= 75 for line in lines)


def test_no_task_can_add_a_line_to_the_calendar():
    task = "Meet; early, or\r\nATTENDEE:mailto:x@x.example\nBEGIN:VALARM " + "ü" * 80
    lines = made("ics", {**full(), "actions": [action(1, task, [])]}).decode().split("\r\n")
    assert not any(line.startswith(("ATTENDEE", "BEGIN:VALARM")) for line in lines)
    unfolded = "".join(line[1:] if line.startswith(" ") else "\n" + line for line in lines)
    assert "SUMMARY:Meet\\; early\\, or ATTENDEE" in unfolded


@pytest.mark.parametrize("kind", ["slack", "teams"])
def test_a_message_is_plain_text_with_headlines_and_no_quotation(kind):
    said = str(digest_message(full(), kind))
    assert all(line in said for line in HEADLINES)
    assert "Three minutes of video" not in said
    assert "mrkdwn" not in said
    assert "'TextBlock'" not in said


def test_a_hundred_formulas_stay_words_in_a_table():
    rows = [{"id": "i1", "statement": text, "evidence": [{"readable": text}], "confidence": 0.5} for text in FORMULAS]
    read = list(csv.DictReader(io.StringIO(as_csv(rows).removeprefix("\ufeff"), newline="")))
    assert len(read) == 100
    for row, text in zip(read, FORMULAS, strict=True):
        assert row["statement"] == row["evidence"] == f"'{text}"


@pytest.mark.parametrize("text", ["Ask early.", "2 of 3 met", "a = b"])
def test_plain_words_stay_as_they_are_in_a_table(text):
    assert f'"{text}"' in as_csv([{"statement": text}])
