"""The unit of a figure: by its own words where they name one, else by the noun that is counted.

The model's label of a number phrase is a guess; the words decide against it where they can.
"""

from __future__ import annotations

import re
from functools import cache

from communique.reading.counted import Counted
from communique.reading.gazetteer import gazetteer
from communique.reading.lexicon import table
from communique.reading.names import folded
from communique.reading.nouns import noun_of, people
from communique.reading.parsed import FigureSpan, Parsed, Word
from communique.reading.quantities import Quantity
from communique.reading.units import (
    Unit,
    currency_of,
    is_percent,
    measure_of,
    percent_of,
    rate_of,
    singular,
    time_unit_of,
)
from communique.spans import Span

_NOUNS = frozenset({"NOUN", "PROPN"})
_NEXT = 30
"""Characters behind a number phrase in which its unit may stand."""
_UNIT_WORDS = re.compile(r"[\s-]*((?:[^\s.,;:()]+(?:\.[^\s.,;:()]+)*\.?[\s-]*){1,3})")
_MORE_NUMBERS = re.compile(
    r"(?:(?:\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|to)\s+|-)[\d.,/]{0,20}\d(?![\d/]|,\d)(?!-)){1,12}",
    re.IGNORECASE,
)
"""The rest of a list or range, whose unit comes last: "7, 14 and 5.5 points"."""
_STRONG = re.compile(r"-?strong\b", re.IGNORECASE)
_PLURALS = frozenset({"NNS", "NNPS"})
_PERSON_ENDINGS = ("men", "women", "people", "workers")


class Seen:
    """Units that were named last, for amounts that leave theirs out: "from 56 to 43"."""

    def __init__(self) -> None:
        """Start with none."""
        self._last: dict[str, tuple[Unit, int]] = {}
        self._sentence: dict[bool, tuple[Unit, int]] = {}

    def note(self, measure: str, unit: Unit, sentence: int) -> None:
        """Remember the unit of a measure, named in a sentence."""
        self._last[measure] = (unit, sentence)
        self._sentence[measure == "percent"] = (unit, sentence)

    def last(self, measure: str, sentence: int) -> Unit | None:
        """Return the last unit; a thing that was counted is forgotten with its sentence."""
        unit, where = self._last.get(measure, (None, -1))
        return unit if measure != "other" or where == sentence else None

    def set_against(self, sentence: int) -> Unit | None:
        """Return the unit of what "from 12" is set against: of the last amount in the sentence.

        Percentages come last: "fell 3 percent to 30 ships from 31".
        """
        for percent in (False, True):
            unit, where = self._sentence.get(percent, (None, -1))
            if where == sentence:
                return unit
        return None


def measure_in(parsed: Parsed, proposal: FigureSpan, counted: Counted) -> str:
    """Return the measure of a figure: person, money, percent, time or other."""
    phrase, after = proposal.span.of(parsed.text), words_behind(parsed.text, proposal.span)
    named = _named_measure(phrase, after, proposal.measure)
    return named or _counted_measure(proposal.measure, after, counted)


def _named_measure(phrase: str, after: str, label: str) -> str | None:
    """Return the measure that the words of the phrase, or right behind it, name."""
    if is_percent(phrase):
        return "percent"
    # A pound is a weight too: there the model tells.
    weight = label == "other" and measure_of(phrase) is not None
    if currency_of(phrase) is not None and label != "time" and not weight:
        return "money"
    if label != "percent" and time_unit_of(phrase) is not None and measure_of(phrase) is None:
        return "time"
    if label != "time" and (measure_of(phrase) or _measure_next(after)):
        return "other"
    return "person" if _STRONG.match(after) else None


def _counted_measure(label: str, after: str, counted: Counted) -> str:
    """Return the measure by the noun that is counted, where it contradicts the label.

    "A three-way merger" is no percentage, nor is "3 years later" behind a number a length of time.
    """
    noun, joined = counted.hyphened or counted.noun, counted.hyphened
    if noun is None:
        return label
    if label == "time":
        return label if _unit_next(after) else "other"
    if label == "percent":
        return label if joined is None or is_percent(after) else _sort_of(joined)
    if label == "money":
        plain = currency_of(after) is None and counted.next_noun is noun
        return "person" if plain and noun.xpos in _PLURALS and is_person(noun) else label
    common = noun.upos == "NOUN" or noun.text.islower()
    if is_person(noun) or (common and label == "person"):
        return _sort_of(noun)
    return label


def _sort_of(noun: Word) -> str:
    return "person" if is_person(noun) else "other"


