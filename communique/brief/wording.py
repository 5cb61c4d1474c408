"""How dates, lists and whose word it is are put, and how strange characters are shown."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from communique.analysis import Evidence
from communique.brief.model import Source
from communique.dates import Interval
from communique.matching.model import Actor, Claimant
from communique.matching.wording import head_words
from communique.vocabulary import EventStatus, Relation, Stance, TalksRoleName

ROLES: dict[TalksRoleName, str] = {
    "party": "Parties",
    "mediator": "Mediators",
    "guarantor": "Guarantors",
    "stakeholder": "Stakeholders",
    "observer": "Observers",
}
STANCES: dict[Stance, str] = {
    "demand": "demands",
    "offer": "offers",
    "accept": "accepts",
    "reject": "rejects",
    "refuse": "refuses",
    "open": "open to",
}


def stance(held: Stance, holder: Actor) -> str:
    """Return the verb for a stance of a party, in the number of its name: "sources refuse"."""
    head = "".join(head_words(holder.name)[-1:])
    many = holder.kind in {"group", "source"} and head.endswith("s") and not head.endswith("ss")
    return STANCES[held].removesuffix("s") if many else STANCES[held]


RELATIONS: dict[Relation, str] = {
    "if": "if",
    "unless": "unless",
    "until": "until",
    "only-if": "only if",
    "in-exchange-for": "in exchange for",
    "after": "after",
}
STATUSES: dict[EventStatus, str] = {
    "happened": "",
    "ongoing": "ongoing",
    "planned": "planned",
    "called-for": "called for",
    "possible": "possible",
    "denied": "denied",
}

UNCERTAIN = "uncertain reading"
"""How a line is marked that may be misread."""

_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u061c\ufeff"))
"""Direction marks: they show nothing and end nothing, so that they may go."""
_TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def one_line(text: str) -> str:
    """Return `text` on one line, with what could move a cursor or turn the reading direction away.

    Control characters, direction overrides and halves of surrogate pairs become "�"; marks that
    only give a direction go.
    """
    return " ".join(visible(text).split())


def visible(text: str, *, turns: bool = False) -> str:
    """Return `text` with control characters, but for line ends and tabs, as "�".

    Args:
        text: any text.
        turns: keep characters that turn the reading direction; only for where what is shown is
            isolated from its surroundings.

    """
    if text.isprintable():
        return text
    return "".join(_shown(c, turns=turns) for c in (text if turns else text.translate(_MARKS)))


def _shown(character: str, *, turns: bool) -> str:
    if character in "\n\t" or character.isprintable():
        return character
    if character in "\r\x0b\x0c\x85\u2028\u2029":
        return "\n"
    bad = unicodedata.category(character) in ("Cc", "Cs") or _is_noncharacter(ord(character))
    return "�" if bad or (character in _TURNS and not turns) else character


def _is_noncharacter(code: int) -> bool:
    """Tell whether Unicode promises never to use `code`; HTML takes it for an error."""
    return code % 0x10000 >= 0xFFFE or 0xFDD0 <= code <= 0xFDEF


def day(when: date | None) -> str:
    """Return "12 May 2031", or an empty text."""
    return f"{when.day} {when:%b} {when.year}" if when else ""


def interval(when: Interval | None) -> str:  # noqa: PLR0911  # one return for each form
    """Return the days in words, as exact as they are known; empty where nothing is known."""
    if when is None or (when.start is None and when.end is None):
        return ""
    if when.start is None:
        return f"until {day(when.end)}"
    if when.end is None:
        return f"from {day(when.start)}"
    first, last = when.start, when.end
    if first == last:
        return day(first)
    if _is_month(first, last):
        return f"{first:%b} {first.year}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if first.year != last.year:
        return f"{day(first)} – {day(last)}"
    if first.month != last.month:
        return f"{first.day} {first:%b} – {day(last)}"
    return f"{first.day}–{day(last)}"


def _is_month(first: date, last: date) -> bool:
    days = monthrange(first.year, first.month)[1]
    return first.day == 1 and last == first.replace(day=days)


def listed(names: Iterable[str]) -> str:
    """Return "a", "a and b", "a, b and c"."""
    known = list(names)
    if len(known) < 2:
        return "".join(known)
    return f"{', '.join(known[:-1])} and {known[-1]}"


def count(number: int, one: str, many: str | None = None) -> str:
    """Return "1 report", "2 reports"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def says(claimant: Claimant) -> str:
    """Return whose word it is: "Anna Brandt, through the Harbour Post, reportedly"."""
    if claimant.name is None:
        words = "the report itself"
    else:
        words = ", ".join([claimant.name, *(f"through {name}" for name in claimant.via)])
    return f"{words}, hedged" if claimant.hedged else words


def where(evidence: Evidence) -> str:
    """Return the outlet, the date and the name of the document in which the words stand."""
    parts = [evidence.outlet, day(evidence.published) or "undated", evidence.ref]
    return ", ".join(one_line(part) for part in parts if part)


def source_line(source: Source, write: Callable[[str], str]) -> str:
    """Return a document with its outlet, its date and its copies.

    Args:
        source: the document.
        write: puts words of documents as the page needs them.

    """
    document = source.document
    parts = [document.outlet, day(document.published) or "undated", document.ref]
    found = f"{write(first_of([document.title, document.ref]))} — "
    found += ", ".join(write(part) for part in parts if part)
    if not document.read:
        found += f" (not read: {write(document.not_read or 'no reason given')})"
    if source.copies:
        names = ", ".join(write(first_of([c.outlet, c.ref])) for c in source.copies)
        copies = count(len(source.copies), "copy", "copies")
        found += f"; {copies}, counted as one report: {names}"
    return found


def legend(below: float) -> str:
    """Return what `UNCERTAIN` means, where it marks lines with less confidence than `below`."""
    return (
        f"“{UNCERTAIN}” marks what may have been misread (confidence below {below:g}); "
        "it does not say whether the report is true."
    )


def more(number: int, what: str = "") -> str:
    """Return "12 more", for what a page leaves out."""
    return f"{number} more {what}".rstrip()


def short(text: str, limit: int) -> str:
    """Return `text` on one line, cut near `limit` characters, between words, where it is longer."""
    line = one_line(text)
    if len(line) <= limit:
        return line
    cut = line[:limit]
    return re.sub(r"\s+\S*$", "", cut) + " …"


def first_of(known: Sequence[str | None]) -> str:
    """Return the first that is known and not blank, else an empty text."""
    return next((text for text in known if text and text.strip()), "")
