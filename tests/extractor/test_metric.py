"""Evidence is matched one to one, and quoting everything wins nothing."""

from __future__ import annotations

from datetime import date

from evals.metrics.extraction import Labelled, pairwise_f1, score

GOLD = [
    Labelled("Nobody reads the board behind the door.", theme="t"),
    Labelled("Ask for the price first.", core=False),
]


def test_the_same_words_match_whatever_the_names():
    counts = score([Labelled("[PERSON_1] nobody reads the board behind the door", theme="t")], GOLD, names=["Zoe"])
    assert (counts.matched, counts.core_matched, counts.theme) == (1, 1, 1)
    assert counts.f1 == 2 / 3


def test_quoting_the_whole_note_matches_nothing():
    whole = Labelled(" ".join(item.words for item in GOLD) + " And so on and on it went for very many more words." * 3)
    assert score([whole], GOLD).matched == 0


def test_one_prediction_serves_one_gold_item():
    assert score([Labelled(GOLD[0].words)] * 3, GOLD).precision == 1 / 3


def test_a_distractor_counts_when_it_is_taken():
    counts = score([Labelled("He rang the smith.")], GOLD, ["He rang the smith."])
    assert counts.distractor_rate == 1


def test_a_wrong_day_is_not_a_right_one():
    counts = score(
        [Labelled("ring the smith now", due=date(2026, 1, 2))], [Labelled("ring the smith now", due=date(2026, 1, 3))]
    )
    assert counts.of_matched("due") == 0


def test_pairs_of_group_members_are_compared():
    assert pairwise_f1([{"a", "b"}, {"c", "d"}], [{"a", "b", "c"}]) == 2 / 5
