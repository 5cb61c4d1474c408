"""The main event of single sentences: its PLOVER type, and who acts on whom.

    python -m benchmarks.sentence_events --data DIR [--weights DIR] [--most N] [--training]

The whole reading of single sentences, on the fifth of each set that is kept out of training:

- plover_gsr: examples of a coding manual; the type of the main event must be the coded one (one
  type, INVESTIGATE, is not in the record's vocabulary: its sentences count as misread);
- cameo_sentences: 0 neutral, 1 and 2 verbal and material cooperation, 3 and 4 verbal and material
  conflict; the type of the main event must be one of those that `training.weak_events.CLASSES`
  gives to the class, and a neutral sentence must tell no event.

The main event of a sentence is the one read with the highest confidence, the first of equals.
Actors and recipients are compared by their words, small ones apart: those of the names of the
entities that were read, and those that are annotated as source and target.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from benchmarks.command import Setting, run
from benchmarks.content_words import content_words
from benchmarks.figures_of_merit import share
from benchmarks.readings import Row, readings
from benchmarks.results import Result, Tallies, Trial
from communique.findings import Event, Findings
from training.corpora import held_out, rows
from training.weak_events import CLASSES, OLDER_NAMES

NEUTRAL = "0"
SPLIT = "held-out fifth"


def main_event(findings: Findings) -> Event | None:
    """Return the event that was read with the highest confidence, the first of equals."""
    return max(findings.events, key=lambda e: (e.confidence or 0.0, -e.start), default=None)


def names_of(findings: Findings, entities: Iterable[str]) -> list[str]:
    """Return the names of the entities with those ids."""
    wanted = set(entities)
    return [entity.name for entity in findings.entities if entity.id in wanted]


def coded_actors(row: Row, side: str) -> list[str]:
    """Return who is annotated as `source` or `target` of a row of plover_gsr."""
    return [a["actorText"] for a in row.get(side) or () if isinstance(a, dict)]


def tagged_actors(row: Row, side: str) -> list[str]:
    """Return the words that are tagged as `source` or `target` in a row of cameo_sentences."""
    paired = zip(row["tokens"], row["tags"], strict=True)
    return [word for word, tag in paired if tag[2:] == side.upper()]


def _kept(setting: Setting, corpus: str) -> Iterator[Row]:
    found = rows(setting.data / corpus / "train.jsonl.gz")
    return setting.first(r for r in found if held_out(r["id"]) != setting.training)


def _add_actors(
    tallies: Tallies, findings: Findings, event: Event | None, wanted: dict[str, list[str]]
) -> None:
    read = {
        "source": names_of(findings, event.actors) if event else [],
        "target": names_of(findings, event.recipients) if event else [],
    }
    for side, phrases in wanted.items():
        tallies.of(side).spans(content_words(*phrases), content_words(*read[side]))


def manual(setting: Setting) -> Iterator[Result]:
    """Yield the figures on the examples of the coding manual."""
    split = setting.split(SPLIT)
    types = Tallies(Trial("sentence events", "plover_gsr", split, "type of the main event"))
    actors = Tallies(Trial("sentence events", "plover_gsr", split, "words of its actors"))
    # A day of coding stands where that of publication should, so none is told.
    bare = ({k: v for k, v in r.items() if k != "date"} for r in _kept(setting, "plover_gsr"))
    for row, document in readings(bare, setting.model):
        event = main_event(document.findings)
        wanted = OLDER_NAMES.get(row["event"], row["event"])
        types.of("type", share).add(event is not None and event.type == wanted, 1)
        sides = {side: coded_actors(row, side) for side in ("source", "target")}
        _add_actors(actors, document.findings, event, sides)
    yield from types.results(["type"])
    yield from actors.results()


def classes(setting: Setting) -> Iterator[Result]:
    """Yield the figures on the sentences that are coded by class."""
    split = setting.split(SPLIT)
    types = Tallies(Trial("sentence events", "cameo_sentences", split, "class of the main event"))
    actors = Tallies(Trial("sentence events", "cameo_sentences", split, "words of its actors"))
    for row, document in readings(_kept(setting, "cameo_sentences"), setting.model):
        event, told = main_event(document.findings), row["class"]
        if told == NEUTRAL:
            right = event is None
        else:
            right = event is not None and event.type in CLASSES[told]
        types.of("class", share).add(right, 1)
        types.of("class 0" if told == NEUTRAL else "classes 1 to 4", share).add(right, 1)
        if row["tags"]:
            sides = {side: tagged_actors(row, side) for side in ("source", "target")}
            _add_actors(actors, document.findings, event, sides)
    yield from types.results(["class"])
    yield from actors.results()


def results(setting: Setting) -> Iterator[Result]:
    """Yield the figures on both sets."""
    yield from manual(setting)
    yield from classes(setting)


if __name__ == "__main__":
    run("sentence_events", __doc__, results)
