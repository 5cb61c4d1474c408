"""What may be asked of who is who in the record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from communique.errors import NotInRecord
from communique.record import actor_view, decisions
from communique.record.actor_view import ActorRow, Known, Place, Role, Statement
from communique.record.database import Database
from communique.record.decisions import Decision
from communique.record.narrowing import EVERYTHING, Narrowing
from communique.vocabulary import EntityKind

_SHOWN = 5


class WhoIsWho:
    """What the record holds of actors."""

    def __init__(self, database: Database, kept: Narrowing = EVERYTHING) -> None:
        self._database = database
        self._kept = kept

    def actors(
        self,
        *,
        kind: EntityKind | None = None,
        named: str | None = None,
        offset: int = 0,
        limit: int | None = None,
    ) -> list[ActorRow]:
        """Return a page of the actors, those that most documents name first.

        Args:
            kind: only these.
            named: only those one of whose names holds these words, in any case.
            offset: how many to pass over.
            limit: how many to return at most.

        """
        with self._database.reading() as connection:
            return actor_view.actors(
                connection, kind=kind, named=named, offset=offset, limit=limit, kept=self._kept
            )

    def actor(self, actor_id: str) -> Known:
        """Return one actor with its names.

        Raises NotInRecord where there is none of that id.
        """
        with self._database.reading() as connection:
            found = actor_view.actor_of(connection, actor_id)
        if found is None:
            raise NotInRecord(f"no actor is {actor_id}; `communique actors` shows those there are")
        return found

    def actor_entities(
        self, document_ids: Sequence[str] | None = None
    ) -> dict[tuple[str, str], str]:
        """Return the actor of each entity of some documents, or of all, by document and entity."""
        with self._database.reading() as connection:
            return actor_view.actors_in(connection, document_ids)

    def find_actor(self, wanted: str) -> str:
        """Return the id of the actor that words stand for: an id, or a name.

        Raises NotInRecord where they stand for none, or for several.
        """
        with self._database.reading() as connection:
            found = actor_view.find(connection, wanted)
        if len(found) == 1:
            return found[0]
        if found:
            raise NotInRecord(
                f"{wanted} stands for several actors; name one of them by its id: "
                f"{', '.join(found[:_SHOWN])}"
            )
        raise NotInRecord(f"no actor is {wanted}; `communique actors` shows those there are")

    def roles(self, actor_id: str, day: date | None = None) -> list[Role]:
        """Return the offices that an actor is said to hold; those of a day alone, if given."""
        with self._database.reading() as connection:
            return actor_view.roles_of(connection, actor_id, day)

    def statements_of(
        self, actor_id: str, *, limit: int
    ) -> tuple[list[Statement], dict[date | None, int]]:
        """Return the latest statements of an actor, and how many by day of publication."""
        with self._database.reading() as connection:
            return actor_view.statements_of(connection, actor_id, limit)

    def first_mentions(self, actor_ids: Sequence[str]) -> dict[str, list[Place]]:
        """Return for each of some actors where a few documents first mention it."""
        with self._database.reading() as connection:
            return actor_view.first_mentions(connection, actor_ids, self._kept)

    def decisions(self) -> list[Decision]:
        """Return what persons decided about actors, the newest first, undone or not."""
        with self._database.reading() as connection:
            return decisions.decisions(connection)
