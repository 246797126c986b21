"""Which lines of a note go on in the next one."""

from __future__ import annotations

import textwrap

import pytest

from mentoring.lines import ends_of_lines

_PROSE = (
    "We looked at how the night shift hands over its list, and she thinks that a photograph of the board would do "
    "what the form has never done. The form has four pages and nobody has read the fourth since it was made."
)


def _ended(text: str) -> list[str]:
    ends = ends_of_lines(text)
    return [text[:end].rpartition("\n")[2] for end in sorted(ends)]


def test_a_line_of_its_own_ends_without_a_full_stop():
    assert _ended("went round the dock with him\nno topics done\nforklift shown twice") == [
        "went round the dock with him",
        "no topics done",
    ]


@pytest.mark.parametrize("width", [40, 72, 100])
def test_wrapped_text_goes_on(width: int):
    assert _ended(textwrap.fill(_PROSE, width)) == []


def test_captions_go_on():
    assert _ended("WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ida>we never\nread the board</v>") == []


@pytest.mark.parametrize("open_end", ["He asked me, the union and", "I'd send it to the", "First the list,"])
def test_a_line_that_says_nothing_whole_goes_on(open_end: str):
    assert _ended(f"{open_end}\nbaker on the corner") == []
