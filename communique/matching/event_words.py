"""Events put into neutral sentences, by the words in `event_words.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from communique import data_files
from communique.dates import Interval
from communique.matching.model import Actor, Version
from communique.matching.wording import listed, stem, stems_in, words_of
from communique.vocabulary import EventStatus, EventType


def _words() -> dict[str, dict[str, str]]:
    return data_files.table(__package__, "event_words.toml")


def noun(
    type: EventType,  # noqa: A002 - as in the contract
    mode: str | None,
    sides: int = 2,
    told: Iterable[str] = (),
) -> str:
    """Return what an event is called: "visit".

    Args:
        type: of the event.
        mode: of the event.
        sides: how many take part.
        told: the words that tell it, of each report.

    """
    told = tuple(told)
    for kind in ("offered", "pledged"):
        if _tells(kind, type, told):
            return _words()[kind]["name"]
    plain = _words()["type"][type]
    if sides < 2:
        plain = _words()["one_sided"].get(type, plain)
    return _words()["mode"].get(f"{type}-{mode}", plain)


def tells_agreement(told: Iterable[str]) -> bool:
    """Tell whether the words of an event, of some report, speak of an agreement."""
    return any(stems_in(words) & _stems("agreed", "words") for words in told)


def tells_offer(type: EventType, told: Iterable[str]) -> bool:  # noqa: A002 - as in the contract
    """Tell whether the words of an event, of each report, speak of an offer and no agreement."""
    return _tells("offered", type, tuple(told))


def tells_pledge(type: EventType, told: Iterable[str]) -> bool:  # noqa: A002 - as in the contract
    """Tell whether the words of an event, of each report, speak of what one side promises."""
    return _tells("pledged", type, tuple(told))


def _tells(kind: str, type: EventType, told: Sequence[str]) -> bool:  # noqa: A002 - as in the contract
    ours = _stems(kind, type)
    others, taken_up = ours | _stems("making", "words"), _stems("taken_up", "words")

    def fits(words: str) -> bool:
        content = [stem(word) for word in words_of(words) if word not in listed("function_words")]
        if not ours & set(content):
            return False
        return set(content) <= others or (content[0] in ours and not taken_up & set(content))

    return bool(told) and all(map(fits, told))


@cache
def _stems(kind: str, of: str) -> frozenset[str]:
    return stems_in(_words()[kind].get(of, ""))


def status_words(status: EventStatus) -> str:
    """Return a status as a verb phrase: "is reported as planned"."""
    return _words()["status"][status]


def days(date: Interval | None) -> str:
    """Return a date no more exactly than it is known."""
    if date is None or (date.start is None and date.end is None):
        return "on a day not given"
    if date.start == date.end and date.start is not None:
        return f"on {date.start.isoformat()}"
    if date.start is None and date.end is not None:
        return f"by {date.end.isoformat()}"
    if date.end is None and date.start is not None:
        return f"from {date.start.isoformat()}"
    return f"between {date.start} and {date.end}"


def listed_names(actors: Sequence[Actor]) -> str:
    """Return names as a list in words."""
    names = [actor.name for actor in actors]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def event_sentence(
    what: str,
    actors: Sequence[Actor],
    recipients: Sequence[Actor],
    place: Actor | None,
    date: Interval | None,
    versions: Sequence[Version],
) -> str:
    """Return an event with its versions: "Visit: A – B, in C, on …: “met” is denied by D."."""
    who = listed_names(actors)
    to = listed_names(recipients)
    parts = [
        who if not to else f"{who} – {to}" if who else f"toward {to}",
        f"in {place.name}" if place else "",
        days(date),
    ]
    told = "; ".join(_version(version) for version in versions)
    return f"{what[:1].upper()}{what[1:]}: {', '.join(part for part in parts if part)}: {told}."


def _version(version: Version) -> str:
    whose = version.claimant
    by = (
        ""
        if whose.name is None
        else f" by {whose}"
        if version.status == "denied"
        else f", {whose} says"
    )
    hedge = " (hedged)" if whose.hedged else ""
    return f"“{version.words}” {status_words(version.status)}{by}{hedge}"
