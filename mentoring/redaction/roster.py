"""The people a note is known to be about, in every form their names are written in.

full, first, surname, hyphen parts, with and without particles, nicknames, initials, misspelt, lower case.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mentoring.records import Person
from mentoring.redaction.as_read import as_read
from mentoring.redaction.assemble import plain
from mentoring.redaction.found import Found
from mentoring.redaction.lexicon import lexicon
from mentoring.redaction.nicknames import other_forms
from mentoring.redaction.reading import reads_as_name
from mentoring.redaction.tokens import Token
from mentoring.redaction.vocabulary import words_of

PARTICLES = words_of("particles")
_TITLES = words_of("titles before names")
_SOUNDS = "ay bee see dee ee eff gee aitch jay kay ell em en oh pee queue ar ess tee vee ex why zed"
_HEADS = r"^[^\w\n]*({})\.?(?= ?(?::|->|→|=>) ?\S)"
"""A letter or name at the head of a line, behind bullets and boxes."""
_ACTS = r"(?:^|(?<=[.!?;\n] )|(?<=\n)|(?<=\band )|(?<=\bthat )|(?<=\bwhen )|(?<=\bas ))({}\.)(?= [a-z])"
"""A letter with a stop where a sentence begins that goes on in small letters: "W. does not take the bus"."""
_JOINED = r" ?(?:[x×/&+>|~]|<?[-=]?>|[↔⇄→–-]|w/) ?"
_CODE = re.compile(r"\S*\d\S*")
_LETTERS = dict(zip("abcdefghjklmnopqrstvxyz", _SOUNDS.split(), strict=True))
"""How letters sound when a name is dictated: jay pee for J.P."""


@dataclass(frozen=True, slots=True)
class Name:
    """One person's name as keys; `who` is MENTOR, MENTEE or empty."""

    who: str
    words: tuple[str, ...]
    """Keys of the words of the full name, hyphens split, particles included."""
    given: tuple[str, ...]
    """Keys that stand for the person alone: first names, nicknames, aliases."""
    family: tuple[str, ...]
    """Surname keys without particles."""


def without_ids(name: str) -> str:
    """What of a name is words: nothing, of people handed in by an id alone ("mentor-7"): its letters name nobody."""
    return _CODE.sub(" ", name)


def name_of(full: str, who: str = "", aliases: Sequence[str] = ()) -> Name:
    """The forms of one full name; the first word that is neither title nor particle is taken as the first name."""
    parts = [plain(p) for p in re.findall(r"[^\W\d_]+(?:['’`][^\W\d_]+)*", without_ids(as_read(full).text))]
    while len(parts) > 1 and parts[0] in _TITLES:
        parts = parts[1:]
    solid = [p for p in parts if p not in PARTICLES or len(parts) == 1]
    given = solid[:1]
    for alias in aliases:
        given += [
            p
            for p in re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)*", plain(without_ids(as_read(alias).text)))
            if p not in PARTICLES
        ]
    first = {g for g in given if len(g) > 1}
    nick = {form for g in first for form in other_forms(g)} - set(solid[1:])
    return Name(who, tuple(parts), (*given, *sorted(nick - first)), tuple(solid[1:]))


