"""Statements speak of roles and are whole; they add no word of substance and lose no number, no not."""

from __future__ import annotations

import pytest

from extractor.deeds import unpointed
from extractor.segments import segment
from extractor.statements import insight_statements
from tests.extractor.notes import redacted


def said(words: str, writer: str = "mentor", note_format: str | None = None) -> str:
    return insight_statements([segment(redacted(words, note_format))], writer)[0]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("I think nobody reads it.", "The mentor thinks nobody reads it."),
        ("She told me never to mail at night.", "Never to mail at night."),
        ("[PERSON_1] says we don't know it.", "A colleague says employees don't know it."),
        ("Ask before we know what's happened.", "Ask before employees know what has happened."),
        ("ppl say no bc nobody asks", "People say no because nobody asks."),
        ("In return he said: ask for the price first.", "Ask for the price first."),
        ("[MENTEE] noticed that bakers hide the old oven.", "Bakers hide the old oven."),
        ("She'd signed the form in English.", "The mentee had signed the form in English."),
        ("I should go round each shop and ask.", "The mentor should go round each shop and ask."),
        (
            "When a letter says dear all, she said, nobody feels meant.",
            "When a letter says dear all, nobody feels meant.",
        ),
        ("No two shops bake alike, so nobody can learn.", "No two shops bake alike, so nobody can learn."),
        ("one oven = one angry queue", "One oven means one angry queue."),
        (
            "shops <30 have no oven (laughs) and the rest is late 😄",
            "Shops under 30 have no oven and the rest is late.",
        ),
        ("Ending at :50 is free for all of them.", "Ending at :50 is free for all of them."),
        ("You learn more about yourself that way.", "You learn more about yourself that way."),
        ("I learned to say no before anybody asked.", "Say no before anybody asked."),
        ("Nobody asks the baker at night, and so", "Nobody asks the baker at night."),
        ("Who reads it at night? Nobody does.", "Who reads it at night? Nobody does."),
        ("1.5 million loaves are thrown away.", "1.5 million loaves are thrown away."),
        ("2 we bake at night for nobody.", "Employees bake at night for nobody."),
        ("We agreed the bakers are asked too late.", "The pair agreed the bakers are asked too late."),
        ("We only count loaves for ourselves.", "Employees only count loaves for themselves."),
        ("Who is ill stays at home.", "Who is ill stays at home."),
        ("All of us have ovens, so they avoid us.", "All of the staff have ovens, so they avoid the organisation."),
    ],
)
def test_an_insight_is_one_neutral_sentence(words, expected):
    assert said(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            '"Bring your wife" shuts out half the house.',
            '"Bring your wife" shuts out half the house.',
        ),
        (
            'When a baker says "I think I lost a key" he is asked why.',
            'When a baker says "I think I lost a key" they are asked why.',
        ),
        ('"We stopped hiding it."', "Employees stopped hiding it."),
    ],
    ids=["a quotation at the start keeps both marks", "words of others stay theirs", "a whole quotation is a sentence"],
)
def test_quotations_stay_whole(words, expected):
    assert said(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("When an apprentice finds a tool he is thanked.", "When an apprentice finds a tool they are thanked."),
        (
            "The update costs a farmer a day, so she deletes us.",
            "The update costs a farmer a day, so they delete the organisation.",
        ),
        ("He hid it from the board.", "The mentee hid it from the board."),
        ("An owner hears bad news early, or he argues.", "An owner hears bad news early, or they argue."),
        (
            "Thank the bank that helps; when one leaves, ask her why.",
            "Thank the bank that helps; when one leaves, ask them why.",
        ),
    ],
    ids=["he after a third person", "she after a third person", "he with nobody else in sight", "an owner", "one"],
)
def test_he_and_she_are_the_participant_only_where_nobody_else_is_spoken_of(words, expected):
    assert said(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Under-thirties trust what its apprentices post.", "Under-thirties trust what its apprentices post."),
        ("Its not the tool, its the silence around it.", "It is not the tool, it is the silence around it."),
    ],
)
def test_its_is_corrected_only_where_it_is_a_verb(words, expected):
    assert said(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The young [PERSON_1] films it.", "The young colleague films it."),
        ("[PERSON_1] showed it to [PERSON_2].", "A colleague showed it to another colleague."),
        ("The broker, [PERSON_3], knows the price of it.", "The broker knows the price of it."),
        ("You see how they bake, [PERSON_3], with care.", "You see how they bake, with care."),
    ],
)
def test_a_placeholder_fits_its_sentence(words, expected):
    assert said(words) == expected


