"""Passages said in confidence, or about what is nobody's business but one's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mentoring.records import WithheldPassage

_CUE = re.compile(
    r"\b(?:off the record|between (?:us|you and me|the two of us)|not for the (?:notes?|file|system|report|write-?up)|"
    r"keep (?:this|that|it) (?:to yourself|between us|out of)|nobody (?:should|must) know|don'?t (?:write|put|note) (?:this|that|it)|"
    r"in confidence|confidential(?:ly)?|leave (?:this|that|it) out|not to be (?:shared|repeated))\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^\s][^\n]*?(?:[.!?](?=\s|$)|(?=\n)|$)")


def find_confidential(body: str) -> Iterator[WithheldPassage]:
    """Sentences with a word of confidence in them."""
    for sentence in _SENTENCE.finditer(body):
        if _CUE.search(sentence[0]):
            yield WithheldPassage(sentence.start(), sentence.end(), "off-record")
