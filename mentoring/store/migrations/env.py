"""Entry point of Alembic: migrates on the connection that mentoring.store.migrate hands over."""

from alembic import context

from mentoring.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
