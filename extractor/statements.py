"""One neutral sentence from the evidence: roles for names and pronouns, no first person, nothing invented.

The words are those of the evidence; only function words, roles and verb endings change.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractor.rewrite import Voice, rewrite, stand_ins, task_words
from extractor.units import Speaker, Unit
from mentoring.records import Owner
from mentoring.redaction.language import english

if TYPE_CHECKING:
    from spacy.tokens import Doc

MOST_WORDS = 60
_FILLER = re.compile(
    r"^(?:(?:and|so|but|then|well|ok|okay|right|oh|also|now|yeah|yes|no|aye|um|er|mm|hm|look|see|you know|anyway|"
    r"lastly|finally|brilliant|good|fine|all right|honestly)\b[,.!]?\s+)+(?=\S+ \S+ \S+)",
    re.IGNORECASE,
)
_FRAME = re.compile(
    r"^[^:]{0,90}?\b(?:told|tells?|taught|teach\w*|said|says?|say|gave|gift|advice|advised|lesson|rule|tip|trick|learn\w*|"
    r"takeaway|take|return|view|point|added|reminded|heard|see|explained|answered|agreed|decided|promised|promises?|"
    r"found|contributed|wrote|swears?|thinks?|believes?|matters?|thing|topic|from|me|actions?|step|to-?do|homework|her|his|mine)\b[^:.]{0,40}?:\s+",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"^(?:in return |then |from (?:him|her)[,:]? )?(?:he|she|i|\[MENTOR\]|\[MENTEE\])(?: also| then| has)? "
    r"(?:told|taught|reminded|said|says|learned|learnt|added|admitted)(?: (?:me|him|her|"
    r"us|to me|to him|to her))?"
    r"(?: (?:also|that|this|something good also|one thing))*[:,]?\s+(?=\S+ \S+ \S+ \S+)",
    re.IGNORECASE,
)
_ARROW = re.compile(
    r"^\W*(?:from )?(?:he|she|her|him|me|\[\w+\])(?: to (?:me|him|her))?\s*(?:->|→|:)(?:\s*me\s*:)?\s*", re.IGNORECASE
)
_OWNER = re.compile(
    r"^\W*(?:\[(?:MENTOR|MENTEE|PERSON_\d+)\]|(?:me|mentor|mentee|he|she)\b)\s*(?:\([^)]*\)\s*)?(?:to|:|-|–|->|→)\s+(?=\S)",
    re.IGNORECASE,
)
"""The owner as a label before the task ("[MENTEE] to", "me:")."""
_SHORT = {
    r"w/o": "without", r"w/": "with ", r"bc|b/c|cos": "because", r"ppl": "people", r"mtgs?": "meetings",
    r"dont": "don't", r"doesnt": "doesn't", r"didnt": "didn't", r"wont": "won't", r"cant": "can't",
    r"isnt": "isn't", r"havent": "haven't", r"thats": "that's", r"its(?= (?:a|the|not|like|so))": "it's",
    r"yday": "yesterday", r"tmrw": "tomorrow", r"pls": "please", r"pwd": "password", r"wk": "week",
    r"hrs": "hours", r"approx": "about", r"mgrs?": "managers", r"nowt": "nothing",
}  # fmt: skip


def frame_length(text: str) -> int:
    """Characters at the start that only introduce what follows ("In return she told me: ")."""
    for pattern in (_FRAME, _TOLD, _ARROW):
        found = pattern.match(text)
        if found and len(text[found.end() :].split()) >= 4:
            return found.end()
    return 0


def insight_statements(groups: Sequence[Sequence[Unit]], writer: Speaker) -> list[str]:
    """Each group's insight as one sentence; longer than MOST_WORDS is cut at a sentence."""
    docs = _docs([[_bare(unit.text) for unit in group] for group in groups])
    return [_statement(group, parsed, writer) for group, parsed in zip(groups, docs, strict=True)]


def action_tasks(groups: Sequence[Sequence[Unit]], owners: Sequence[Owner], writer: Speaker) -> list[str]:
    """Each group's commitment as a command to its owner."""
    docs = _docs([[_bare(_OWNER.sub("", unit.text)) for unit in group] for group in groups])
    return [
        _task(parsed, owner, Voice.of(group[0].speaker or writer))
        for group, parsed, owner in zip(groups, docs, owners, strict=True)
    ]


def insight_statement(units: Sequence[Unit], writer: Speaker) -> str:
    """One group's insight."""
    return insight_statements([units], writer)[0]


def action_task(units: Sequence[Unit], owner: Owner, writer: Speaker) -> str:
    """One group's commitment."""
    return action_tasks([units], [owner], writer)[0]


def _statement(units: Sequence[Unit], docs: Sequence[Doc], writer: Speaker) -> str:
    sentences: list[str] = []
    for unit, doc in zip(units, docs, strict=True):
        said = rewrite(doc, Voice.of(unit.speaker or writer))
        if said and (not sentences or sum(len(one.split()) for one in [*sentences, said]) <= MOST_WORDS):
            sentences.append(said)
    return _one_sentence(sentences)


def _task(docs: Sequence[Doc], owner: Owner, voice: Voice) -> str:
    for doc in docs:
        if words := task_words(doc, voice, owner):
            return _one_sentence([words])
    plain = next((said for doc in docs if (said := rewrite(doc, voice))), "")
    return _one_sentence([f"Take care of: {plain}"]) if plain else ""


def _docs(groups: Sequence[Sequence[str]]) -> list[list[Doc]]:
    """Parses of all texts in one batch, grouped as given."""
    pipeline = english()
    skipped = [name for name in ("ner",) if name in pipeline.pipe_names]
    with pipeline.select_pipes(disable=skipped):
        parsed = pipeline.pipe([stand_ins(text) for group in groups for text in group], batch_size=64)
        return [[next(parsed) for _ in group] for group in groups]


def _bare(text: str) -> str:
    text = text[frame_length(text) :]
    text = _FILLER.sub("", text)
    text = re.sub(r"[\U0001F300-\U0001FAFF☀-➿]|\[(?:laughs?|pause|no speech)\]|\[[ xX]\]", "", text)
    for short, full in _SHORT.items():
        text = re.sub(rf"(?<![\w/])(?:{short})(?![\w'])", full, text, flags=re.IGNORECASE)
    return re.sub(r"\s+", " ", re.sub(r"\s*(?:->|→)\s*", ": ", text)).strip(" -–—:;,")


def _one_sentence(sentences: Sequence[str]) -> str:
    parts = [sentence.strip().strip('"“”').rstrip(" .;:,!?…-–") for sentence in sentences if sentence.strip()]
    joined = "; ".join([parts[0], *(_lower(part) for part in parts[1:])]) if parts else ""
    if joined.count('"') % 2 or joined.count("“") != joined.count("”"):
        joined = re.sub(r"[\"“”]", "", joined)
    if joined.count("(") != joined.count(")"):
        joined = re.sub(r"[()]", "", joined)
    return f"{joined[0].upper()}{joined[1:]}." if joined else ""


def _lower(part: str) -> str:
    first = part.split(" ", 1)[0]
    return part[0].lower() + part[1:] if first[1:].islower() and first.lower() in _STARTS else part


_STARTS = frozenset({
    "the", "a", "an", "if", "when", "people", "nobody", "everybody", "they", "it", "there", "this", "that", "these",
    "those", "before", "after", "ask", "put", "give", "make", "let", "say", "send", "write", "take", "never", "always",
    "then", "one", "two", "all", "some", "most", "half", "young", "employees", "customers", "what", "who",
    "whoever", "just",
})  # fmt: skip
