"""The programme page and the quarterly report of a made-up company: figures by hand, and what is not in them."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import mean, stdev

import pytest

from mentoring.errors import BadInput, NotAllowed
from mentoring.programme.pairs import Charter, Goal, Pair
from service import programme_requests as asked
from service import programme_workflows as workflows
from service.callers import OPERATOR, caller_for
from service.progress import silent
from service.render.report import REPORT_FORMS
from service.wiring import App
from tests.api import company
from tests.api.company import NORTH, SOUTH, TODAY
from tests.store.sessions import AT, action, keep, refs, session

BEFORE, AFTER = (2, 3, 2, 3), (4, 4, 5, 3)
"""Of the four mentors of a programme, first and last answer on trust; their mentees say one more each time."""
T_975_5 = 2.570582
"""Student's t, 97.5 %, five degrees of freedom."""


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    settings = company.make(tmp_path)
    with company.opened_company(settings) as found:
        yield found.app


def row(one, role: str, wave: str, trust: int, comment: str = "", line: int = 0) -> asked.SurveyRow:
    day = {"initial": "2026-05-05", "mid": "2026-06-05", "post": "2026-07-05"}[wave]
    return asked.SurveyRow(one.program, one.pair, role, wave, day, (("trust", trust),), comment, line)


def answered(app: App, sessions=NORTH, waves=("initial", "post")) -> dict[str, object]:
    rows = [
        row(one, role, wave, scores[n % 4] + (role == "mentee"))
        for n, one in enumerate(sessions)
        for role in ("mentor", "mentee")
        for wave, scores in zip(waves, (BEFORE, AFTER), strict=True)
    ]
    return workflows.import_surveys(app, OPERATOR, asked.ImportSurveys(tuple(rows)), silent)


def page(app: App, caller=OPERATOR) -> dict[str, object]:
    return workflows.programme(app, caller, asked.ShowProgramme(), silent)


def test_a_change_is_told_with_n_and_interval_as_by_hand(app: App) -> None:
    assert answered(app)["taken"] == 16
    (group,) = page(app)["surveys"]
    # Four on each side: three of each are a full batch, the fourth of each waits.
    gains = [after - before for before, after in zip(BEFORE, AFTER, strict=True)][:3] * 2
    half = T_975_5 * stdev(gains) / math.sqrt(6)
    everybody = next(one for one in group["changes"] if one["side"] is None)
    assert everybody == {
        "question": "trust", "side": None, "n": 6, "mean": round(mean(gains), 2),
        "low": round(mean(gains) - half, 2), "high": round(mean(gains) + half, 2),
    }  # fmt: skip
    assert (group["programs"], group["waiting"]) == (["north"], 1)


def test_an_answer_said_again_otherwise_keeps_its_turn(app: App) -> None:
    answered(app)
    workflows.import_surveys(app, OPERATOR, asked.ImportSurveys((row(NORTH[3], "mentor", "post", 1),)), silent)
    assert page(app)["surveys"][0]["changes"][0]["mean"] == 2.0  # 2, 1, 3 twice: the fourth still waits


def test_goals_and_rhythm_are_counted_as_by_hand(app: App) -> None:
    for n, one in enumerate(NORTH):
        charter = Charter(starts=date(2026, 5, 4), every_days=14)
        app.store.pairs.keep(Pair(one.program, one.pair, *refs(app.store, one), charter, AT.date()), AT)
        app.store.pairs.set_goal(
            Goal("", one.program, one.pair, "A goal", status=("achieved", "missed")[n > 0]), TODAY, AT
        )
    found = next(one for one in page(app)["goals"] if one["programs"] == ["north"])
    # Each pair has one goal of the company's as well, not started.
    assert (found["pairs"], found["goals"], found["by_status"]) == (
        4,
        8,
        {"not started": 4, "achieved": 1, "missed": 3},
    )
    z, n, p = 1.959964, 8, 1 / 8
    centre, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    wilson = [(centre - half) / (1 + z * z / n), (centre + half) / (1 + z * z / n)]
    assert [found["share"], found["low"], found["high"]] == [0.125, *(round(one, 3) for one in wilson)]
    rhythm = next(one for one in page(app)["rhythm"] if one["programs"] == ["north"])
    spans = (TODAY - date(2026, 5, 4)).days // 14
    assert (rhythm["held"], rhythm["expected"], rhythm["kept"]) == (4, 4 * spans, 4)


