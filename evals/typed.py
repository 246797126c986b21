"""Types every command at a home of canaries, as its operator and as people, and keeps what is printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import chdir
from pathlib import Path
from typing import Any

from evals import doors
from evals.entered import Entered
from evals.knocking import OPENED, OWN_HIDDEN, PEOPLE, exit_of, filled, unaddressed
from evals.saying import Said
from service.progress import Progress
from service.settings import Settings


def typed(
    settings: Settings, things: doors.Things, planted: Entered, folder: Path, progress: Progress
) -> Iterator[Said]:
    """What each command says on both streams; files it writes lie in `folder`."""
    things = {**things, **_files(planted, folder, things)}
    who = (None, things["person"], things["executive"])
    lines = [(name, args, person) for name, some in doors.COMMANDS.items() for args in some for person in who]
    file = things["file"]
    for number, (name, args, person) in enumerate(lines):
        progress("commands", number, len(lines))
        printed = _run(settings, [*(["--as", person] if person else []), *name.split(), *filled(list(args), things)])
        own = name == "redaction hidden" and person == things["person"]
        # Whoever names a file is told its name again.
        printed = unaddressed(printed.replace(str(file), "").replace(file.name, ""))
        yield Said(OWN_HIDDEN if own else exit_of(name), (), printed)
        if printed.startswith("0\n"):
            yield Said(OPENED, (), name)


def _files(planted: Entered, folder: Path, things: doors.Things) -> dict[str, Any]:
    """A note, a register and a roster as they were handed in, a list of goals, and where to write a digest."""
    folder.mkdir(exist_ok=True)
    goals = folder / "goals.csv"
    goals.write_text(f"program,goal\n{things['program']},People write their rota themselves\n", encoding="utf-8")
    people = folder / "people.csv"
    people.write_text(PEOPLE.format("zqc"), encoding="utf-8")
    answers, rules = folder / "answers.toml", folder / "rules.md"
    answers.write_text(f'program = "{things["program"]}"\n', encoding="utf-8")
    rules.write_text("# Rules\n\nWe keep a rota.\n", encoding="utf-8")
    note = min(planted.notes[0].glob("*/*.md"))
    return {
        "file": note, "goals": goals, "out": folder / "digest.md", "backup": folder / "home.backup",
        "roster": planted.people[0], "consents": planted.consents[0], "search": "s0123456789abcdef",
        "people_file": people, "answers": answers, "rules": rules, "texts": folder / "texts",
    }  # fmt: skip


def _run(settings: Settings, line: Sequence[str]) -> str:
    from typer.testing import CliRunner

    from service.cli.main import app
    from service.cli.run import GLOBALS

    caller = GLOBALS.as_person
    # Elsewhere than in a folder whose .env names a database of the caller's.
    with chdir(settings.home):
        result = CliRunner().invoke(app, [*map(str, line)], env=_environment(settings))
    GLOBALS.as_person = caller  # who typed the suite, not whom its commands were typed as
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return f"{result.exit_code}\n{result.stdout_bytes.decode('latin-1')}\n{result.stderr_bytes.decode('latin-1')}"


def _environment(settings: Settings) -> dict[str, str | None]:
    """The same home and the same day for a command as for the rest of the run; no database of the caller's."""
    key, channel = settings.openai_api_key, settings.webhook
    return {
        "UPWELL_HOME": str(settings.home), "UPWELL_KEY_DIR": str(settings.key_dir),
        "UPWELL_TODAY": settings.current_date().isoformat(), "UPWELL_OFFLINE": "1",
        "UPWELL_DATABASE_URL": None, "UPWELL_CHROMA_URL": None, "UPWELL_MODEL": settings.model or "",
        "OPENAI_BASE_URL": settings.model_url, "OPENAI_API_KEY": key.get_secret_value() if key else "",
        "UPWELL_WEBHOOK": channel.get_secret_value() if channel else "", "UPWELL_ENGINE": "builtin",
    }  # fmt: skip
