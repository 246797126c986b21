"""A note file is taken as it was written or refused with one sentence."""

from __future__ import annotations

from datetime import date

import pytest

from mentoring.errors import BadInput
from service.intake.note_file import MAX_BYTES, Defaults, parse_note

FRONT = "---\nnote_id: t1\nprogram: p\npair: a\nsession_date: 2026-05-04\nmentor: Ada Byron\nmentee: Li Wei\n---\n"


@pytest.mark.parametrize(
    ("raw", "code", "says"),
    [
        pytest.param(b"", "empty", "is empty", id="empty"),
        pytest.param(b" \n\n", "empty", "is empty", id="blank"),
        pytest.param(FRONT.encode(), "empty", "no text after", id="no body"),
        pytest.param(b"x" * (MAX_BYTES + 1), "size", "split it", id="too large"),
        pytest.param(b"\x89PNG\r\n\0\0\0\rIHDR", "encoding", "not a text file", id="binary"),
        pytest.param(FRONT.encode() + b"caf\xe9", "encoding", "not valid UTF-8", id="latin-1"),
        pytest.param(b"just text", "front-matter", "lacks program, pair", id="no front matter"),
        pytest.param(b"---\nprogram: p\n", "front-matter", "never closed", id="unclosed"),
        pytest.param(FRONT.replace("pair: a", "pear: a").encode() + b"x", "front-matter", "pear", id="unknown key"),
        pytest.param(FRONT.replace("2026-05-04", "2026-13-01").encode() + b"x", "front-matter", "date", id="no date"),
        pytest.param(FRONT.replace("2026-05-04", "soon").encode() + b"x", "front-matter", "no date", id="word date"),
        pytest.param(FRONT.replace("pair: a", "pair: [a, b]").encode() + b"x", "front-matter", "one plain", id="list"),
        pytest.param(
            FRONT.replace("---\n", "---\nformat: poem\n", 1).encode() + b"x", "front-matter", "format", id="format"
        ),
        pytest.param(FRONT.encode() + b"a\0b", "encoding", "not a text file", id="NUL"),
    ],
)
def test_bad_note_is_refused_with_one_sentence(raw: bytes, code: str, says: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_note(raw, "bad.md")
    assert refused.value.code == code
    assert says in refused.value.message
    assert "bad.md" in refused.value.message
    assert "\n" not in refused.value.message
    assert "Ada" not in refused.value.message


def test_body_keeps_every_newline_after_the_front_matter() -> None:
    note = parse_note((FRONT + "\n  First.\r\nSecond\n\n").encode(), "n.md")
    assert note.body == "\n  First.\r\nSecond\n\n"
    assert note.session_date == date(2026, 5, 4)


def test_byte_order_mark_is_dropped() -> None:
    assert parse_note(b"\xef\xbb\xbf" + FRONT.encode() + b"x", "n.md").body == "x"


def test_windows_line_ends_in_the_front_matter_are_understood() -> None:
    assert parse_note((FRONT + "x").replace("\n", "\r\n").encode(), "n.md").body == "x"


def test_options_fill_what_the_file_does_not_say_and_never_overrule_it() -> None:
    options = Defaults("q", "b", date(2026, 1, 1), "M", "E")
    assert parse_note(b"only words", "n.txt", options).pair == "b"
    assert parse_note(FRONT.encode() + b"x", "n.md", options).pair == "a"
