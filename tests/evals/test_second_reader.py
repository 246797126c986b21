"""A second reader's labels belong to the notes they name, and agree with the first's as far as docs/evals.md says."""

from evals.second_reader import agreement


def test_two_readers_agree_on_what_is_private_and_less_on_themes():
    value = {share.name: share.value for share in agreement()}
    assert value["withheld/passages"] > 0.95
    assert value["withheld/other text"] < 0.02
    assert value["direction"] > 0.9
    assert 0.6 < value["theme"] < 0.75
