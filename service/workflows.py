"""What Upwell does, as one page: from a folder of notes to a decision, and back out again.

Each workflow takes the opened home, whoever asks, what is asked and a way to report progress; each checks
its caller first. Details live one level down, in service/stages.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mentoring.errors import Misconfigured, NotAllowed
from mentoring.records import Caller
from service import evaluation_requests, requests
from service.callers import require, require_herself, require_program
from service.progress import Progress
from service.stages import (
    consent_receipts,
    consenting,
    deciding,
    digesting,
    erasing,
    evaluating,
    exporting,
    extracting,
    following,
    handing_in,
    handing_out,
    indexing,
    mailing,
    marking,
    overseeing,
    previewing,
    registering,
    roster,
    searching,
    seeing,
)
from service.wiring import App


def start(app: App) -> None:
    """Whenever a home is opened: finish what was cut off, erase what has expired."""
    erasing.settle(app)


def ingest(app: App, caller: Caller, request: requests.Ingest, progress: Progress) -> dict[str, Any]:
    """Notes in: consents first, then the gate, redaction, the store, the index."""
    require(caller, "lead")
    with app.tell.span("ingest") as told:
        taken = handing_in.take(app, caller, request, progress)
        told.add(accepted=len(taken.accepted), refused=len(taken.refused), unchanged=len(taken.unchanged))
    if request.dry_run:
        return taken.as_json()
    indexing.index(app, progress)
    app.store.audit.append("ingest", actor_ref=app.ref(caller), at=app.now(), details=taken.counts())
    return taken.as_json()


def extract(app: App, caller: Caller, request: requests.Extract, progress: Progress) -> dict[str, Any]:
    """Insights and action items out of stored notes, then the patterns that several pairs share."""
    require(caller, "lead")
    with app.engine(request) as engine:
        indexing.index(app, progress)
        stopwatch = extracting.Stopwatch()
        rows = extracting.due(app, caller, request.notes)
        found = extracting.run(app, rows, engine, stopwatch, progress, again=bool(request.notes or request.engine))
        with app.tell.span("follow", run=found.run, notes=len(found.notes)):
            following.follow(app, found.notes, stopwatch)
        extracting.open_preview(app, rows)
        with app.tell.span("group", run=found.run):
            extracting.group(app, stopwatch)
        app.store.audit.append("extract", actor_ref=app.ref(caller), at=app.now(), details=found.counts())
        return found.as_json(app, engine, stopwatch)


def digest(app: App, caller: Caller, request: requests.MakeDigest, _: Progress) -> dict[str, Any]:
    """One week for one reader: what she may see, ranked, with what became of last week's actions."""
    return digesting.make(app, caller, request)


def hand_out_digest(app: App, caller: Caller, request: requests.HandOutDigest, _: Progress) -> dict[str, Any]:
    """The same for taking along: only words that may leave, and a withdrawal can name where they went."""
    handing_out.check(request)
    mailing.require_wanted(app, caller, request.reader, request.form)
    wanted = requests.MakeDigest(request.week, request.reader, request.own)
    with app.store.transaction():  # nobody withdraws between what is read and what is remembered of it
        return handing_out.register(app, caller, digesting.make(app, caller, wanted, export=True), request)


def post_digest(app: App, caller: Caller, request: requests.PostDigest, _: Progress) -> dict[str, Any]:
    """The organisation's digest into the channel a lead configured."""
    require(caller, "lead")
    return handing_out.post(app, caller, request)


def cards(
    app: App, caller: Caller, request: requests.Cards, _: Progress, choose: deciding.Choose = list
) -> list[dict[str, Any]]:
    """Items that wait for the caller's decision, then the decided ones; all of them, or those chosen by their ids."""
    require(caller, "executive", "lead")
    with app.store.reading():
        return deciding.cards(seeing.see(app, caller), request.week, choose)


def decide(app: App, caller: Caller, request: requests.Decide, _: Progress) -> dict[str, Any]:
    """Approve, reject or defer one item, or take the last decision back."""
    require(caller, "executive", "lead")
    # What she may see and what was decided are read with the database held: nobody decides in between.
    with app.store.transaction():
        return deciding.decide(app, caller, seeing.see(app, caller), request)


