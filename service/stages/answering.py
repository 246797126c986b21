"""What each of a pair says of it: sessions held, two answers after each, surveys."""

from __future__ import annotations

from typing import Any, cast

from mentoring.consent.gate import ConsentGate
from mentoring.errors import BadInput, NotAllowed, UpwellError
from mentoring.programme.rhythm import Meeting, Pulse
from mentoring.programme.surveys import LEAST, MOST, SIDES, WAVES, Answers, Question
from mentoring.records import WITHHELD, Caller, Consent
from mentoring.redaction.render import PLACEHOLDER
from mentoring.store.third_party import without
from service.programme_requests import Feel, ImportSurveys, Meet, SurveyRow
from service.stages import pair_pages, pairing
from service.stages.days import day_of
from service.stages.seeing import reader_as
from service.stages.taking import gate_of, gate_of_two
from service.wiring import App


def meet(app: App, caller: Caller, request: Meet) -> dict[str, Any]:
    """A session without a note, held or called off; told by one of the two or their lead."""
    here, day = pairing.place(app, caller, request.program, request.pair), day_of(request.day, app.today)
    if request.held and day > app.today:
        raise BadInput("That day is still to come: say so once you have met.")
    covered = gate_of(app).purposes(*here.pair.key, day, here.pair.mentor_ref, here.pair.mentee_ref)
    if "store" not in covered:
        raise BadInput("The two had not both agreed by that day that anything is kept of it.", code="consent")
    with app.store.transaction():
        pairing.must_stand(app, here.pair)
        app.store.pairs.keep(here.pair, app.now())
        app.store.answered.meet(Meeting(*here.pair.key, day, request.held), app.now())
        app.store.audit.append("meeting", actor_ref=app.ref(caller), at=app.now())
    return {"program": request.program, "pair": request.pair, "day": day.isoformat(), "held": request.held}


def feel(app: App, caller: Caller, request: Feel) -> dict[str, Any]:
    """Her own two answers about a session that was held; nobody else reads them."""
    here, day = pairing.place(app, caller, request.program, request.pair), day_of(request.day, app.today)
    if here.met == "lead":
        raise NotAllowed("Only the two of a pair answer this.")
    if not all(LEAST <= one <= MOST for one in (request.worth, request.open)):
        raise BadInput(f"Answer each with a number from {LEAST} to {MOST}.")
    if day not in pair_pages.rhythms(app, [here])[here.pair.key].held:
        raise BadInput("No session of that day is known: say first that you met.")
    with app.store.transaction():
        pairing.must_stand(app, here.pair)
        who = str(app.ref(caller))
        app.store.answered.feel(
            Pulse(*here.pair.key, here.met, who, day, request.worth, request.open), app.now()
        )  # fmt: skip
        app.store.audit.append("pulse", actor_ref=app.ref(caller), at=app.now())
    return {"day": day.isoformat(), "worth": request.worth, "open": request.open}


def bring_surveys(app: App, caller: Caller, request: ImportSurveys) -> dict[str, Any]:
    """Each row through its person's own consent; comments are redacted before anything is kept."""
    gate, found = gate_of(app), {"taken": 0, "unchanged": 0, "comments_withheld": 0}
    refused: list[dict[str, Any]] = []
    for row in request.rows:
        try:
            made = _answers(app, gate, row)
            _is_not_older(app, made)
            new = _keep(app, row, made)
            found["taken" if new else "unchanged"] += 1
            found["comments_withheld"] += bool(row.comment) and not made.comment
        except UpwellError as problem:
            refused.append({"line": row.line, "pair": row.pair, "code": problem.code, "reason": problem.message})
    app.store.audit.append(
        "surveys", actor_ref=app.ref(caller), at=app.now(), details={**found, "refused": len(refused)}
    )
    return {**found, "refused": refused}


def bring_own(app: App, row: SurveyRow) -> Answers:
    """What one of the two answers herself, judged like a row of a file; returns it as it is kept."""
    made = _answers(app, gate_of(app), row)
    _keep(app, row, made)
    return made


def _keep(app: App, row: SurveyRow, made: Answers) -> bool:
    """Whether it is new; BadInput where her consent ended while her comment was redacted."""
    with app.store.transaction():
        _whose(app, gate_of_two(app, made.person_ref, made.person_ref), row, made.day)
        return app.store.answered.answer(made, app.now())


