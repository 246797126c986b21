"""Which workflow answers which request: the one table behind the command line and the home's socket."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from concurrent.futures import wait
from typing import Any

from mentoring.errors import BadInput
from service import (
    access_requests,
    access_workflows,
    credit_requests,
    credit_workflows,
    desk_workflows,
    evaluation_requests,
    learning_requests,
    learning_workflows,
    matching_requests,
    matching_workflows,
    operations_requests,
    operations_workflows,
    outcome_requests,
    outcome_workflows,
    prep_requests,
    prep_workflows,
    programme_requests,
    programme_workflows,
    redaction_requests,
    redaction_workflows,
    requests,
    search_requests,
    search_workflows,
    setup_requests,
    setup_workflows,
    story_requests,
    story_workflows,
    survey_requests,
    survey_workflows,
    work_requests,
    work_workflows,
    workflows,
)
from service.callers import caller_for
from service.progress import Progress
from service.stages.erasing import PATIENCE, begin_day
from service.wiring import App

_WORKFLOWS: Mapping[type, Callable[..., Any]] = {
    requests.Ingest: workflows.ingest,
    requests.Extract: workflows.extract,
    requests.Export: workflows.export,
    requests.MakeDigest: workflows.digest,
    requests.HandOutDigest: workflows.hand_out_digest,
    requests.PostDigest: workflows.post_digest,
    requests.Search: workflows.search,
    requests.Facets: workflows.facets,
    requests.Ask: workflows.ask,
    search_requests.FindPatterns: search_workflows.find_patterns,
    search_requests.ExportFound: search_workflows.export_found,
    search_requests.LearnedBefore: search_workflows.learned_before,
    search_requests.Silence: search_workflows.silence,
    search_requests.KeepSearch: search_workflows.keep_search,
    search_requests.KeptSearches: search_workflows.kept_searches,
    search_requests.ForgetSearch: search_workflows.forget_search,
    requests.ImportConsents: workflows.import_consents,
    requests.ImportPeople: workflows.import_people,
    requests.ListPeople: workflows.list_people,
    requests.Delegate: workflows.delegate,
    requests.Delegations: workflows.delegations,
    access_requests.MakeToken: access_workflows.make_token,
    access_requests.ListTokens: access_workflows.list_tokens,
    access_requests.RevokeToken: access_workflows.revoke_token,
    access_requests.DigestMail: access_workflows.digest_mail,
    access_requests.ChooseMail: access_workflows.choose_mail,
    requests.ConsentStatus: workflows.consent_status,
    requests.Grant: workflows.grant,
    requests.Withdraw: workflows.withdraw,
    requests.WithdrawNamed: workflows.withdraw_named,
    requests.ConsentReceipt: workflows.receipt,
    requests.VerifyAudit: workflows.verify_audit,
    requests.SignInLink: workflows.sign_in_link,
    requests.Decide: workflows.decide,
    requests.Preview: workflows.preview,
    requests.SettleWords: workflows.settle_words,
    requests.Cards: workflows.cards,
    requests.Queue: desk_workflows.review_queue,
    requests.Bulk: desk_workflows.decide_many,
    requests.Mark: desk_workflows.mark,
    requests.Undo: desk_workflows.undo,
    requests.Board: desk_workflows.board,
    requests.Trends: desk_workflows.trends,
    requests.Weeks: workflows.weeks,
    redaction_requests.RedactionQueue: redaction_workflows.queue,
    redaction_requests.HiddenIn: redaction_workflows.hidden_in,
    redaction_requests.AskHidden: redaction_workflows.ask,
    redaction_requests.SettleHidden: redaction_workflows.settle,
    programme_requests.ShowPairs: programme_workflows.pairs,
    programme_requests.SetCharter: programme_workflows.charter,
    programme_requests.SetGoal: programme_workflows.set_goal,
    programme_requests.DropGoal: programme_workflows.drop_goal,
    programme_requests.ImportGoals: programme_workflows.import_goals,
    programme_requests.NearGoals: programme_workflows.near_goals,
    programme_requests.TieItem: programme_workflows.tie_item,
    programme_requests.Meet: programme_workflows.meet,
    programme_requests.Feel: programme_workflows.feel,
    programme_requests.ImportSurveys: programme_workflows.import_surveys,
    programme_requests.ShowProgramme: programme_workflows.programme,
    programme_requests.QuarterReport: programme_workflows.report,
    credit_requests.ThanksQueue: credit_workflows.thanks_queue,
    credit_requests.SayThanks: credit_workflows.say_thanks,
    credit_requests.TakeThanksBack: credit_workflows.take_thanks_back,
    credit_requests.Became: credit_workflows.became,
    learning_requests.Learnings: learning_workflows.learnings,
    learning_requests.ShowLearning: learning_workflows.show,
    learning_requests.SayUsed: learning_workflows.say_used,
    learning_requests.HandOutLearning: learning_workflows.hand_out,
    story_requests.Stories: story_workflows.told,
    story_requests.DraftStory: story_workflows.draft,
    story_requests.WordStory: story_workflows.word,
    story_requests.ApproveStory: story_workflows.approve,
    story_requests.TakeStoryBack: story_workflows.take_back,
    story_requests.HandOutStory: story_workflows.hand_out,
    prep_requests.ShowPrep: prep_workflows.prep,
    prep_requests.PrintPrep: prep_workflows.print_prep,
    outcome_requests.ImportOutcomes: outcome_workflows.import_outcomes,
    survey_requests.AnswerSurvey: survey_workflows.answer,
    survey_requests.TakeSurveyBack: survey_workflows.take_back,
    setup_requests.StartProgramme: setup_workflows.start,
    setup_requests.ShowTexts: setup_workflows.texts,
    setup_requests.EditText: setup_workflows.edit,
    matching_requests.Match: matching_workflows.match,
    matching_requests.AcceptMatch: matching_workflows.accept,
    matching_requests.Accepted: matching_workflows.waiting,
    matching_requests.BeginPair: matching_workflows.begin,
    matching_requests.DropMatch: matching_workflows.drop,
    work_requests.QueueExtraction: work_workflows.queue,
    work_requests.WorkOff: work_workflows.work_off,
    work_requests.Runs: work_workflows.runs,
    work_requests.CancelRun: work_workflows.cancel,
    work_requests.RetryRun: work_workflows.retry,
    operations_requests.BackUp: operations_workflows.back_up,
    operations_requests.Retention: operations_workflows.retain,
    evaluation_requests.KeepRun: workflows.keep_run,
    evaluation_requests.EvalRuns: workflows.eval_runs,
    evaluation_requests.CompareRuns: workflows.compare_runs,
    evaluation_requests.Leaks: workflows.leaks,
    evaluation_requests.ToMark: workflows.to_mark,
    evaluation_requests.MarkItem: workflows.mark_item,
    evaluation_requests.Marks: workflows.marks,
}
_BY_NAME = {kind.__name__: kind for kind in _WORKFLOWS}


def run(app: App, request: requests.Request, as_person: str | None, progress: Progress) -> Any:
    """Answer a request from the operator, or from somebody the operator acts as (audited)."""
    if (day := begin_day(app)) is not None:
        wait([day], PATIENCE)
    caller = caller_for(app, as_person)
    if as_person is not None:
        app.store.audit.append("act-as", actor_ref=None, subject_refs=[app.ref(caller) or ""], at=app.now())
    with app.tell.span("command", command=type(request).__name__):
        return _WORKFLOWS[type(request)](app, caller, request, progress)


def parse(name: str, values: dict[str, Any]) -> requests.Request:
    """A request as it came over the socket; BadInput for what is none."""
    kind = _BY_NAME.get(name)
    if kind is None:
        raise BadInput(f"There is no command {name}: is the running service of another version?")
    hints = typing.get_type_hints(kind)
    unknown = sorted(set(values) - set(hints))
    if unknown:
        raise BadInput(f"The command {name} has no field {unknown[0]}: is the running service of another version?")
    made: requests.Request = kind(**{key: _plain(value, hints[key]) for key, value in values.items()})
    return made


def _plain(value: Any, hint: Any) -> Any:
    """JSON has lists where requests have tuples, and objects where they hold another request."""
    if isinstance(value, dict) and dataclasses.is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        return hint(**{name: _plain(one, hints.get(name)) for name, one in value.items()})  # type: ignore[operator]  # a class, as a request's field says
    if isinstance(value, list) and typing.get_origin(hint) in (tuple, types.UnionType):
        of = [one for one in typing.get_args(hint) if dataclasses.is_dataclass(one)]
        return tuple(_plain(one, of[0]) if of else one for one in value)
    return value
