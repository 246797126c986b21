"""What was begun before a withdrawal and ends after it brings nothing back: the receipt has been signed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select, update

from mentoring.errors import NotFound
from mentoring.grounding.guard import Guard
from mentoring.records import Drafts, Evidence, InsightDraft, RedactedText
from mentoring.store import control
from mentoring.store.tables import answers, digests, notes, patterns
from mentoring.store.tables_credit import thanks
from mentoring.store.tables_stories import stories as story_rows
from service import credit_requests, credit_workflows, requests, story_requests, story_workflows, workflows
from service.callers import OPERATOR, caller_for
from service.progress import silent
from service.stages import consenting, crediting, extracting, following, indexing
from service.wiring import App, _Answers
from tests.api.company import NORTH
from tests.store.sessions import AT, FIRST, SESSION, action, insight

ONE = NORTH[1]
MENTOR, EXECUTIVE = "men2", "exe2"
NAMED = "Ottilie"
WEEK = "2026-W23"


def once(erase: Callable[[], dict[str, Any]]) -> Callable[[], None]:
    """The erasure, by somebody else and to its end, at the first call alone."""
    receipts: list[dict[str, Any]] = []

    def erased() -> None:
        if not receipts:
            thread = threading.Thread(target=lambda: receipts.append(erase()))
            thread.start()
            thread.join(60)
            assert receipts[0]["residue"] == 0

    return erased


def withdrawn(app: App, *purposes: str) -> Callable[[], None]:
    request = requests.Withdraw(EXECUTIVE, purposes=purposes)
    return once(lambda: consenting.withdraw(app, OPERATOR, request, silent))


def cut_out(app: App) -> Callable[[], None]:
    return once(lambda: consenting.withdraw_named(app, OPERATOR, requests.WithdrawNamed(NAMED), silent))


def embeds(app: App, before: Callable[[], None]) -> None:
    """Something happens while vectors are made."""
    real = app.embedder.embed

    def embed(texts: Any) -> Any:
        before()
        return real(texts)

    app.__dict__["embedder"] = SimpleNamespace(embed=embed)


def reads(app: App, words: str, before: Callable[[], None]) -> None:
    """Something happens while the engine reads the one note; of each it drafts an insight of these words."""

    def draft(text: RedactedText) -> Drafts:
        at = text.text.index(words)
        if text.note_id == ONE.note_id:
            before()
        evidence = ((at, at + len(words)),)
        return Drafts((InsightDraft("A colleague agreed.", "ways-of-working", "junior_to_senior", 0.9, evidence),))

    app.__dict__["builtin"] = SimpleNamespace(name="builtin", draft=draft)


def extract(app: App) -> dict[str, Any]:
    ids = tuple(one.note_id for one in NORTH)
    return workflows.extract(app, OPERATOR, requests.Extract(notes=ids), silent)


def kept(app: App, table: Any) -> str:
    with app.store.database.read() as connection:
        return repr(connection.execute(select(table)).all())


def fresh(app: App) -> list[str]:
    """Statements of the one note that this run made."""
    return [row.insight.statement for row in app.store.items.insights(note_ids=[ONE.note_id]) if row.provenance.run]


def test_the_index_takes_no_words_that_were_cut_out_while_it_embedded_them(app: App) -> None:
    app.store.notes.set_stage(ONE.note_id, "redacted")
    embeds(app, cut_out(app))
    indexing.index(app, silent)
    assert app.store.passages.of_note(ONE.note_id) == []
    assert app.store.notes.get(ONE.note_id).stage == "redacted"
    indexing.index(app, silent)
    found = app.store.passages.of_note(ONE.note_id)
    assert found
    assert not [one for one in found if "agreed" in one.text]
    assert app.store.notes.get(ONE.note_id).stage == "indexed"


def test_the_index_passes_over_a_note_that_was_erased_while_it_embedded_it(app: App) -> None:
    for one in NORTH:
        app.store.notes.set_stage(one.note_id, "redacted")
    embeds(app, withdrawn(app))
    indexing.index(app, silent)
    assert {row.stage for row in app.store.notes.rows(program="north")} == {"indexed"}
    assert app.index.faults(["north"]) == []


def test_a_note_that_got_other_words_is_indexed_before_it_is_extracted(app: App) -> None:
    (drafted,) = [one for one in _drafts(app, FIRST) if one.row.note_id == ONE.note_id]
    app.store.notes.set_stage(ONE.note_id, "redacted")
    found, guard = extracting.Found("r1"), Guard(app.store.notes.vault(ONE.note_id), [])
    assert not extracting.keep(app, drafted, guard, found)
    indexing.index(app, silent)
    assert extracting.keep(app, drafted, guard, found)
    indexing.index(app, silent)
    assert app.store.notes.get(ONE.note_id).stage == "extracted"


def test_no_insight_of_words_that_were_cut_out_while_they_were_read(app: App) -> None:
    reads(app, "[PERSON_1] agreed", cut_out(app))
    answer = extract(app)
    assert fresh(app) == []
    assert {one["note_id"]: one["code"] for one in answer["failures"]}[ONE.note_id] == "changed"
    assert app.store.notes.get(ONE.note_id).stage == "redacted"


@pytest.mark.parametrize("purposes", [("extract",), ()])
def test_a_consent_that_ends_during_extract_keeps_nothing_of_its_note_and_the_others_go_on(
    app: App, purposes: tuple[str, ...]
) -> None:
    reads(app, FIRST, withdrawn(app, *purposes))
    answer = extract(app)
    assert (answer["notes"], answer["failures"]) == (3, [])
    assert app.store.items.insights(note_ids=[ONE.note_id]) == []
    assert {row.stage for row in app.store.notes.rows(program="north") if row.note_id != ONE.note_id} == {"extracted"}
    assert "extracted" not in {row.stage for row in app.store.notes.rows(ids=[ONE.note_id])}


def test_an_insight_kept_while_an_erasure_counts_what_it_takes_comes_after_it(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    (drafted,) = [one for one in _drafts(app, "[PERSON_1] agreed") if one.row.note_id == ONE.note_id]
    guard = Guard(app.store.notes.vault(ONE.note_id), [])
    found, writers, real = extracting.Found("r1"), list[threading.Thread](), control.samples_seen

    def seen(*given: Any) -> int:
        writers.append(threading.Thread(target=extracting.keep, args=(app, drafted, guard, found)))
        writers[0].start()
        writers[0].join(0.5)
        return real(*given)

    monkeypatch.setattr(control, "samples_seen", seen)
    consenting.withdraw_named(app, OPERATOR, requests.WithdrawNamed(NAMED), silent)
    writers[0].join()
    assert (fresh(app), found.notes) == ([], [])


def _drafts(app: App, words: str) -> list[Any]:
    reads(app, words, lambda: None)
    return list(extracting.drafted(app, app.store.notes.rows(program="north"), app.builtin))


def test_each_file_of_a_run_is_taken_under_the_consents_of_its_own_moment(app: App, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for day in (10, 11, 12):
        fields = {"program": "north", "pair": ONE.pair, "session_date": f"2026-06-{day}", "mentor": ONE.mentor,
                  "mentee": ONE.mentee}  # fmt: skip
        front = "\n".join(f"{name}: {value}" for name, value in fields.items())
        (folder / f"{day}.md").write_text(f"---\n{front}\n---\nWe spoke about captions in meetings, number {day}.\n")
    erase = withdrawn(app)

    def progress(stage: str, at: int, _total: int) -> None:
        if (stage, at) == ("redacting", 1):
            erase()

    answer = workflows.ingest(app, OPERATOR, requests.Ingest((str(folder),)), progress)
    assert len(answer["accepted"]) == 1
    assert [one["code"] for one in answer["refused"]] == ["consent", "consent"]
    assert app.store.notes.rows(pair=ONE.pair) == []


def test_no_digest_is_kept_with_a_statement_that_was_erased_while_it_was_made(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    erase, real = withdrawn(app), app.store.digests.get

    def looked(week: str, audience: str) -> str | None:
        if week == WEEK:
            erase()
        return real(week, audience)

    monkeypatch.setattr(app.store.digests, "get", looked)
    told = workflows.digest(app, caller_for(app, "lead"), requests.MakeDigest(WEEK), silent)
    assert ONE.secret not in str(told)
    assert WEEK in kept(app, digests)
    assert ONE.secret not in kept(app, digests)


def test_no_story_is_kept_of_an_action_that_was_erased_while_it_was_drafted(app: App) -> None:
    app.store.reviews.add(action(ONE).id, "done", {"words": None}, None, AT)
    embeds(app, withdrawn(app))
    with pytest.raises(NotFound):
        story_workflows.draft(app, caller_for(app, MENTOR), story_requests.DraftStory(action(ONE).id), silent)
    assert ONE.note_id not in kept(app, story_rows)


def test_no_thanks_are_kept_for_what_was_erased_while_their_words_were_read(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    erase, real = withdrawn(app), crediting.plain

    def read(*given: Any) -> str:
        erase()
        return real(*given)

    monkeypatch.setattr(crediting, "plain", read)
    request = credit_requests.SayThanks(insight(ONE).id, "That helped.")
    with pytest.raises(NotFound):
        credit_workflows.say_thanks(app, caller_for(app, "lead"), request, silent)
    assert ONE.note_id not in kept(app, thanks)


@pytest.mark.parametrize("erase", [cut_out, withdrawn, lambda app: withdrawn(app, "extract")])
def test_no_answer_of_a_model_is_kept_about_words_that_went_while_it_was_asked(
    app: App, erase: Callable[[App], Callable[[], None]]
) -> None:
    text, cache = app.store.notes.redacted(ONE.note_id), _Answers(app)
    cache.put(text, "before", "An answer.")
    assert cache.get(ONE.note_id, "before") == "An answer."
    erase(app)()
    cache.put(text, "after", "An answer.")
    assert ONE.note_id not in kept(app, answers)


def test_no_pattern_is_titled_with_words_that_were_erased_while_vectors_were_made(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extracting, "pattern_vectors", lambda found, embed: embed([FIRST] * len(found)))
    extracting.group(app, extracting.Stopwatch())
    assert app.store.items.patterns(), "the control: all statements are alike"
    embeds(app, withdrawn(app))
    extracting.group(app, extracting.Stopwatch())
    assert insight(ONE).id not in str(app.store.items.patterns())
    assert ONE.secret not in kept(app, patterns)


@pytest.mark.parametrize("erase", [cut_out, withdrawn, lambda app: withdrawn(app, "extract"), None])
def test_a_later_note_that_went_while_it_was_read_reports_nothing(
    app: App, monkeypatch: pytest.MonkeyPatch, erase: Callable[[App], Callable[[], None]] | None
) -> None:
    def read(waiting: list[Any], later: RedactedText, _: object) -> list[Any]:
        if erase is not None:
            erase(app)()
        said = Evidence(later.text[: len(FIRST)], 0, len(FIRST))
        return [SimpleNamespace(action_id=one.id, status="done", evidence=(said,)) for one in waiting]

    monkeypatch.setattr(following, "follow_up", read)
    monkeypatch.setattr(following, "_pair", lambda row: row.note_id in (NORTH[0].note_id, ONE.note_id))
    with app.store.database.write() as connection:
        before = update(notes).where(notes.c.note_id == NORTH[0].note_id)
        connection.execute(before.values(session_date=SESSION - timedelta(days=7)))
    following.follow(app, [ONE.note_id], extracting.Stopwatch())
    assert list(app.store.outcomes.all()) == ([] if erase else [action(NORTH[0]).id])
