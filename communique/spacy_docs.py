"""A reading as a spaCy `Doc`: words, sentences, parse and names, and the findings as spans.

Needs the extra `communique[spacy]`, and no spaCy model: all that the Doc holds was read here.
docs/spacy.md tells what stands where.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from communique.documents.document import Document, ReadDocument
from communique.errors import EvidenceMoved
from communique.findings import Findings
from communique.reading.parsed import Parsed, Word
from communique.reading.pipeline import drafted
from communique.reading.scores import Model
from communique.reading.words import words_in
from communique.spans import Span
from communique.vocabulary import EntityKind

try:
    import spacy
    from spacy.tokens import Doc
    from spacy.tokens import Span as DocSpan
    from spacy.util import filter_spans
except ModuleNotFoundError as missing:
    raise ModuleNotFoundError(
        "spaCy is not installed; `pip install 'communique[spacy]'` does", name=missing.name
    ) from missing

ENTITY_LABELS: dict[EntityKind, str] = {
    "person": "PERSON",
    "organisation": "ORG",
    "place": "LOC",
    "group": "GROUP",
    "source": "SOURCE",
}
"""The label of each kind of entity: spaCy's own where it has one."""

READING = "communique"
"""Key of `doc.user_data` under which the whole reading stands, as a line of `read --json`."""

_ROOT = "ROOT"
_UNSPECIFIED = "dep"


def read_to_spacy(document: Document, model: Model, *, nlp: spacy.Language | None = None) -> Doc:
    """Read a document and return it as `to_spacy` does, with its parse.

    Args:
        document: what to read; one that is not to be read has words alone.
        model: `communique.reading.load_model()`.
        nlp: the pipeline whose vocabulary the Doc shares; None is a blank English one.
    """
    draft = drafted(document, model)
    parsed, findings = draft.parsed, draft.findings()
    return to_spacy(ReadDocument(document=document, findings=findings), parsed, nlp=nlp)


def to_spacy(
    read: ReadDocument, parsed: Parsed | None = None, *, nlp: spacy.Language | None = None
) -> Doc:
    """Return a Doc of the document's text, character for character, with its findings.

    Args:
        read: the document, and what any reader found in it.
        parsed: the words of the same text with their grammar. None, as for what comes from the
            record or from another reader, leaves tags, lemmas, parse and sentences unset.
        nlp: the pipeline whose vocabulary the Doc shares; None is a blank English one.

    Raises:
        EvidenceMoved: a finding points beyond the text, or `parsed` is of another text.
    """
    text = read.document.text
    if parsed is not None and parsed.text != text:
        raise EvidenceMoved(f"{read.document.ref}: the words were read in another text")
    words = parsed.words if parsed else ()
    tokens = _tokens(text, words)
    grammar = _grammar(tokens, words) if words else {}
    doc = Doc(
        (nlp or _english()).vocab,
        words=[token.text for token in tokens],
        spaces=[token.space for token in tokens],
        user_data={READING: read.to_json()},
        **grammar,
    )
    for name, marks in _marks(read.findings).items():
        doc.spans[name] = [_placed(doc, tokens, mark, read.document) for mark in marks]
    doc.set_ents(filter_spans(doc.spans["mentions"]))
    return doc


@cache
def _english() -> spacy.Language:
    return spacy.blank("en")


@dataclass
class _Token:
    """A token of the Doc. `word` is None for white space, and for what is not the story."""

    text: str
    start: int
    word: Word | None = None
    space: bool = False
    """Whether one blank follows, which belongs to the token but is no part of its text."""


def _tokens(text: str, words: Sequence[Word]) -> list[_Token]:
    """Cut the whole of a text into tokens: the words, what stands between them, white space."""
    tokens: list[_Token] = []
    end = 0
    for start, after, word in _pieces(text, words):
        tokens += _white(text, end, start, tokens)
        tokens.append(_Token(text[start:after], start, word))
        end = after
    tokens += _white(text, end, len(text), tokens)
    return tokens


def _pieces(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int, Word | None]]:
    """Yield the words, and those of the stretches that were not read, in order."""
    end = 0
    for word in words:
        yield from ((span.start, span.end, None) for span in words_in(text, end, word.start))
        yield word.start, word.end, word
        end = word.end
    yield from ((span.start, span.end, None) for span in words_in(text, end))


