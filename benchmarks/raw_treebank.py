"""A treebank's documents as raw text with their parses, and the reader's parse of such a text."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

from benchmarks.conll18 import Parse, ScoredWord
from communique.documents import Document, Paragraph
from communique.reading.encoder import parse
from communique.reading.scores import Model


@dataclass
class RawDocument:
    """A document of a treebank on its way: paragraphs of text, and words by their characters."""

    name: str
    paragraphs: list[str] = field(default_factory=list)
    words: list[ScoredWord] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    _length: int = 0
    """Characters so far, without white space."""

    def add(self, text: str, rows: list[list[str]], *, new_paragraph: bool) -> None:
        """Add a sentence: its text and its rows of ten CoNLL-U columns.

        Raises:
            ValueError: the forms of the rows do not make up the text.
        """
        if new_paragraph or not self.paragraphs:
            self.paragraphs.append(text)
        else:
            self.paragraphs[-1] += f" {text}"
        begin, first = self._length, len(self.words)
        token, last_of_token, forms = (0, 0), 0, ""
        for cells in rows:
            number, form = cells[0], "".join(cells[1].split())
            if "." in number:
                continue  # a word that is understood, in the enhanced graph alone
            if "-" in number:
                last_of_token = int(number.partition("-")[2])
                token = (self._length, self._length + len(form))
                forms, self._length = forms + form, token[1]
                continue
            inside = int(number) <= last_of_token
            if not inside:
                token = (self._length, self._length + len(form))
                forms, self._length = forms + form, token[1]
            head = first + int(cells[6]) - 1 if cells[6] != "0" else None
            self.words.append(ScoredWord(*token, form, cells[3], cells[4], head, cells[7], inside))
        if forms != "".join(text.split()):
            raise ValueError(f"{self.name}: the words do not make up the text {text!r}")
        self.sentences.append((begin, self._length))

    @property
    def text(self) -> str:
        """The raw text: sentences joined by a blank, paragraphs by a blank line."""
        return "\n\n".join(self.paragraphs)

    @property
    def parse(self) -> Parse:
        """The treebank's parse."""
        return Parse(self.words, self.sentences)


def raw_documents(file: Path) -> Iterator[RawDocument]:
    """Yield the documents of a CoNLL-U file (`.conllu.gz`)."""
    document = RawDocument("")
    text, rows, new = "", list[list[str]](), True
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in (*lines, "\n"):
            if line.startswith("# newdoc"):
                if document.words:
                    yield document
                document, new = RawDocument(line.partition("=")[2].strip()), True
            elif line.startswith("# newpar") and not line.startswith("# newpar_"):
                new = True
            elif line.startswith("# text ="):
                text = line.partition("=")[2].strip()
            elif line[:1].isdigit():
                rows.append(line.rstrip("\n").split("\t"))
            elif not line.strip() and rows:
                document.add(text, rows, new_paragraph=new)
                rows, new = [], False
    if document.words:
        yield document


def own_parse(raw: RawDocument, model: Model) -> Parse:
    """Return the reader's words and sentences of a raw text; all its paragraphs are read."""
    text = raw.text
    paragraphs, at = [], 0
    for paragraph in raw.paragraphs:
        paragraphs.append(Paragraph(at, at + len(paragraph), "body"))
        at += len(paragraph) + 2
    document = Document(id=raw.name, ref=raw.name, text=text, paragraphs=tuple(paragraphs))
    found = parse(document, model)
    # place[i]: characters before text[i] that are no white space
    place = [0, *accumulate(int(not c.isspace()) for c in text)]
    words = [
        ScoredWord(
            place[w.start],
            place[w.end],
            w.text,
            w.upos,
            w.xpos,
            w.head if w.head >= 0 else None,
            w.deprel,
        )
        for w in found.words
    ]
    return Parse(words, [(place[s.start], place[s.end]) for s in found.sentences])
