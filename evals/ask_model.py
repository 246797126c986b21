"""What a model makes of questions: which it answers in its own words, which it leaves, and how long each takes.

`python -m evals.ask_model FOLDER`: a folder with `queries.json` (evals.queries); the model is the one behind
OPENAI_BASE_URL and UPWELL_MODEL. Whether notes answer at all is decided before it is asked (retrieval.ask).
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path

from evals.material import Material
from evals.queries import QuerySet, query_set
from evals.retrieval import Library, library_of
from mentoring.errors import NotAllowed
from retrieval.answering import Answering
from retrieval.ask import Answer, Model, ask
from service.settings import load
from service.stages.searching import checking
from service.wiring import gateway_to_model

REFUSED, LEFT = "refused: about a person", "not answered"


def outcomes(library: Library, asked: QuerySet, model: Model) -> dict[str, Counter[str]]:
    """How often each thing became of questions with an answer and of those without."""
    told: dict[str, Counter[str]] = {"with an answer": Counter(), "without": Counter()}
    for text, notes in [*asked.answerable, *((one, frozenset()) for one in asked.unanswerable)]:
        began = time.perf_counter()
        what = _became(library, text, frozenset(notes), model)
        told["with an answer" if notes else "without"][what] += 1
        sys.stderr.write(f"{what} in {time.perf_counter() - began:.1f} s\n")
    return told


def _became(library: Library, text: str, notes: frozenset[str], model: Model) -> str:
    try:
        question = library.redacted(text)
        answer = ask(library.index, library.store, library.embedder.embed, question, library.allowed, model=model)
    except NotAllowed:
        return REFUSED
    return _said(answer, notes) if answer.answered else f"{LEFT} by {answer.engine}"


def _said(answer: Answer, notes: frozenset[str]) -> str:
    right = {one.note_id for one in answer.citations} & notes
    return f"answered by {answer.engine}{', citing a note that answers' if right else ''}"


def main() -> None:
    """Print what became of the questions."""
    folder = Path(sys.argv[1])
    asked = query_set(folder)
    gateway = gateway_to_model(load())
    with library_of(Material(folder).cases) as library:
        people = library.store.people.all()
        answering = Answering(gateway, library.embedder.embed, checking(people, library.redactor, date.today()))
        model = Model(answering, {note for notes in library.allowed.values() for note in notes})
        for kind, told in (outcomes(library, asked, model) if asked else {}).items():
            for what, count in told.most_common():
                sys.stdout.write(f"{kind:16} {count:3}  {what}\n")


if __name__ == "__main__":
    main()
