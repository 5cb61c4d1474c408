"""Coverage of invented talks, with hand-made findings: small, but with a line for every section."""

from __future__ import annotations

from communique.documents.document import ReadDocument
from communique.findings import Attribution, Entity, Figure, Location
from tests.builders import (
    attribution,
    condition,
    entity,
    event,
    event_date,
    figure,
    not_read,
    position,
    read_document,
    role,
    span,
    time,
)

SCRIPT = "</script><script>alert('x')</script>"
HOSTILE = f'Norland “won\'t” "sign" & {SCRIPT} \u202ereversed\u202c \x00\x1b[31m 𝐒udmark’s 🕊 offer'
AT_SEA = Location(12.0, -31.0, "charts")
OFF_SHORE = Location(14.5, -28.5, "charts")


def _sides(text: str) -> tuple[Entity, Entity]:
    return (
        entity("e1", "Norland", "place", in_text=text),
        entity("e2", "Sudmark", "place", in_text=text),
    )


def _brandt(text: str) -> Entity:
    title = "foreign minister"
    return entity(
        "e3",
        "Anna Brandt",
        "person",
        in_text=text,
        affiliation="e1",
        affiliation_at=span(text, "Norland's"),
        role=title,
        role_at=span(text, title),
    )


def _said(
    text: str, content: str, source: str, speaker: str, via: tuple[str, ...] = ()
) -> Attribution:
    return attribution(
        "a1",
        span(text, content),
        source=span(text, source),
        cue=span(text, "said"),
        speaker=speaker,
        via=via,
    )


def talks_open() -> ReadDocument:
    """Return the first report: a meeting, two positions, a count."""
    text = (
        "Norland and Sudmark open truce talks in Eastvale\n\n"
        "EASTVALE, May 5 - Negotiators of Norland and Sudmark met in Eastvale on Monday, with "
        "Westmark acting as mediator.\n\n"
        "Norland's foreign minister, Anna Brandt, said Norland would not free captives until the "
        "shelling of Port Amity stops.\n\n"
        "Sudmark demands the release of all captives before it signs a truce. "
        "Nearly 240 captives are held in Norland, including 31 women. "
        "Norland says it has freed 90 of 240 captives and that 129 remain.\n\n"
        "See also: Harbour dues to rise in June"
    )
    north, south = _sides(text)
    captives = "captives"
    return read_document(
        text,
        title="Norland and Sudmark open truce talks in Eastvale",
        ref="hp-101",
        outlet="Harbour Post",
        url="https://harbourpost.example/101",
        published="2031-05-05",
        entities=[
            north,
            south,
            _brandt(text),
            entity("e4", "Westmark", "place", in_text=text, location=AT_SEA),
            entity("e5", "Eastvale", "place", in_text=text, location=OFF_SHORE),
        ],
        attributions=[
            _said(
                text,
                "Norland would not free captives until the shelling of Port Amity stops",
                "Norland's foreign minister, Anna Brandt",
                "e3",
            )
        ],
        figures=[
            figure("f1", span(text, "Nearly 240"), value=240, high=240, hedge="nearly",
                   what="held", who=span(text, captives, 3), place="e1"),
            figure("f2", span(text, "31"), value=31, what="held", who=span(text, "women"),
                   subset_of="f1", place="e1"),
            figure("f3", span(text, "90"), value=90, what="released",
                   who=span(text, captives, 4)),
            figure("f4", span(text, "240", 2), value=240, what="captured",
                   who=span(text, captives, 4)),
            figure("f5", span(text, "129"), value=129, what="held"),
        ],
        events=[
            event("v1", "CONSULT", span(text, "met"), mode="meet", actors=["e1", "e2"],
                  recipients=["e4"], place="e5",
                  date=event_date("2031-05-05", span(text, "on Monday"))),
        ],
        positions=[
            position("p1", "e1", "refuse", "release of captives", span(text, "free captives"),
                     condition=condition(span(text, "the shelling of Port Amity stops"), "until"),
                     toward="e2", attribution="a1"),
            position("p2", "e2", "demand", "release of captives",
                     span(text, "the release of all captives")),
        ],
        talks=[
            role("e1", "party", span(text, "Negotiators of Norland and Sudmark met")),
            role("e2", "party", span(text, "Negotiators of Norland and Sudmark met")),
            role("e4", "mediator", span(text, "Westmark acting as mediator")),
        ],
        times=[time("t1", span(text, "on Monday"), "2031-05-05")],
    )  # fmt: skip


def copy_of_open() -> ReadDocument:
    """Return the same report in another outlet."""
    first = talks_open()
    return read_document(
        first.document.text,
        title=first.document.title,
        ref="cw-7",
        outlet="Coast Wire",
        published="2031-05-05",
        entities=first.findings.entities,
        attributions=first.findings.attributions,
        figures=first.findings.figures,
        events=first.findings.events,
        positions=first.findings.positions,
        talks=first.findings.talks,
        times=first.findings.times,
    )


