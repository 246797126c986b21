"""Whether a word that could be a name or an ordinary word is used as a name: Will said, Will it stick."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mentoring.redaction.lexicon import lexicon
from mentoring.redaction.tokens import Token

_SAYS = frozenset(
    [
        "said",
        "says",
        "asked",
        "asks",
        "told",
        "tells",
        "thinks",
        "thought",
        "wants",
        "wanted",
        "agreed",
        "agrees",
        "sends",
        "sent",
        "will",
        "takes",
        "took",
        "has",
        "had",
        "is",
        "was",
        "would",
        "could",
        "should",
        "writes",
        "wrote",
        "showed",
        "shows",
        "gave",
        "gives",
        "brought",
        "brings",
        "promised",
        "admitted",
        "suggested",
        "laughed",
        "nodded",
        "pushed",
        "offered",
        "offers",
        "called",
        "calls",
        "came",
        "comes",
        "went",
        "goes",
        "knows",
        "knew",
        "likes",
        "liked",
        "looked",
        "looks",
        "felt",
        "feels",
        "made",
        "makes",
        "met",
        "meets",
        "replied",
        "joined",
        "left",
        "moved",
        "read",
        "runs",
        "ran",
        "does",
        "did",
        "and",
        "or",
        "to",
        "also",
        "then",
        "again",
        "who",
        "himself",
        "herself",
        "still",
        "just",
        "explained",
        "explains",
        "shared",
        "shares",
        "mentioned",
        "mentions",
        "wasnt",
        "isnt",
        "didnt",
        "wont",
        "cant",
        "noted",
        "wondered",
        "needs",
        "listened",
        "smiled",
        "spoke",
        "speaks",
        "plans",
        "planned",
        "books",
        "booked",
        "tried",
        "tries",
        "checks",
        "checked",
        "tests",
        "tested",
        "finds",
        "found",
        "puts",
        "let",
        "lets",
        "gets",
        "got",
    ]
)
_BEFORE = frozenset(
    [
        "with",
        "told",
        "tells",
        "asked",
        "asks",
        "and",
        "from",
        "to",
        "by",
        "for",
        "about",
        "thank",
        "thanks",
        "hi",
        "hello",
        "dear",
        "hey",
        "cheers",
        "auntie",
        "aunty",
        "uncle",
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "prof",
        "sir",
        "madam",
        "met",
        "meet",
        "meeting",
        "called",
        "says",
        "said",
        "or",
        "cc",
        "regards",
        "best",
        "love",
        "yours",
        "sincerely",
        "because",
        "that",
        "since",
        "when",
        "if",
        "while",
        "but",
        "though",
        "until",
        "after",
        "before",
        "gave",
        "give",
        "tell",
        "ask",
        "let",
        "see",
        "saw",
        "between",
        "per",
        "via",
        "than",
        "like",
        "where",
        "why",
        "me",
        "us",
        "as",
        "until",
        "so",
        "invited",
        "including",
        "against",
        "named",
        "poor",
        "old",
        "our",
        "thanked",
        "showed",
    ]
)
_WORD_AFTER = frozenset(
    [
        "it",
        "this",
        "that",
        "these",
        "those",
        "there",
        "he",
        "she",
        "we",
        "you",
        "they",
        "i",
        "the",
        "a",
        "an",
        "my",
        "your",
        "his",
        "her",
        "our",
        "their",
        "period",
        "periods",
        "be",
        "not",
        "any",
        "anyone",
        "anybody",
        "everybody",
        "people",
        "somebody",
        "someone",
        "of",
    ]
)
_SENTENCE = re.compile(r"(?:^|[.!?…:\n>»”\"“(\[|•*–—-]|\b\d+\))\s*$")


def starts_sentence(body: str, token: Token) -> bool:
    """Whether the word opens a sentence, a line, a cell, a quotation or a list item."""
    return bool(_SENTENCE.search(body[max(0, token.start - 12) : token.start]))


def reads_as_name(body: str, tokens: Sequence[Token], i: int, *, known: bool) -> bool:
    """Whether token `i`, whose form may be an ordinary word, names somebody here.

    `known`: the session's own participant has exactly this name, so that weaker signs are enough.
    """
    token = tokens[i]
    before = tokens[i - 1].key if i and "\n" not in body[tokens[i - 1].end : token.start] else ""
    after = tokens[i + 1].key if i + 1 < len(tokens) and "\n" not in body[token.end : tokens[i + 1].start] else ""
    gap = body[token.end : token.end + 2]
    if token.text[0].islower():
        return known and _lower_name(token, before, after, gap)
    if token.text.isupper() and len(token.text) > 1 and not known:
        return False
    if token.key in {"may", "april", "june", "august"}:
        if re.match(r"\s*(?:\d|’\d)", body[token.end :]) or re.search(
            r"\d(?:st|nd|rd|th)?(?: of)?\s$", body[: token.start][-8:]
        ):
            return False
        if before in {
            "in",
            "of",
            "by",
            "since",
            "until",
            "till",
            "from",
            "last",
            "next",
            "this",
            "early",
            "late",
            "mid",
            "before",
            "after",
        }:
            return False
    if not starts_sentence(body, token):
        return True
    if gap.lstrip(" ")[:1] in tuple(",:;)<>’'|") or body[token.end : token.end + 1] in ("", "\n", "."):
        return True
    if after in _WORD_AFTER:
        return False
    if gap[:1] == "-":
        return False
    return (
        after in _SAYS
        or (i + 1 < len(tokens) and tokens[i + 1].text[0].isupper() and lexicon().is_name(after))
        or (known and after not in lexicon().words)
    )


def _lower_name(token: Token, before: str, after: str, gap: str) -> bool:
    """Lower-case "rich said", "and rich": only for a participant, only with a sign on a side."""
    if gap[:1] == "-" or before in {
        "a",
        "the",
        "i",
        "you",
        "we",
        "they",
        "he",
        "she",
        "it",
        "not",
        "this",
        "that",
        "to",
        "very",
        "so",
    }:
        return False
    if token.key in {"will", "may", "can", "might"}:
        return before in {"auntie", "with", "and", "told", "asked"} and after in _SAYS - {"is", "be"}
    return after in _SAYS or before in {"auntie", "told", "asked", "with", "said", "hi", "thanks"}