def find_roster(body: str, tokens: Sequence[Token], names: Sequence[Name]) -> Iterator[Found]:
    """Every mention of one of `names` in `body`."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for i, token in enumerate(tokens):
        places[token.key].append(i)
    for name in names:
        yield from _runs(tokens, places, name)
        yield from _inverted(body, tokens, places, name)
        yield from _initials(body, name)
    yield from _both_initials(body, names)
    yield from _single(body, tokens, names)


def _runs(tokens: Sequence[Token], places: Mapping[str, Sequence[int]], name: Name) -> Iterator[Found]:
    """Two or more words of the name in their order: "Wei Ming" of "Tan Wei Ming", "van der Berg"."""
    past = 0
    for i in sorted({at for word in name.words for at in places.get(word, ())}):
        if i < past:
            continue
        size = _longest(tokens, i, name.words)
        if size >= 2:
            yield Found(tokens[i].start, tokens[i + size - 1].end, "PERSON", "roster", name.who)
        past = i + max(1, size)


def _longest(tokens: Sequence[Token], i: int, words: Sequence[str]) -> int:
    best = 0
    for at, word in enumerate(words):
        if word != tokens[i].key:
            continue
        size = 1
        while at + size < len(words) and i + size < len(tokens) and tokens[i + size].key == words[at + size]:
            if tokens[i + size].start - tokens[i + size - 1].end > 2:
                break
            size += 1
        if any(w not in PARTICLES for w in words[at : at + size]):
            best = max(best, size)
    return best


def _inverted(body: str, tokens: Sequence[Token], places: Mapping[str, Sequence[int]], name: Name) -> Iterator[Found]:
    """Surname, first name: "van der Berg, Jo"."""
    if not name.family or not name.given:
        return
    last = [word for word in name.words if word != name.given[0]]
    for at in places.get(name.given[0], ()):
        first = max(0, at - len(last))
        if [one.key for one in tokens[first:at]] == last and body[tokens[at - 1].end : tokens[at].start].strip() == ",":
            yield Found(tokens[first].start, tokens[at].end, "PERSON", "roster", name.who)


def _both_initials(body: str, names: Sequence[Name]) -> Iterator[Found]:
    """The two of a session in small letters, as hurried notes begin: "tm x hd", "jk/ab"."""
    present = {name.who: "".join(word[0] for word in name.words if word not in PARTICLES) for name in names if name.who}
    if len(present) < 2 or any(len(letters) < 2 for letters in present.values()):
        return
    for one, other in (("MENTOR", "MENTEE"), ("MENTEE", "MENTOR")):
        pair = rf"(?<!\w)({re.escape(present[one])}){_JOINED}({re.escape(present[other])})(?!\w)"
        for match in re.finditer(pair, body, re.IGNORECASE):
            yield Found(*match.span(1), "PERSON", "roster", one)
            yield Found(*match.span(2), "PERSON", "roster", other)


def _single(body: str, tokens: Sequence[Token], names: Sequence[Name]) -> Iterator[Found]:
    owners: dict[str, Name] = {}
    for name in sorted(names, key=lambda n: not n.who):
        for key in (*name.given, *name.family):
            if name.who or not lexicon().is_ordinary(key):
                owners.setdefault(key, name)
    present = [name for name in names if name.who]
    for i, token in enumerate(tokens):
        owner = owners.get(token.key) or _misspelt(token, present)
        if owner is None and i + 1 < len(tokens) and (owner := _torn(token, tokens[i + 1], present)):
            yield Found(token.start, tokens[i + 1].end, "PERSON", "roster", owner.who)
            continue
        if owner is None or (len(token.key) < 2):
            continue
        own = token.key in owner.words
        if _certain(token, own=own) or reads_as_name(body, tokens, i, known=own):
            yield Found(token.start, token.end, "PERSON", "roster", owner.who)


def _certain(token: Token, *, own: bool) -> bool:
    if lexicon().is_ordinary(token.key):
        return False
    return own or token.text[0].isupper() or lexicon().words.get(token.key, -1) < 0


def _misspelt(token: Token, present: Sequence[Name]) -> Name | None:
    """The participant whose name this word is an obvious slip of; words of the language are no slips."""
    key = token.key
    if len(key) < 4 or lexicon().words.get(key, -1) >= 0:
        return None
    from rapidfuzz.distance import OSA

    for name in present:
        for part in (*name.words, *name.given):
            if (
                len(part) >= 4
                and part[0] == key[0]
                and OSA.distance(part, key, score_cutoff=2) <= (1 if len(part) < 6 else 2)
            ):
                return name
    return None


def _torn(token: Token, following: Token, present: Sequence[Name]) -> Name | None:
    """The participant whose name dictation tore in two: "sue yanni" for Suryani."""
    known = lexicon().words
    key = token.key + following.key
    if following.start - token.end != 1 or len(key) < 6 or known.get(following.key, -1) >= 0:
        return None
    from rapidfuzz.distance import OSA

    for name in present:
        if any(len(p) >= 5 and p[0] == key[0] and OSA.distance(p, key, score_cutoff=2) <= 2 for p in name.words):
            return name
    return None


def _initials(body: str, name: Name) -> Iterator[Found]:
    if not name.who or not name.words:
        return
    solid = [w for w in name.words if w not in PARTICLES] or list(name.words)
    forms = set()
    for letters in _letter_forms(name.words, solid):
        if len(letters) > 1:
            forms |= {r"\.? ?".join(letters.upper()) + r"(?:\.(?=\s|$|[,;:)]))?"}
    if any(w.startswith("mc") for w in solid):
        forms.add("".join(rf"Mc{w[2:3].upper()}" if w.startswith("mc") else w[0].upper() for w in solid))
    short = "".join(w for w in name.words if len(w) == 1)
    if len(short) > 1:
        forms |= {rf"(?i:{' '.join(_LETTERS.get(c, c) for c in short)})", rf"(?i:{r'[. ]{0,2}'.join(short)})\.?"}
    for form in forms:
        for match in re.finditer(rf"(?<![^\W_]|[.-])(?:{form})(?![^\W_]|-)", body):
            if len(match[0]) > 1:
                yield Found(match.start(), match.end(), "PERSON", "roster", name.who)
    yield from _labels(body, name)
    yield from _letter_and_name(body, solid, name.who)


def _labels(body: str, name: Name) -> Iterator[Found]:
    """A name or its letter that heads a line of a list, what somebody does or said: "mark -> ask", "- S: the cards".

    And the letter that is a line by itself or begins a sentence ("W. does not take the bus").

    No letter where an A heads a line too: that counts points, or answers questions.
    """
    for key in name.given:
        for match in re.finditer(_HEADS.format(rf"(?i:{re.escape(key)})"), body, re.MULTILINE):
            yield Found(*match.span(1), "PERSON", "label", name.who)
    letter = name.words[0][0].upper()
    for match in re.finditer(rf"^[> \t*–—-]*({letter}\.?)[ \t]*$", body, re.MULTILINE):
        yield Found(*match.span(1), "PERSON", "roster", name.who)
    for match in re.finditer(_ACTS.format(letter), body) if letter not in "AI" else ():
        yield Found(*match.span(1), "PERSON", "roster", name.who)
    if letter in "AQ" or re.search(_HEADS.format("A"), body, re.MULTILINE):
        return
    for match in re.finditer(_HEADS.format(letter), body, re.MULTILINE):
        yield Found(*match.span(1), "PERSON", "roster", name.who)


def _letter_forms(words: Sequence[str], solid: Sequence[str]) -> set[str]:
    """HvdB, HB; an O' or Mc may give two letters: FON for Fiona O'Neill."""
    forms = {"".join(w[0] for w in words), "".join(w[0] for w in solid)}
    forms.add("".join(w.replace("'", "")[:2] if "'" in w or w.startswith(("mc", "mac")) else w[0] for w in solid))
    return forms


def _letter_and_name(body: str, solid: Sequence[str], who: str) -> Iterator[Found]:
    """J. Smith, Joy W., Mark D-H: a letter stands for one half of the name."""
    if len(solid) < 2:
        return
    first, last = solid[0], solid[1:]
    ends = "[- ]?".join(rf"{w[0].upper()}\b\.?" for w in last)
    for match in re.finditer(rf"(?<!\w)(?:[{first[0].upper()}]\.? ?)(?=[^\W\d_])", body):
        word = re.match(r"(?:[A-Z]\. ?)?([^\W\d_]+(?:[-'’][^\W\d_]+)*)", body[match.end() :])
        if word and set(plain(word[1]).replace("-", " ").split()) & set(last):
            yield Found(match.start(), match.end() + word.end(), "PERSON", "roster", who)
    for match in re.finditer(
        rf"(?<!\w)([^\W\d_]+) (?:{ends}|{last[0][0].upper()}\b\.?|{last[-1][0].upper()}\b\.?)(?!\w)", body
    ):
        if plain(match[1]) in {first, *other_forms(first)}:
            yield Found(match.start(), match.end(), "PERSON", "roster", who)


def roster_names(mentor: str | None, mentee: str | None, people: Sequence[Person]) -> list[Name]:
    """Names of the session's two and of everybody this home knows."""
    known = {plain(p.name): p for p in people}
    pair = [(mentor, "MENTOR"), (mentee, "MENTEE")]
    names = [
        name_of(full, who, known[plain(full)].aliases if plain(full) in known else ()) for full, who in pair if full
    ]
    taken = {plain(full) for full, _ in pair if full}
    return names + [name_of(p.name, "", p.aliases) for key, p in known.items() if key not in taken]
