"""What invented coverage tells: one function a sentence, each in the words of two voices.

A report and one that was rewritten from it state the same facts, in voice 0 and in voice 1.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.invented.draft import Draft
from benchmarks.invented.world import Actor, Issue, Negotiation, Side
from communique.spans import Span


@dataclass(frozen=True)
class Scene:
    """What chance drew for one sentence."""

    negotiation: Negotiation
    side: Side
    other: Side
    speaker: Actor
    town: Actor
    issue: Issue
    return_for: Issue
    toll: int
    """Of the killed so far, by this side's count."""
    number: int
    days_ago: int


Sentence = Callable[[Draft, Scene, int], None]


def _days(scene: Scene) -> tuple[str, int]:
    when = scene.days_ago
    return (("today", "yesterday")[when], when) if when < 2 else (f"{when} days ago", when)


def _source(draft: Draft, scene: Scene) -> Span:
    """Write who speaks, with office and body where they have not been named."""
    start = draft.at
    draft.name(scene.side.body, short=True)
    draft.write(f"'s {scene.speaker.office} ")
    draft.name(scene.speaker)
    return draft.upto(start)


def met(draft: Draft, scene: Scene, voice: int) -> None:
    """Tell of a meeting with the mediator."""
    mediator = scene.negotiation.mediator
    draft.name(scene.speaker)
    trigger = draft.write((" met ", " held talks with ")[voice])
    at = draft.name(mediator.body)
    draft.write("'s envoy ")
    draft.name(mediator.persons[0])
    draft.write(" in ")
    draft.name(scene.town)
    draft.write(" ")
    when = draft.day(*_days(scene))
    draft.write(".")
    persons = (scene.speaker,), (mediator.persons[0],)
    draft.act("CONSULT", trigger, *persons, when=when, place=scene.town)
    draft.part(mediator.body, "mediator", at)


def demanded(draft: Draft, scene: Scene, voice: int) -> None:
    """Tell what a side wants."""
    start = draft.at
    at = draft.name(scene.side.body, short=True)
    trigger = draft.write((" demands that ", " wants ")[voice])
    draft.name(scene.other.body, short=True)
    draft.write(("", " to")[voice])
    what = draft.write(f" {scene.issue.act}")
    content = draft.upto(start)
    draft.write(", ")
    source = _source(draft, scene)
    cue = draft.write(" said")
    draft.write(".")
    said = draft.said(scene.speaker, source, cue, content)
    sides = scene.side.body, scene.other.body
    draft.wants(sides[0], "demand", scene.issue.noun, what, toward=sides[1], attribution=said)
    draft.act("REQUEST", trigger, sides[:1], sides[1:], status="ongoing", attribution=said)
    draft.part(scene.side.body, "party", at)


def refused(draft: Draft, scene: Scene, voice: int) -> None:
    """Tell what a side will not do before the other side does something."""
    start = draft.at
    draft.name(scene.side.body)
    draft.write((" will not ", " refuses to ")[voice])
    what = draft.write(scene.issue.act)
    draft.write(" ")
    since = draft.at
    draft.write("until ")
    draft.name(scene.other.body, short=True)
    draft.write(f" agrees to {scene.return_for.act}")
    condition = draft.upto(since)
    content = draft.upto(start)
    draft.write((", ", ", according to ")[voice])
    source = _source(draft, scene)
    cue = draft.write((" said", " on the radio")[voice])
    draft.write(".")
    said = draft.said(scene.speaker, source, cue, content)
    draft.wants(
        scene.side.body,
        "refuse",
        scene.issue.noun,
        what,
        condition=(condition, "until"),
        toward=scene.other.body,
        attribution=said,
    )


