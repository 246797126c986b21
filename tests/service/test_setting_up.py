"""Setting a programme up: what is written, what it promises, who reads it, and which notice a consent names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Formatter

import pytest
from typer.testing import CliRunner

from mentoring.errors import BadInput, NotAllowed, NotFound
from mentoring.programme.pairs import Charter, Pair
from mentoring.records import PURPOSES, Caller, Consent, Person
from mentoring.store.erasure import Erasure
from service import setup_workflows as workflows
from service import workflows as others
from service.callers import OPERATOR, caller_for
from service.cli.main import app as cli
from service.cli.setup import asked_of, read_answers
from service.progress import silent
from service.render.leaflet import blocks_html, leaflet_html
from service.requests import Grant
from service.settings import load
from service.setup_requests import EditText, ShowTexts, StartProgramme
from service.stages.seeing import rules_of
from service.stages.setting_up import TEXTS, packaged, packaged_purposes
from service.wiring import App, opened

TODAY = date(2026, 7, 12)
LEAD = Caller("lea", frozenset({"lead"}), frozenset({"North"}))
MENTOR = Caller("m", frozenset({"mentor"}), frozenset({"North"}))
MENTEE = Caller("e", frozenset({"executive"}), frozenset({"North"}))
WORDS = "# Our rules\n\n1. **On time.** Always.\n"


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    (tmp_path / "home").mkdir()
    with opened(load(home=tmp_path / "home", key_dir=tmp_path / "keys", today=TODAY)) as made:
        yield made


def start(app: App, caller: Caller = LEAD, **said: object) -> dict[str, str]:
    """Sets North up; returns its texts' words by name."""
    request = StartProgramme(**{"program": "North", **said})  # type: ignore[arg-type]  # fields
    return bodies(workflows.start(app, caller, request, silent))


def bodies(shown: dict[str, object]) -> dict[str, str]:
    return {one["name"]: one["body"] for one in shown["texts"]}  # type: ignore[attr-defined]  # a list of texts


def test_everything_a_programme_hands_out_is_written_from_a_few_answers(app: App) -> None:
    made = start(app, starts="2026-09-01", ends="2027-02-28", every_days=10)
    assert set(made) == set(TEXTS)
    assert "From 1 September 2026 until 28 February 2027." in made["notice"]
    assert "You meet every 10 days." in made["ground-rules"]
    assert not any("{" in body or "}" in body for body in made.values())


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_short_has_a_title_and_asks_for_known_fields_alone(name: str) -> None:
    text = packaged(name)
    assert text.startswith("# ")
    assert len(text.split()) < 520
    known = {"programme", "period", "rhythm", "k", "preview_days", "retention_days", "controller", "contact", "notice",
             "purposes"}  # fmt: skip
    assert {field for _, field, _, _ in Formatter().parse(text) if field} <= known


def test_the_consent_form_asks_for_what_was_chosen_and_nothing_else(app: App) -> None:
    form = start(app, purposes=("extract", "store", "attribute"))["consent"]
    assert [form.count(f"[ ] {packaged_purposes()[one][:12]}") for one in PURPOSES] == [1, 1, 0, 1, 0]
    assert "version v1 2026-07-12" in form  # of the notice it goes with