def _white(text: str, start: int, end: int, before: Sequence[_Token]) -> list[_Token]:
    """Return the white space of `[start, end)` as a token, as spaCy's own tokeniser cuts it.

    One blank after a word belongs to that word.
    """
    if start < end and before and text[start] == " ":
        before[-1].space = True
        start += 1
    return [_Token(text[start:end], start)] if start < end else []


def _grammar(tokens: Sequence[_Token], words: Sequence[Word]) -> dict[str, list[str] | list[int]]:
    """Return tags, lemmas, governors and relations, one for each token.

    White space hangs on the token before it, as in spaCy's models. A line that was not read is
    a sentence of its own without tags, so that no sentence of the story reaches into it.
    """
    places = {token.word.index: at for at, token in enumerate(tokens) if token.word}
    roots = {word.index for word in words if word.head < 0}
    heads: list[int] = []
    deps: list[str] = []
    line: int | None = None
    for at, token in enumerate(tokens):
        if token.word is not None:
            root = token.word.index in roots
            heads.append(at if root else places[token.word.head])
            deps.append(_ROOT if root else token.word.deprel)
            line = None
        elif token.text.isspace():
            heads.append(at - 1 if at else min(1, len(tokens) - 1))
            deps.append(_UNSPECIFIED)
            line = None if "\n" in token.text else line
        else:
            deps.append(_ROOT if line is None else _UNSPECIFIED)
            line = at if line is None else line
            heads.append(line)
    tags, kinds, lemmas = zip(*map(_labels, tokens), strict=True)
    return {
        "tags": list(tags),
        "pos": list(kinds),
        "lemmas": list(lemmas),
        "heads": heads,
        "deps": deps,
    }


def _labels(token: _Token) -> tuple[str, str, str]:
    """Return Penn tag, part of speech and lemma; all empty for a word that was not read."""
    if token.word is not None:
        return token.word.xpos, token.word.upos, token.word.lemma
    return ("_SP", "SPACE", token.text) if token.text.isspace() else ("", "", "")


@dataclass(frozen=True)
class _Mark:
    """What becomes a span of the Doc."""

    span: Span
    label: str
    id: str
    entity: str | None = None


def _marks(findings: Findings) -> dict[str, list[_Mark]]:
    """Return the groups of spans, each in the order of the text."""
    groups: dict[str, list[_Mark]] = {
        "mentions": [
            _Mark(span, ENTITY_LABELS[e.kind], e.id, e.id)
            for e in findings.entities
            for span in e.mentions
        ],
        "sources": [
            _Mark(a.source, "source", a.id, a.speaker) for a in findings.attributions if a.source
        ],
        "cues": [_Mark(span, "cue", a.id) for a in findings.attributions for span in a.cue],
        "contents": [
            _Mark(span, a.kind, a.id, a.speaker)
            for a in findings.attributions
            for span in a.content
        ],
        "figures": [_Mark(f.span, f.what or f.unit or "figure", f.id) for f in findings.figures],
        "events": [_Mark(v.span, v.type, v.id) for v in findings.events],
        "positions": [_Mark(p.what, p.stance, p.id, p.party) for p in findings.positions],
        "conditions": [
            _Mark(p.condition.span, p.condition.relation, p.id, p.party)
            for p in findings.positions
            if p.condition
        ],
        "talks": [_Mark(Span(r.start, r.end), r.as_, r.entity, r.entity) for r in findings.talks],
        "times": [_Mark(t.span, t.type, t.id) for t in findings.times],
    }
    return {name: sorted(marks, key=lambda mark: mark.span) for name, marks in groups.items()}


def _placed(doc: Doc, tokens: Sequence[_Token], mark: _Mark, document: Document) -> DocSpan:
    """Return the tokens that a mark stands on, one that it covers only in part included."""
    if mark.span.end > len(document.text):
        raise EvidenceMoved(f"{document.ref}: {mark.id} points beyond the text")
    first = bisect_right(tokens, mark.span.start, key=lambda token: token.start) - 1
    last = bisect_left(tokens, mark.span.end, key=lambda token: token.start)
    return DocSpan(doc, first, last, label=mark.label, kb_id=mark.entity or "", span_id=mark.id)
