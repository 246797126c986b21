"""An answer in a model's words, each sentence citing sentences of the notes; what they do not support is dropped.

The model sees the redacted question and numbered sentences of the notes that were found, nothing else. It cites
numbers, so the cited words are exact by construction; whether they say what the answer says is judged here, not by it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mentoring.grounding.verify import fault
from mentoring.llm import Gateway
from mentoring.redaction.render import humanise
from mentoring.store.passages import Passage
from prompts import Prompt, load

Embed = Callable[[Sequence[str]], NDArray[np.float32]]
Check = Callable[[str], str | None]
"""The output guard: what of a sentence may be said, or None."""
ALIKE, SHARED = 0.4, 1 / 6
"""Least similarity of a sentence to the words it cites together, and least share of its content words (first five
letters) in them. Of 99 statements written by careful readers 72 % reach both with their own evidence, and none of them
with the evidence of another statement about the same note."""
_BEARS = 0.25
"""Least similarity of a single cited sentence; one below it is no citation."""
_MOST, _CITED, _LONGEST = 4, 4, 300
_TOKENS = 400
_STEM = re.compile(r"[^\W\d_]{4,}")
_RUN = 4
"""Words in a row that an answer shares with the prompt's examples by more than chance."""


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of an answer and the passages that support it."""

    text: str
    cited: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Answering:
    """Who words the answer, and who checks it."""

    gateway: Gateway
    embed: Embed
    check: Check

    def say(self, question: str, found: Sequence[Passage]) -> list[Said] | None:
        """Supported sentences; none of them: the notes do not answer. None: nothing that the model said stands.

        EngineFailed without an answer.
        """
        lines, prompt = [humanise(one.text) for one in found], load("answer", 1)
        numbered = "\n".join(f"{number} {' '.join(line.split())}" for number, line in enumerate(lines, 1))
        messages = prompt.render(question=question, lines=numbered)
        parsed = self.gateway.ask(messages, schema(len(found)), _TOKENS).parsed
        if parsed is None:
            return None
        drafts = parsed["sentences"]
        said = [one for draft in drafts if (one := self._supported(draft, found, lines, prompt)) is not None]
        return said if said or not drafts else None

    def _supported(self, draft: Any, found: Sequence[Passage], lines: Sequence[str], prompt: Prompt) -> Said | None:
        """The sentence with the citations that bear on it; None where they do not carry it."""
        text = self.check(" ".join(draft["text"].split()))
        places = sorted({number - 1 for number in draft["lines"] if 1 <= number <= len(found)})
        if text is None or not places or _runs(text) & _of_examples(prompt) - _runs(" ".join(lines)):
            return None
        vectors = self.embed([text, *(lines[place] for place in places)])
        bearing = [place for place, one in zip(places, vectors[1:] @ vectors[0], strict=True) if one >= _BEARS]
        evidence = " ".join(lines[place] for place in bearing)
        if not bearing or fault(text, [evidence]) is not None or shared(text, evidence) <= SHARED:
            return None
        own, beside = self.embed([text, evidence])
        return Said(text, tuple(found[place] for place in bearing)) if own @ beside >= ALIKE else None


def schema(lines: int) -> dict[str, Any]:
    """What an answer over so many numbered sentences looks like."""
    sentence = {
        "type": "object",
        "properties": {
            "text": {"type": "string", "maxLength": _LONGEST},
            "lines": {
                "type": "array",
                "items": {"type": "integer", "enum": list(range(1, lines + 1))},
                "minItems": 1,
                "maxItems": _CITED,
            },
        },
        "required": ["text", "lines"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"sentences": {"type": "array", "items": sentence, "maxItems": _MOST}},
        "required": ["sentences"],
        "additionalProperties": False,
    }


def shared(sentence: str, evidence: str) -> float:
    """Share of the sentence's words of four letters and more that stand in `evidence`, by their first five letters."""
    said = _stems(sentence)
    return len(said & _stems(evidence)) / len(said) if said else 0.0


def _stems(text: str) -> set[str]:
    return {word[:5] for word in _STEM.findall(text.lower())}


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return set(zip(*(words[at:] for at in range(_RUN)), strict=False))


def _of_examples(prompt: Prompt) -> set[tuple[str, ...]]:
    shown = (text for one in prompt.examples for text in (*one.values.values(), one.answer))
    return {run for text in shown for run in _runs(text)}
