"""Leaks by stage and canaries: what comes out is counted where it comes out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.canaries import found_in
from evals.planting import OUTSIDE, plant
from evals.private import holds_private
from evals.saying import Said
from evals.stages import canary_counts, leak_rates
from evals.suite import load_suite
from mentoring.store.decoded import streams
from tests.evals.labelled import cases


@pytest.mark.parametrize(
    ("text", "private"),
    [
        ("so Renske was right", True),
        ("she has been in treatment for her back", True),
        ("She HAS been in TREATMENT, for years", True),
        ("has been in treatment", False),  # four words in a row are ordinary speech
        ("the fitter was right", False),
        ("Renskes were sold", False),
    ],
)
def test_private_is_an_identifier_or_five_withheld_words(text: str, private: bool) -> None:
    assert holds_private(cases()[0], f"We said: {text}.") is private


def test_each_stage_has_its_own_rate_and_a_missing_stage_is_unscored() -> None:
    units = [
        Said("notes", ("t1",), "So Renske asked."),
        Said("notes", ("t1",), "It rained."),
        Said("digests", ("t1",), "People report more."),
        Said("exports", ("t2",), "So Renske asked."),  # a name of another note's is none of this note's
        Said("logs", (), "took note of Obadiah"),
    ]
    values = {one.name.removeprefix("private units: "): one.value for one in leak_rates(cases(), units)}
    assert values["notes"] == 0.5
    assert (values["digests"], values["exports"], values["logs"]) == (0.0, 0.0, 1.0)
    assert values["search hits"] is None


def test_a_canary_is_found_at_its_exit_whatever_stands_around_it(tmp_path: Path) -> None:
    planted = plant(tmp_path / "p", 25)
    one, other = planted.canaries[0], planted.canaries[-1]
    said = [Said("logs", (), f"x{one.needle.upper()}y"), Said("digests", (), "nothing")]
    counts = {found.name: found for found in canary_counts(planted.canaries, said)}
    assert counts["canaries that came out"].value == 1
    assert counts["canaries/exit/logs"].value == 1
    assert counts["canaries/exit/digests"].value == 0
    assert counts[f"canaries/entrance/{one.entrance}"].value == 1
    assert found_in([other], [other.needle[:-1]]) == []


def test_every_entrance_is_planted_and_no_two_strings_are_alike(tmp_path: Path) -> None:
    planted = plant(tmp_path / "p", 25)
    needles = [one.needle for one in planted.canaries]
    assert len(needles) == len(set(needles)) >= 25
    assert {*OUTSIDE} < {one.entrance for one in planted.canaries}
    handed_in = [path.name + path.read_text("latin-1") for path in tmp_path.rglob("*") if path.is_file()]
    handed_in += [path.name for path in planted.notes[0].iterdir()]
    sent = [json.dumps([one.path, one.body]) for one in (*planted.calls, *planted.handed)]
    # Files that are handed over the API are in base64, and an archive is packed besides.
    sent += [stream.decode("latin-1") for one in sent for stream in streams(one.encode(), depth=3)]
    said = [*sent, *map(repr, (planted.commands, planted.softened, planted.model_key, planted.model_says))]
    everything = [*handed_in, *said, *planted.searches, *planted.questions, repr(planted.more_notes)]
    assert {one.id for one in found_in(planted.canaries, everything)} == {one.id for one in planted.canaries}


@pytest.mark.parametrize("name", ["privacy-quick", "canaries"])
def test_shorter_and_longer_runs_demand_the_same_of_leaks_and_promises(name: str) -> None:
    whole, other = load_suite("privacy").demands, load_suite(name).demands
    gated = [metric for metric, demand in whole.items() if demand.bar.most is not None]
    assert gated
    assert all(other[metric].bar == whole[metric].bar for metric in gated)