def offer() -> ReadDocument:
    """Return a later report: Norland has moved, and counts another number."""
    text = (
        "Norland offers to release captives in stages\n"
        "Anna Brandt, Norland's foreign minister, told Harbour Post on 12 May that Norland is "
        "ready to free 40 captives if Sudmark halts the shelling for a week. Sudmark rejected the "
        "release of captives in stages, a Sudmark official said. Brandt said 210 captives were "
        "held. The ferry company lost 3 of its 11 ships."
    )
    north, south = _sides(text)
    minister = _brandt(text)
    counted = attribution(
        "a2",
        span(text, "210 captives were held"),
        source=span(text, "Brandt", 2),
        cue=span(text, "said", 2),
        speaker="e3",
    )
    told = attribution(
        "a3",
        span(text, "Norland is ready to free 40 captives if Sudmark halts the shelling for a week"),
        source=span(text, "Anna Brandt"),
        cue=span(text, "told Harbour Post"),
        speaker="e3",
    )
    return read_document(
        text,
        title="Norland offers to release captives in stages",
        ref="dl-33.html",
        outlet="The Daily Ledger",
        published="2031-05-13",
        entities=[north, south, minister, entity("e6", "Sudmark official", "source",
                  span(text, "a Sudmark official"), affiliation="e2",
                  affiliation_at=span(text, "Sudmark", 3))],
        attributions=[
            _said(text, "Sudmark rejected the release of captives in stages",
                  "a Sudmark official", "e6"),
            counted,
            told,
        ],
        figures=[
            _held(text, "210", 210, attribution="a2"),
            figure("f2", span(text, "40"), value=40, what="offered", who=span(text, "captives", 2)),
            figure("f3", span(text, "3", 1), value=3, unit="ship", what="lost"),
        ],
        events=[
            event("v1", "REJECT", span(text, "rejected"), actors=["e2"], recipients=["e1"],
                  date="2031-05-12", attribution="a1"),
        ],
        positions=[
            position("p1", "e1", "offer", "release of captives", span(text, "free 40 captives"),
                     condition=condition(span(text, "Sudmark halts the shelling for a week")),
                     toward="e2", attribution="a3"),
            position("p2", "e2", "reject", "release of captives",
                     span(text, "the release of captives in stages"), attribution="a1"),
        ],
    )  # fmt: skip


def other_count() -> ReadDocument:
    """Return a report of the same day that counts the captives otherwise."""
    text = "At least 260 captives are held in Norland, the Sudmark mission to Eastvale said."
    return read_document(
        text,
        ref="es-9",
        outlet="Eastvale Star",
        published="2031-05-13",
        entities=[
            entity("e1", "Norland", "place", in_text=text),
            entity("e2", "Sudmark mission", "organisation", in_text=text),
        ],
        attributions=[
            _said(
                text,
                "At least 260 captives are held in Norland",
                "the Sudmark mission to Eastvale",
                "e2",
            )
        ],
        figures=[
            figure(
                "f1",
                span(text, "At least 260"),
                value=260,
                low=260,
                hedge="at least",
                what="held",
                who=span(text, "captives"),
                place="e1",
                attribution="a1",
            )
        ],
    )


def _held(text: str, words: str, value: int, attribution: str) -> Figure:
    return figure(
        "f1",
        span(text, words),
        value=value,
        what="held",
        who=span(text, "captives", 3),
        place="e1",
        attribution=attribution,
    )


def undated() -> ReadDocument:
    """Return a report without a date, in which a weekday stays what it is."""
    text = "Sudmark's envoy will visit Westmark on Thursday, the radio said."
    return read_document(
        text,
        ref="radio.txt",
        published=None,
        entities=[
            entity("e1", "Sudmark", "place", in_text=text),
            entity("e2", "Westmark", "place", in_text=text),
        ],
        events=[
            event(
                "v1",
                "CONSULT",
                span(text, "visit"),
                mode="visit",
                status="planned",
                actors=["e1"],
                recipients=["e2"],
            )
        ],
        times=[time("t1", span(text, "on Thursday"))],
    )


def hostile() -> ReadDocument:
    """Return a report whose every word attacks the page that shows it."""
    text = f"{HOSTILE}\nNorland rejects {HOSTILE}, it said on 14 May."
    start = text.index("rejects ") + len("rejects ")
    words = span(text[: start + len(HOSTILE)], HOSTILE, 2)
    return read_document(
        text,
        title=HOSTILE,
        ref=f"{SCRIPT}.txt",
        outlet='"><img src=x onerror=alert(1)>',
        url="javascript:alert(1)",
        published="2031-05-14",
        entities=[entity("e1", "Norland", "place", in_text=text),
                  entity("e2", SCRIPT, "person", span(text, SCRIPT), role=HOSTILE,
                         role_at=span(text, HOSTILE), affiliation="e1"),
                  entity("e3", HOSTILE, "place", words,
                         location=Location(10.0, -30.0, f"charts {SCRIPT}"))],
        events=[event("v1", "REJECT", span(text, "rejects"), actors=["e1"], recipients=["e2"],
                      date="2031-05-14", place="e3")],
        positions=[position("p1", "e1", "reject", HOSTILE, words)],
        talks=[role("e1", "party", words)],
        figures=[figure("f1", words, value=31, what=SCRIPT, unit="person")],
    )  # fmt: skip


def coverage() -> list[ReadDocument]:
    """Return all of it, the hostile report apart."""
    arabic = not_read("قالت نورلاند إنها مستعدة للتفاوض.", ref="ar-1", outlet="Al Marfa",
                      published="2031-05-12")  # fmt: skip
    return [
        talks_open(),
        copy_of_open(),
        offer(),
        other_count(),
        undated(),
        read_document(arabic),
    ]
