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
