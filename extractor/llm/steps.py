"""Small questions for a small model: code selects, words and verifies; the model shortens what came out long.

A model of 1.5B labels nothing when asked to select, and turns meanings round when asked to word freely
(docs/llm-comparison.md), so selection, theme, direction, owner and date stay those of the engine that selects.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from extractor.llm.asking import Asker
from extractor.llm.verify import shortened, support, worded_well
from mentoring.records import Drafts, InsightDraft, RedactedText
from mentoring.redaction.render import humanise
from prompts import Prompt, load

_AT_ONCE = 6
_SHORT_ENOUGH = 16
"""Words; a sentence of no more is left as code made it."""
_LONGEST = 200
"""Characters of one sentence."""
_TOKENS = 60
"""Upper bound for one sentence with its number."""
_SUPPORT = 1 / 3
_COVER = 1 / 2
"""Share of a passage's content words that its sentence must keep: small models drop the point of a passage."""


def prompt() -> Prompt:
    """The question's wording."""
    return load("write", 1)


def reword(text: RedactedText, drafts: Drafts, asker: Asker, longer_than: int = _SHORT_ENOUGH) -> Drafts:
    """`drafts` with the model's sentences where those only shorten what code said, and the old ones elsewhere.

    Asked about are sentences of more than `longer_than` words.
    """
    insights = list(drafts.insights)
    long = [at for at, draft in enumerate(insights) if len(draft.statement.split()) > longer_than]
    for start in range(0, len(long), _AT_ONCE):
        chosen = long[start : start + _AT_ONCE]
        said = _ask(text, [insights[at].statement for at in chosen], asker)
        for at, sentence in zip(chosen, said, strict=True):
            insights[at] = _reworded(insights[at], sentence, text)
    return Drafts(tuple(insights), drafts.actions)


def _ask(text: RedactedText, sentences: Sequence[str], asker: Asker) -> list[str]:
    """A better sentence for each; one whose answer is cut off even alone has an empty one."""
    numbers = [str(number) for number in range(1, len(sentences) + 1)]
    lines = "\n".join(f"{number} {words}" for number, words in zip(numbers, sentences, strict=True))
    said = asker.ask(text, prompt(), {"lines": lines}, _schema(numbers), _TOKENS * len(sentences) + 20)
    if said is not None:
        return [said[number] for number in numbers]
    if len(sentences) == 1:
        return [""]
    middle = len(sentences) // 2
    return _ask(text, sentences[:middle], asker) + _ask(text, sentences[middle:], asker)


def _schema(numbers: Sequence[str]) -> dict[str, Any]:
    sentence = {"type": "string", "maxLength": _LONGEST}
    return {
        "type": "object", "additionalProperties": False, "required": list(numbers),
        "properties": dict.fromkeys(numbers, sentence),
    }  # fmt: skip


def _reworded(draft: InsightDraft, sentence: str, text: RedactedText) -> InsightDraft:
    words = " ".join(" ".join(text.text[slice(*one)].split()) for one in draft.evidence)
    sentence = humanise(" ".join(sentence.split()))
    kept = (
        worded_well(sentence, words, prompt(), _SUPPORT)
        and shortened(sentence, words)
        and support(words, sentence) > _COVER
    )
    return replace(draft, statement=sentence) if kept else draft
