"""Brings a database up to date with the tables of this version; quick when it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from mentoring.errors import Misconfigured
from mentoring.store.database import Database

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0021"
"""Revision of the tables of this version; a test holds it to the newest migration."""


def upgrade(database: Database, to: str = HEAD) -> None:
    """Run the migrations that are missing, of all or as far as an older release had them."""
    if revision(database) == to:
        return
    # Loading Alembic takes 0.25 s, so only a home that needs it pays for it.
    from alembic import command
    from alembic.util import CommandError

    try:
        with database.write() as connection:
            configured = config()
            configured.attributes["connection"] = connection
            command.upgrade(configured, to)
    except CommandError:
        raise Misconfigured("This home was written by a newer version of Upwell: install that version.") from None


def revision(database: Database) -> str | None:
    """The revision a database is at; None before its first use."""
    with database.read() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return found


def revisions() -> set[str]:
    """Every revision that this release knows."""
    from alembic.script import ScriptDirectory

    return {one.revision for one in ScriptDirectory.from_config(config()).walk_revisions()}


def config() -> Config:
    """Alembic's configuration; the migrations are data of this package."""
    from alembic.config import Config

    configured = Config()
    configured.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return configured