def offered(draft: Draft, scene: Scene, voice: int) -> None:
    """Tell of an exchange that a side offers."""
    draft.name(scene.side.body, short=True)
    trigger = draft.write((" offered to ", " said it was ready to ")[voice])
    start = draft.at
    draft.write("free ")
    first = draft.write(str(scene.number))
    draft.write(" ")
    whom = draft.write("captives")
    what = draft.upto(start)
    draft.write(" ")
    since = draft.at
    draft.write("in exchange for ")
    second = draft.write(str(scene.number * 3))
    draft.write(" ")
    others = draft.write("prisoners")
    draft.write(" held by ")
    draft.name(scene.other.body, short=True)
    condition = draft.upto(since)
    draft.write(".")
    body, other = scene.side.body, scene.other.body
    draft.count(scene.number, first, what="released", who=whom)
    draft.count(scene.number * 3, second, what="released", who=others)
    draft.wants(
        body,
        "offer",
        "exchange of captives",
        what,
        condition=(condition, "in-exchange-for"),
        toward=other,
    )
    draft.act("CONCEDE", trigger, (body,), (other,), status="possible")


def counted(draft: Draft, scene: Scene, voice: int) -> None:
    """Tell how many were killed so far, by the count of one side."""
    start = draft.at
    at = draft.write(("At least ", "No fewer than ")[voice] + str(scene.toll))
    draft.write(" ")
    who = draft.write("people")
    draft.write(" have been killed in ")
    draft.name(scene.town)
    content = draft.upto(start)
    draft.write(", ")
    source = _source(draft, scene)
    cue = draft.write((" said", " told reporters")[voice])
    draft.write(".")
    said = draft.said(scene.speaker, source, cue, content)
    draft.count(scene.toll, at, what="killed", who=who, hedge="at least", attribution=said)


def shelled(draft: Draft, scene: Scene, voice: int) -> None:
    """Tell of an attack."""
    draft.name(scene.side.body, short=True)
    trigger = draft.write((" shelled ", " fired on ")[voice])
    draft.name(scene.town)
    draft.write(" ")
    when = draft.day(*_days(scene))
    draft.write((", wounding ", " and wounded ")[voice])
    at = draft.write(str(scene.number))
    draft.write(" ")
    who = draft.write("villagers")
    draft.write(".")
    sides = (scene.side.body,), (scene.other.body,)
    draft.act("ASSAULT", trigger, *sides, when=when, place=scene.town)
    draft.count(scene.number, at, what="injured", who=who)


def agreed(draft: Draft, scene: Scene, voice: int) -> None:
    """Tell what both sides agreed to."""
    draft.name(scene.side.body, short=True)
    draft.write(" and ")
    draft.name(scene.other.body, short=True)
    trigger = draft.write((" agreed to ", " reached an accord on ")[voice])
    draft.write("a pause of ")
    at = draft.write(f"{scene.number} days")
    draft.write(" near ")
    draft.name(scene.town)
    draft.write(".")
    draft.act("AGREE", trigger, (scene.side.body,), (scene.other.body,), place=scene.town)
    draft.count(scene.number, at, unit="day")


def denied(draft: Draft, scene: Scene, voice: int) -> None:
    """Tell what a side says that it did not do."""
    source = _source(draft, scene)
    cue = draft.write((" denied ", " rejected a report ")[voice])
    start = draft.at
    draft.write("that ")
    draft.name(scene.side.body, short=True)
    draft.write(" had ")
    trigger = draft.write("offered")
    draft.write(" to ")
    what = draft.write(scene.issue.act)
    content = draft.upto(start)
    draft.write(".")
    said = draft.said(scene.speaker, source, cue, content)
    draft.act("CONCEDE", trigger, (scene.side.body,), status="denied", attribution=said)
    draft.wants(scene.side.body, "refuse", scene.issue.noun, what, attribution=said)


def aided(draft: Draft, scene: Scene, voice: int) -> None:
    """Tell of goods that were let in; no one's position."""
    at = draft.write(str(scene.number * 5))
    draft.write(" ")
    who = draft.write("lorries")
    trigger = draft.write((" brought food to ", " carrying food reached ")[voice])
    draft.name(scene.town)
    draft.write(" ")
    when = draft.day(*_days(scene))
    draft.write(f", after {scene.number} hours at the crossing.")
    draft.act("AID", trigger, (), place=scene.town, when=when)
    draft.count(scene.number * 5, at, unit="lorry", who=who)


SENTENCES: tuple[Sentence, ...] = (
    met, demanded, refused, offered, counted, shelled, agreed, denied, aided,
)  # fmt: skip