def test_the_ledger_counts_insights_by_direction(app: App) -> None:
    # One insight of each of four pairs in each of two programmes, all from the junior, those of the first mentor's
    # pair among them; below the lead who is above her they are not.
    ways = {"junior_to_senior": 4, "senior_to_junior": 0, "mutual": 0}
    assert page(app)["ledger"] == [{"programs": ["north"], "flowed": ways}, {"programs": ["south"], "flowed": ways}]
    below = page(app, caller_for(app, "boss"))["ledger"]
    assert below == [{"programs": ["north"], "flowed": {**ways, "junior_to_senior": 3}}]


def test_fewer_than_k_are_in_no_figure(app: App) -> None:
    answered(app, NORTH[:2])
    assert page(app)["surveys"] == []
    for one in NORTH[2:]:
        app.store.consents.withdraw(refs(app.store, one)[0], None, TODAY, AT)
    lead = caller_for(app, "lead")
    told = page(app, lead)
    assert (told["goals"], told["rhythm"], told["surveys"], told["actions"]) == ([], [], [], [])
    assert len(told["pairs"]) == 2


def test_one_mentor_of_three_pairs_is_one_in_every_figure(app: App) -> None:
    west = [replace(session(number, "west"), mentor="Wilma Westmentor") for number in (30, 31, 32)]
    for one in west:
        keep(app.store, one)
        app.store.items.set_state(action(one).id, "previewed", previewed_on=AT.date())
        said = [row(one, "mentor", "mid", 1, "Good talks on shifts."), row(one, "mentee", "mid", 5)]
        begun = [row(one, "mentor", "initial", 5), row(one, "mentee", "initial", 3)]
        found = workflows.import_surveys(app, OPERATOR, asked.ImportSurveys((*begun, *said)), silent)
        assert found["taken"] == 4
    told = page(app)
    assert (told["surveys"], told["comments"]) == ([], [])
    assert {program for name in ("goals", "rhythm", "actions", "ledger") for one in told[name]
            for program in one["programs"]} == {"north", "south"}  # fmt: skip
    assert not any(one["talk"] for one in told["pairs"])


def test_a_lead_meets_her_programmes_alone_and_nobody_below_her(app: App) -> None:
    answered(app, [*NORTH, *SOUTH])
    assert {one["program"] for one in page(app, caller_for(app, "lead"))["pairs"]} == {"north"}
    below = page(app, caller_for(app, "boss"))  # above the first mentor
    assert {one["pair"] for one in below["pairs"]} == {one.pair for one in NORTH[1:]}
    assert below["surveys"][0]["changes"][0]["n"] == 6
    for nobody in ("exe1", "men1", "eva", "adm", "nob"):
        with pytest.raises(NotAllowed):
            page(app, caller_for(app, nobody))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param({"role": "boss"}, "say mentor or mentee", id="a role nobody has"),
        pytest.param({"day": ""}, "one way only", id="no date"),
        pytest.param({"day": "2026-08-01"}, "still to come", id="tomorrow"),
        pytest.param({"scores": (("trust", 0),)}, "from 1 to 5", id="no known answer"),
        pytest.param({"scores": ()}, "nothing is answered", id="empty"),
        pytest.param({"pair": "north-99"}, "nobody is known", id="a pair nobody knows"),
        pytest.param({"day": "2026-04-01"}, "had not agreed", id="before the consent"),
    ],
)
def test_a_row_that_cannot_stand_is_refused_and_keeps_no_other_out(app: App, change, reason) -> None:
    fields = {name: getattr(row(NORTH[0], "mentor", "mid", 4), name) for name in asked.SurveyRow.__dataclass_fields__}
    rows = asked.SurveyRow(**{**fields, "line": 2, **change}), row(NORTH[1], "mentor", "mid", 4, line=3)
    told = workflows.import_surveys(app, OPERATOR, asked.ImportSurveys(rows), silent)
    assert (told["taken"], [one["line"] for one in told["refused"]]) == (1, [2])
    assert reason in told["refused"][0]["reason"]


