"""What a withdrawal reaches, how it is proved, and that a crash changes nothing about it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mentoring.errors import Damaged
from mentoring.records import Pattern, Person
from mentoring.store import Store
from mentoring.store.erasure import Erasure
from mentoring.store.receipt import is_genuine
from mentoring.store.scan import Needles
from mentoring.store.subjects import OWN
from mentoring.store.windows import WindowHasher
from tests.databases import bytes_on_disk
from tests.store.sessions import AT, Session, action, consents, insight, keep, refs, session, vector

TODAY = date(2026, 7, 12)


def _nothing(_programs: Sequence[str]) -> None:
    return


def _traces(store: Store, home: Path, one: Session) -> list[str]:
    """What of a session can be found in the home, by a plain search that knows nothing of the scanner."""
    found = bytes_on_disk(store, home)
    wanted = {
        "secret": one.secret.encode(),
        "note id": one.note_id.encode(),
        "insight id": insight(one).id.encode(),
        "action id": action(one).id.encode(),
        "vector": vector(one.text + one.secret).tobytes()[:64],
        "term": one.secret[:20].encode(),
    }
    return [name for name, needle in wanted.items() if needle in found]


def _everything_about(store: Store, home: Path, one: Session) -> None:
    """A pattern, a digest, a cached answer, a file and things handed out, all made of one session."""
    store.items.replace_patterns(
        [Pattern("t" + one.secret[:12], f"Polls {one.secret}", "ways-of-working", (insight(one).id,))]
    )
    store.digests.save("2026-W23", "organisation", json.dumps({"insights": [{"id": insight(one).id}]}), AT)
    store.digests.save("2026-W24", "organisation", json.dumps({"insights": []}), AT)
    store.answers.put(one.note_id, "k", f"An answer about {one.secret} and short polls", AT)
    file = home / "digest.html"
    file.write_text(f"<p>{insight(one).statement}</p>")
    store.artifacts.wrote(str(file), "digest", [one.note_id], AT)
    store.artifacts.handed_out("mail", "lead@example.org", [one.note_id], AT)
    store.artifacts.backup("/backup/july", AT)


def test_a_withdrawal_reaches_everything_and_proves_it(store: Store, home: Path) -> None:
    one, other = keep(store, session(1)), keep(store, session(2))
    _everything_about(store, home, one)
    assert _traces(store, home, one) == ["secret", "note id", "insight id", "action id", "vector", "term"]
    rebuilt: list[str] = []
    receipt = Erasure(store, home, rebuilt.extend).withdraw(refs(store, one)[1], None, today=TODAY, at=AT)
    assert _traces(store, home, one) == []
    assert (receipt.notes, receipt.insights, receipt.actions, receipt.vectors) == (1, 1, 1, 3)
    assert (receipt.patterns, receipt.digests, receipt.files, receipt.residue) == (1, 1, 1, 0)
    assert receipt.positive_control > 0
    assert receipt.bytes_scanned > 0
    assert receipt.handed_out == (f"mail {AT.isoformat()}: lead@example.org",)
    assert receipt.backups == (f"{AT.isoformat()}: /backup/july",)
    assert rebuilt == ["north"]
    assert not (home / "digest.html").exists()
    assert [row.note_id for row in store.notes.rows()] == [other.note_id]
    assert store.digests.get("2026-W24", "organisation") is not None
    assert len(store.passages.match(other.secret, 5)) == 1
    assert store.passages.match(one.secret, 5) == []


def test_a_receipt_is_genuine_until_a_word_is_changed(store: Store, home: Path) -> None:
    one = keep(store, session(1))
    receipt = Erasure(store, home, _nothing).withdraw(refs(store, one)[0], "north", today=TODAY, at=AT)
    told = json.loads(json.dumps(receipt.as_json()))
    assert is_genuine(told)
    assert not is_genuine({**told, "residue": 1})
    assert not is_genuine({**told, "signature": ""})


def test_no_read_finds_the_rows_while_the_index_is_rebuilt(store: Store, home: Path) -> None:
    one = keep(store, session(1))
    seen: list[object] = []

    def rebuild(_programs: Sequence[str]) -> None:
        seen.extend(
            [store.notes.rows(), store.items.insights(), store.passages.match("polls", 5), store.passages.vectors()[0]]
        )

    Erasure(store, home, rebuild).withdraw(refs(store, one)[0], None, today=TODAY, at=AT)
    assert seen == [[], [], [], []]


def test_keys_go_where_nothing_stands_any_more(store: Store, home: Path) -> None:
    one = keep(store, session(1))
    south = replace(session(1), program="south", pair="south-01", note_id="n-south-0001")
    store.consents.record(consents(store, south), AT)
    mentor, mentee = refs(store, one)
    erasure = Erasure(store, home, _nothing)
    assert erasure.withdraw(mentee, "north", today=TODAY, at=AT).keys_destroyed == 1
    assert store.subjects.scopes(mentee) == {OWN, "south"}
    assert store.people.find(one.mentee) is not None
    assert erasure.withdraw(mentee, None, today=TODAY, at=AT).keys_destroyed == 2
    assert store.subjects.scopes(mentee) == set()
    assert store.people.find(one.mentee) is None
    assert store.subjects.scopes(mentor) == {OWN, "north", "south"}
    assert store.audit.verify() == []


def test_somebody_on_the_roster_stays_on_it(store: Store, home: Path) -> None:
    one = keep(store, session(1))
    store.people.import_people([Person("E-5", one.mentee)])
    Erasure(store, home, _nothing).withdraw(refs(store, one)[1], None, today=TODAY, at=AT)
    assert store.people.find("E-5") is not None


def test_after_an_erasure_the_old_file_is_refused_and_a_later_grant_starts_afresh(store: Store, home: Path) -> None:
    one = session(1)
    given = consents(store, one)
    keep(store, one)
    mentee = refs(store, one)[1]
    Erasure(store, home, _nothing).withdraw(mentee, None, today=TODAY, at=AT)
    assert store.consents.record(given, AT) == 0
    ended = next(consent for consent in store.consents.current() if consent.person_ref == mentee)
    assert (ended.withdrawn, ended.purposes) == (TODAY, frozenset())
    later = replace(given[1], given=date(2026, 8, 1))
    assert store.consents.record([later], AT) == 1
    assert later in store.consents.current()


def test_expiry_erases_like_withdrawal(store: Store, home: Path) -> None:
    one, other = keep(store, session(1)), keep(store, session(2))
    mentee = refs(store, one)[1]
    store.consents.record([replace(consents(store, one)[1], expires=date(2026, 7, 11))], AT)
    receipts = Erasure(store, home, _nothing).expire(TODAY, AT)
    assert [(receipt.person_ref, receipt.notes) for receipt in receipts] == [(mentee, 1)]
    assert _traces(store, home, one) == []
    assert [row.note_id for row in store.notes.rows()] == [other.note_id]
    ended = next(consent for consent in store.consents.current() if consent.person_ref == mentee)
    assert ended.expires == date(2026, 7, 11)
    assert Erasure(store, home, _nothing).expire(TODAY, AT) == []


def test_what_was_extracted_again_after_extract_was_taken_back_goes_at_the_next_start(store: Store, home: Path) -> None:
    one = keep(store, session(1))
    erasure = Erasure(store, home, _nothing)
    purposes = frozenset({"extract"})
    erasure.withdraw(refs(store, one)[0], "north", today=TODAY, at=AT, purposes=purposes)
    store.items.replace(one.note_id, [insight(one)], [], [], at=AT)  # as a home may hold it that an older version kept
    store.notes.set_stage(one.note_id, "extracted")
    assert [receipt.insights for receipt in erasure.expire(TODAY, AT)] == [1]
    assert store.items.insights() == []
    assert erasure.expire(TODAY, AT) == []


def test_extract_taken_back_leaves_the_note_and_takes_what_was_extracted(store: Store, home: Path) -> None:
    one = keep(store, session(1))
    receipt = Erasure(store, home, _nothing).withdraw(
        refs(store, one)[0], "north", today=TODAY, at=AT, purposes=frozenset({"extract"})
    )
    assert (receipt.notes, receipt.insights, receipt.actions) == (0, 1, 1)
    assert store.items.insights() == []
    assert store.notes.get(one.note_id).stage == "indexed"
    assert Erasure(store, home, _nothing).expire(TODAY, AT) == []


def test_one_session_is_taken_out_and_the_others_stay(store: Store, home: Path) -> None:
    one = keep(store, session(1))
    row = store.notes.get(one.note_id)
    Erasure(store, home, _nothing).withdraw_session(
        (row.mentor_ref, one.program, one.pair, row.session_date), today=TODAY, at=AT
    )
    assert store.notes.rows() == []
    assert all(consent.withdrawn is None for consent in store.consents.current())


@pytest.mark.parametrize("encode", ["raw", "base64", "zlib", "vector"])
def test_residue_refuses_the_receipt_until_it_is_gone(store: Store, home: Path, encode: str) -> None:
    import base64
    import zlib

    one = keep(store, session(1))
    text = one.text.encode()
    forms = {"raw": text[20:90], "base64": base64.b64encode(text), "zlib": zlib.compress(text)}
    left = home / "left.bin"
    left.write_bytes(b"head " + forms.get(encode, vector(one.text + one.secret).tobytes()) + b" tail")
    erasure = Erasure(store, home, _nothing)
    with pytest.raises(Damaged, match="still in the home"):
        erasure.withdraw(refs(store, one)[0], None, today=TODAY, at=AT)
    assert store.notes.rows() == []
    assert erasure.receipts() == []
    left.unlink()
    assert [receipt.residue for receipt in erasure.resume()] == [0]
    assert erasure.resume() == []


def test_the_same_words_in_another_living_note_are_no_residue(store: Store, home: Path) -> None:
    one, twin = keep(store, session(1)), keep(store, replace(session(2), secret=session(1).secret))
    assert one.text == twin.text
    assert Erasure(store, home, _nothing).withdraw(refs(store, one)[0], None, today=TODAY, at=AT).residue == 0


def test_what_a_model_said_of_both_of_two_notes_is_no_residue_of_one(store: Store, home: Path) -> None:
    one, other = keep(store, session(1)), keep(store, session(2))
    for session_ in (one, other):
        store.answers.put(session_.note_id, "k", '{"statement": "They agreed that a colleague counts in pairs."}', AT)
    assert Erasure(store, home, _nothing).withdraw(refs(store, one)[0], None, today=TODAY, at=AT).residue == 0
    assert store.answers.get(other.note_id, "k")


class _Killed(BaseException):
    """Stands for a process that ends without a word."""


@pytest.mark.parametrize("step", ["files", "index", "fulltext", "log", "scan", "done"])
def test_killed_at_any_step_it_is_finished_at_the_next_start(
    store: Store, home: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = keep(store, session(1))
    _everything_about(store, home, one)
    erasure = Erasure(store, home, _nothing)
    real, reached = erasure._plans.save, []

    def save(plan):  # type: ignore[no-untyped-def]  # stands in for the method
        reached.append(plan.step)
        if plan.step == step:
            raise _Killed
        return real(plan)

    if step == "files":
        monkeypatch.setattr(erasure, "_do", lambda *_: (_ for _ in ()).throw(_Killed()))
    monkeypatch.setattr(erasure._plans, "save", save)
    with pytest.raises(_Killed):
        erasure.withdraw(refs(store, one)[0], None, today=TODAY, at=AT)
    assert store.notes.rows() == []
    again = Erasure(store, home, _nothing)
    assert [receipt.residue for receipt in again.resume()] == [0]
    assert _traces(store, home, one) == []


def test_an_erasure_that_is_under_way_is_not_taken_for_one_that_was_cut_off(store: Store, home: Path) -> None:
    one, meanwhile = keep(store, session(1)), []

    def rebuild(_programs: object) -> None:
        meanwhile.append(Erasure(store, home, _nothing).resume())

    Erasure(store, home, rebuild).withdraw(refs(store, one)[0], None, today=TODAY, at=AT)
    assert meanwhile == [[]]


def test_killed_before_the_rows_went_nothing_has_happened_but_the_withdrawal(
    store: Store, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = keep(store, session(1))
    erasure = Erasure(store, home, _nothing)
    monkeypatch.setattr(erasure._plans, "begin", lambda *_: (_ for _ in ()).throw(_Killed()))
    with pytest.raises(_Killed):
        erasure.withdraw(refs(store, one)[0], None, today=TODAY, at=AT)
    assert len(store.notes.rows()) == 1
    again = Erasure(store, home, _nothing)
    assert again.resume() == []
    assert [receipt.notes for receipt in again.expire(TODAY, AT)] == [1]
    assert _traces(store, home, one) == []


def test_the_control_sees_a_vector_whose_neighbours_look_like_base64() -> None:
    # Ids of passages stand beside their vectors in the database and read like an encoded stream.
    blob = vector("anything").tobytes()
    wanted = Needles(WindowHasher(b"k" * 32))
    wanted.add_vectors([blob])
    assert wanted.sees(b"0123456789abcdef" * 4 + blob[:128] + b"\0" * 64)
    assert not wanted.sees(b"0123456789abcdef" * 4 + vector("another").tobytes()[:128])
