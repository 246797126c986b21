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