def test_somebody_who_withdrew_is_in_no_figure_from_that_moment(app: App) -> None:
    answered(app)
    app.store.consents.withdraw(refs(app.store, NORTH[0])[0], None, TODAY, AT)
    app.store.consents.withdraw(refs(app.store, NORTH[1])[0], None, TODAY, AT)
    assert page(app)["surveys"] == []


def test_a_pulse_is_read_by_herself_alone(app: App) -> None:
    one, mentor = NORTH[0], caller_for(app, "men1")
    workflows.feel(app, mentor, asked.Feel("north", one.pair, "2026-06-02", 2, 1), silent)
    lead = workflows.pairs(app, caller_for(app, "lead"), asked.ShowPairs(), silent)
    other = workflows.pairs(app, caller_for(app, "exe1"), asked.ShowPairs(), silent)
    assert workflows.pairs(app, mentor, asked.ShowPairs(), silent)[0]["mine"] == [
        {"day": "2026-06-02", "worth": 2, "open": 1}
    ]
    for told in (lead, other):
        here = next(found for found in told if found["pair"] == one.pair)
        assert (here["mine"], here["answered"]["pulses"]) == ([], {"mentor": 1, "mentee": 0})
    with pytest.raises(BadInput, match="No session of that day"):
        workflows.feel(app, mentor, asked.Feel("north", one.pair, "2026-06-30", 2, 1), silent)


def test_a_talk_is_proposed_once_k_pairs_answered_and_never_says_why(app: App) -> None:
    low = [row(NORTH[0], "mentor", "mid", 1), row(NORTH[0], "mentee", "mid", 5)]
    workflows.import_surveys(app, OPERATOR, asked.ImportSurveys(tuple(low)), silent)
    assert not any(one["talk"] for one in page(app)["pairs"])
    fine = [row(one, role, "mid", 4) for one in NORTH[1:3] for role in ("mentor", "mentee")]
    workflows.import_surveys(app, OPERATOR, asked.ImportSurveys(tuple(fine)), silent)
    assert [one["pair"] for one in page(app)["pairs"] if one["talk"]] == [NORTH[0].pair]


def test_a_comment_is_redacted_and_stands_among_k_others_or_not_at_all(app: App) -> None:
    first, last = NORTH[0].mentor.split()
    said = [f"{first} here, print it. It was good.", "Good talks on shifts.", "Ask Ottilie Brandt. I learned a lot."]
    for n, comment in enumerate(said):
        rows = (row(NORTH[n], "mentor", "mid", 4, comment),)
        workflows.import_surveys(app, OPERATOR, asked.ImportSurveys(rows), silent)
        told = page(app)["comments"]
        assert len(told) == (n == 2)
    text = " ".join(told[0]["words"])
    assert not [name for name in (first, last, "Ottilie", "Brandt") if name in text]
    assert "It was good." in text
    mentor = refs(app.store, NORTH[1])[0]
    only = frozenset({"extract"})
    app.store.consents.withdraw(mentor, None, TODAY, AT, purposes=only)  # type: ignore[arg-type]  # closed words
    assert page(app)["comments"] == []


@pytest.mark.parametrize("form", sorted(REPORT_FORMS))
def test_a_report_holds_no_pair_no_person_and_no_word(app: App, form: str) -> None:
    answered(app)
    made = workflows.report(app, caller_for(app, "lead"), asked.QuarterReport("2026-Q2", form), silent)
    content = REPORT_FORMS[form][1](made)
    assert content
    told = json.dumps(made)
    hidden = company.secrets_of(NORTH + SOUTH) | {part for one in NORTH for part in one.mentor.split()}
    assert not [word for word in hidden if word in told]
    assert (made["programs"], made["first_day"], made["last_day"]) == (["north"], "2026-04-01", "2026-06-30")
    assert made["surveys"] == []  # the last answers came in July
    assert made["rhythm"][0]["held"] == 4
    assert app.store.artifacts.holding([NORTH[0].note_id])[0].kind == f"report-{form}"


def test_a_report_of_no_quarter_or_of_one_to_come_is_refused(app: App) -> None:
    for quarter, sentence in (("2026-Q5", "2026-Q2"), ("spring", "2026-Q2"), ("2026-Q4", "still to come")):
        with pytest.raises(BadInput, match=sentence):
            workflows.report(app, OPERATOR, asked.QuarterReport(quarter), silent)
