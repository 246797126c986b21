"""A pattern's title says what its members share, and nothing that only one of them said."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor import titles
from extractor.titles import is_named, neutral_title

SAID = [
    ("A short video on the night shift beats a long letter, the bakery in Okere found.", ("m1", "s1")),
    ("Nobody on the shift reads a letter of forty lines; a video takes a minute.", ("m2", "s2")),
    ("The shift liked the video because the accordion player made it.", ("m3", "s3")),
]


def test_words_of_all_members_stand_in_the_title_and_those_of_one_or_two_do_not() -> None:
    assert neutral_title("ways-of-working", SAID) == "Ways of working: several pairs speak of “shift” and “video”"


def test_words_said_of_everything_come_last() -> None:
    shifts = ["the shift starts", "a shift ends", "my shift"]
    assert (
        neutral_title("ways-of-working", SAID, elsewhere=shifts)
        == "Ways of working: several pairs speak of “video” and “shift”"
    )
    videos = ["a video", "the video", "my video"]
    assert (
        neutral_title("ways-of-working", SAID, elsewhere=videos)
        == "Ways of working: several pairs speak of “shift” and “video”"
    )


@pytest.mark.parametrize(
    "people",
    [
        pytest.param([("m1", "s1"), ("m1", "s2"), ("m1", "s3")], id="one mentor in three pairs"),
        pytest.param([("m1", "s1"), ("m2", "s1"), ("m3", "s1")], id="one mentee in three pairs"),
    ],
)
def test_one_person_in_many_pairs_counts_once(people: list[tuple[str, str]]) -> None:
    others = [("Nobody has a mailbox.", ("m7", "s7")), ("Letters arrive late.", ("m8", "s8"))]
    alone = [(statement, member) for (statement, _), member in zip(SAID, people, strict=True)]
    assert neutral_title("ways-of-working", [*alone, *others]) == "Ways of working: several pairs say much the same"


def test_names_and_capitals_never_get_in() -> None:
    said = [(f"Okere and Will keep the mailbox in room {n}.", (f"m{n}", f"s{n}")) for n in range(3)]
    assert neutral_title("ways-of-working", said) == "Ways of working: several pairs speak of “mailbox” and “room”"


def test_our_own_words_for_people_say_nothing() -> None:
    said = [("A junior colleague told a senior one of the mailbox.", (f"m{n}", f"s{n}")) for n in range(3)]
    assert neutral_title("ways-of-working", said) == "Ways of working: several pairs speak of “mailbox”"


@pytest.mark.parametrize(
    ("topics", "title"),
    [
        pytest.param(["short-rota"] * 3, "Shifts are published too late", id="all"),
        pytest.param(
            ["short-rota", "short-rota", "minutes"], "several pairs speak of “shift” and “video”", id="too few people"
        ),
        pytest.param(["no such topic"] * 3, "several pairs speak of “shift” and “video”", id="unknown"),
    ],
)
def test_a_topic_they_agree_on_is_the_title(topics: list[str], title: str) -> None:
    assert neutral_title("ways-of-working", SAID, topics=topics) == f"Ways of working: {title}"


def test_every_known_topic_has_a_title() -> None:
    folder = Path(titles.__file__).parent
    named = [
        {line.split("\t")[0] for line in (folder / file).read_text(encoding="utf-8").splitlines() if line[0] != "#"}
        for file in ("topics.txt", "topic_titles.txt")
    ]
    assert named[0] == named[1]


def test_nothing_in_common_is_said_to_be_so() -> None:
    said = [(word, (word, word)) for word in ("Captions help.", "Letters arrive late.", "Rooms are cold.")]
    title = neutral_title("culture-and-inclusion", said)
    assert title == "Culture and inclusion: several pairs say much the same"
    assert not is_named(title), "a digest counts such a pattern and does not list it"
    assert is_named(neutral_title("ways-of-working", SAID))
