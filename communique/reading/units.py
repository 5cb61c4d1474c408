"""The unit of a number phrase: a person, a percentage, a currency, or the singular of a thing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import pycountry

from communique.countries import countries
from communique.reading.lemmas import lemma_of
from communique.reading.lexicon import table

_WORD = re.compile(r"[^\W\d_]*[$€£¥₹₩₽₺₴₪₦₱฿₫%¢]|\b[bB]/[dD]\b|[^\W\d_]+(?:\.[^\W\d_]+)*\.?")
_RATE = re.compile(
    r"\s*(?:an?|per|each|every|/|the)[\s-]+([^\W\d_]+)|\s*/\s*([^\W\d_]+)", re.IGNORECASE
)


_POINTS = re.compile(
    r"(?:percentage|percent|per cent|pct|%)[\s-]points?\b|\d/\d+\s(?:of a )?points?\b",
    re.IGNORECASE,
)
"""Points of an interest rate, where they are written as a fraction: "7/8 point over the base"."""


@dataclass(frozen=True)
class Unit:
    """A unit, and how many of it one of the written unit makes (a decade is ten years)."""

    name: str | None
    factor: float = 1.0


@cache
def currencies() -> dict[str, str]:
    """Return ISO 4217 codes by lower-case sign, word, code or full name ("egyptian pound")."""
    known = {c.name.lower(): c.alpha_3 for c in pycountry.currencies}
    known |= {
        f"{name.removesuffix('dollar')}{short}": code
        for name, code in known.items()
        if name.endswith(" dollar")
        for short in ("dlr", "dlrs")
    }
    known |= {c.alpha_3.lower(): c.alpha_3 for c in pycountry.currencies}
    # Codes that are English words are read as words.
    for word in (
        "all",
        "top",
        "try",
        "cup",
        "gel",
        "mop",
        "pen",
        "sos",
        "bob",
        "bam",
        "bam",
        "mad",
    ):
        known.pop(word, None)
    lists = table("money.toml")
    known |= lists["words"]
    for country, code in lists["countries"].items():
        for word in {w.split()[-1] for w in known if known[w] == code and w[-1].isalpha()} | _BARE:
            known.setdefault(f"{country} {word}", code)
    return known


_BARE = frozenset(
    {"dollar", "dlr", "dlrs", "pound", "franc", "peso", "rial", "riyal", "dinar", "mark", "lira"}
)
_SHARED = _BARE | {"krone", "kroner", "krona", "kronor", "rupee", "dirham", "som"}
"""Words for the currencies of several countries."""


def currency_of(words: str) -> Unit | None:
    """Return the currency that the words name, None where they name none.

    Cents come back as the hundredth of their currency; which one bare cents are of is the caller's
    to know, and USD where the caller does not.
    """
    found = [match.group() for match in _WORD.finditer(words)]
    forms = [_singular(word) for word in found]
    cents = set(table("money.toml")["cents"]["words"])
    known = currencies()
    for at, form in enumerate(forms):
        before = forms[at - 1] if at else ""
        wider = f"{forms[at - 2]} {before}" if at > 1 else ""
        if form in cents or found[at].lower() in cents:
            return Unit(_of_cents(form, before, wider), 0.01)
        if at + 1 < len(forms) and forms[at + 1] in cents and not is_sign(form):
            continue  # "50 euro cents"
        homes = (_adjectives().get(of, "") for of in (wider, before))
        for name in (
            *(f"{of} {form}" for of in (wider, before)),
            *(f"{of} {form}" for of in homes),
        ):
            if name in known:
                return Unit(known[name])
        if form in _SHARED and {wider, before} & _adjectives().keys():
            return Unit(None)  # of a country whose code for it nobody here knows
        upper = found[at].isupper() and len(form) == 3
        named = form in table("money.toml")["words"] or (upper and form in known)
        if named and not (form == "real" and found[at].lower() == "real"):
            return Unit(known[form])
    return None


def _of_cents(form: str, before: str, wider: str) -> str:
    """Return the currency of which cents are a hundredth, by the words before them."""
    if form in {"pence", "penny"}:
        return "GBP"
    known, countries = currencies(), table("money.toml")["countries"]
    for of in (wider, before):
        code = countries.get(of) or known.get(f"{of} dollar")
        if code is not None:
            return str(code)
    return known.get(before, "USD") if before in table("money.toml")["words"] else "USD"


@cache
def _adjectives() -> dict[str, str]:
    """Return the names of countries by their adjectives, all in lower case."""
    return {
        adjective.lower(): country.name.lower()
        for country in countries()
        for adjective in country.adjectives
    }


def time_unit_of(words: str) -> Unit | None:
    """Return the unit of time that the words name first; a quarter may be one of a century."""
    units = table("units.toml")["time"]
    found: Unit | None = None
    for match in _WORD.finditer(words):
        if (name := units.get(_singular(match.group()))) is not None:
            factor, _, unit = name.rpartition(" ")
            found = Unit(unit, float(factor or 1))
            if unit != "quarter":
                break
    return found


def singular(noun: str) -> str:
    """Return the name under which a counted thing is filed: its singular, in lower case."""
    word = noun.lower()
    word = lemma_of(word, "NNS") if word.endswith("s") else lemma_of(word, "NN")
    name: str = table("units.toml")["thing"].get(word, word)
    return name


def measure_of(words: str) -> Unit | None:
    """Return the measure (tonne, barrel, point …) that the words name first."""
    if _POINTS.search(words):
        return Unit("percentage point")
    measures = table("units.toml")["measure"]
    forms = [_singular(match.group()) for match in _WORD.finditer(words)]
    for at, form in enumerate(forms):
        pair = f"{form} {forms[at + 1]}" if at + 1 < len(forms) else ""
        if pair in measures:
            return Unit(measures[pair])
        if form in measures:
            if measures[form] == "barrel" and re.search(
                r"(?:\b(?:per|a)[\s-]+|/\s*)day", words, re.IGNORECASE
            ):
                return Unit("barrel per day")
            return Unit(measures[form])
    return None


def is_sign(text: str) -> bool:
    """Tell whether the text is the sign of a currency: "$", "C$", "£"."""
    return not text[-1:].isalnum() and text.lower() in table("money.toml")["words"]


def is_percent(words: str) -> bool:
    """Tell whether the words name percent."""
    return _percents().search(words) is not None


@cache
def _percents() -> re.Pattern[str]:
    names = "|".join(map(re.escape, table("units.toml")["percent"]["words"]))
    return re.compile(rf"(?<![^\W\d])(?:{names})(?!\w)", re.IGNORECASE)


def percent_of(words: str) -> Unit:
    """Return percent or percentage points."""
    return Unit("percentage point" if _POINTS.search(words) else "percent")


def rate_of(after: str) -> str | None:
    """Return the unit of the rate that the words right behind a number phrase begin with.

    "an hour" gives hour, "per share" gives share, "annually" gives year.
    """
    if match := _RATE.match(after):
        word = _singular(match[1] or match[2])
        past = re.match(
            r"\s*(?:ago|earlier|later|before|after|old|time)\b", after[match.end() :], re.IGNORECASE
        )
        # "3 percent a year", but "12 a group of": only units of time and of measure go with "a".
        if word in _countable() and not past:
            return _name(word)
        return None
    words = after.split(maxsplit=2)[:2]
    if not words:
        return None
    lists = table("units.toml")
    # "2 mln barrels daily", but "three daily newspapers".
    describing = words[0].lower() in lists["describing"]["words"] and words[1:]
    behind = words[1].lower().strip(",.;") if describing else ""
    if behind[:1].isalpha() and behind not in lists["describing"]["not_before"]:
        return None
    rate: str | None = lists["per"].get(words[0].lower().strip(",.;"))
    return rate


@cache
def _countable() -> frozenset[str]:
    lists = table("units.toml")
    return (
        frozenset(lists["time"])
        | frozenset(lists["measure"])
        | {"share", "head", "person", "piece"}
    )


def _name(word: str) -> str:
    lists = table("units.toml")
    name: str = lists["time"].get(word, lists["measure"].get(word, word))
    return name.rpartition(" ")[2] if word in lists["time"] else name


def _singular(word: str) -> str:
    word = word.lower().rstrip(".")
    if word in table("money.toml")["words"] or word.endswith("."):
        return word
    if word == "basis":  # of "basis points"
        return word
    return lemma_of(word, "NNS") if len(word) > 3 and word.endswith(("s", "feet")) else word
