"""Resolving: which names are one actor, by what all documents tell together.

Each name is judged against those that it may be short for: same, where only one can be meant,
unsure, where several can. A judgement depends on a few other names alone, given as `Evidence`, so
that whoever keeps them by index can judge again what a new document bears on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from communique.demonyms import roots, stems, stems_of
from communique.matching.first_names import formal_keys, goes_by, short_keys
from communique.matching.name_keys import endings, family_of, key_of, office_of_key, words_of_key
from communique.matching.wording import listed

Judgement = Literal["same", "different", "unsure"]
Way = Literal["end", "stem", "root", "office"]
MOST = 50
"""Names that a shorter one may be meant by; among more nobody could tell."""
_RARE = 0.34
"""Share of the uses of the commonest name below which another one is left out of account."""
_SLIP = 0.25
"""The same for persons."""
_NEAR = 12
"""Months from a report that names the holder of an office to one that does not."""
_SHOWN = 5
"""Names between which a judgement of "unsure" is kept."""


@dataclass(frozen=True)
class Holding:
    """Someone is said to hold an office, in some months."""

    person: str
    role: str
    first: str | None
    """Month, as 2031-05; None where it is not known or open."""
    last: str | None
    decided: bool = False
    """Whether a person said so, which goes before all that was read."""

    @property
    def undated(self) -> bool:
        """Tell whether nothing is known of when."""
        return self.first is None and self.last is None


@dataclass(frozen=True)
class Edge:
    """A judgement of the machine: a name, what it is short for, and the rule that says so."""

    short: str
    long: str
    judgement: Judgement
    rule: str


@dataclass
class Evidence:
    """What the documents tell of some names; the whole of it for each name that is judged."""

    uses: dict[str, int] = field(default_factory=dict)
    """By name, how many documents use it; of those that are used."""
    formed: dict[tuple[Way, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    """Names by the forms that `forms` gives; of those with many, `MOST` + 1 suffice."""
    told: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    """By short name the names that documents explain it by, and how many do."""
    held: dict[str, list[Holding]] = field(default_factory=lambda: defaultdict(list))
    """By the form of an office who holds it."""


def forms(key: str) -> frozenset[tuple[Way, str]]:
    """Return the forms under which a name is to be found by those that it bears on."""
    family, words = family_of(key), words_of_key(key)
    found: set[tuple[Way, str]] = {("end", ending) for ending in endings(key)}
    if family == "body" and len(words) == 1:
        found |= {("stem", stem) for stem in stems(words[0])}
        found |= {("root", root) for root in roots(words[0])}
    if family == "office":
        found.add(("office", office_form(key)))
    return frozenset(found)


def office_form(key: str) -> str:
    """Return what offices that may be one have in common, of the key of an office."""
    return office_of_key(key)[0].form


def asked(key: str) -> frozenset[tuple[Way, str]]:
    """Return the forms by which the names are found that a name is judged against."""
    family, words = family_of(key), words_of_key(key)
    if family == "group":
        return frozenset({("end", key_of("body", words))})
    found: set[tuple[Way, str]] = {("end", key), *(("end", name) for name in formal_keys(key))}
    if family == "body" and len(words) == 1:
        found |= {("stem", root) for root in roots(words[0])}
    return frozenset(found)


def bears_on(key: str) -> tuple[frozenset[str], frozenset[tuple[Way, str]]]:
    """Return the names on whose judgement it bears that this one is used.

    They are given by their keys, and by forms under which they are found; its `twin` is besides.
    """
    family, words = family_of(key), words_of_key(key)
    names = {key, *endings(key), *short_keys(key)}
    if family == "body":
        names |= {key_of("group", words_of_key(ending)) for ending in endings(key)}
    by_form: set[tuple[Way, str]] = set()
    if family == "body" and len(words) == 1:
        by_form |= {("root", stem) for stem in stems(words[0])}
    return frozenset(names), frozenset(by_form)


def depends_on_uses(key: str) -> bool:
    """Tell whether the names that a name bears on are judged by how much it is used."""
    return family_of(key) in {"body", "person"}


def judge(key: str, evidence: Evidence) -> tuple[Edge, ...]:
    """Return the judgements on a name: one of "same", or several of "unsure", or none."""
    for rule, means in _RULES.get(family_of(key), ()):
        found = means(key, evidence)
        if len(found) == 1:
            return (Edge(key, found[0], "same", rule),)
        if found:
            return tuple(Edge(key, long, "unsure", rule) for long in sorted(found)[:_SHOWN])
    return ()


def _longer(key: str, evidence: Evidence) -> list[str]:
    """Return the longest names that end in a name; none where they are too many to tell."""
    found = evidence.formed.get(("end", key), [])
    return [] if len(found) > MOST else list(found)


def _full_names(key: str, evidence: Evidence) -> list[str]:
    longer = _longer(key, evidence)
    most = max((evidence.uses.get(name, 0) for name in longer), default=0)
    # A name that one report has among many is no second bearer, but a slip of the reading.
    longer = [name for name in longer if evidence.uses.get(name, 0) >= _SLIP * most]
    longer.sort(key=lambda k: (-len(words_of_key(k)), k))
    above: dict[str, list[str]] = defaultdict(list)
    full: list[str] = []
    for name in longer:
        if len(above.get(name, ())) == 1:
            continue  # "Anna Brandt" is itself short for "Eva Anna Brandt"
        full.append(name)
        for ending in endings(name):
            above[ending].append(name)
    # "Joe Brandt" is himself short for "Joseph Brandt".
    return [name for name in full if not any(goes_by(name, other) for other in full)]


def _formal_names(key: str, evidence: Evidence) -> list[str]:
    """Return the full names of which a name has the first name in a short form."""
    found: set[str] = set()
    for formal in formal_keys(key):
        longer = _full_names(formal, evidence)
        found |= set(longer) if longer else {formal} & evidence.uses.keys()
    return sorted(found)


def twin(key: str) -> str | None:
    """Return the key that a person's name has as a body's, or the other way round."""
    family, words = family_of(key), words_of_key(key)
    other = {"person": "body", "body": "person"}.get(family)
    return key_of(other, words) if other else None


def _misread(key: str, evidence: Evidence) -> list[str]:
    """Return the body of a name that one report's reading took for that of a person."""
    words = words_of_key(key)
    body = key_of("body", words)
    if body not in evidence.uses:
        return []
    if len(words) == 1:
        return [] if evidence.formed.get(("end", key)) else [body]
    return [] if _rather_a_person(words, evidence) else [body]


