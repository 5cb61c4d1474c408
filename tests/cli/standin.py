"""A stand-in for the reading model, so that commands are tested without its weights."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from click.testing import CliRunner, Result

from communique.cli import Tools
from communique.cli.app import app
from communique.documents import Document
from communique.findings import Entity, Figure, Findings
from communique.reasons import Explained, Reason
from communique.spans import Span

SIDES = re.compile(r"Norland|Sudmark")
COUNT = re.compile(r"(\d+) (?:captives|dockers)")


def find(document: Document) -> Findings:
    """Find two sides by their names, and counts of people, small ones with little confidence."""
    mentions: dict[str, list[Span]] = {}
    for match in SIDES.finditer(document.text):
        mentions.setdefault(match.group(), []).append(Span(*match.span()))
    entities = tuple(
        Entity(id=f"e{number}", name=name, kind="place", mentions=tuple(spans))
        for number, (name, spans) in enumerate(mentions.items(), 1)
    )
    figures = tuple(
        Figure(
            id=f"f{number}",
            start=match.start(1),
            end=match.end(1),
            low=float(match[1]),
            high=float(match[1]),
            value=float(match[1]),
            unit="person",
            what="released",
            confidence=0.9 if float(match[1]) > 100 else 0.2,
        )
        for number, match in enumerate(COUNT.finditer(document.text), 1)
    )
    return Findings(entities=entities, figures=figures)


def explain(document: Document) -> Explained:
    """Say of each fact that a rule found it, on its own words."""
    found = find(document)
    reasons = {
        fact.id: (Reason("found", "rule: stand-in", None, fact.mentions),)
        for fact in found.entities
    }
    reasons |= {
        fact.id: (Reason("found", "head: stand-in", 0.875, (fact.span,)),) for fact in found.figures
    }
    return Explained(found, reasons)


@dataclass
class StandIn:
    """A reader that counts what it is given."""

    name: ClassVar[str] = "stand-in"
    version: str = "1"
    refs: list[str] = field(default_factory=list)

    def read(self, document: Document) -> Findings:
        """Read one document."""
        self.refs.append(document.ref)
        return find(document)

    def explain(self, document: Document) -> Explained:
        """Read one document, with the reasons."""
        return explain(document)

    def tools(self) -> Tools:
        """Return tools that hold this reader."""
        return Tools(open_reader=lambda _: self)


@dataclass
class Program:
    """The program in a folder of its own, with a stand-in to read."""

    folder: Path
    reader: StandIn = field(default_factory=StandIn)

    def __call__(
        self, *arguments: str | Path, stdin: bytes | None = None, env: dict[str, str] | None = None
    ) -> Result:
        """Run one command and return how it ended and what it printed."""
        runner = CliRunner()
        words = [str(argument) for argument in arguments]
        return runner.invoke(app, words, input=stdin, env=env, obj=self.reader.tools())

    def write(self, name: str, text: str | bytes) -> Path:
        """Write a file into the folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path
