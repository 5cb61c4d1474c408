"""Which document tells what, when and by whom; and which are copies of others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from random import Random

from benchmarks.invented.draft import Draft
from benchmarks.invented.sentences import SENTENCES, Scene, Sentence
from benchmarks.invented.world import NEGOTIATIONS, Negotiation, negotiation, outlets
from communique.documents.document import ReadDocument

STORIES = 7
"""Of ten documents in a row, so many are reports of their own."""
COPIED = 10 - STORIES
"""And so many are copies of the first of them: whole, with a sentence left out, and rewritten."""

_BEGIN = date(2031, 1, 6)
_A_DAY = 25
"""Documents of one day."""
_SENTENCES = (7, 13)

Plan = tuple[date, tuple[tuple[Sentence, Scene], ...]]


def coverage(number: int, *, seed: int = 0, first: int = 0) -> Iterator[ReadDocument]:
    """Yield so many read documents, from the one numbered `first`, in the order of their days."""
    for n in range(first, first + number):
        yield document(n, seed=seed)


def story_of(number: int) -> int:
    """Return the number of the report that a document carries."""
    tens, rest = divmod(number, 10)
    return tens * STORIES + (rest if rest < STORIES else rest - STORIES)


def document(number: int, *, seed: int = 0) -> ReadDocument:
    """Return one read document."""
    chance = Random(f"{seed}, document {number}")
    published, sentences = _plan(story_of(number), seed)
    copy = number % 10 - STORIES
    voice = 1 if copy == COPIED - 1 else 0
    if copy == 1:
        left_out = chance.randrange(1, len(sentences))
        sentences = (*sentences[:left_out], *sentences[left_out + 1 :])
    draft = Draft(published + timedelta(days=int(copy > 0)), chance)
    first = sentences[0][1]
    draft.name(first.side.body)
    draft.write((" speaks of the ", " on the ")[voice] + f"{first.issue.noun} as ")
    draft.name(first.other.body)
    draft.write((" waits", " holds back")[voice])
    for place, (sentence, scene) in enumerate(sentences):
        draft.between(" " if place % 3 else "\n\n")
        sentence(draft, scene, voice)
    papers = outlets()
    # A copy is carried by another outlet than its original, as three and sixty share a divisor.
    paper = papers[(story_of(number) * 7 + max(copy + 1, 0)) % len(papers)]
    return draft.finished(f"{paper.lower().replace(' ', '-')}-{number}", paper)


@lru_cache(maxsize=64)
def _plan(story: int, seed: int) -> Plan:
    """Return what a report tells: its day and its sentences."""
    chance = Random(f"{seed}, story {story}")
    negotiated = negotiation(chance.randrange(NEGOTIATIONS))
    days = story * 10 // (STORIES * _A_DAY)
    published = _BEGIN + timedelta(days=days)
    sentences = tuple(
        (sentence, _scene(negotiated, days, chance))
        for sentence in chance.choices(SENTENCES, k=chance.randint(*_SENTENCES))
    )
    return published, sentences


def _scene(negotiated: Negotiation, days: int, chance: Random) -> Scene:
    which = chance.randrange(2)
    side, other = negotiated.sides[which], negotiated.sides[1 - which]
    issue, return_for = chance.sample(negotiated.issues, 2)
    # Tolls rise with the days, and the second side counts a tenth more.
    toll = (100 + negotiated.number + days * 2) * (10 + which) // 10
    return Scene(
        negotiation=negotiated,
        side=side,
        other=other,
        speaker=chance.choice(side.persons),
        town=chance.choice(negotiated.towns),
        issue=issue,
        return_for=return_for,
        toll=toll,
        number=chance.randint(2, 60),
        days_ago=chance.randrange(4),
    )