def preview(app: App, caller: Caller, _request: requests.Preview, _: Progress) -> list[dict[str, Any]]:
    """A mentor's own items with their exact words, in every state, and why one was held."""
    require(caller, "mentor")
    return previewing.mine(app, caller)


def settle_words(app: App, caller: Caller, request: requests.SettleWords, _: Progress) -> dict[str, Any]:
    """A mentor releases, holds, vetoes or softens her own words; nobody else can."""
    require(caller, "mentor")
    return previewing.settle(app, caller, request)


def search(app: App, caller: Caller, request: requests.Search, _: Progress) -> list[dict[str, Any]]:
    """Sessions that bear on a question; what the caller may not see influences nothing."""
    require(caller, "lead")
    if request.program is not None:
        require_program(caller, request.program)
    with app.tell.span("search") as told:
        found = searching.search(app, caller, request)
        told.add(hits=len(found))
    return found


def facets(app: App, caller: Caller, request: requests.Facets, _: Progress) -> dict[str, Any]:
    """What there is behind each filter, in figures that tell of nobody."""
    require(caller, "lead")
    return searching.facets(app, caller, request)


def ask(app: App, caller: Caller, request: requests.Ask, _: Progress) -> dict[str, Any]:
    """An answer in sentences of the notes, each cited, or that the notes do not answer."""
    require(caller, "lead")
    with app.tell.span("ask") as told:
        answer = searching.ask(app, caller, request)
        told.add(answered=int(answer["answered"]), engine=answer["engine"])
    return answer


def export(app: App, caller: Caller, request: requests.Export, _: Progress) -> list[dict[str, Any]]:
    """Hand out rows under the rules of this moment, and remember what was handed out."""
    require(caller, "lead", "executive")
    with app.store.transaction():
        seen = seeing.see(app, caller, organisation=request.level == "organisation", export=True)
        return exporting.export(app, caller, seen, request)


def import_consents(app: App, caller: Caller, request: requests.ImportConsents, _: Progress) -> dict[str, Any]:
    """Record a consents file."""
    require(caller, "lead", "admin")
    return registering.consents(app, caller, Path(request.path))


def import_people(app: App, caller: Caller, request: requests.ImportPeople, _: Progress) -> dict[str, Any]:
    """Record a roster."""
    require(caller, "admin")
    return roster.people(app, caller, Path(request.path))


def list_people(app: App, caller: Caller, _request: requests.ListPeople, _: Progress) -> list[dict[str, Any]]:
    """Everybody known, with names, roles and programmes."""
    require(caller, "admin")
    return roster.listed(app)


def delegate(app: App, caller: Caller, request: requests.Delegate, _: Progress) -> dict[str, Any]:
    """Let somebody act for an executive, or end it; her own doing, or an admin's."""
    require(caller, "executive", "admin")
    return roster.delegate(app, caller, request)


def delegations(app: App, caller: Caller, _request: requests.Delegations, _: Progress) -> list[dict[str, Any]]:
    """Who acts for whom, as far as it concerns the caller."""
    require_herself(caller)
    return roster.delegations(app, caller)


def consent_status(app: App, caller: Caller, request: requests.ConsentStatus, _: Progress) -> list[dict[str, Any]]:
    """Who consented to what, by reference."""
    require(caller, "lead", "admin")
    return registering.status(app, caller, request.program)


def grant(app: App, caller: Caller, request: requests.Grant, _: Progress) -> dict[str, Any]:
    """Record one consent given today; whoever has a place in a pair may grant her own."""
    require(caller, "lead", "executive", "mentor")
    registering.own_or_lead(app, caller, request)
    return consenting.grant(app, caller, request)


def withdraw(app: App, caller: Caller, request: requests.Withdraw, progress: Progress) -> dict[str, Any]:
    """End a consent, erase all it covered, prove it and sign the receipt; whoever gave one may withdraw her own."""
    require(caller, "lead", "executive", "mentor")
    registering.own_or_lead(app, caller, request)
    return consenting.withdraw(app, caller, request, progress)


