"""Board, queues, consents, notes: what each says, and that nothing goes before it was shown."""

import pytest

from tests.ui import standin_desk
from ui.client import Problem


def as_mentor(standin):
    standin.me |= {"operator": False, "roles": ["mentor"], "person_id": "n-001"}


def test_the_board_says_how_many_were_kept_of_how_many(desk):
    page = desk.open("actions").page
    assert "1 of 2 actions that were due were done." in page
    assert "%" not in page.split("</header>")[0]  # two are no rate
    assert "Late (1)" in page


def test_what_was_done_without_a_day_is_counted_beside_what_was_due(desk, monkeypatch):
    monkeypatch.setitem(standin_desk.BOARD, "done_besides", 3)
    said = desk.open("actions").text
    assert "1 of 2 actions that were due were done. 3 more actions that had no day, or one still to come, were" in said


def test_an_action_is_called_done_with_words(desk, standin):
    desk.open("actions")
    desk.test.text_input(key="done-words-a000000000001").set_value("It went out.")
    desk.press("It is done")
    assert standin.sent[-1] == (
        "/api/items/a000000000001/mark",
        {"kind": "done", "text": "It went out.", "version": "v-1"},
    )


def test_a_standing_in_the_address_is_the_one_shown(desk):
    page = desk.open("actions", standing="done").page
    assert "Done (1)" in page
    assert "Late (1)" not in page


def test_an_empty_board_says_what_will_stand_there(desk, monkeypatch):
    monkeypatch.setattr(standin_desk, "BOARD", standin_desk.EMPTY_BOARD)
    assert "What somebody promised in a session stands here." in desk.open("actions").page


def test_overview_says_why_notes_were_refused_and_that_something_is_held(desk):
    page = desk.open("overview").page
    assert "No consent" in page
    assert "Something from this week is held back." in page


def test_the_register_names_the_programme_of_a_pair_and_the_day_a_consent_ended(desk, monkeypatch):
    rows = [one | {"withdrawn": "2026-10-20" if one["state"] == "withdrawn" else None} for one in standin_desk.REGISTER]
    monkeypatch.setattr(standin_desk, "REGISTER", [*rows, rows[0] | {"program": "South"}])
    text = desk.open("consents").text
    assert "north-1South" in text
    assert "withdrawn2026-10-20" in text


def test_nothing_is_withdrawn_before_what_goes_was_shown(desk, standin):
    standin.posted = {"/api/consent/foresee": standin_desk.GOING, "/api/consent/withdraw": RECEIPT}
    desk.open("consents")
    desk.test.selectbox(key="who").select("n-001 in north-1, North").run()
    desk.press("Show what would go")
    assert "3 notes, 7 insights, 2 actions, 1 digest" in desk.page
    assert "digest-pdf 2026-10-20: download" in desk.page
    assert [path for path, _ in standin.sent] == ["/api/consent/foresee"]
    desk.press("Take it back and erase this")
    assert standin.sent[-1] == (
        "/api/consent/withdraw", {"person": "n-001", "program": "North", "pair": "north-1"},
    )  # fmt: skip
    assert "0 traces found in 1,000 bytes" in desk.page


RECEIPT = {"notes": 3, "insights": 7, "digests": 1, "programme": 2, "residue": 0, "bytes_scanned": 1000,
           "handed_out": [], "signature": "a" * 64}  # fmt: skip


def test_a_missed_name_goes_with_its_other_forms(desk, standin):
    standin.posted = {"/api/consent/withdraw-named": RECEIPT, "/api/notes/hidden": standin_desk.hidden()}
    desk.open("redaction")
    desk.test.text_input(key="missed-name").set_value("Nora")
    desk.test.text_input(key="missed-aliases").set_value("Norah, N.")
    desk.press("Take it out everywhere")
    assert standin.sent[-1] == ("/api/consent/withdraw-named", {"name": "Nora", "aliases": ["Norah", "N."]})


def test_a_lead_asks_about_a_hidden_word_without_seeing_it(desk, standin):
    standin.posted = {"/api/notes/hidden": standin_desk.hidden(), "/api/notes/hidden/ask": {"asked": 1}}
    desk.open("redaction")
    desk.test.selectbox(key="hidden-note").select("n1").run()
    assert "We spoke about a colleague and the wiki." in desk.text
    desk.press("Ask its mentor")
    assert ("/api/notes/hidden/ask", {"note_id": "n1", "places": [117]}) in standin.sent


def test_its_mentor_sees_the_word_and_shows_it_or_keeps_it_hidden(desk, standin):
    as_mentor(standin)
    told = standin_desk.hidden(word="Jira", standing="asked", may_show=True)
    standin.posted = {"/api/notes/hidden": told, "/api/notes/hidden/settle": {"shown": 1}}
    page = desk.open("notes").page
    assert "Your lead asks about 1 hidden word" in page
    desk.press("What is hidden")
    assert "We spoke about Jira and the wiki." in desk.text
    for label, answer in (("It stays hidden", False), ("Show it again", True)):
        desk.press(label)
        assert ("/api/notes/hidden/settle", {"note_id": "n1", "places": [117], "show": answer}) in standin.sent


def test_a_mentor_takes_one_purpose_back_and_gives_another(desk, standin):
    as_mentor(standin)
    standin.posted = {"/api/consent/foresee": standin_desk.GOING, "/api/consent/grant": {}}
    desk.open("mine")
    next(b for b in desk.test.button if b.key == "give-North-north-1-5-attribute").click().run()
    assert standin.sent[-1][1]["purposes"] == ["attribute", "store"]
    next(b for b in desk.test.button if b.key == "foresee-North-north-1-5-store").click().run()
    assert standin.sent[-1][1] == {"program": "North", "pair": "north-1", "purposes": ["store"]}
    desk.press("Leave it")
    assert "would go" not in desk.page