def _misread_person(key: str, evidence: Evidence) -> list[str]:
    """Return the person whose whole name one report's reading took for that of a body."""
    words = words_of_key(key)
    person = key_of("person", words)
    fits = len(words) > 1 and person in evidence.uses and _rather_a_person(words, evidence)
    return [person] if fits else []


def _rather_a_person(words: Sequence[str], evidence: Evidence) -> bool:
    """Tell whether a name of several words is a person's where it is read as a body's too."""
    uses = [evidence.uses.get(key_of(family, words), 0) for family in ("person", "body")]
    return words[-1] not in listed("heads") and uses[0] > uses[1]


def _identified(key: str, evidence: Evidence) -> list[str]:
    """Return the identifier by which a gazetteer or a reader knows a name."""
    return _common(
        {known: n for known, n in evidence.told.get(key, {}).items() if family_of(known) == "qid"}
    )


def _explained(key: str, evidence: Evidence) -> list[str]:
    """Return the names that documents say a short one stands for.

    One document's longer name counts for nothing where the short one usually ends another.
    """
    told = {n: uses for n, uses in evidence.told.get(key, {}).items() if family_of(n) != "qid"}
    usual = max((evidence.uses.get(name, 0) for name in _whole_names(key, evidence)), default=0)
    return _common(told) if max(told.values(), default=0) > _RARE * usual else []


def _whole_names(key: str, evidence: Evidence) -> list[str]:
    """Return the names of bodies that end in a name, of which it is the end that stands alone."""
    ending = key_of("body", words_of_key(key))
    longer = evidence.formed.get(("end", ending), [])
    if len(longer) > MOST:
        return []
    ends = {e for name in longer for e in endings(name)}
    # A name that hardly any report uses leaves no doubt about the usual one.
    return _common({name: evidence.uses.get(name, 0) for name in longer if name not in ends})


def _common(uses: Mapping[str, int]) -> list[str]:
    most = max(uses.values(), default=0)
    return [name for name, n in uses.items() if n > _RARE * most]


def _home(key: str, evidence: Evidence) -> list[str]:
    """Return the place of which a name is the adjective: "Sudmarkian" is Sudmark."""
    words = words_of_key(key)
    if len(words) != 1:
        return []
    name = words[0]
    fits: set[str] = set()
    for root in roots(name):
        found = evidence.formed.get(("stem", root), [])
        if len(found) > MOST:
            return []
        fits |= {words_of_key(home)[0] for home in found}
    fits.discard(name)
    # "Sudmarkians" and "Sudmarkian" are both adjectives of the shorter name
    fits = {home for home in fits if not roots(home) & stems_of(fits - {home})}
    if len(fits) != 1 or len(home := fits.pop()) > len(name):
        return []
    return [key_of("body", [home])]


def _holders(key: str, evidence: Evidence) -> list[str]:
    """Return who holds an office in a month, by the reports of that time that name someone."""
    office, month = office_of_key(key)
    known = [
        each
        for each in evidence.held.get(office_form(key), [])
        if office.words <= frozenset(each.role.split())
    ]
    decided = [each for each in known if each.decided and _covers(each, month)]
    if decided:
        return sorted({each.person for each in decided})
    read = [each for each in known if not each.decided]
    dated = [each for each in read if not each.undated]
    if month is None or not dated:
        return sorted({each.person for each in read})
    at = _number(month)
    near = [each for each in dated if abs(_number(each.first or "") - at) <= _NEAR]
    now = {each.person for each in near if each.first == month}
    if now:
        return sorted(now)
    before = [each for each in near if _number(each.first or "") < at]
    after = [each for each in near if _number(each.first or "") > at]
    sides = set()
    if before:
        last = max(each.first or "" for each in before)
        sides |= {each.person for each in before if each.first == last}
    if after:
        first = min(each.first or "" for each in after)
        sides |= {each.person for each in after if each.first == first}
    return sorted(sides)


def _covers(held: Holding, month: str | None) -> bool:
    if month is None:
        return held.undated
    return (held.first or "") <= month and (held.last is None or month <= held.last)


def _number(month: str) -> int:
    year, _, number = month.partition("-")
    return 12 * int(year) + int(number)


_IDENTIFIED = ("identifier", _identified)
_RULES = {
    "person": (
        _IDENTIFIED,
        ("longer name", _full_names),
        ("short first name", _formal_names),
        ("misread kind", _misread),
    ),
    "body": (
        _IDENTIFIED,
        ("acronym", _explained),
        ("end of name", _whole_names),
        ("adjective", _home),
        ("misread kind", _misread_person),
    ),
    "group": (_IDENTIFIED, ("end of name", _whole_names)),
    "office": (("office", _holders),),
}
"""By family what a name may mean; the first rule that finds a name decides."""
