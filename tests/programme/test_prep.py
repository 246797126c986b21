"""Three questions out of unfinished threads: which come first, how they vary, what they say."""

from __future__ import annotations

import pytest

from mentoring.programme.prep import KINDS, MOST, Kind, Thread, questions


def thread(kind: Kind, number: int = 1, order: str = "") -> Thread:
    return Thread(kind, f"{kind}-{number}", f"about {kind} {number}", f"why {kind} {number}", order)


def kinds(*threads: Thread) -> list[Kind]:
    return [one.kind for one in questions(threads)]


def test_each_subject_comes_once_before_any_comes_twice_the_most_pressing_first() -> None:
    many = [thread("open action"), thread("late action", 1), thread("late action", 2), thread("put off"),
            thread("quiet goal")]  # fmt: skip
    assert kinds(*many) == ["late action", "quiet goal", "put off"]
    assert kinds(*many[:3]) == ["late action", "late action", "beginning"]


def test_what_comes_first_within_a_kind_is_said_by_its_order() -> None:
    (first, *_) = questions([thread("late action", 1, "b"), thread("late action", 2, "a")])
    assert first.about == "about late action 2"


def test_without_threads_there_are_questions_to_begin_with() -> None:
    assert kinds() == ["beginning"] * MOST
    assert kinds(thread("put off")) == ["put off", "beginning", "beginning"]


@pytest.mark.parametrize("kind", KINDS)
def test_three_of_a_kind_are_asked_in_words_that_differ_as_far_as_they_go(kind: Kind) -> None:
    asked = [one.question for one in questions([thread(kind, number) for number in range(3)])]
    assert len(set(asked)) >= 2
    assert all(one.endswith("?") for one in asked)


def test_the_same_thread_is_asked_about_in_the_same_words() -> None:
    threads = [thread("late action"), thread("quiet goal"), thread("put off")]
    assert questions(threads) == questions(threads[::-1])
    assert {(one.why, one.about) for one in questions(threads)} == {(one.why, one.about) for one in threads}
