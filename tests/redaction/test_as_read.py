"""A name is a name however a program wrote its letters, and what was found stands where the note has it."""

import textwrap
import time
from datetime import date

import pytest

from mentoring.lines import unwrapped
from mentoring.redaction import Redactor
from mentoring.redaction.as_read import as_read
from mentoring.redaction.assemble import plain
from mentoring.redaction.language import english

SAID = "Zoë Müller-Brandt asked Ivo Petrescu, +44 7700 900123, whether Priscilla's team may film it."
HIDDEN = ("Zoë Müller-Brandt", "Ivo Petrescu", "+44 7700 900123", "Priscilla")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        pytest.param("Mu\u0308ller", "Müller", id="an accent as a sign of its own"),
        pytest.param("Ma\u00adria \u200eKiran\u200f", "Maria Kiran", id="signs nobody sees"),
        pytest.param("+44\u202f7700\u00a0900\u2011123", "+44 7700 900-123", id="blanks and hyphens that do not break"),
        pytest.param("ﬁona ＠ｘ．ｃｏ 𝐊𝐢𝐫𝐚𝐧", "fiona @x.co Kiran", id="other types"),
        pytest.param("Nоmvula Нина", "Nomvula Нина", id="a letter of another alphabet, not a whole word"),
        pytest.param("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour", id="every end of a line"),
        pytest.param("J&#246;rg&nbsp;B k\\_b@corp.example", "Jörg B k_b@corp.example", id="markup for one sign"),
        pytest.param("justified  by   a press", "justified by a press", id="blanks that fill a line"),
        pytest.param("🎉Ximena❤\ufe0fThuy → ok", "🎉 Ximena ❤ Thuy → ok", id="signs against a word"),
        pytest.param("Kiran´s ‘Ikram’ C:\\Users", "Kiran’s ‘Ikram’ C:\\Users", id="apostrophes, not quotes"),
    ],
)
def test_what_looks_the_same_is_read_the_same(written: str, read: str) -> None:
    found = as_read(written)
    assert found.text == read
    assert found.written(0, len(read)) == (0, len(written)) or written.endswith("\u200f")


def test_a_place_that_was_read_is_found_where_it_was_written() -> None:
    found = as_read("So Mu\u0308l\u00adler\u00a0 asked")
    start = found.text.index("Müller")
    assert found.written(start, start + len("Müller")) == (3, 11)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("ë", "e\u0308", id="accents apart"),
        pytest.param(" ", "\u00a0", id="blanks that do not break"),
        pytest.param(" ", "  ", id="justified"),
        pytest.param("i", "i\u200b", id="invisible signs within"),
        pytest.param("r", "r\u00ad", id="soft hyphens"),
        pytest.param("e", "е", id="a letter of another alphabet"),
        pytest.param("-", "\u2011", id="a hyphen that does not break"),
        pytest.param(" ", "&nbsp;", id="markup"),
        pytest.param("Ivo", "🔥Ivo", id="emoji against a name"),
    ],
)
def test_who_is_named_is_hidden_however_it_is_written(old: str, new: str) -> None:
    body = SAID.replace(old, new)
    text, _ = Redactor().preview(body, mentor="Zoë Müller-Brandt", mentee="Ivo Petrescu", session_date=date.min)
    hidden = {body[span.start : span.end] for span in text.spans}
    assert {name.replace(old, new).strip("\u200b\u00ad🔥") for name in HIDDEN} <= hidden


def test_a_line_that_a_program_broke_goes_on_in_the_next() -> None:
    said = "We met the head of the Hornsea ferry landing and asked for a radio that works in the rain."
    broken = textwrap.fill(said, 40)
    assert unwrapped(broken) == said
    for begins in ("- a radio", "Kiran: a radio", "10:30 a radio", "| a radio", "2. a radio"):
        kept = broken.replace("a radio", f"\n{begins}").replace(" \n", "\n")
        assert f"\n{begins}" in unwrapped(kept)


def test_a_quoted_line_that_a_program_broke_goes_on_in_the_next() -> None:
    said = "We met the head of the Hornsea ferry landing and asked for a radio that works in the rain."
    broken = textwrap.fill(said, 40, initial_indent="> ", subsequent_indent="> ")
    assert unwrapped(broken).split() == ["> ".strip(), *said.split()]
    assert len(unwrapped(broken)) == len(broken)


def test_signs_that_turn_or_hide_what_is_shown_do_nothing_in_the_redacted_text() -> None:
    body = "Rotas first. The \u202etpircs\u202c is \x1b[31mold\U000e0041, 👩\u200d💻 said Ivo."
    text, _ = Redactor().preview(body, mentor="Zoë Müller-Brandt", mentee="Ivo Petrescu", session_date=date.min)
    assert text.text.startswith("Rotas first. The \u200btpircs\u200b is \u200b[31mold\u200b, 👩\u200d💻 said ")
    assert [body[span.start : span.end] for span in text.spans] == ["Ivo"]


@pytest.mark.parametrize(
    "heap", [pytest.param("\n" * 60_000, id="empty lines"), pytest.param("a" + "\u0301\u0323" * 60_000, id="accents")]
)
def test_heaps_of_one_sign_are_read_in_time(heap: str) -> None:
    begun = time.process_time()
    as_read(unwrapped(heap))
    plain(heap)
    assert time.process_time() - begun < 3


def test_a_run_of_signs_without_a_blank_is_parted_in_time() -> None:
    begun = time.process_time()
    run = english().tokenizer("👍" * 20_000 + "Ivo asked.")
    assert time.process_time() - begun < 5
    assert [one.text for one in run][-3:] == ["Ivo", "asked", "."]