def withdraw_named(app: App, caller: Caller, request: requests.WithdrawNamed, progress: Progress) -> dict[str, Any]:
    """Take somebody who was not in the room out of every note that names her; the notes are indexed without her."""
    require(caller, "lead")
    registering.whole_home(caller)
    receipt = consenting.withdraw_named(app, caller, request, progress)
    indexing.index(app, progress)
    return receipt


def receipt(app: App, caller: Caller, request: requests.ConsentReceipt, _: Progress) -> dict[str, Any]:
    """What the register holds of one person, signed; everybody may ask for her own."""
    registering.own_or_lead(app, caller, request)
    ref = app.store.people.ref_of(roster.person(app, request.person).person_id)
    app.store.audit.append("consent-receipt", actor_ref=app.ref(caller), subject_refs=[ref], at=app.now())
    return consent_receipts.consent_receipt(app, ref)


def verify_audit(app: App, caller: Caller, _request: requests.VerifyAudit, _: Progress) -> dict[str, Any]:
    """Whether the audit chain is whole."""
    require(caller, "admin", "evaluator")
    return overseeing.audit(app)


def sign_in_link(app: App, caller: Caller, request: requests.SignInLink, _: Progress) -> dict[str, Any]:
    """A one-time link to the running desk."""
    if not caller.is_operator:
        raise NotAllowed("Only whoever runs this home hands out sign-in links.")
    if app.invite is None:
        raise Misconfigured("No desk is running on this home: start it with `upwell up`.")
    return {"link": app.invite(request.person and roster.person(app, request.person).person_id)}


def keep_run(app: App, caller: Caller, request: evaluation_requests.KeepRun, _: Progress) -> dict[str, Any]:
    """Keep the figures of a run of suites; never a word of a note."""
    require(caller, "evaluator")
    return evaluating.keep(app, caller, request)


def eval_runs(app: App, caller: Caller, _request: evaluation_requests.EvalRuns, _: Progress) -> list[dict[str, Any]]:
    """Runs of suites kept in this home, newest first."""
    require(caller, "evaluator")
    return evaluating.runs(app)


def compare_runs(app: App, caller: Caller, request: evaluation_requests.CompareRuns, _: Progress) -> dict[str, Any]:
    """Paired differences of two kept runs."""
    require(caller, "evaluator")
    return evaluating.compare(app, request)


def leaks(app: App, caller: Caller, request: evaluation_requests.Leaks, _: Progress) -> list[dict[str, Any]]:
    """Where something came out in one kept run: counts, never what it was."""
    require(caller, "evaluator")
    return evaluating.leaks(app, request.run)


def to_mark(app: App, caller: Caller, _request: evaluation_requests.ToMark, _: Progress) -> list[dict[str, Any]]:
    """Items for an evaluator to mark; only in an evaluation home, where items may be read in every state."""
    require(caller, "evaluator")
    return marking.items(app, caller)


def mark_item(app: App, caller: Caller, request: evaluation_requests.MarkItem, _: Progress) -> dict[str, Any]:
    """An evaluator marks an item right or wrong, or takes her mark back."""
    require(caller, "evaluator")
    return marking.mark(app, caller, request)


def marks(app: App, caller: Caller, _request: evaluation_requests.Marks, _: Progress) -> dict[str, Any]:
    """All marks, and Krippendorff's alpha of each aspect."""
    require(caller, "evaluator")
    return marking.marks(app)


def me(app: App, caller: Caller) -> dict[str, Any]:
    """Who asks, and what this home is."""
    return overseeing.me(app, caller)


def weeks(app: App, caller: Caller, _request: requests.Weeks, _: Progress) -> list[dict[str, Any]]:
    """Weeks that hold something for the caller, newest first."""
    return digesting.weeks(seeing.see(app, caller))


def overview(app: App, caller: Caller) -> dict[str, Any]:
    """Counts of a lead's programmes."""
    require(caller, "lead")
    return overseeing.overview(app, caller)