def unit_of(
    parsed: Parsed, proposal: FigureSpan, quantity: Quantity, counted: Counted, seen: Seen
) -> Unit:
    """Return the unit: of the phrase, else of the words behind, else of the figure before."""
    phrase, after = proposal.span.of(parsed.text), words_behind(parsed.text, proposal.span)
    sentence = counted.head.sentence if counted.head is not None else -1
    if not quantity.part and _set_against(parsed, proposal, counted):
        unit = seen.set_against(sentence)
        if unit is not None:
            return Unit(unit.name)
    measure = measure_in(parsed, proposal, counted)
    if measure == "person":
        seen.note(measure, Unit("person"), sentence)
        return Unit("person")
    if measure == "percent" or (quantity.part and measure == "other"):
        unit = Unit("percent") if quantity.part else percent_of(f"{phrase} {after}")
        seen.note("percent", unit, sentence)
        return unit
    unit = _NAMED[measure](parsed, phrase, after, counted)
    if unit is None:
        return seen.last(measure, sentence) or Unit(None)
    seen.note(measure, unit, sentence)
    return unit


def _set_against(parsed: Parsed, proposal: FigureSpan, counted: Counted) -> bool:
    """Tell whether the phrase names no unit and stands behind "from", "compared with"."""
    phrase, after = proposal.span.of(parsed.text), words_behind(parsed.text, proposal.span)
    if currency_of(phrase) or is_percent(phrase) or time_unit_of(phrase) or measure_of(phrase):
        return False
    if counted.next_noun is not None or _measure_next(after) or _unit_next(after):
        return False
    words = parsed.words_in(proposal.span)
    if not words:
        return False
    first = words[0].index
    before = " ".join(w.text.lower() for w in parsed.words[max(0, first - 2) : first])
    return any(
        before == phrase or before.endswith(f" {phrase}")
        for phrase in table("figure_words.toml")["against"]["words"]
    )


def _unit_next(after: str) -> bool:
    """Tell whether the next word names a currency, percent or a time: "8 to 9 pct"."""
    words = " ".join(after.split()[:1])
    named = currency_of(words) or time_unit_of(words) or is_percent(words)
    return bool(named)


def is_person(word: Word) -> bool:
    """Tell whether a noun is one for persons: "worker", "Norlanders", "seamen", "members"."""
    text = word.text.lower()
    forms = {noun_of(word), singular(word.text), text}
    return (
        bool(forms & (people() | _persons()))
        or text.endswith(_PERSON_ENDINGS)
        or folded(word.text) in gazetteer().peoples
    )


@cache
def _persons() -> frozenset[str]:
    return frozenset(table("figure_words.toml")["persons"]["words"])


def names_measure(parsed: Parsed, proposal: FigureSpan) -> bool:
    """Tell whether the phrase, or the words behind it, name a measure: tonnes, points, seats."""
    behind = words_behind(parsed.text, proposal.span)
    return bool(measure_of(proposal.span.of(parsed.text)) or _measure_next(behind))


def _measure_next(after: str) -> Unit | None:
    """Return the measure that the words behind a number begin with: "mln tonnes", "long tons"."""
    words = after.split()
    for length in (1, 2):
        unit = measure_of(" ".join(words[:length]))
        if unit is not None:
            return measure_of(after) if unit.name == "barrel" else unit
    return None


def _money(_: Parsed, phrase: str, after: str, __: Counted) -> Unit | None:
    unit = currency_of(phrase)
    if unit is None and (unit := currency_of(after)) is not None and unit.factor < 1:
        # Prices quoted in cents keep them: the word is no part of the phrase.
        return Unit("cent")
    return unit


def _time(_: Parsed, phrase: str, after: str, __: Counted) -> Unit | None:
    return time_unit_of(phrase) or time_unit_of(after)


def _thing(parsed: Parsed, phrase: str, after: str, counted: Counted) -> Unit | None:
    unit = measure_of(phrase)
    if unit is not None:
        return _each_day(unit, after)
    if (unit := _measure_next(after)) is not None:
        return unit
    noun = counted.hyphened or counted.noun
    beside = f"{noun.text} {parsed.text[noun.end : noun.end + 10]}" if noun is not None else ""
    unit = measure_of(beside)
    if unit is None and noun is not None and noun.upos in _NOUNS:
        return Unit(singular(noun.text))
    return unit


def _each_day(unit: Unit, after: str) -> Unit:
    """Return barrels per day where "barrels" stands in the phrase and "per day" behind it."""
    daily = unit.name == "barrel" and rate_of(f" {after}") == "day"
    return Unit("barrel per day") if daily else unit


_NAMED = {"money": _money, "time": _time, "other": _thing}


def words_behind(text: str, span: Span) -> str:
    """Return the one to three words behind a number phrase in which its unit may be named."""
    more = _MORE_NUMBERS.match(text, span.end)
    start = more.end() if more else span.end
    match = _UNIT_WORDS.match(text, start, min(len(text), start + _NEXT))
    return match[1] if match else ""
