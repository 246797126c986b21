"""Who stayed and was promoted: rows of persons or counts, like beside like, and what is refused."""

from __future__ import annotations

import pytest

from mentoring.errors import BadInput
from service.intake.outcome_tables import outcome_counts


def counts(*lines: str) -> dict[tuple[str, str], tuple[int, int, int]]:
    found = outcome_counts([line.split(",") for line in lines], "o.csv")
    return {(one.group, one.measure): (one.n, one.yes, one.outside) for one in found}


def test_rows_of_persons_are_counted() -> None:
    told = counts("program,name,group,stayed,promoted", "N,Ada,participant,yes,no", "N,Bo,participant,yes,",
                  "N,Cy,comparison,no,no")  # fmt: skip
    assert told == {
        ("participant", "stayed"): (2, 2, 0), ("participant", "promoted"): (1, 0, 0),
        ("comparison", "stayed"): (1, 0, 0), ("comparison", "promoted"): (1, 0, 0),
    }  # fmt: skip


def test_counts_are_added_up_over_departments_that_both_groups_have() -> None:
    told = counts("program,group,department,n,stayed", "N,participant,Sales,10,9", "N,participant,IT,5,5",
                  "N,comparison,sales,40,30", "N,comparison,Depot,20,10")  # fmt: skip
    assert told == {("participant", "stayed"): (10, 9, 25), ("comparison", "stayed"): (40, 30, 25)}


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        pytest.param(["program,group,stayed"], "no rows", id="headings alone"),
        pytest.param(["program,stayed", "N,yes"], "lacks the column group", id="no group"),
        pytest.param(["program,group", "N,participant"], "neither a column", id="no measure"),
        pytest.param(["program,group,stayed", "N,friend,yes"], "line 2", id="another group"),
        pytest.param(["program,group,stayed", "N,participant,maybe"], "yes or no", id="neither yes nor no"),
        pytest.param(["program,group,n,stayed", "N,participant,3,4"], "whole numbers", id="more than there are"),
    ],
)
def test_what_cannot_be_counted_is_refused_in_a_sentence(lines: list[str], sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        counts(*lines)
