"""Under which names an actor is filed, for whatever follows actors from document to document."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, select

from communique.record.actor_tables import actor_name
from communique.record.position_rows import parts

_one, _other = actor_name.alias(), actor_name.alias()
_SAME_ACTOR = (
    select(_one.c.key, _other.c.key.label("other"))
    .join(_other, _other.c.actor_id == _one.c.actor_id)
    .where(_one.c.key.in_(bindparam("keys", expanding=True)))
)


def same_actor(connection: Connection, names: Iterable[str]) -> dict[str, list[str]]:
    """Return of each of some names those under which the same actor is filed, itself included."""
    wanted = set(names)
    found = {name: {name} for name in wanted}
    for some in parts(wanted):
        for name, other in connection.execute(_SAME_ACTOR, {"keys": some}):
            found[name].add(other)
    return {name: sorted(others) for name, others in found.items()}
