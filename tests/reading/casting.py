"""Short sentences with their parses, and the steps that name who is in them."""

from __future__ import annotations

from collections.abc import Sequence

from communique.findings import Entity
from communique.reading.coreference import resolve_references
from communique.reading.draft import Draft
from communique.reading.entities import find_entities
from communique.reading.parsed import Name, Quote
from communique.spans import Span
from tests.reading.parsing import draft, parsed, span

_LEMMAS = {
    "said": "say", "told": "tell", "arrived": "arrive", "were": "be", "is": "be",
    "talks": "talk", "negotiators": "negotiator", "mediators": "mediator", "officials": "official",
    "hardliners": "hardliner", "families": "family", "brokered": "broker", "mediated": "mediate",
    "resumed": "resume", "negotiated": "negotiate", "believes": "believe", "appeared": "appear",
    "believed": "believe", "reported": "report", "tweeted": "tweet", "frozen": "freeze",
}  # fmt: skip


def block(text: str) -> str:
    """Turn "Norland/PROPN/NNP/2/nsubj …", a line for each sentence, into rows for `parsed`."""
    sentences = []
    for line in text.strip().split("\n"):
        rows = []
        for item in line.split():
            form, upos, xpos, head, relation = item.rsplit("/", 4)
            lemma = form if xpos.startswith("NNP") else _LEMMAS.get(form.lower(), form.lower())
            rows.append(f"{form} {lemma} {upos} {xpos} {head} {relation}")
        sentences.append("\n".join(rows))
    return "\n\n".join(sentences)


def names(text: str, *labelled: tuple[str, str]) -> list[Name]:
    """Return a name on every occurrence of the words given with their labels."""
    found = (
        Name(span(text, words, nth), label, 1.0)
        for words, label in labelled
        for nth in range(1, text.count(words) + 1)
    )
    return sorted(found, key=lambda name: name.span)


def quote(text: str, source: str | Span | None, cue: str | Span, content: str | Span) -> Quote:
    """Return a proposed attribution on words of the text."""

    def at(words: str | Span) -> Span:
        return span(text, words) if isinstance(words, str) else words

    return Quote(at(cue), at(source) if source is not None else None, (at(content),), 1.0)


def cast(
    text: str, parse: str, named: Sequence[tuple[str, str]], *quotes: Quote, **more: object
) -> Draft:
    """Return the draft after entities were found and references resolved."""
    given = parsed(text, block(parse), names=names(text, *named), quotes=list(quotes), **more)
    return resolve_references(find_entities(draft(given)))


def called(of: Draft, name: str) -> Entity:
    """Return the entity of that name."""
    found = [entity for entity in of.entities if entity.name == name]
    assert found, [entity.name for entity in of.entities]
    return found[0]


def mentions(of: Draft, name: str) -> list[str]:
    """Return the words of an entity's mentions."""
    return [at.of(of.document.text) for at in called(of, name).mentions]
