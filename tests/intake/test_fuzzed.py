"""Whatever bytes come, a reader finds something or refuses; nothing else leaves the child, and the parent lives on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentoring.errors import BadInput
from service.intake.archive import is_archive
from service.intake.formats.days import dates_in
from service.intake.formats.mail import own_words
from service.intake.formats.markup import html_to_text
from service.intake.formats.turns import transcript_in
from service.intake.found import Found
from service.intake.reading import ENDINGS
from service.intake.sandbox import Sandbox
from service.intake.speakers import render, speakers_of
from tests.intake.fixture_files import MIXED

SEEDS = {path.suffix: path.read_bytes() for path in sorted(MIXED.rglob("*")) if path.is_file()}
LINES = st.lists(
    st.sampled_from(
        ["WEBVTT", "1", "0:0:0.0 --> 0:0:4.5", "00:00:01,000 --> 00:00:02,000", "<v Ada>one", "</v>", "Ada: two",
         "Ada  0:12",
         "[Ada] 14:02:11", "---", "pair: [", "Mentor: Ada", "| a | b |",
         "Q: x", "> y", "-- ", "From: a", "From a", "", ":",
         "\u2028", "\x0b", "BEGIN:VEVENT", "DTSTART:2026", '{"sentences": [', "Date: 5/6/2026", "\ufeff"]
    )
    | st.text(max_size=30),
    max_size=25,
).map("\n".join)  # fmt: skip


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as opened:
        yield opened


@st.composite
def broken(draw: st.DrawFn) -> tuple[str, bytes]:
    """A good file with pieces cut out, doubled or overwritten; or lines that readers look for, in any order."""
    ending = draw(st.sampled_from(sorted(ENDINGS)))
    raw = bytearray(SEEDS.get(ending, b""))
    if not raw or draw(st.booleans()):
        return ending, draw(LINES).encode("utf-8", "replace")
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(0, len(raw) - 1)))
        size = draw(st.integers(0, 40))
        raw[at : at + draw(st.sampled_from((0, size)))] = draw(st.binary(max_size=40)) or raw[at : at + size]
    return ending, bytes(raw)


def reads_or_refuses(sandbox: Sandbox, ending: str, raw: bytes) -> None:
    try:
        if is_archive(ending):
            sandbox.open(raw, "x.zip")
            return
        found = sandbox.read(raw, f"x{ending}")
        if any(one.kind == "attached" for one in found):
            for member in sandbox.open(raw, f"x{ending}")[0]:
                if not member.code:
                    assert isinstance(sandbox.unpack(member.name, f"x{ending}"), bytes)
    except BadInput as refused:
        problem = refused
    else:
        assert all(isinstance(one, Found) for one in found)
        return
    assert problem.code
    assert problem.message.startswith("x")
    assert "\n" not in problem.message


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(broken())
def test_broken_files_are_read_or_refused(sandbox: Sandbox, given_file: tuple[str, bytes]) -> None:
    reads_or_refuses(sandbox, *given_file)


@pytest.mark.long
@settings(max_examples=5_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(broken())
def test_many_broken_files_are_read_or_refused(sandbox: Sandbox, given_file: tuple[str, bytes]) -> None:
    reads_or_refuses(sandbox, *given_file)


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_words_are_taken_apart_without_a_crash_and_without_inventing_any(text: str) -> None:
    spoken = transcript_in(text)
    if spoken is not None:
        words = set(" ".join(text.split()).split())
        assert {word for turn in spoken[1] for word in turn.text.split()} <= words
        names = speakers_of(turn.speaker for turn in spoken[1])
        assert set(names) == {turn.speaker for turn in spoken[1] if turn.speaker}
        assert render(spoken[1]).count("\n") <= len(spoken[1])
    assert isinstance(dates_in(text), list)
    assert set(own_words(text).split()) <= set(text.split())
    html_to_text(text)


def test_the_seeds_are_real_files() -> None:
    assert {".docx", ".pdf", ".xlsx", ".vtt", ".eml", ".json", ".zip", ".ics"} <= set(SEEDS)
    assert Path(MIXED).is_dir()
