"""Stories: documents that carry one report, so that ten copies of it count as one source.

Copies of copies belong together. Which document is the original is guessed: the one published
first; of several, the one whose outlet the others name; of several, the fullest. What is told of a
story follows from its documents alone, in whichever order they came.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar

from communique.documents.document import Document, ReadDocument
from communique.matching.copies import (
    FACTS_SHARED,
    Likeness,
    Trace,
    bands,
    compare,
    fact_bands,
    same_days,
    trace_of,
)

Key = TypeVar("Key", bound=Hashable)

_OPENING, _CLOSING = 300, 200
"""Characters at both ends of a text in which it names where it comes from."""
_SHORTEST_NAME = 2


@dataclass(frozen=True)
class Member:
    """A document, as what is known of it before it is put beside others."""

    document: str
    trace: Trace
    outlet: str | None
    credits: str
    """Where the document names its source: byline, opening and closing words, case folded."""

    @property
    def digest(self) -> str:
        """The same for documents that are the same word for word; an empty one is like no other."""
        return self.trace.digest if self.trace.runs else self.document


@dataclass(frozen=True)
class Folded:
    """Why a document belongs to a story."""

    document: str
    kind: Literal["original"] | Likeness
    like: str | None
    """The document that it is a copy of; None of the original."""
    reason: str


@dataclass(frozen=True)
class Story:
    """Documents that carry the same report, and so count as one source."""

    id: str
    """Id of the first of its documents."""
    documents: tuple[str, ...]
    original: str
    folded: tuple[Folded, ...]
    """Every document with the reason: the original, then the others by id."""


@dataclass(frozen=True)
class Stories:
    """Which document belongs to which story."""

    stories: tuple[Story, ...]
    of_document: Mapping[str, str]
    """Story id by document id."""

    def count(self, documents: Iterator[str] | Sequence[str] | frozenset[str]) -> int:
        """Return how many independent stories there are among `documents`, given by id."""
        return len({self.of_document.get(document, document) for document in documents})


def find_stories(read: Iterable[ReadDocument]) -> Stories:
    """Return the stories of the documents, ordered by their ids."""
    members = {r.document.id: member_of(r) for r in read}
    alike: defaultdict[str, list[Member]] = defaultdict(list)
    for member in members.values():
        alike[member.digest].append(member)
    traces = {digest: same[0].trace for digest, same in alike.items()}
    stories = [story_of([m for d in group for m in alike[d]]) for group in connected(traces)]
    stories.sort(key=lambda story: story.id)
    return Stories(tuple(stories), {d: story.id for story in stories for d in story.documents})


def member_of(read: ReadDocument) -> Member:
    """Return a document as it is put beside others."""
    document = read.document
    return Member(document.id, trace_of(read), document.outlet, credits_of(document))


def credits_of(document: Document) -> str:
    """Return the words in which a document may name its source, case folded."""
    text = document.text
    parts = (*document.byline, text[:_OPENING], text[_OPENING:][-_CLOSING:])
    return "\n".join(parts).casefold()


def connected(traces: Mapping[Key, Trace]) -> Iterator[list[Key]]:
    """Yield the groups of traces that are copies of each other, or of copies.

    Only traces that share keys are compared, and no two that are known to belong together already.
    """
    leader = {key: key for key in traces}

    def first(key: Key) -> Key:
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    by_words: defaultdict[int, list[Key]] = defaultdict(list)
    by_facts: defaultdict[int, list[Key]] = defaultdict(list)
    for key, trace in traces.items():
        words, facts = bands(trace), fact_bands(trace)
        shared = Counter(other for k in facts for other in by_facts.get(k, ()))
        near = dict.fromkeys(other for k in words for other in by_words.get(k, ()))
        near |= dict.fromkeys(
            other
            for other, number in shared.items()
            if number >= FACTS_SHARED and same_days(traces[other], trace)
        )
        for other in near:
            if first(other) != first(key) and compare(traces[other], trace):
                leader[first(other)] = first(key)
        for k in words:
            by_words[k].append(key)
        for k in facts:
            by_facts[k].append(key)
    groups: defaultdict[Key, list[Key]] = defaultdict(list)
    for key in traces:
        groups[first(key)].append(key)
    yield from groups.values()


def story_of(members: Sequence[Member]) -> Story:
    """Return the story of documents that belong together: the original, and why each is in it."""
    left = {member.document: member for member in sorted(members, key=lambda m: m.document)}
    documents = tuple(left)
    original, reason = _original(list(left.values()))
    folded = [Folded(original.document, "original", None, reason)]
    del left[original.document]
    told = [original]
    # Copies of the original first, then copies of those, and so on.
    while told and left:
        found = [(m, _like(told, m)) for m in left.values()]
        told = [member for member, match in found if match is not None]
        folded += [match for _, match in found if match is not None]
        for member in told:
            del left[member.document]
    ordered = sorted(folded, key=lambda f: (f.kind != "original", f.document))
    return Story(documents[0], documents, original.document, tuple(ordered))


def _like(told: Sequence[Member], member: Member) -> Folded | None:
    """Return the first document by id that `member` is a copy of, and how."""
    for other in sorted(told, key=lambda m: m.document):
        match = compare(other.trace, member.trace)
        if match is not None:
            return Folded(member.document, match.kind, other.document, match.reason)
    return None


def _original(members: Sequence[Member]) -> tuple[Member, str]:
    """Return the likeliest original, and why it is taken for that."""
    if len(members) == 1:
        return members[0], "the only one"
    day = min(m.trace.published or date.max for m in members)
    first = [m for m in members if (m.trace.published or date.max) == day]
    when = "none has a date" if day == date.max else f"published first, on {day}"
    if len(first) == 1:
        return first[0], when
    more = len(first) - 1
    among = f"{when}, as {'was' if more == 1 else 'were'} {more} more" if day != date.max else when
    named = Counter({m.document: _naming(m, first) for m in first})
    most = max(named.values())
    if most:
        first = [m for m in first if named[m.document] == most]
        among += f"; its outlet is named in {most} of the others"
    fullest = max(m.trace.words for m in first)
    full = [m for m in first if m.trace.words == fullest]
    if len(full) < len(first):
        among += "; the fullest of them"
    if len(full) > 1:
        among += "; the first by id"
    return full[0], among


def _naming(member: Member, others: Sequence[Member]) -> int:
    """Return how many of the others name the outlet of `member` as where they come from."""
    outlet = (member.outlet or "").casefold()
    if len(outlet) < _SHORTEST_NAME:
        return 0
    return sum(
        outlet in other.credits for other in others if (other.outlet or "").casefold() != outlet
    )
