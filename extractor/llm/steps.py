"""Small questions for a small model: code selects and verifies, the model only words.

Asked to select, a model of 1.5B finds next to nothing (docs/llm-comparison.md), so selection, theme, direction,
owner and date stay those of the engine that selects.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from extractor.llm.asking import Asker
from extractor.llm.verify import worded_well
from extractor.units import Speaker
from mentoring.records import Drafts, InsightDraft, RedactedText
from mentoring.redaction.render import humanise
from prompts import Prompt, load

_AT_ONCE = 6
_LONGEST = 200
"""Characters of one sentence."""
_TOKENS = 60
"""Upper bound for one sentence with its number."""
_SUPPORT = 1 / 3


def prompt() -> Prompt:
    """The question's wording."""
    return load("write", 1)


def reword(text: RedactedText, drafts: Drafts, writer: Speaker, asker: Asker) -> Drafts:
    """`drafts` with the model's sentences where they stand up to their evidence, and the old ones elsewhere."""
    insights = list(drafts.insights)
    passages = [" ".join(" ".join(text.text[slice(*one)].split()) for one in draft.evidence) for draft in insights]
    for start in range(0, len(insights), _AT_ONCE):
        chosen = slice(start, start + _AT_ONCE)
        said = _ask(text.note_id, passages[chosen], writer, asker)
        insights[chosen] = [
            _reworded(draft, sentence, words)
            for draft, sentence, words in zip(insights[chosen], said, passages[chosen], strict=True)
        ]
    return Drafts(tuple(insights), drafts.actions)


def _ask(note_id: str, passages: Sequence[str], writer: Speaker, asker: Asker) -> list[str]:
    """One sentence a passage; a passage whose answer is cut off even alone has an empty one."""
    numbers = [str(number) for number in range(1, len(passages) + 1)]
    lines = "\n".join(f"{number} {humanise(words)}" for number, words in zip(numbers, passages, strict=True))
    values = {"writer": writer, "lines": lines}
    said = asker.ask(note_id, prompt(), values, _schema(numbers), _TOKENS * len(passages) + 20)
    if said is not None:
        return [said[number] for number in numbers]
    if len(passages) == 1:
        return [""]
    middle = len(passages) // 2
    return _ask(note_id, passages[:middle], writer, asker) + _ask(note_id, passages[middle:], writer, asker)


def _schema(numbers: Sequence[str]) -> dict[str, Any]:
    sentence = {"type": "string", "maxLength": _LONGEST}
    return {
        "type": "object", "additionalProperties": False, "required": list(numbers),
        "properties": dict.fromkeys(numbers, sentence),
    }  # fmt: skip


def _reworded(draft: InsightDraft, sentence: str, words: str) -> InsightDraft:
    sentence = humanise(" ".join(sentence.split()))
    return replace(draft, statement=sentence) if worded_well(sentence, words, prompt(), _SUPPORT) else draft
