"""Build small parsed texts by hand, so that a step can be tested on one sentence without a model.

    parsed("Norland freed 12 men.", '''
        Norland  Norland PROPN NNP  2 nsubj
        freed    free    VERB  VBD  0 root
        12       12      NUM   CD   4 nummod
        men      man     NOUN  NNS  2 obj
        .        .       PUNCT .    2 punct
    ''')

A line holds form, lemma, universal tag, Penn tag, head (1 is the sentence's first word, 0 the root)
and relation; an empty line ends a sentence.
"""

from __future__ import annotations

from datetime import date

from communique.documents.document import Document, Paragraph
from communique.reading.draft import Draft
from communique.reading.parsed import FigureSpan, Name, Parsed, Sentence, TimeSpan, Word
from communique.spans import Span


def span(text: str, words: str, nth: int = 1) -> Span:
    """Return where the `nth` occurrence of `words` stands in `text`."""
    at = -1
    for _ in range(nth):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return one body paragraph for each line that is not empty."""
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(Paragraph(at, at + len(line), "body"))
        at += len(line) + 1
    return tuple(found)


def parsed(text: str, block: str = "", **proposals: object) -> Parsed:
    """Return `text` with the words of `block`, and with the proposals given by name."""
    words: list[Word] = []
    sentences: list[Sentence] = []
    lines = paragraphs(text)
    cursor = 0
    for rows in (part.split("\n") for part in _sentences(block)):
        first = len(words)
        for row in rows:
            form, lemma, upos, xpos, head, deprel = row.split()
            start = text.index(form, cursor)
            cursor = start + len(form)
            governor = first + int(head) - 1 if int(head) else -1
            place = (len(words), start, cursor, form, lemma, upos, xpos, governor, deprel)
            words.append(Word(*place, len(sentences)))
        begin, end = words[first].start, words[-1].end
        paragraph = next(i for i, line in enumerate(lines) if line.start <= begin < line.end)
        place_of = (len(sentences), first, len(words), begin, end, paragraph)
        sentences.append(Sentence(*place_of))
    return Parsed(text=text, words=words, sentences=sentences, **proposals)  # type: ignore[arg-type]


def draft(of: Parsed, published: date | None = None) -> Draft:
    """Return a draft that knows nothing but what was parsed."""
    document = Document(
        id="sha256:0", ref="test", text=of.text, published=published, paragraphs=paragraphs(of.text)
    )
    return Draft(document=document, parsed=of)


def name(text: str, words: str, label: str) -> Name:
    """Return a named entity that stands on the first occurrence of `words`."""
    return Name(span(text, words), label, 1.0)


def time(text: str, words: str, kind: str = "DATE", nth: int = 1) -> TimeSpan:
    """Return a proposed time expression on `words`."""
    return TimeSpan(span(text, words, nth), kind, 1.0)  # type: ignore[arg-type]


def figure(text: str, words: str, measure: str = "person", who: str | None = None) -> FigureSpan:
    """Return a proposed number phrase on `words`, which counts `who`."""
    return FigureSpan(span(text, words), measure, span(text, who) if who else None, 1.0)


def _sentences(block: str) -> list[str]:
    lines = "\n".join(line.strip() for line in block.strip().split("\n"))
    return [part for part in lines.split("\n\n") if part.strip()]
