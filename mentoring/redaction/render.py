"""Placeholders as words: what people read instead of `[PERSON_2]`.

Pseudonyms never leave the vault: every rendering says the role, so nobody can be followed from note to note.
"""

from __future__ import annotations

import re

_WORDS = {
    "MENTOR": "the mentor",
    "MENTEE": "the mentee",
    "PERSON": "a colleague",
    "ROLE": "a colleague",
    "LOCATION": "a site",
    "ORG": "a company",
    "EMAIL": "an e-mail address",
    "PHONE": "a phone number",
    "ADDRESS": "an address",
    "URL": "a link",
    "HANDLE": "a handle",
    "EMPLOYEE_ID": "an employee number",
    "ID_NUMBER": "a document number",
    "DATE_OF_BIRTH": "a birth date",
    "AGE": "an age",
    "NATIONALITY": "a nationality",
    "FAMILY": "a relative",
    "HEALTH": "a health matter",
    "MONEY": "an amount",
    "WITHHELD": "(withheld)",
}
PLACEHOLDER = re.compile(r"\[(%s)(?:_\d+)?\]" % "|".join(_WORDS))  # noqa: UP031 - the pattern is full of braces' rivals
_TOUCHING = re.compile(r"(?<=\])(?=[\[\w])|(?<=\w)(?=\[[A-Z])")
"""Where a placeholder stands against a word or another one, as its find had no space around it."""
_REPEATED = re.compile(r"\b(an? [a-z-]+(?: [a-z-]+)?)(?:,? \1\b)+")
_ARTICLE = re.compile(
    r"\b(?:the|an?|my|his|her|our|their|your) (?=(?:the|an?) (?:mentor|mentee|colleague|site|company|relative)\b)", re.I
)


def role_of(placeholder: str) -> str:
    """Words for one placeholder, for example "the mentor" for `[MENTOR]`; other text comes back as it is."""
    match = PLACEHOLDER.fullmatch(placeholder)
    return _WORDS[match[1]] if match else placeholder


def humanise(text: str) -> str:
    """`text` with every placeholder as words, with a capital where a sentence starts."""
    said = PLACEHOLDER.sub(lambda m: _WORDS[m[1]], _TOUCHING.sub(" ", text))
    said = _REPEATED.sub(r"\1", _ARTICLE.sub("", said))
    return said if said == text else _capitals(said)


def _capitals(text: str) -> str:
    starts = re.compile(r"(^|[.!?]\s+|\n)((?:the|an?) (?:mentor|mentee|colleague|site|company|relative)\b)")
    return starts.sub(lambda m: m[1] + m[2][0].upper() + m[2][1:], text)
