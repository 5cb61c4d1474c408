"""Figures of one report that do not add up. Nothing is said of which of them is right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from communique.analysis.coverage import Coverage
from communique.documents.document import ReadDocument
from communique.findings import Figure
from communique.matching.evidence import Evidence, cite_all, in_order
from communique.matching.model import Claimant, OddSum
from communique.matching.quantities import (
    Range,
    balances,
    counted,
    figure_range,
    may_be_part,
    number,
    shown,
    who_words,
)
from communique.matching.sureness import least_sure, surest

_MOST_OUT = 6
"""Figures of what went out that are tried in all combinations; of more, the first ones."""


@dataclass(frozen=True)
class _Term:
    figure: Figure
    what: str
    who: tuple[str, ...]
    range: Range
    claimant: Claimant
    evidence: tuple[Evidence, ...]
    confidence: float | None

    @property
    def told(self) -> str:
        """What is counted, in the word of the report."""
        return (self.figure.what or self.what).replace("-", " ")

    def __str__(self) -> str:
        exact = self.range.low == self.range.high
        words = number(self.range.low) if exact else self.evidence[0].words
        said = f" ({self.claimant})" if self.claimant.name else ""
        return f"{' '.join(words.split())} {self.told}{said}"


def find_odd_sums(coverage: Coverage) -> tuple[OddSum, ...]:
    """Return the sums that do not add up, the most widely reported first, copies counted once."""
    found: dict[tuple[str, str], list[tuple[str, tuple[_Term, ...]]]] = defaultdict(list)
    for r in coverage.read:
        terms = _terms(coverage, r)
        for kind, odd in (("remainder", _remainders(terms)), ("part", _parts(terms))):
            for sentence, used in odd:
                found[kind, sentence].append((r.document.id, used))
    sums = [
        OddSum(
            kind="part" if kind == "part" else "remainder",
            sentence=sentence,
            stories=coverage.stories.count([document for document, _ in told]),
            evidence=in_order(e for _, used in told for term in used for e in term.evidence),
            confidence=surest(least_sure(t.confidence for t in used) for _, used in told),
        )
        for (kind, sentence), told in found.items()
    ]
    return tuple(sorted(sums, key=lambda s: (-s.stories, s.kind, s.sentence)))


def _terms(coverage: Coverage, r: ReadDocument) -> list[_Term]:
    terms = []
    for figure in r.findings.figures:
        what, found = counted(figure.what), figure_range(figure)
        evidence = cite_all(r.document, [figure.span])
        if found is None or not evidence or figure.per is not None or figure.change is not None:
            continue
        who = who_words(figure.who.of(r.document.text)) if figure.who else ()
        claimant = coverage.claimant(r.document.id, figure.attribution)
        sure = coverage.sureness(r.document.id, figure)
        terms.append(_Term(figure, what or "reported", who, found, claimant, evidence, sure))
    return terms


def _remainders(terms: Sequence[_Term]) -> Iterator[tuple[str, tuple[_Term, ...]]]:
    """Yield initial − released ≠ remaining, where no choice of the released ones gives it."""
    whole = _distinct(term for term in terms if term.figure.subset_of is None)
    for balance in balances():
        for initial in (term for term in whole if term.what in balance.initial):
            out = [t for t in whole if t.what in balance.less and _of(t, initial)][:_MOST_OUT]
            left = [t for t in whole if t.what in balance.leaves and _of(t, initial)]
            for remaining in left:
                if out and not _adds_up(initial, out, remaining):
                    yield _remainder(initial, out, remaining), (initial, *out, remaining)


def _distinct(terms: Iterator[_Term]) -> list[_Term]:
    """Return the terms, one of those that tell one number of one thing over again."""
    found: dict[tuple[str, str | None, Range], _Term] = {}
    for term in terms:
        key = (term.what, term.figure.unit, term.range)
        known = found.get(key)
        # The fuller phrase tells better whom the number is about.
        if known is None or len(term.who) > len(known.who):
            found[key] = term
    return list(found.values())


def _of(term: _Term, initial: _Term) -> bool:
    same = term.figure.unit == initial.figure.unit and may_be_part(term.who, initial.who)
    # As many as all of them, or more, are others: "240 released" against "240 captured".
    return same and term.range.low < initial.range.high


def _adds_up(initial: _Term, out: Sequence[_Term], remaining: _Term) -> bool:
    for size in range(1, len(out) + 1):
        for chosen in combinations(out, size):
            rest = initial.range
            for term in chosen:
                rest = rest - term.range
            if rest.meets(remaining.range):
                return True
    return False


def _remainder(initial: _Term, out: Sequence[_Term], remaining: _Term) -> str:
    rest = initial.range
    for term in out:
        rest = rest - term.range
    less = " and ".join(str(term) for term in out)
    return f"{initial} less {less} leaves {shown(rest)}; {_reported(remaining)}."


def _reported(term: _Term) -> str:
    exact = term.range.low == term.range.high
    words = number(term.range.low) if exact else " ".join(term.evidence[0].words.split())
    said = f" ({term.claimant})" if term.claimant.name else ""
    are = "is" if exact and term.range.low == 1 else "are"
    return f"{words} {are} reported {term.told}{said}"


def _parts(terms: Sequence[_Term]) -> Iterator[tuple[str, tuple[_Term, ...]]]:
    """Yield parts that are larger than their whole."""
    by_id = {term.figure.id: term for term in terms}
    for part in terms:
        whole = by_id.get(part.figure.subset_of or "")
        if whole is None or whole is part or whole.figure.unit != part.figure.unit:
            continue
        if part.range.low > whole.range.high:
            yield f"{part} is given as a part of {whole}; the part is the larger.", (part, whole)