def test_a_mentor_sees_her_note_redacted_before_it_is_handed_in(desk, standin):
    as_mentor(standin)
    standin.posted = {
        "/api/notes/look": {"readable": "The mentor met a colleague.", "identifiers": 2, "withheld": ["health"]},
        "/api/notes/write": {"accepted": ["n2"], "refused": [], "unchanged": []},
    }
    desk.open("notes")
    desk.test.text_area(key="note-body").set_value("I met Nora.")
    desk.press("See it redacted")
    assert "The mentor met a colleague." in desk.page
    assert "2 identifiers taken out; withheld for health. Nothing has been kept yet." in desk.page
    desk.press("Hand it in")
    said = {"program": "North", "pair": "north-1", "session_date": "2026-10-26", "body": "I met Nora."}
    assert standin.sent[-1][1] == said
    assert "Your note is in." in desk.page


def test_what_she_wrote_stays_in_sight_when_her_session_has_ended(desk, standin):
    as_mentor(standin)
    desk.open("notes")
    ended = Problem("Your session has ended.", "sign-in")
    standin.refusals = dict.fromkeys(("/api/notes/write", "/api/notes/mine"), ended)
    desk.test.text_area(key="note-body").set_value("We spoke about <b>captions</b>.")
    desk.press("Hand it in")
    assert "Your session has ended." in desk.page
    assert "We spoke about &lt;b&gt;captions&lt;/b&gt;." in desk.page


def test_pairs_whose_names_run_into_each_other_stand_on_one_page(desk, standin, monkeypatch):
    as_mentor(standin)
    one = standin_desk.MINE["places"][0]
    places = [one | {"program": "north", "pair": "west-1"}, one | {"program": "north-west", "pair": "1"}]
    monkeypatch.setattr(standin_desk, "MINE", {"places": places, "sessions": []})
    page = desk.open("mine").page
    assert "west-1, north" in page
    assert "1, north-west" in page


def test_a_note_is_deleted_at_the_second_press(desk, standin):
    as_mentor(standin)
    standin.posted = {"/api/notes/delete": RECEIPT}
    desk.open("notes").press("Delete")
    assert standin.sent == []
    desk.press("Delete it and all that was made of it")
    assert standin.sent[-1] == ("/api/notes/delete", {"note_id": "n1"})


@pytest.mark.parametrize("faults", [[], ["row 3: was changed or not written by this home"]])
def test_the_audit_page_says_whether_the_log_is_whole(desk, monkeypatch, faults):
    answers = standin_desk.desk_answers(None)
    monkeypatch.setitem(answers["/api/audit"], "faults", faults)
    monkeypatch.setattr("tests.ui.standin.desk_answers", lambda _: answers)
    page = desk.open("audit").page
    assert ("the log is whole" in page) == (not faults)
    assert all(one in page for one in faults)


def test_the_audit_page_says_how_much_of_the_log_it_lists_and_goes_further_back(desk, standin, monkeypatch):
    asked = []

    def answers(path, **query):
        if path == "/api/audit":
            asked.append(query)
            view = {"rows": 500, "faults": [], "kinds": {"decide": 480, "ingest": 20}, "further_back": True}
            return view | {"events": [standin_desk.EVENT | {"seq": 301}]}
        return type(standin).get(standin, path, **query)

    monkeypatch.setattr("ui.client.get", answers)
    desk.open("audit")
    assert "The newest 1 of 500." in desk.text
    assert "ingest (20)" in desk.test.selectbox(key="event").options
    desk.press("Earlier events")
    assert asked[-1] == {"earlier_than": "301"}
    assert "An earlier 1 of 500." in desk.text
    desk.test.selectbox(key="event").select("ingest").run()
    assert asked[-1] == {"event": "ingest"}
    assert "The newest 1 of 20." in desk.text


def test_a_note_that_failed_long_ago_stands_first_and_the_rest_is_counted(desk, monkeypatch):
    def note(number, **fields):
        return {"note_id": f"n{number}", "program": "North", "pair": f"pair-{number}", "stage": "extracted",
                "session_date": "2026-10-12", "failed": None} | fields  # fmt: skip

    answers = standin_desk.desk_answers(None)
    old = [note(30, stage="indexed"), note(31, failed="engine", stage="indexed")]
    monkeypatch.setitem(answers["/api/intake"], "taken", [*map(note, range(20)), *old])
    monkeypatch.setattr("tests.ui.standin.desk_answers", lambda _: answers)
    page = desk.open("overview").page
    assert page.index("pair-31") < page.index("pair-30") < page.index("pair-0<")
    assert "7 more notes that were read." in page


def test_each_chart_has_a_title_words_for_who_does_not_see_it_and_its_figures(desk):
    page = desk.open("trends").page
    drawn = [one.proto.alt for one in desk.test.get("vega_lite_chart")]
    assert len(drawn) == 4
    for title in ("Patterns by week", "Follow-through by month", "Actions by standing", "Consents in force by week"):
        assert f">{title}</h2>" in page
        assert any(one.startswith(f"{title}. ") for one in drawn)
    assert "<td>3 of 4</td>" in page
    assert "<td>6–10 pairs</td>" in page


def test_below_the_threshold_there_is_a_sentence_and_no_chart(desk, monkeypatch):
    monkeypatch.setattr(standin_desk, "TRENDS", {name: [] for name in standin_desk.TRENDS})
    assert "Nothing to draw yet" in desk.open("trends").page
    assert not desk.test.get("vega_lite_chart")
