"""The last look before anybody reads a statement."""

import pytest

from mentoring.grounding.guard import Guard
from mentoring.records import Person, Vault
from mentoring.redaction.render import humanise

VAULT = Vault(
    (("Thandi Nkosi", "[MENTOR]"), ("Thandi", "[MENTOR]"), ("Will", "[MENTEE]"), ("Harare", "[LOCATION_1]")),
    ("the northern plant will be closed before the summer holidays",),
)
GUARD = Guard(VAULT, [Person("p1", "Solveig Aas")])


@pytest.mark.parametrize(
    ("said", "text", "repaired"),
    [
        ("Thandi Nkosi films it.", "the mentor films it.", ("name",)),
        ("It will work.", "It will work.", ()),
        ("They asked Will about it.", "They asked the mentee about it.", ("name",)),
        ("solveig aas asked.", "a colleague asked.", ("name",)),
        ("See [this](https://a.example/x) now", "See this now", ("link",)),
        ("Look ![x](http://b.example/p.png) here", "Look here", ("image",)),
        ("**Bold** <b>claim</b>", "Bold claim", ("markdown",)),
        ("Say \u202eoN\u202c once\u0000.", "Say oN once.", ("unseen",)),
    ],
)
def test_what_can_be_said_otherwise_is_repaired(said, text, repaired):
    verdict = GUARD.check(said)
    assert (verdict.text, verdict.rule, verdict.repaired) == (text, None, repaired)


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("We hear that the Northern plant, will be closed soon.", "withheld-overlap"),
        ("Write to someone@firm.example", "identifier"),
        ("Ring +44 20 7946 0958", "identifier"),
        ("![x](http://b.example/p.png)", "empty"),
    ],
)
def test_what_cannot_is_set_aside(said, rule):
    assert GUARD.check(said).rule == rule
    assert GUARD.check(said).text == ""


TAKEN_OUT = Guard(
    Vault(
        (
            ("Solveig Aune", "[MENTEE]"),
            ("Nomvula", "[PERSON_1]"),
            ("Jürgen", "[PERSON_2]"),
            ("Rose", "[PERSON_3]"),
            ("Grace", "[PERSON_4]"),
            ("E-204417", "[EMPLOYEE_ID_1]"),
            ("£31,400", "[MONEY_1]"),
            ("24", "[AGE_1]"),
            ("3 May", "[DATE_OF_BIRTH_1]"),
        ),
        (),
    ),
    [Person("p1", "Fatoumata Diallo", aliases=("Fatou",)), Person("p2", "Will Page")],
)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        pytest.param("Ask Solveig first.", "Ask the mentee first.", id="her first name"),
        pytest.param("Aune wants it.", "the mentee wants it.", id="her surname"),
        pytest.param("Fatou and Diallo agree.", "a colleague and a colleague agree.", id="parts of a known name"),
        pytest.param("Nomvulas crew films.", "a colleague crew films.", id="an s without its apostrophe"),
        pytest.param("No\u200bmvula films.", "a colleague films.", id="signs nobody sees"),
        pytest.param("Nоmvula films.", "a colleague films.", id="a letter of another alphabet"),
        pytest.param("Ju\u0308rgen films.", "a colleague films.", id="an accent apart"),
        pytest.param("Rose said so.", "a colleague said so.", id="a word that is a name here"),
        pytest.param("Staff E 204417 asked.", "Staff an employee number asked.", id="a number divided otherwise"),
        pytest.param("It is £31 400 a year.", "It is an amount a year.", id="an amount divided otherwise"),
    ],
)
def test_what_was_taken_out_is_known_in_every_form(said, text):
    assert TAKEN_OUT.check(said).text == text


@pytest.mark.parametrize("said", ["N.o.m.v.u.l.a films.", "Nom-vula films.", "SolveigAune films.", "No 2044-17 films."])
def test_a_name_or_number_in_pieces_is_set_aside(said):
    guard = Guard(Vault((("Nomvula", "[PERSON_1]"), ("Solveig Aune", "[MENTEE]"), ("204417", "[EMPLOYEE_ID_1]")), ()))
    assert guard.check(said).rule == "identifier"


@pytest.mark.parametrize(
    "said",
    [
        "It came just in time.",
        "The crew has an app, and/or a board.",
        "Haste may lead to bias.",
        "There's a place to heat her lunch.",
    ],
)
def test_everyday_words_in_a_row_are_no_name_in_pieces(said):
    named = ("Justin", "Hasan", "Andor", "Tobias", "Theresa", "Heather")
    assert Guard(Vault(tuple((name, "[PERSON_1]") for name in named), ())).check(said).text == said


@pytest.mark.parametrize(
    ("said", "text"),
    [
        pytest.param("So Kubernetes was shown.", "So Kubernetes was shown.", id="a word that opens a sentence"),
        pytest.param("It is what An said.", "It is what a colleague said.", id="a name inside one"),
        pytest.param("AT calls back.", "a colleague calls back.", id="initials"),
        pytest.param(
            "Ask Priya+Priya, or the Priya crew.", "Ask a colleague+a colleague, or a colleague crew.", id="led"
        ),
        pytest.param(
            "The Board and the Sydney depot ask.", "The Board and the Sydney depot ask.", id="things and places"
        ),
        pytest.param("Sydney asked Board.", "a colleague asked a colleague.", id="the same as names"),
    ],
)
def test_words_that_are_names_too_are_judged_by_what_stands_around_them(said, text):
    taken_out = Vault((("An So", "[PERSON_1]"), ("AT", "[PERSON_2]"), ("Priya", "[PERSON_3]")), ())
    assert Guard(taken_out, [Person("p1", "Peter Board"), Person("p2", "Sydney Shaw")]).check(said).text == text


