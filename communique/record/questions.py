"""What may be asked of many documents in the record together; of one, see `view`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from communique.documents.document import ReadDocument
from communique.matching.by_person import ByPerson
from communique.matching.model import Happening
from communique.matching.stories import Story
from communique.record import (
    changes,
    corrections,
    deals,
    happenings_view,
    mentions,
    negotiation_view,
    overview,
    places,
    positions,
    roles,
    search,
    series_view,
    stories,
    unsure,
)
from communique.record.changes import Changes
from communique.record.deals import ActRow
from communique.record.happenings_view import Days, Timeline
from communique.record.negotiation_view import Assigned, Negotiation
from communique.record.overview import Gaps, InOffice, Size
from communique.record.places import Places
from communique.record.position_rows import PositionOutline, PositionRow, parts
from communique.record.positions import Asked, CellRow, IssueRow, SideRow
from communique.record.roles import RoleRow
from communique.record.search import Filters, Hit
from communique.record.series_view import Figures
from communique.record.unsure import Unsure
from communique.record.who_is_who import WhoIsWho
from communique.vocabulary import EventType

BATCH = 20
"""Documents taken from the record at a time: a bound on memory, and on how long others wait."""


class Questions(WhoIsWho):
    """What the record holds over many documents, or over those to which it is narrowed."""

    @property
    def least_confidence(self) -> float:
        """What is less sure is left out."""
        return self._kept.least_confidence

    def _narrowed(self, asked: Asked) -> Asked:
        kept = self._kept
        if not kept.of_documents:
            return asked
        until = [day for day in (asked.at, kept.last) if day is not None]
        since = [day for day in (asked.since, kept.first) if day is not None]
        return replace(
            asked,
            negotiation=kept.negotiation,
            at=min(until, default=None),
            since=max(since, default=None),
        )

    def negotiations(
        self, *, least: int = 2, offset: int = 0, limit: int | None = None
    ) -> list[Negotiation]:
        """Return negotiations, those with the most documents first.

        Args:
            least: leave out those with fewer documents that no person named.
            offset: how many to pass over.
            limit: how many to return at most.

        """
        with self._database.reading() as connection:
            return negotiation_view.negotiations(
                connection, least=least, offset=offset, limit=limit
            )

    def negotiation(self, wanted: str) -> tuple[Negotiation, list[Assigned]]:
        """Return a negotiation, by its id, its name or part of it, with its documents.

        Raises NotInRecord where there is none of that name, or several.
        """
        with self._database.reading() as connection:
            found = negotiation_view.find(connection, wanted)
            known = negotiation_view.described(connection, [found])[0]
            return known, negotiation_view.assigned(connection, found)

    def negotiations_among(self, documents: Iterable[str]) -> dict[str, frozenset[str]]:
        """Return the negotiations on which documents bear, by id, each with those that do."""
        with self._database.reading() as connection:
            return negotiation_view.among(connection, documents)

    def negotiations_of_ids(self, ids: Sequence[str]) -> list[Negotiation]:
        """Return negotiations by their ids, in that order."""
        with self._database.reading() as connection:
            return negotiation_view.described(connection, ids)

    def copied_stories(self) -> list[Story]:
        """Return the stories that more than one document carries, ordered by id.

        Where something is narrowed to, those that one of its documents carries, with all copies.
        """
        with self._database.reading() as connection:
            return stories.copied(connection, self._kept)

    def issues_about(self, words: str) -> list[str]:
        """Return the ids of the issues that `words` name, or of the one whose id they are."""
        with self._database.reading() as connection:
            return positions.issues_about(connection, words)

    def issues(self, asked: Asked, *, most: int) -> list[IssueRow]:
        """Return the issues on which most is said, that one first."""
        with self._database.reading() as connection:
            return positions.issues(connection, self._narrowed(asked), most)

    def cells(self, asked: Asked) -> list[CellRow]:
        """Return how much is told of each side on each issue that is asked for."""
        with self._database.reading() as connection:
            return positions.cells(connection, self._narrowed(asked))

    def stories_telling(self, asked: Asked) -> dict[str, int]:
        """Return by issue how many independent stories tell what is asked for."""
        with self._database.reading() as connection:
            return positions.stories(connection, self._narrowed(asked))

    def latest_positions(
        self, asked: Asked, *, each: int, by_stance: bool = False
    ) -> list[PositionRow]:
        """Return the latest positions of every side on every issue asked for, earliest first.

        Args:
            asked: what is asked for.
            each: how many of one side on one issue, the latest ones.
            by_stance: take so many for each of the side's stances.

        """
        with self._database.reading() as connection:
            return positions.latest(
                connection, self._narrowed(asked), each, by_stance=by_stance, kept=self._kept
            )

    def sides(self, actor_ids: Iterable[str]) -> dict[str, SideRow]:
        """Return actors by their ids, with all their names."""
        with self._database.reading() as connection:
            return positions.sides(connection, actor_ids)

    def bodies_of(self, persons: Iterable[str]) -> dict[str, str]:
        """Return for persons, by actor id, the body for which most documents have them speak."""
        with self._database.reading() as connection:
            return positions.bodies_of(connection, persons)

    def named_in(
        self, actor_ids: Sequence[str], documents: Iterable[str]
    ) -> dict[str, frozenset[str]]:
        """Return for each actor those of the documents that name it."""
        with self._database.reading() as connection:
            return positions.named_in(connection, actor_ids, documents)

    def texts_around(
        self, spans: Iterable[tuple[str, int, int]], reach: int
    ) -> dict[tuple[str, int, int], tuple[int, str]]:
        """Return for words, by document, start and end, the text around them and its start."""
        with self._database.reading() as connection:
            return positions.texts_around(connection, spans, reach)

    def search(self, words: str, filters: Filters, limit: int | None = None) -> list[Hit]:
        """Return passages with all of `words`, the best first; as `search.search` tells."""
        with self._database.reading() as connection:
            return search.search(connection, words, filters, limit, self._kept)

    def figures(
        self, *, about: str | None = None, limit: int | None = None, each: int = 100
    ) -> Figures:
        """Return series of figures, and sums that do not add up; as `series_view.figures` tells."""
        with self._database.reading() as connection:
            return series_view.figures(
                connection, about=about, limit=limit, each=each, kept=self._kept
            )

    def timeline(self, days: Days, limit: int | None = None) -> Timeline:
        """Return dated events, the earliest first; as `happenings_view.timeline` tells."""
        with self._database.reading() as connection:
            return happenings_view.timeline(connection, days, limit, self._kept)

    def places(self, days: Days, limit: int) -> Places:
        """Return places and the events that are told to be there; as `places.places` tells."""
        with self._database.reading() as connection:
            return places.places(connection, days, limit, self._kept)

    def latest_of(
        self, types: Iterable[EventType], most: int, sides: Iterable[str] = ()
    ) -> list[str]:
        """Return the ids of the latest events of some types; as `happenings_view` tells."""
        with self._database.reading() as connection:
            return happenings_view.latest_of(connection, self._kept, types, most, sides)

    def acts_of(
        self,
        types: Iterable[EventType],
        sides: Iterable[str],
        *,
        between: tuple[date, date],
        most: int,
    ) -> list[str]:
        """Return the ids of the earliest events between two days in which sides act."""
        with self._database.reading() as connection:
            return happenings_view.acts_of(
                connection, self._kept, types, sides, between=between, most=most
            )

    def happenings(self, ids: Iterable[str]) -> tuple[Happening, ...]:
        """Return events by their ids, the earliest first, undated ones last."""
        with self._database.reading() as connection:
            return happenings_view.happenings(connection, ids, self._kept)

    def size(self) -> Size:
        """Return how much coverage there is."""
        with self._database.reading() as connection:
            return overview.size(connection, self._kept)

    def latest_documents(self, most: int) -> list[str]:
        """Return the ids of the documents that were published last, undated ones last."""
        with self._database.reading() as connection:
            return overview.latest(connection, self._kept, most)

    def gaps(self, most: int) -> Gaps:
        """Return what could not be read, at most so many documents of each kind."""
        with self._database.reading() as connection:
            return overview.gaps(connection, self._kept, most)

    def in_office(self, bodies: Sequence[str], *, most: int, each: int) -> list[InOffice]:
        """Return who is said to hold an office; as `overview.in_office` tells."""
        with self._database.reading() as connection:
            return overview.in_office(connection, self._kept, bodies, most=most, each=each)

    def stories_of(self, documents: Sequence[str]) -> list[Story]:
        """Return the stories of some documents, each with these of its documents alone."""
        with self._database.reading() as connection:
            return overview.stories_of(connection, documents)

    def readings_of(
        self, ids: Iterable[str], kinds: Collection[str] | None = None
    ) -> list[ReadDocument]:
        """Return those of some documents that are there with their findings, as corrected.

        Args:
            ids: of the documents.
            kinds: of the findings that are wanted, "entity", …; all where None.

        """
        wanted = iter(sorted(set(ids)))
        found: list[ReadDocument] = []
        while batch := list(islice(wanted, BATCH)):
            with self._database.reading() as connection:
                found += corrections.read_documents(connection, batch, kinds)
        return found

    def by_persons(self, documents: Iterable[str]) -> list[ByPerson]:
        """Return the facts of some documents that persons accepted, corrected or added."""
        with self._database.reading() as connection:
            return [
                fact
                for some in parts(documents)
                for fact in corrections.by_persons(connection, some)
            ]

    def events_per_day(self, days: Days) -> dict[date, int]:
        """Return how many dated events there are on each day, in order."""
        with self._database.reading() as connection:
            return happenings_view.per_day(connection, days)

    def unsure(
        self, *, below: float, kind: str | None = None, after: Unsure | None = None, limit: int
    ) -> list[Unsure]:
        """Return facts that may be misread, the least sure first; as `unsure.unsure` tells."""
        with self._database.reading() as connection:
            return unsure.unsure(connection, below=below, kind=kind, after=after, limit=limit)

    def unsure_left(self, *, below: float, after: Unsure | None = None) -> dict[str, int]:
        """Return by kind how many facts are less sure than `below`."""
        with self._database.reading() as connection:
            return unsure.left(connection, below=below, after=after)

    def changes(self, since: date, limit: int | None = None) -> Changes:
        """Return what has changed since a day; as `changes.changes` tells."""
        with self._database.reading() as connection:
            return changes.changes(connection, changes.Asked(since, limit, self._kept))

    def roles_told(self, most: int = 3000) -> list[RoleRow]:
        """Return what the latest documents tell of the parts that actors play in the talks."""
        with self._database.reading() as connection:
            return roles.roles_told(connection, self._kept, most)

    def deal_terms(
        self, asked: Asked, *, least_confidence: float, most: int
    ) -> list[PositionOutline]:
        """Return the positions on the issues that were last dealt in, and what answers them.

        Args:
            asked: what is asked for.
            least_confidence: leave out what is less sure.
            most: how many issues.

        """
        with self._database.reading() as connection:
            return deals.terms(connection, self._narrowed(asked), least_confidence, most)

    def positions_in_full(self, outlines: Iterable[PositionOutline]) -> list[PositionRow]:
        """Return all that is told of some positions, in no order."""
        with self._database.reading() as connection:
            return deals.in_full(connection, outlines)

    def issue_names(self, ids: Iterable[str]) -> dict[str, str]:
        """Return issues by their ids, each with its name."""
        with self._database.reading() as connection:
            return deals.issue_names(connection, ids)

    def acts(self, documents: Iterable[str], least_confidence: float) -> list[ActRow]:
        """Return what is told to have been done with a deal in some documents, in their order."""
        with self._database.reading() as connection:
            return deals.acts(connection, documents, least_confidence)

    def negotiations_of(self, documents: Iterable[str]) -> dict[str, str]:
        """Return the negotiation on which each document bears most: the one shown, if it is one."""
        if self._kept.negotiation is not None:
            return dict.fromkeys(documents, self._kept.negotiation)
        with self._database.reading() as connection:
            return deals.negotiations_of(connection, documents)

    def texts(self, documents: Iterable[str]) -> dict[str, str]:
        """Return the texts of some documents."""
        with self._database.reading() as connection:
            return deals.texts(connection, documents)

    def times(self, documents: Iterable[str]) -> dict[str, list[tuple[int, int]]]:
        """Return where time expressions stand in some documents."""
        with self._database.reading() as connection:
            return mentions.times(connection, documents)
