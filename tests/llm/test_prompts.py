"""What examples show the model is what the engine would keep: anchored, redacted, well worded."""

from __future__ import annotations

import json

from extractor.llm import steps, whole
from extractor.llm.verify import worded_well
from mentoring.grounding.guard import Guard
from mentoring.redaction import Redactor
from prompts import Prompt
from tests.llm.answering import DAY, engine, note
from tests.llm.scripted import Turn


def _body(prompt: Prompt) -> str:
    return "\n\n".join(line.split(" ", 1)[1] for line in prompt.examples[0].values["lines"].splitlines())


def test_examples_hold_nothing_that_redaction_would_take_out() -> None:
    for prompt in (whole.prompt(), steps.prompt()):
        text, vault = Redactor().preview(_body(prompt), mentor=None, mentee=None, session_date=DAY)
        assert (text.spans, text.withheld) == ((), ())
        assert Guard(vault).check(prompt.examples[0].answer.replace('"', "")).rule is None


def test_the_answer_in_the_large_example_is_anchored_and_says_what_its_lines_say() -> None:
    prompt = whole.prompt()
    with engine([Turn(prompt.examples[0].answer)]) as (llm, _):
        drafts = llm.draft(note(_body(prompt)))
    assert ([len(one.evidence) for one in drafts.insights], len(drafts.actions)) == ([1], 1)
    assert (drafts.actions[0].owner, str(drafts.actions[0].due)) == ("mentee", "2026-06-04")
    words = note(_body(prompt)).text
    unseen = Prompt("x", 1, "", "", "", ())
    for draft, said in zip(drafts.insights, json.loads(prompt.examples[0].answer)["insights"], strict=True):
        cited = " ".join(words[slice(*one)] for one in draft.evidence)
        assert worded_well(said["statement"], cited, unseen, 1 / 6)


def test_the_answer_in_the_small_example_says_what_its_passages_say() -> None:
    example = steps.prompt().examples[0]
    passages = dict(line.split(" ", 1) for line in example.values["lines"].splitlines())
    unseen = Prompt("x", 1, "", "", "", ())
    for number, sentence in json.loads(example.answer).items():
        assert worded_well(sentence, passages[number], unseen, 1 / 3)


def test_a_denial_is_neither_left_out_nor_added() -> None:
    unseen = Prompt("x", 1, "", "", "", ())
    denied, plain = "The night bakers do not read the paper rota.", "The night bakers read the paper rota."
    assert worded_well(denied, "the night bakers dont read the paper rota", unseen, 1 / 6)
    assert not worded_well(plain, denied, unseen, 1 / 6)
    assert not worded_well(denied, plain, unseen, 1 / 6)