def test_the_promises_are_those_the_home_keeps(app: App) -> None:
    """Figures on paper are the settings': a threshold that is asked for holds from then on."""
    notice = start(app, OPERATOR, k=7)["notice"]
    assert "at least 7 mentors and 7 mentees" in notice
    assert rules_of(app).k == 7
    assert f"sees it {app.settings.preview_days} days before anybody else" in notice
    assert f"sealed for {app.settings.retention_days} days" in " ".join(notice.split())
    start(app, OPERATOR, program="South", k=4)
    assert rules_of(app).k == 7


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        pytest.param({"program": " "}, "needs a name", id="no name"),
        pytest.param({"starts": "1 May"}, "no date", id="no date"),
        pytest.param({"starts": "2026-09-01", "ends": "2026-08-01"}, "ends before", id="ends before it starts"),
        pytest.param({"every_days": 2}, "between 3 and 120", id="rhythm"),
        pytest.param({"k": 2}, "between 3", id="below the home's threshold"),
        pytest.param({"k": 9}, "whoever runs it can raise it", id="above, by a lead of one programme"),
        pytest.param({"purposes": ("store",)}, "store and extract are needed", id="too few purposes"),
        pytest.param({"purposes": ("store", "extract", "sell")}, "The purposes are", id="no such purpose"),
    ],
)
def test_answers_that_cannot_stand_are_refused(app: App, said: dict[str, object], sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        start(app, Caller("lea", frozenset({"lead"}), frozenset({"North", " "})), **said)
    assert app.store.programmes.all() == []


def test_a_leads_own_words_stay_and_ours_come_back(app: App) -> None:
    start(app)
    edited = workflows.edit(app, LEAD, EditText("North", "ground-rules", WORDS), silent)
    assert bodies(edited)["ground-rules"] == WORDS.strip()
    again = start(app, every_days=21)
    assert again["ground-rules"] == WORDS.strip()
    assert "every 21 days" in again["onboarding-mentor"]
    back = workflows.edit(app, LEAD, EditText("North", "ground-rules", ""), silent)
    assert "You meet every 21 days." in bodies(back)["ground-rules"]
    (rules,) = [one for one in back["texts"] if one["name"] == "ground-rules"]
    assert (rules["version"], rules["edited"]) == (3, False)


def test_the_same_words_are_no_new_version(app: App) -> None:
    start(app)
    start(app)
    assert {one.version for one in app.store.programmes.texts("North").values()} == {1}


def consent(app: App, name: str = "Ana Ruiz", pair: str = "north-01") -> None:
    ref = app.store.people.ref_of(app.store.people.ensure(name).person_id)
    app.store.consents.record([Consent(ref, "mentor", pair, "North", frozenset({"store"}), None)], app.now())


def test_a_consent_names_the_notice_that_was_shown_and_its_words(app: App) -> None:
    consent(app)
    notice = start(app)["notice"]
    others.grant(app, OPERATOR, Grant("Ana Ruiz", "North"), silent)
    edited = bodies(workflows.edit(app, LEAD, EditText("North", "notice", notice + "\n\nAnd more."), silent))["notice"]
    consent(app, "Bo Berg", "north-02")
    others.grant(app, OPERATOR, Grant("Bo Berg", "North"), silent)
    given = [one for one in app.store.consents.records() if one.consent.given]
    assert [(one.consent.notice, one.terms.notice_sha256) for one in given] == [
        ("v1 2026-07-12", hashlib.sha256(notice.encode()).hexdigest()),
        ("v2 2026-07-12", hashlib.sha256(edited.encode()).hexdigest()),
    ]


def test_a_text_that_names_somebody_of_a_pair_is_refused(app: App) -> None:
    consent(app)
    start(app)
    with pytest.raises(BadInput, match="names somebody") as refused:
        workflows.edit(app, LEAD, EditText("North", "notice", "Ask ana ruiz."), silent)
    assert "ana" not in refused.value.message


def test_a_first_name_inside_another_word_names_nobody(app: App) -> None:
    app.store.people.import_people([Person("p1", "Will Ruiz", aliases=("Will",))])
    consent(app, "Will Ruiz")
    start(app)
    kept = workflows.edit(app, LEAD, EditText("North", "notice", "You will be asked. Goodwill helps."), silent)
    assert bodies(kept)["notice"] == "You will be asked. Goodwill helps."
    with pytest.raises(BadInput, match="names somebody"):
        workflows.edit(app, LEAD, EditText("North", "notice", "Ask Will."), silent)


def test_words_taken_over_into_a_charter_do_not_stop_an_erasure(app: App) -> None:
    """A charter that repeats the ground rules goes; the rules, which are nobody's, stay."""
    rules = start(app)["ground-rules"]
    consent(app)
    refs = [app.store.people.ref_of(app.store.people.ensure(name).person_id) for name in ("Ana Ruiz", "Eva Koch")]
    pair = Pair("North", "north-01", refs[0], refs[1], Charter(ground_rules=rules[:500]), TODAY)
    app.store.pairs.keep(pair, app.now())
    receipt = Erasure(app.store, app.settings.home, lambda _: None).withdraw(refs[0], None, today=TODAY, at=app.now())
    assert (receipt.programme, receipt.residue) == (1, 0)


@pytest.mark.parametrize(
    ("caller", "names"),
    [
        pytest.param(LEAD, set(TEXTS), id="lead"),
        pytest.param(Caller("a", frozenset({"admin"})), set(TEXTS), id="admin"),
        pytest.param(MENTOR, {*TEXTS} - {"onboarding-mentee"}, id="mentor"),
        pytest.param(MENTEE, {*TEXTS} - {"onboarding-mentor"}, id="mentee"),
        pytest.param(Caller("x", frozenset({"mentor"}), frozenset({"South"})), set(), id="of another programme"),
    ],
)  # fmt: skip
def test_everybody_reads_what_is_for_her(app: App, caller: Caller, names: set[str]) -> None:
    start(app)
    shown = workflows.texts(app, caller, ShowTexts(), silent)
    assert {text["name"] for one in shown for text in one["texts"]} == names


def test_whoever_leads_another_programme_reads_the_texts_of_her_place_in_this_one(app: App) -> None:
    start(app)
    for role, programs in (("lead", ("South",)), ("evaluator", None)):
        app.store.people.import_people([Person("p-1", "Priya Nair", role=role, programs=programs)])
        others.grant(app, OPERATOR, Grant("p-1", "North", "north-1", ("store",), role="mentor"), silent)
        (mine,) = workflows.texts(app, caller_for(app, "p-1"), ShowTexts(), silent)
        assert {"notice", "onboarding-mentor"} <= {one["name"] for one in mine["texts"]}


@pytest.mark.parametrize("who", [MENTOR, Caller("l", frozenset({"lead"}), frozenset({"South"}))])
def test_only_its_lead_or_an_admin_sets_a_programme_up(app: App, who: Caller) -> None:
    for does in (lambda: start(app, who), lambda: workflows.edit(app, who, EditText("North", "notice", "x"), silent)):
        with pytest.raises(NotAllowed):
            does()
    with pytest.raises(NotFound):
        workflows.edit(app, LEAD, EditText("North", "notice", "x"), silent)


def test_a_page_to_print_holds_words_as_words() -> None:
    page = leaflet_html({"name": "notice", "title": "<i>", "label": "v1", "body": "# A <b>\n\n- **one**\n- two"}, "N&M")
    assert "<h1>A &lt;b&gt;</h1>" in page
    assert "<ul><li><b>one</b></li><li>two</li></ul>" in page
    assert "<footer>N&amp;M, notice, v1</footer>" in page
    assert blocks_html("1. a\n2. b\n   c") == "<ol><li>a</li><li>b c</li></ol>"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        pytest.param("program = North", "is no TOML", id="no TOML"),
        pytest.param('program = "N"\nrythm = 3', "no question rythm", id="a typing mistake"),
        pytest.param("k = 3", "the name is missing", id="no name"),
        pytest.param('program = "N"\nk = "three"', "whole numbers", id="no number"),
    ],
)
def test_a_file_of_answers_that_cannot_be_read_is_told(tmp_path: Path, said: str, sentence: str) -> None:
    (tmp_path / "a.toml").write_text(said)
    with pytest.raises(BadInput, match=sentence):
        read_answers(tmp_path / "a.toml")


def test_a_file_of_answers_may_leave_out_what_has_a_default(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('program = "North"\nstarts = 2026-09-01\npurposes = ["store", "extract"]\n')
    assert asked_of(read_answers(tmp_path / "a.toml")) == StartProgramme(
        "North", starts="2026-09-01", purposes=("store", "extract")
    )


def test_nobody_to_ask_is_said_in_one_sentence(tmp_path: Path) -> None:
    told = CliRunner().invoke(cli, ["programme", "start"], env={"UPWELL_HOME": str(tmp_path / "h")})
    assert (told.exit_code, told.stderr) == (
        2, "Nobody is there to be asked: give the answers in a file, with --answers.\n",
    )  # fmt: skip
