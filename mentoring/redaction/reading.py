"""Whether a word that could be a name or an ordinary word is used as a name: Will said, Will it stick."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mentoring.redaction.lexicon import lexicon
from mentoring.redaction.tokens import Token
from mentoring.redaction.vocabulary import words_of

_AFTER = words_of("after a name")
_BEFORE = words_of("before a name")
_WORD_AFTER = words_of("after a word")
_SENTENCE = re.compile(r"(?:^|[.!?…:\n>»”\"“(\[|•*–—-]|\b\d+\))\s*$")


def starts_sentence(body: str, token: Token) -> bool:
    """Whether the word opens a sentence, a line, a cell, a quotation or a list item."""
    return bool(_SENTENCE.search(body[max(0, token.start - 12) : token.start]))


def reads_as_name(body: str, tokens: Sequence[Token], i: int, *, known: bool) -> bool:
    """Whether token `i`, whose form may be an ordinary word, names somebody here.

    `known`: the session's own participant has exactly this name, so that weaker signs are enough.
    """
    token, (before, after) = tokens[i], _beside(body, tokens, i)
    rest = body[token.end : token.end + 3]
    if token.text[0].islower():
        return known and _lower_name(token, before, after, rest)
    if token.text.isupper() and len(token.text) > 1 and not known:
        return False
    if token.key in words_of("months and names") and _is_date(body, token, before):
        return False
    if not starts_sentence(body, token):
        return known or token.key not in words_of("months and names") or after in _AFTER or before in _BEFORE
    return _opens_as_name(tokens, i, after, rest, known=known)


def stands_alone(body: str, tokens: Sequence[Token], i: int) -> bool:
    """Whether token `i` has the capital of a name and is no part of a title in capitals ("Hope Award")."""
    token = tokens[i]
    if not token.text[0].isupper() or not token.text[1:].islower():
        return False
    near = [t for t in (*tokens[max(0, i - 1) : i], *tokens[i + 1 : i + 2]) if abs(t.start - token.start) < 25]
    return not any(
        t.text[0].isupper() and t.text != "I" and not lexicon().is_name(t.key) and not starts_sentence(body, t)
        for t in near
    )


def _beside(body: str, tokens: Sequence[Token], i: int) -> tuple[str, str]:
    """Keys of the words before and after on the same line, or empty."""
    before = tokens[i - 1].key if i and "\n" not in body[tokens[i - 1].end : tokens[i].start] else ""
    last = i + 1 >= len(tokens) or "\n" in body[tokens[i].end : tokens[i + 1].start]
    return before, "" if last else tokens[i + 1].key


def _is_date(body: str, token: Token, before: str) -> bool:
    return before in words_of("before a month") or bool(
        re.match(r"\s*[\d’]", body[token.end :])
        or re.search(r"\d(?:st|nd|rd|th)?(?: of)?\s$", body[max(0, token.start - 8) : token.start])
    )


def _opens_as_name(tokens: Sequence[Token], i: int, after: str, rest: str, *, known: bool) -> bool:
    """The same at the start of a sentence, where every word has a capital."""
    if rest.lstrip(" ")[:1] in tuple(",:;)<>’'|") or rest[:1] in ("", "\n", "."):
        return known or rest[:1] != ","
    if after in _WORD_AFTER or rest[:1] == "-":
        return False
    if after in _AFTER:
        return True
    named = i + 1 < len(tokens) and tokens[i + 1].text[0].isupper() and lexicon().is_name(after)
    acts = after.endswith(("s", "ed")) and len(after) > 4 and tokens[i].key not in {"will", "can", "may", "might"}
    return named or (known and (acts or after not in lexicon().words))


def _lower_name(token: Token, before: str, after: str, rest: str) -> bool:
    """Lower-case "rich said", "and rich": only for a participant, only with a sign on a side."""
    if rest[:1] == "-" or before in words_of("before a word"):
        return False
    if token.key in {"will", "may", "can", "might"}:
        return before in {"auntie", "with", "and", "told", "asked"} and after in _AFTER - {"is", "be"}
    return after in _AFTER or before in {"auntie", "told", "asked", "with", "said", "hi", "thanks"}
