"""Answers of the record with the sentences in which the words stand, taken from the documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

from communique.documents.document import Document
from communique.matching.evidence import Evidence, cite
from communique.matching.model import Actor

Answer = TypeVar("Answer")


class Quoting:
    """Puts the sentence to all evidence within answers."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        """Take the documents, by id; what is cited of another one stays as it is."""
        self._documents = documents
        self._known: dict[Evidence, Evidence] = {}
        # By identity: one event stands in several parts of an answer, and takes long to hash.
        self._done: dict[int, tuple[Any, Any]] = {}

    def of(self, answer: Answer) -> Answer:
        """Return an answer, which may be a tuple of answers, with its sentences."""
        done: Answer = self._of(answer)
        return done

    def _of(self, answer: Any) -> Any:
        if isinstance(answer, Evidence):
            if answer not in self._known:
                self._known[answer] = self._cited(answer)
            return self._known[answer]
        if isinstance(answer, tuple):
            return tuple(map(self._of, answer))
        if not _may_cite(answer):
            return answer
        known = self._done.get(id(answer))
        if known is None or known[0] is not answer:
            parts = {name: getattr(answer, name) for name in _names(answer.__class__)}
            changed = {name: self._of(part) for name, part in parts.items() if part}
            known = self._done[id(answer)] = (answer, replace(answer, **changed))
        return known[1]

    def _cited(self, evidence: Evidence) -> Evidence:
        document = self._documents.get(evidence.document)
        return (cite(document, evidence.span) if document else None) or evidence


def evidence_in(answer: Any) -> Iterator[Evidence]:
    """Yield all evidence within answers: tuples, mappings and the classes of the model."""
    if isinstance(answer, Evidence):
        yield answer
    elif isinstance(answer, tuple):
        for part in answer:
            yield from evidence_in(part)
    elif isinstance(answer, Mapping):
        yield from evidence_in(tuple(answer.values()))
    elif hasattr(answer, "evidence"):
        # What an answer stands on holds what its parts stand on.
        yield from answer.evidence
    elif _may_cite(answer):
        for name in _names(answer.__class__):
            yield from evidence_in(getattr(answer, name))


def _may_cite(answer: Any) -> bool:
    return is_dataclass(answer) and not isinstance(answer, Actor)


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    """Return the fields of a class that may hold evidence."""
    plain = {"str", "str | None", "float | None", "int", "bool", "date | None", "Interval | None"}
    return tuple(f.name for f in fields(kind) if f.type not in plain)