def readable_answers(app: App, caller: Caller) -> list[Answers]:
    """What a lead's figures may be made of: her programmes', of nobody below her, without her own pairs."""
    gate, reader, above = gate_of(app), reader_as(app, caller), app.store.people.lines()
    pairs: dict[tuple[str, str], dict[str, str]] = {}
    for one in app.store.consents.current():
        pairs.setdefault((one.program, one.pair), {})[one.role] = one.person_ref
    found = []
    for said in app.store.answered.surveys():
        both = pairs.get((said.program, said.pair), {})
        hers = reader.person_ref is not None and reader.person_ref in both.values()
        below = reader.people & above.get(both.get("mentor", ""), frozenset())
        led = reader.leads is None or said.program in reader.leads
        if led and not hers and not below and gate.covers(said.person_ref, *_where(said), said.day):
            found.append(said)
    return found


def may_show_words(gate: ConsentGate, said: Answers) -> bool:
    """Whether she lets words of hers be read by her leads."""
    return bool(said.comment) and {"store", "extract"} <= gate.given_by(said.person_ref, *_where(said), said.day)


def _where(said: Answers) -> tuple[str, str, str]:
    return said.role, said.pair, said.program


def _answers(app: App, gate: ConsentGate, row: SurveyRow) -> Answers:
    if row.role not in SIDES or row.wave not in WAVES or not row.day:
        raise BadInput(f"say mentor or mentee, one of {', '.join(WAVES)}, and a date that can be read one way only")
    day = day_of(row.day, app.today)
    if day > app.today:
        raise BadInput("the date is still to come")
    if any(score == 0 for _, score in row.scores):
        raise BadInput(f"an answer is a number from {LEAST} to {MOST}")
    if not row.scores and not row.comment:
        raise BadInput("nothing is answered")
    ref = _whose(app, gate, row, day_of(row.day, app.today))
    scores = {cast("Question", name): score for name, score in row.scores}
    comment = _redacted(app, ref, row) if row.comment else ""
    return Answers(row.program, row.pair, row.role, ref, row.wave, day, scores, comment)


def _is_not_older(app: App, made: Answers) -> None:
    """A file does not undo what she answered or took back herself since."""
    last = app.store.answered.last_word(made.place, made.wave)
    if last is not None and (made.day < last[0] or (made.day == last[0] and not last[1])):
        raise BadInput("she has answered since, or taken her answers back", code="later")


def _whose(app: App, gate: ConsentGate, row: SurveyRow, day: Any) -> str:
    here = [one for one in app.store.consents.current() if _is_here(one, row)]
    if not here:
        raise BadInput(f"nobody is known as the {row.role} of that pair", code="consent")
    if not gate.covers(here[0].person_ref, row.role, row.pair, row.program, day):
        raise BadInput(f"the {row.role} had not agreed, or agrees no more, that answers are kept", code="consent")
    return here[0].person_ref


def _is_here(one: Consent, row: SurveyRow) -> bool:
    return (one.program, one.pair, one.role) == (row.program, row.pair, row.role)


def _redacted(app: App, ref: str, row: SurveyRow) -> str:
    """The comment as a note is redacted; sentences that name anybody else go whole, as nobody could ask for them."""
    people = {one.role: app.store.people.by_ref(one.person_ref) for one in app.store.consents.current()
              if (one.program, one.pair) == (row.program, row.pair)}  # fmt: skip
    names = {role: person.name for role, person in people.items() if person}
    text, _ = app.redactor().preview(
        row.comment, mentor=names.get("mentor"), mentee=names.get("mentee"), note_id=ref,
        session_date=day_of(row.day, app.today),
    )  # fmt: skip
    others = frozenset(span.placeholder for span in text.spans) - {"[MENTOR]", "[MENTEE]"}
    named = {one for one in others if (match := PLACEHOLDER.fullmatch(one)) and match[1] == "PERSON"}
    # A name that is also a word may stand at the beginning of a sentence ("Joy here"): of the two it is no word.
    named |= {part for name in names.values() for part in name.split() if len(part) > 1 and part[:1].isupper()}
    said, _ = without(text, frozenset(named))
    return said.text if said.text.replace(WITHHELD, "").strip(" .,;!?") else ""
