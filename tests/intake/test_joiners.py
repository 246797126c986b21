"""People files as leads have them: headings, separators, names for ids; and what is said of those nobody can read."""

from __future__ import annotations

import pytest

from mentoring.errors import BadInput
from service.intake.joiners import read_joiners

HEAD = "id,side,offers,wishes,languages,reports_to,time_zone"


def rows(*lines: str, head: str = HEAD) -> bytes:
    return "\n".join([head, *lines]).encode()


TWO = ("m1,mentor,short videos; polls,strategy,en;de,boss,UTC+1", "e1,mentee,strategy,videos,en,,Europe/Berlin")


def test_a_file_is_read_with_its_lines() -> None:
    one, two = read_joiners(rows(*TWO), "people.csv")
    assert (one.id, one.side, one.offers, one.languages, one.reports_to, one.line) == (
        "m1", "mentor", ("short videos", "polls"), ("en", "de"), "boss", 2,
    )  # fmt: skip
    assert (two.wishes, two.time_zone, two.line) == (("videos",), "Europe/Berlin", 3)


def test_headings_of_a_form_and_semicolons_of_a_spreadsheet_do_as_well() -> None:
    head = "Full name;I want to be;I can offer;I want to learn;Languages spoken;Line manager;Previous partners"
    raw = rows(
        "Ana Ruiz;Junior;videos, polls;strategy;en, de;Eva Koch;Eva Koch",
        "Eva Koch;Executive;strategy;videos;en;;",
        head=head,
    )
    ana, eva = read_joiners(raw, "people.csv")
    assert (ana.id, ana.side, ana.offers, ana.reports_to, ana.earlier) == (
        "Ana Ruiz", "mentor", ("videos", "polls"), "Eva Koch", ("Eva Koch",),
    )  # fmt: skip
    assert eva.side == "mentee"


def test_a_manager_may_be_named_where_the_name_is_hers_alone() -> None:
    head = "id,name,side,offers,wishes,languages,reports_to"
    raw = rows("m1,Ana,mentor,videos,,en,Eva", "e1,Eva,mentee,,videos,en,", "e2,Bo,mentee,,videos,en,E1", head=head)
    assert [one.reports_to for one in read_joiners(raw, "p.csv")] == ["e1", "", "e1"]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        pytest.param((TWO[0],), "fewer than two people", id="one person"),
        pytest.param((*TWO, "e2,chief,x,y,en,,UTC"), "line 4: the side is mentor, mentee or both", id="no side"),
        pytest.param((*TWO, "e2,mentee,x,y,,,UTC"), "line 4: say at least one language", id="no language"),
        pytest.param((*TWO, "e2,mentee,x,y,en,,"), "line 4: say the time zone", id="no clock"),
        pytest.param((*TWO, "e2,mentee,,,en,,UTC"), "line 4: say what this person offers", id="neither offer nor wish"),
        pytest.param((*TWO, ",mentee,x,y,en,,UTC"), "line 4: the id is missing", id="no id"),
        pytest.param((*TWO, "M1,mentee,x,y,en,,UTC"), "line 4: this person stands already on line 2", id="twice"),
        pytest.param((*TWO, "", '"e\n2",mentee,x,y,en,,UTC', "e3,x,x,y,en,,UTC"), "line 7: the side", id="breaks"),
        pytest.param((*TWO, f"e2,mentee,{';'.join('abcdefghijklm')},y,en,,UTC"), "are 12 at most", id="many"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(lines: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        read_joiners(rows(*lines), "people.csv")


@pytest.mark.parametrize("column", ["id", "side", "offers", "wishes", "languages", "reports_to"])
def test_a_missing_column_is_named(column: str) -> None:
    head = HEAD.replace(column, "other")
    with pytest.raises(BadInput, match=f"lacks the column {column}"):
        read_joiners(rows(*TWO, head=head), "people.csv")


def test_a_file_that_is_no_table_is_refused() -> None:
    with pytest.raises(BadInput, match=r"people\.csv"):
        read_joiners(b"\xff\xfe\x00\x01id,side", "people.csv")