@pytest.mark.parametrize(
    "said",
    [
        "The rose garden is open.",
        "The grace period is short.",
        "24 of us may film it.",
        "The page will load.",
        "Three may share it in June.",
    ],
)
def test_ordinary_words_and_counts_stay(said):
    assert TAKEN_OUT.check(said).text == said


SPELT = Guard(
    Vault(
        (
            ("Jürgen", "[PERSON_1]"),
            ("Birgit Aagaard", "[PERSON_2]"),
            ("type 2 diabetes", "[HEALTH_1]"),
            ("forty-one", "[AGE_1]"),
            ("two kids", "[FAMILY_1]"),
        ),
        ("the only one of four planners in the branch",),
    ),
    [Person("p1", "Bjørn Strøm"), Person("p2", "Alice Young"), Person("p3", "Bo Li"), Person("p4", "Ha No")],
)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        pytest.param("Juergen films.", "a colleague films.", id="an umlaut written out"),
        pytest.param("Birgit Ågård is in.", "a colleague is in.", id="and drawn in"),
        pytest.param("Bjoern and Strom film.", "a colleague and a colleague film.", id="letters of another language"),
        pytest.param("It is type two diabetes.", "It is a health matter.", id="a number in words"),
        pytest.param("There are 2 kids.", "There are a relative.", id="a number in figures"),
        pytest.param("A 41-year-old asked.", "an age asked.", id="an age in figures"),
        pytest.param("The mentee is 41.", "The mentee is an age.", id="an age alone"),
        pytest.param("Young said so; ask Li.", "a colleague said so; ask a colleague.", id="a name that is a word"),
    ],
)
def test_what_is_spelt_otherwise_is_the_same(said, text):
    assert SPELT.check(said).text == text


@pytest.mark.parametrize(
    "said",
    [
        "Young people ask; the Young Leaders meet.",
        "It is long for young staff.",
        "No signs that begin with No.",
        "All 41 shops open at 41 minutes past.",
        "She is 41 minutes late.",
    ],
)
def test_words_and_numbers_that_mean_nobody_stay(said):
    assert SPELT.check(said).text == said


def test_withheld_words_do_not_pass_with_their_numbers_in_figures():
    assert SPELT.check("The only 1 of 4 planners is new.").rule == "withheld-overlap"


@pytest.mark.parametrize(
    ("withheld", "said"),
    [
        pytest.param("He has cancer.", "I hear he has cancer.", id="a short passage"),
        pytest.param("Thandi: He has cancer.", "He has cancer.", id="behind a speaker"),
        pytest.param(
            "It was a long week. He has cancer.", "He has cancer, so ask first.", id="a sentence of a longer one"
        ),
        pytest.param("Pregnant.", "They are pregnant.", id="one word that says it all"),
        pytest.param("they spoke of her illness", "They spoke <b>of</b> her illness.", id="markup between the words"),
        pytest.param("they spoke of her illness", "They spoke <!-- x --> of her illness.", id="a comment"),
        pytest.param("they spoke of her illness", "They spoke ![a](b)of her illness.", id="a picture"),
        pytest.param("they spoke of her illness", "They spoke [of](http://a.example) her illness.", id="a link"),
        pytest.param("they spoke of her illness", "They spo\u200bke of her ill\u00adness.", id="signs nobody sees"),
    ],
)
def test_withheld_words_do_not_pass_however_short_or_marked_up(withheld, said):
    verdict = Guard(Vault((), (withheld,))).check(said)
    assert (verdict.text, verdict.rule) == ("", "withheld-overlap")


@pytest.mark.parametrize(
    ("withheld", "said"),
    [
        pytest.param("And you?", "They show it to you, and you ask.", id="two words that say nothing"),
        pytest.param("Football.", "The football table brings shifts together.", id="one that says nothing"),
        pytest.param("He has cancer.", "The charity run against cancer has many fans.", id="one word of a sentence"),
    ],
)
def test_ordinary_words_are_not_taken_for_withheld_ones(withheld, said):
    assert Guard(Vault((), (withheld,))).check(said).text == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[MENTOR] shows [PERSON_2] the tool.", "The mentor shows a colleague the tool."),
        ("Ask my [ROLE_1] at [LOCATION_1].", "Ask a colleague at a site."),
        ("Before [WITHHELD] after", "Before (withheld) after"),
        ("No placeholders. none.", "No placeholders. none."),
    ],
)
def test_placeholders_read_as_words(text, said):
    assert humanise(text) == said


def test_who_is_known_by_an_id_alone_takes_no_words_out():
    said = "The mentor wrote a rota that people keep."
    assert Guard(Vault((), ()), [Person("p", "rota-1"), Person("q", "mentor-0")]).check(said).text == said
