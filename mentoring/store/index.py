"""Which directory of the derived vector index is the current one, by shard. Directories are never renamed."""

from __future__ import annotations

from sqlalchemy import delete, insert, select

from mentoring.store.database import Database
from mentoring.store.tables import index_generations


class IndexGenerations:
    """One row a shard: a reader that finds another generation than its own opens the new one."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def current(self, shard: str) -> str | None:
        """The generation to read, or None if the shard was never built."""
        wanted = select(index_generations.c.generation).where(index_generations.c.shard == shard)
        with self._db.read() as connection:
            return connection.scalar(wanted)

    def all(self) -> dict[str, str]:
        """Shard -> generation."""
        with self._db.read() as connection:
            return {row.shard: row.generation for row in connection.execute(select(index_generations))}

    def switch(self, shard: str, generation: str | None) -> None:
        """Readers take `generation` from now on; None: the shard is gone."""
        with self._db.write() as connection:
            connection.execute(delete(index_generations).where(index_generations.c.shard == shard))
            if generation is not None:
                connection.execute(insert(index_generations).values(shard=shard, generation=generation))
