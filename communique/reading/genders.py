"""What titles and first names tell of the gender of persons."""

from __future__ import annotations

from communique.reading.cast import Cast
from communique.reading.names import Gender, gender_of, titles
from communique.reading.parsed import Parsed

_LOOKED_AT = 8
"""Mentions of one person, the first ones."""


def known_genders(cast: Cast, parsed: Parsed) -> dict[str, Gender]:
    """Return the genders that titles and first names tell, by entity id."""
    known: dict[str, Gender] = {}
    for number, member in cast.members.items():
        if member.kind != "person":
            continue
        told = gender_of(member.name)
        for span in sorted(member.mentions)[:_LOOKED_AT]:
            words = parsed.words_in(span)
            first = words[0].index if words else 0
            if first > 0:
                title = titles().get(parsed.words[first - 1].text.casefold())
                told = title[0] if title and title[0] else told
        if told is not None:
            known[number] = told
    return known
