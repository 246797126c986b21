"""The migrations make exactly the tables that the code knows."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from mentoring.store import Store, migrate
from mentoring.store.tables import metadata


def test_the_newest_migration_is_the_one_the_code_expects() -> None:
    assert ScriptDirectory.from_config(migrate.config()).get_current_head() == migrate.HEAD


def test_migrated_tables_are_the_declared_ones(store: Store) -> None:
    with store.database.read() as connection:
        context = MigrationContext.configure(connection)
        found = compare_metadata(context, metadata)
    of_full_text = ("passages_fts", "'words'", "ix_passages_words")  # made by statements of their own
    assert [change for change in found if not any(name in str(change) for name in of_full_text)] == []
