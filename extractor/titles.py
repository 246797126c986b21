"""The title of a pattern: its theme, and what its members have in common; never one member's sentence.

A title stands above the programme, where nobody may read one pair's words. So it is a known topic's name, which is
ours, or else single everyday words in their dictionary form, each from at least three people on either side (from all
of them, where there are fewer).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from mentoring.consent.support import Member, support
from mentoring.records import Theme
from mentoring.records.words import theme as named
from mentoring.redaction.language import english
from mentoring.redaction.lexicon import lexicon

_ENOUGH = 3
"""People on either side behind each word: k of the rules of visibility at its floor."""
_AGREEMENT = 0.6
"""Share of the members that lie nearest to one topic."""
_MOST = 3
_ALIKE = "say much the same"
_SAYS_NOTHING = frozenset(
    ["mentor", "mentee", "colleague", "employee", "staff", "organisation", "people", "person", "somebody", "someone",
     "junior", "senior", "thing", "way", "time", "day", "lot", "bit", "kind", "sort", "point", "fact", "part"]
)  # fmt: skip


def neutral_title(
    theme: Theme, said: Sequence[tuple[str, Member]], *, topics: Sequence[str] = (), elsewhere: Sequence[str] = ()
) -> str:
    """A title as in "Ways of working: Shifts are published too late" out of (statement, its two people) of each member.

    `topics`: the known topic nearest to each member; one on which three in five agree, people enough among them, is
    the title. `elsewhere`: other statements; words that say more of this group than of those come first.
    """
    enough = min(_ENOUGH, support({member for _, member in said}))
    if (topic := _agreed([member for _, member in said], topics, enough)) is not None:
        return f"{named(theme)}: {_titles()[topic]}"
    people: defaultdict[str, set[Member]] = defaultdict(set)
    for (_, member), words in zip(said, _words([statement for statement, _ in said]), strict=True):
        for word in words:
            people[word].add(member)
    shared = [word for word, members in people.items() if support(members) >= enough]
    usual = Counter(word for statement in elsewhere for word in set(statement.lower().split()))
    shared.sort(key=lambda word: (-len(people[word]) / (1 + usual[word]), word))
    return f"{named(theme)}: several pairs {_speak_of(shared[:_MOST])}"


def _speak_of(words: Sequence[str]) -> str:
    """What they do, as the end of a sentence."""
    quoted = [f"“{word}”" for word in words]
    if not quoted:
        return _ALIKE
    return f"speak of {' and '.join([', '.join(quoted[:-1]), quoted[-1]] if quoted[:-1] else quoted)}"


def is_named(title: str) -> bool:
    """Whether a title says what its members share."""
    return not title.endswith(_ALIKE)


def _agreed(members: Sequence[Member], topics: Sequence[str], enough: int) -> str | None:
    if not topics:
        return None
    topic, count = Counter(topics).most_common(1)[0]
    behind = {member for member, nearest in zip(members, topics, strict=True) if nearest == topic}
    agreed = count >= _AGREEMENT * len(topics) and support(behind) >= enough
    return topic if agreed and topic in _titles() else None


@lru_cache(maxsize=1)
def _titles() -> dict[str, str]:
    lines = (Path(__file__).parent / "topic_titles.txt").read_text(encoding="utf-8").splitlines()
    pairs = [(line.split("\t")[0], line.split("\t")[1]) for line in lines if line and not line.startswith("#")]
    return dict(pairs)


def _words(statements: Sequence[str]) -> list[set[str]]:
    """Everyday nouns and adjectives of each statement, in dictionary form; no name is among them."""
    return [
        {
            word.lemma_.lower()
            for word in doc
            if word.pos_ in ("NOUN", "ADJ") and word.is_lower and not word.is_stop and _is_everyday(word.lemma_.lower())
        }
        - _SAYS_NOTHING
        for doc in english().pipe(statements, disable=["ner"])
    ]


def _is_everyday(word: str) -> bool:
    """In the dictionary, and neither name nor place unless it is an everyday word all the same ("mark")."""
    known = lexicon()
    named = known.is_name(word) or word in known.places
    return known.is_ordinary(word) if named else word in known.words
