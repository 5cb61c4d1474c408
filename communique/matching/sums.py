"""Figures of one report that do not add up. Nothing is said of which of them is right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from communique.matching.evidence import Evidence, in_order
from communique.matching.model import Claimant, OddSum
from communique.matching.quantities import (
    Range,
    balances,
    counted,
    may_be_part,
    number,
    shown,
    who_words,
)
from communique.matching.sureness import least_sure, surest

_MOST_OUT = 6
"""Figures of what went out that are tried in all combinations; of more, the first ones."""


@dataclass(frozen=True)
class Term:
    """A figure that may be one of a sum."""

    id: str
    """Within its document."""
    what: str
    """What is counted, one word for all that count the same."""
    told: str
    """What is counted, in the word of the report."""
    who: tuple[str, ...]
    unit: str | None
    subset_of: str | None
    range: Range
    claimant: Claimant
    evidence: Evidence
    confidence: float | None

    def __str__(self) -> str:
        exact = self.range.low == self.range.high
        words = number(self.range.low) if exact else self.evidence.words
        said = f" ({self.claimant})" if self.claimant.name else ""
        return f"{' '.join(words.split())} {self.told}{said}"


def term(  # noqa: PLR0913  # the parts of a figure that a sum is made of
    *,
    id: str,  # noqa: A002  # the word of the contract
    what: str | None,
    who: str | None,
    unit: str | None,
    subset_of: str | None,
    admits: Range,
    claimant: Claimant,
    evidence: Evidence,
    confidence: float | None,
) -> Term:
    """Return a figure, which is neither a rate nor a change, as a term of a sum.

    Args:
        id: of the figure, within its document.
        what: the counted state or act, as the contract has it.
        who: the words for those who are counted.
        unit: of the number.
        subset_of: id of the figure of which it is a part.
        admits: what the words admit of the number.
        claimant: whose word it is.
        evidence: the words of the figure.
        confidence: how sure the reading is.

    """
    found = counted(what) or "reported"
    told = (what or found).replace("-", " ")
    return Term(id, found, told, who_words(who), unit, subset_of, admits, claimant, evidence,
                confidence)  # fmt: skip


OddTerms = tuple[str, str, tuple[Term, ...]]
"""The kind of a sum that does not add up, how it is told, and its figures."""


def odd_in(terms: Sequence[Term]) -> Iterator[OddTerms]:
    """Yield what does not add up among the figures of one report."""
    for kind, odd in (("remainder", _remainders(terms)), ("part", _parts(terms))):
        for sentence, used in odd:
            yield kind, sentence, used


def odd_sums(
    reports: Iterable[tuple[str, Sequence[Term]]], stories: Callable[[Sequence[str]], int]
) -> tuple[OddSum, ...]:
    """Return the sums that do not add up, the most widely reported first, copies counted once.

    Args:
        reports: ids of documents, each with its figures.
        stories: how many independent stories there are among some documents.

    """
    found: dict[tuple[str, str], list[tuple[str, tuple[Term, ...]]]] = defaultdict(list)
    for document, terms in reports:
        for kind, sentence, used in odd_in(terms):
            found[kind, sentence].append((document, used))
    sums = [
        OddSum(
            kind="part" if kind == "part" else "remainder",
            sentence=sentence,
            stories=stories([document for document, _ in told]),
            evidence=in_order(term.evidence for _, used in told for term in used),
            confidence=surest(least_sure(t.confidence for t in used) for _, used in told),
        )
        for (kind, sentence), told in found.items()
    ]
    return tuple(sorted(sums, key=lambda s: (-s.stories, s.kind, s.sentence)))


def _remainders(terms: Sequence[Term]) -> Iterator[tuple[str, tuple[Term, ...]]]:
    """Yield initial − released ≠ remaining, where no choice of the released ones gives it."""
    whole = _distinct(term for term in terms if term.subset_of is None)
    for balance in balances():
        for initial in (term for term in whole if term.what in balance.initial):
            out = [t for t in whole if t.what in balance.less and _of(t, initial)][:_MOST_OUT]
            left = [t for t in whole if t.what in balance.leaves and _of(t, initial)]
            for remaining in left:
                if out and not _adds_up(initial, out, remaining):
                    yield _remainder(initial, out, remaining), (initial, *out, remaining)


def _distinct(terms: Iterator[Term]) -> list[Term]:
    """Return the terms, one of those that tell one number of one thing over again."""
    found: dict[tuple[str, str | None, Range], Term] = {}
    for term in terms:
        key = (term.what, term.unit, term.range)
        known = found.get(key)
        # The fuller phrase tells better whom the number is about.
        if known is None or len(term.who) > len(known.who):
            found[key] = term
    return list(found.values())


def _of(term: Term, initial: Term) -> bool:
    same = term.unit == initial.unit and may_be_part(term.who, initial.who)
    # As many as all of them, or more, are others: "240 released" against "240 captured".
    return same and term.range.low < initial.range.high


def _adds_up(initial: Term, out: Sequence[Term], remaining: Term) -> bool:
    for size in range(1, len(out) + 1):
        for chosen in combinations(out, size):
            rest = initial.range
            for term in chosen:
                rest = rest - term.range
            if rest.meets(remaining.range):
                return True
    return False


def _remainder(initial: Term, out: Sequence[Term], remaining: Term) -> str:
    rest = initial.range
    for term in out:
        rest = rest - term.range
    less = " and ".join(str(term) for term in out)
    return f"{initial} less {less} leaves {shown(rest)}; {_reported(remaining)}."


def _reported(term: Term) -> str:
    exact = term.range.low == term.range.high
    words = number(term.range.low) if exact else " ".join(term.evidence.words.split())
    said = f" ({term.claimant})" if term.claimant.name else ""
    are = "is" if exact and term.range.low == 1 else "are"
    return f"{words} {are} reported {term.told}{said}"


def _parts(terms: Sequence[Term]) -> Iterator[tuple[str, tuple[Term, ...]]]:
    """Yield parts that are larger than their whole."""
    by_id = {term.id: term for term in terms}
    for part in terms:
        whole = by_id.get(part.subset_of or "")
        if whole is None or whole is part or whole.unit != part.unit:
            continue
        if part.range.low > whole.range.high:
            yield f"{part} is given as a part of {whole}; the part is the larger.", (part, whole)