def test_parts_are_joined_as_one_sentence():
    assert said("The radio.\nAll trucks share one channel.\nTwo would do.") == (
        "The radio: all trucks share one channel; two would do."
    )


def test_a_row_is_told_without_its_numbers():
    row = "| no | saw | times |\n|---|---|---|\n| 6 | nobody counts the spoons | 2 |"
    assert said(row, note_format="bullets") == "Nobody counts the spoons."


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Ask what would make it a yes.\nI always fold at the no.", "Ask what would make it a yes."),
        ("Nobody at night reads the rota.\nshowed him two of them.", "Nobody at night reads the rota."),
        ("Nobody at night reads the rota.\nput one on each door", "Nobody at night reads the rota; put one"),
        ("I sort the claims with a chatbot.\nIt takes a morning.", "The mentor sorts the claims with a chatbot; it"),
        ("Bakers use a timer, I use a bell, and the cook counts.\nNobody asks.", "Bakers use a timer, the mentor uses"),
        ("I should bring one thing.\nA small one is enough.", "The mentor should bring one thing; a small one is"),
        ("[MENTEE] worries a lot.\nI told her that she worries a lot at night.", "The mentee worries a lot;"),
        ("Praise for all of them, and she told me it works like a stamp.", "Praise for all of them; it works like a"),
        ("Say what I will drop, and let the others choose.", "Say what you will drop, and let the others choose."),
        ('You told me that three yeses mean a no.', "Three yeses mean a no."),
    ],
    ids=[
        "a deed beside an insight", "one without its subject", "advice that looks like one",
        "a deed the next takes up", "a deed among others",
        "advice to her", "what is said of the mentee", "a frame in the middle", "advice to anybody", "a letter",
    ],
)  # fmt: skip
def test_what_the_mentor_did_goes_where_others_carry_the_insight(words, expected):
    assert said(words).startswith(expected)


def test_no_statement_points_at_the_mentor():
    told = "The mentor sorts claims; it takes the mentor a day, and the mentor's list is long."
    assert unpointed(told) == (
        "A junior colleague sorts claims; it takes the junior colleague a day, and the junior colleague's list is long."
    )
    assert unpointed("Mentors ask the mentee.") == "Mentors ask the mentee."


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "I spoke with [PERSON_1]. She reads the rota twice and her team reads it never.",
            "A colleague reads the rota twice and their team reads it never.",
        ),
        ("[MENTEE] asked [PERSON_1]. He thinks his list is ignored.", "A colleague thinks their list is ignored."),
        ("The night nurse had a list. She trusts no other.", "A colleague trusts no other."),
        ("He told me of [PERSON_1]. He trusts no other list.", "The mentee trusts no other list."),
        ("The boss must go first. He hates the idea of a list.", "The mentee hates the idea of a list."),
    ],
)
def test_he_and_she_are_whom_the_sentence_before_names(words, expected):
    units = segment(redacted(words))
    assert insight_statements([units[1:]], "mentor", units) == [expected]


def test_in_a_dialogue_he_and_she_are_none_of_the_two():
    units = segment(redacted("[MENTOR]: He reads forty and guesses his others.\n[MENTEE]: Why?\n", "transcript"))
    assert insight_statements([units[:1]], "mentor", units) == ["A colleague reads forty and guesses their others."]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "We pay our bakers at ninety days and they know it.",
            "The organisation pays its bakers at ninety days and they know it.",
        ),
        ("When do we pay for the flour?", "When does the organisation pay for the flour?"),
        ("We're four in the team and nobody asks.", "There are four in the team and nobody asks."),
        ("We all pay for the coffee at night.", "Employees all pay for the coffee at night."),
    ],
)
def test_what_a_firm_does_is_told_of_the_organisation_and_numbers_stay(words, expected):
    assert said(words) == expected


@pytest.mark.parametrize("words", ["12.", "1.1", "€ 5"])
def test_words_without_a_letter_say_nothing(words):
    assert said(words) == ""
