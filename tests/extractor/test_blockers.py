"""How many sentences that say what stands in a pair's way are told, and how many that only sound like it.

`blocker_sentences.txt` was looked at while the rules were made, `blocker_fresh.txt` written after its first figures.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.blockers import BLOCKERS, FILE, cued, detect, may_be_read
from retrieval.embed import Embedder

EMBEDDER = Embedder()
HERE = Path(__file__).parent


def told(name: str) -> list[tuple[str, bool, frozenset[str]]]:
    """(kind meant, whether it says it, kinds told) of each sentence."""
    rows = [line.split(" ", 2) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]
    sentences = [one for _, _, one in rows]
    found = detect(sentences, EMBEDDER.embed(sentences), EMBEDDER.embed)
    return [(kind, sign == "+", kinds) for (kind, sign, _), kinds in zip(rows, found, strict=True)]


@pytest.mark.parametrize(
    ("name", "least", "most_wrong"),
    [("blocker_sentences.txt", 32, 2), ("blocker_fresh.txt", 17, 2)],
    ids=["looked at (40)", "fresh (24)"],
)
def test_most_are_told_and_few_that_only_sound_like_it(name: str, least: int, most_wrong: int) -> None:
    found = told(name)
    assert sum(kind in kinds for kind, says, kinds in found if says) >= least
    assert sum(bool(kinds) for _, says, kinds in found if not says) <= most_wrong


@pytest.mark.parametrize("kind", BLOCKERS)
def test_each_kind_is_told_more_often_than_not(kind: str) -> None:
    fresh = [kinds for of, says, kinds in told("blocker_fresh.txt") if says and of == kind]
    assert sum(kind in kinds for kinds in fresh) >= len(fresh) / 2


def test_the_sentences_it_compares_with_are_told_apart() -> None:
    lines = [line.split(" ", 2) for line in FILE.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    assert {kind for kind, mark, _ in lines if mark == "+"} == set(BLOCKERS)
    known = {one for _, mark, one in lines if mark in "+-"}
    asked = {line.split(" ", 2)[2] for name in ("blocker_sentences.txt", "blocker_fresh.txt")
             for line in (HERE / name).read_text(encoding="utf-8").splitlines()}  # fmt: skip
    assert not known & asked


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        ("I did not dare to say what I think.", True),
        ("I did not dare [WITHHELD].", False),
        ("[MENTEE] is afraid of the board.", False),
        ("Scared to ask.", False),
    ],
)
def test_nothing_withheld_and_nothing_said_of_the_mentee_is_read(sentence: str, read: bool) -> None:
    assert may_be_read(sentence) is read


def test_a_sentence_without_a_word_of_any_kind_is_not_compared() -> None:
    assert not cued("Short polls beat long surveys in the night shift.")
    assert cued("I didn't dare to say it.")
