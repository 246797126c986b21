"""`upwell programme start` and the texts of a programme: asked one by one, or out of a file of answers."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from mentoring.errors import BadInput
from service import setup_requests as asked
from service.cli.options import Json
from service.cli.pairs import Program, programme
from service.cli.run import answer, sentences, show
from service.cli.show_text import line

texts = typer.Typer(help="Notice, consent form, ground rules, onboarding, guides.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(help="As `upwell programme texts list` names it.")]
Form = Annotated[str, typer.Option("--format", help="md or html.")]
ANSWERS = ("program", "starts", "ends", "every_days", "k", "purposes")


def add_to(_: typer.Typer) -> None:
    """Register this module's commands under `upwell programme`."""
    programme.add_typer(texts, name="texts")


@programme.command("start")
def start(
    answers: Annotated[
        Path | None, typer.Option("--answers", help="TOML with program, starts, ends, every_days, k, purposes.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Set a programme up: asks what it needs, then writes notice, consent form, rules, onboarding and guides."""
    with sentences(as_json):
        if answers is None and not sys.stdin.isatty():
            raise BadInput("Nobody is there to be asked: give the answers in a file, with --answers.")
        request = asked_of(read_answers(answers) if answers else _ask())
        show(answer(request), as_json, _started)


def read_answers(file: Path) -> dict[str, Any]:
    """The answers of a file; BadInput for what is none of them."""
    import tomllib

    try:
        said = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as problem:
        raise BadInput(f"{file} cannot be read ({problem.strerror}).", file=str(file)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise BadInput(f'{file} is no TOML: write lines as program = "North".', file=str(file)) from None
    if unknown := sorted(set(said) - set(ANSWERS)):
        raise BadInput(f"{file}: there is no question {unknown[0]}; known are {', '.join(ANSWERS)}.", file=str(file))
    if not isinstance(said.get("program"), str):
        raise BadInput(f'{file}: the name is missing, as program = "North".', file=str(file))
    if not all(isinstance(said.get(name, 0), int) for name in ("every_days", "k")):
        raise BadInput(f"{file}: every_days and k are whole numbers.", file=str(file))
    return said


def asked_of(said: dict[str, Any]) -> asked.StartProgramme:
    """The request these answers make; what is left out has its default."""
    given = {name: value for name, value in said.items() if value not in (None, "")}
    for name in ("starts", "ends"):
        if name in given:
            given[name] = str(given[name])
    if "purposes" in given:
        given["purposes"] = tuple(map(str, given["purposes"]))
    return asked.StartProgramme(**given)


def _ask() -> dict[str, Any]:
    """One question after the other; Enter takes what stands in brackets."""
    given: dict[str, Any] = {"program": typer.prompt("What is the programme called?", err=True)}
    given["starts"] = typer.prompt("First day, YYYY-MM-DD (Enter: left open)", "", show_default=False, err=True)
    given["ends"] = typer.prompt("Last day (Enter: left open)", "", show_default=False, err=True)
    given["every_days"] = typer.prompt("Days from one session to the next", 14, type=int, err=True)
    question = "Fewest mentors and mentees behind any figure (0: as this home has it)"
    given["k"] = typer.prompt(question, 0, type=int, err=True) or None
    given["purposes"] = ["store", "extract"]
    for name, question in (("quote", "Ask to show words as they are beyond the programme?"),
                           ("attribute", "Ask to credit people by name?"),
                           ("model", "Ask to send redacted text to a model on another machine?")):  # fmt: skip
        if typer.confirm(question, name != "model", err=True):
            given["purposes"].append(name)
    return given


@texts.command("list")
def list_texts(
    program: Annotated[str | None, typer.Option("--program", help="Only this programme.")] = None, as_json: Json = False
) -> None:
    """Programmes that were set up, with the versions of their texts."""
    with sentences(as_json):
        show(answer(asked.ShowTexts(program)), as_json, _listed)


@texts.command("show")
def show_text(name: Name, program: Program, form: Form = "md") -> None:
    """Print one text, to read or to hand out."""
    with sentences(as_json=False):
        sys.stdout.write(_made(program, form, name)[name])


@texts.command("write")
def write_texts(
    folder: Annotated[Path, typer.Argument(help="Where to; made if it is not there.")],
    program: Program,
    form: Form = "html",
) -> None:
    """Write all texts of a programme into a folder, to print."""
    with sentences(as_json=False):
        made = _made(program, form)
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in made.items():
            (folder / f"{name}.{form}").write_text(content, encoding="utf-8")
        line(f"{len(made)} texts in {folder}")


@texts.command("edit")
def edit_text(
    name: Name,
    program: Program,
    file: Annotated[Path | None, typer.Option("--file", help="Markdown; left out: our words again.")] = None,
    as_json: Json = False,
) -> None:
    """Put your own words in the place of ours; they stay when the programme is set up again."""
    with sentences(as_json):
        from service.intake.files import read
        from service.intake.note_file import decode

        body = decode(read(file).raw, file.name) if file else ""
        show(answer(asked.EditText(program, name, body)), as_json, _started)


def _made(program: str, form: str, name: str | None = None) -> dict[str, str]:
    from service.render.leaflet import LEAFLETS

    if form not in LEAFLETS:
        raise BadInput(f"There is no format {form}: use {' or '.join(LEAFLETS)}.")
    some = [text for one in answer(asked.ShowTexts(program)) for text in one["texts"] if name in (None, text["name"])]
    if not some:
        raise BadInput("There is no such text: see `upwell programme texts list`.")
    return {text["name"]: LEAFLETS[form][1](text, program) for text in some}


def _started(result: dict[str, Any]) -> None:
    _listed([result])
    line(f'Print them: upwell programme texts write FOLDER --program "{result["program"]}"')
    line("Next: upwell match PEOPLE.csv --program NAME, or import consents; people read these texts at the desk.")


def _listed(result: list[dict[str, Any]]) -> None:
    for one in result:
        days = " to ".join(one[name] or "open" for name in ("starts", "ends"))
        line(f"{one['program']}: {days}, every {one['every_days'] or '?'} days, k {one['k']}, "
             f"purposes {', '.join(one['purposes'])}")  # fmt: skip
        for text in one["texts"]:
            line(f"  {text['name']:20} {text['label']}{'  your words' if text['edited'] else ''}  {text['title']}")
    if not result:
        line("No programme was set up: `upwell programme start`.")
