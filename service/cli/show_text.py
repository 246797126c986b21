"""Answers as people read them in a terminal. Everything here also exists as JSON."""

from __future__ import annotations

from typing import Any

import typer


def line(text: str = "") -> None:
    """One line on standard output."""
    typer.echo(text)


def counts(result: dict[str, Any]) -> None:
    """Numbers and short values, one a line."""
    for name, value in result.items():
        line(f"{name.replace('_', ' ')}: {value}")


def ingest(result: dict[str, Any]) -> None:
    """What was taken, what lacks an answer, what was refused and why."""
    asked = {(one["file"], one["part"]) for one in result["needs"]}
    open_files = {file for file, _ in asked}
    refused = [one for one in result["refused"] if one["file"] not in open_files]
    line(
        f"{'Would be: ' if result['dry_run'] else ''}{len(result['accepted'])} taken, "
        f"{len(result['unchanged'])} already there, {len(result['needs'])} need an answer, {len(refused)} refused"
    )
    for one in result["needs"]:
        part = f", {one['part']}" if one["part"] else ""
        line(f"  {one['file']}{part}: which {', '.join(one['missing'])}?")
        for name, values in one["choices"].items():
            line(f"    {name}: {' | '.join(values)}")
    for one in refused:
        line(f"  {one['reason']}" if one["file"] in one["reason"] else f"  {one['file']}: {one['reason']}")


def redact(result: list[dict[str, Any]]) -> None:
    """The redacted texts, each under its file's name."""
    for one in result:
        line(f"== {one['file']}: {len(one['spans'])} identifiers, {len(one['withheld'])} passages withheld")
        line(one["text"])


def extract(result: dict[str, Any]) -> None:
    """What was found, set aside and how long it took."""
    line(
        f"{result['notes']} notes: {result['insights']} insights, {result['action_items']} action items "
        f"({result['engine']} engine)"
    )
    for rule, number in sorted(result["set_aside"].items()):
        line(f"  set aside, {rule}: {number}")
    for failure in result["failures"]:
        line(f"  {failure['note_id']}: {failure['reason']}")
    if result["usage"].get("model"):
        line("  " + _asked(result["usage"]))
    line("  seconds: " + ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in result["seconds"].items()))


def _asked(usage: dict[str, Any]) -> str:
    """What a run asked of a model; a cost that is not known is said to be so, never left out."""
    cost = "cost unknown" if usage["cost"] is None else f"cost {usage['cost']:.4f}"
    times = "" if usage["median"] is None else f", {usage['median']:.1f} s median, {usage['p95']:.1f} s p95"
    return (
        f"{usage['model']}: {usage['requests']} requests, {usage['cached']} answers from before, "
        f"{usage['input_tokens']:,} tokens in, {usage['output_tokens']:,} out, {cost}{times}"
    )


def rows(result: list[dict[str, Any]]) -> None:
    """Exported rows, shortened."""
    line(f"{len(result)} rows")
    for row in result:
        text = row.get("statement") or row.get("task") or row.get("title") or row.get("redacted_text", "")[:120]
        line(f"  {row.get('id') or row.get('note_id')}  {' '.join(text.split())}")


def consent_status(result: list[dict[str, Any]]) -> None:
    """One line a person and pair."""
    for row in result:
        given = ", ".join(row["purposes"]) or "nothing"
        line(f"{row['program']}  {row['pair']}  {row['role']:6}  {row['person_ref']}  {row['state']:9}  {given}")


def granted(result: dict[str, Any]) -> None:
    """What was given, for which pairs."""
    line(f"Given since {result['since']}: {', '.join(result['granted']) or 'nothing that was not given already'}")
    for one in result.get("places", []):
        line(f"  {one['program']}  {one['pair']}  {one['role']}")


def consent_receipt(result: dict[str, Any]) -> None:
    """A person's consent records: what for, under which notice, what became of it."""
    line(f"{result['schema_version']}, {result['pii_principal_id']}, {len(result['records'])} records")
    for record in result["records"]:
        scope, notice = record["scope"], record["processing"]["privacy_notice"]["version"] or "no notice version"
        line(f"{scope['program']}  {scope['pair']}  {scope['role']}  {notice}")
        for event in record["events"]:
            line(f"  {event['event_state']:9} {event['effective'] or '-':10}  {', '.join(event['purposes'])}")
    for one in [*result["sessions"], *result["ended"]]:
        line(f"  {one['event_state']:9} {one['effective']}  {one['pair']}  {one.get('session_date', 'everything')}")
    line(f"  signature {result['signature']}")


def previews(result: list[dict[str, Any]]) -> None:
    """A mentor's items: state, how far they go, the words behind them."""
    for one in result:
        held = f", held: {one['reason']}" if one["reason"] else ""
        line(f"{one['id']}  {one['session_date']}  {one['state']}, seen by {one['reaches'] or 'you alone'}{held}")
        line(f"    {one['text']}")
        for piece in one["evidence"]:
            line(f"    > {' '.join(piece['readable'].split())}")


def settled(result: dict[str, Any]) -> None:
    """What became of one item, and what was handed out before."""
    line(f"{result['id']}: {result['state']}, seen by {result['reaches'] or 'you alone'}. {result['text']}")
    for item in result["handed_out"]:
        line(f"  handed out before: {item}")


def receipt(result: dict[str, Any]) -> None:
    """An erasure receipt."""
    line(
        f"Erased: {result['notes']} notes, {result['insights']} insights, {result['vectors']} vectors, "
        f"{result['digests']} digests. {result['bytes_scanned']:,} bytes scanned, {result['residue']} traces left "
        f"(control found {result['positive_control']} before)."
    )
    for title in ("handed_out", "backups"):
        for item in result[title]:
            line(f"  {title.replace('_', ' ')}: {item}")
    line(f"  signature {result['signature']}")


def link(result: dict[str, Any]) -> None:
    """A sign-in link."""
    line(result["link"])


def demo(result: dict[str, Any]) -> None:
    """What the demo did and where to look."""
    line(f"Notes taken        {result['notes']:4}")
    line(f"Notes refused      {result['refused']:4}   (consent missing or withdrawn: nothing of them is kept)")
    line(f"Insights           {result['insights']:4}")
    line(f"Action items       {result['action_items']:4}")
    shared = result["patterns_for_all"]
    line(f"Patterns           {result['patterns']:4}   (said by two pairs or more; by three or more: {shared})")
    line(f"Passages withheld  {result['withheld']:4}   (confidential: dropped at every level)")
    line()
    line(f"The week's digest  {result['digest']}")
    line(f"Open the desk      {result['open']}")


def doctor(result: dict[str, Any]) -> None:
    """One line a check, then what leaves this machine."""
    for check in result["checks"]:
        line(f"{'ok ' if check['ok'] else 'NO '} {check['name']}: {check['finding']}")
    line(f"Leaves this machine: {result['leaves_this_machine']}")
    for remark in result["remarks"]:
        line(f"  {remark}")


def audit(result: dict[str, Any]) -> None:
    """Whether the chain holds."""
    line(f"{result['rows']} rows, {len(result['faults'])} faults")
    for fault in result["faults"]:
        line(f"  {fault}")


def configuration(result: list[dict[str, Any]], *, origin: bool) -> None:
    """One line a setting."""
    for one in result:
        place = f"   ({one['origin']})" if origin else ""
        line(f"{one['name']:22} = {one['value'] if one['value'] is not None else '-'}{place}")
