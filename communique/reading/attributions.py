"""Who said what, through whom, by which cue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.findings import Attribution
from communique.reading.draft import Draft
from communique.reading.explaining import why_attribution
from communique.reading.parsed import Parsed, Quote, Word
from communique.reading.span_index import SpanIndex
from communique.reading.speakers import is_hedged, speaker_of, via_of
from communique.spans import Span
from communique.vocabulary import AttributionKind

_CLOSING = {'"': '"', "“": "”", "„": "“", "«": "»"}
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_OBJECTS = frozenset({"obj", "iobj", "obl"})
_BEFORE_CUE = frozenset({"aux", "aux:pass", "advmod"})
_FUNCTION = frozenset({"DET", "PRON", "PART", "SCONJ", "CCONJ", "ADP"})
_CLOSE = 2
"""Words from the end of a cue to the noun that it breaks off before."""
_ALL, _SOME = 0.9, 3
"""Share of letters in quotation marks that makes a quotation direct; letters that make it mixed."""


def find_attributions(draft: Draft) -> Draft:
    """Find direct, indirect and mixed attributions, one for each cue that the model proposes."""
    found: list[Attribution] = []
    for quote in draft.parsed.quotes:
        if draft.in_story(quote.cue) and says_something(draft.parsed, quote.cue):
            found.append(_attribution(draft, quote, f"a{len(found) + 1}"))
            why_attribution(draft, quote, found[-1])
    return draft.knowing(attributions=tuple(_once(found)))


def _once(found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Leave out what a cue with its auxiliaries tells again: "has" beside "has pledged"."""
    cues = SpanIndex((cue, attribution) for attribution in found for cue in attribution.cue)
    for attribution in found:
        longer = (
            other
            for cue in attribution.cue
            for span, other in cues.overlapping(cue)
            if span.contains(cue) and (len(span) > len(cue) or other.id < attribution.id)
        )
        if not any(other is not attribution for other in longer):
            yield attribution


def _attribution(draft: Draft, quote: Quote, number: str) -> Attribution:
    content = tuple(whole_content(draft.parsed, span) for span in quote.content)
    return Attribution(
        id=number,
        kind=kind_of(draft.document.text, content),
        source=whole_source(draft.document.text, quote.source) if quote.source else None,
        speaker=speaker_of(draft, quote.source, quote.cue),
        via=via_of(draft, quote.source, quote.cue, quote.content),
        cue=(whole_cue(draft.parsed, quote.cue, content),),
        content=content,
        hedged=is_hedged(draft, quote.cue, quote.source, quote.content),
        confidence=round(quote.confidence, 3),
    )


def says_something(parsed: Parsed, cue: Span) -> bool:
    """Tell whether a cue is more than function words: of "an" or "while" nobody says anything.

    A mark alone may be one: the colon or the dash behind a speaker's name.
    """
    words = [word for word in parsed.words_in(cue) if word.upos != "PUNCT"]
    return not words or any(word.upos not in _FUNCTION for word in words)


def whole_source(text: str, source: Span) -> Span:
    """Return the source with the comma that closes what is told of it: "Berg, the minister,"."""
    end = source.end
    closed = "," in text[source.start : end] and text[end : end + 1] == ","
    return Span(source.start, end + 1) if closed else source


def whole_cue(parsed: Parsed, cue: Span, content: Sequence[Span] = ()) -> Span:
    """Return the cue with its auxiliaries and adverbs ("has also said"), no loose words after it.

    An article ends no cue, nor does the "to" of the content; a preposition or an object ("told the
    agency") does only where the content follows at once.
    """
    words = _to_its_noun(parsed, list(parsed.words_in(cue)))
    if not words:
        return cue
    starts = {span.start for span in content}
    while len(words) > 1 and _is_loose(parsed, words[-1], starts):
        words.pop()
    inside = {word.index for word in words}
    first = words[0]
    while first.index > 0:
        before = parsed.words[first.index - 1]
        if before.head not in inside or before.deprel not in _BEFORE_CUE:
            break
        inside.add(before.index)
        first = before
    return Span(first.start, words[-1].end)


def _to_its_noun(parsed: Parsed, words: list[Word]) -> list[Word]:
    """Go on from an adjective or half a name to the noun close behind: "said late last" month."""
    last = words[-1] if words else None
    if last is None or last.deprel not in {"amod", "compound"}:
        return words
    behind = parsed.words[last.index + 1 : last.head + 1]
    return [*words, *behind] if len(behind) <= _CLOSE else words


def _is_loose(parsed: Parsed, last: Word, starts: set[int]) -> bool:
    if last.upos == "DET" or last.deprel == "nmod:poss":
        return True
    if last.upos == "PUNCT" and last.text != ":":
        return True
    if last.upos == "PART" and last.lemma == "to":
        return True
    after = parsed.words[last.index + 1 : last.index + 2]
    if any(word.start in starts for word in after):
        return False
    case = last.upos == "ADP" and last.deprel == "case"
    return case or (last.upos in _NOMINAL and last.deprel in _OBJECTS)


def whole_content(parsed: Parsed, content: Span) -> Span:
    """Return the content with the "that" before it and the quotation marks around it."""
    text, start, end = parsed.text, content.start, content.end
    words = parsed.words_in(content)
    if words and words[0].index > 0 and words[0].start >= start:
        before = parsed.words[words[0].index - 1]
        if before.lemma.lower() == "that" and before.sentence == words[0].sentence:
            start = before.start
    if start > 0 and text[start - 1] in _CLOSING:
        start -= 1
    closing = _CLOSING.get(text[start])
    if closing and closing not in text[start + 1 : end]:
        for length in (1, 2):
            if text[end : end + length] in {closing, f",{closing}", f".{closing}"}:
                end += length
                break
    return Span(start, end)


def kind_of(text: str, content: tuple[Span, ...]) -> AttributionKind:
    """Return whether all of the content stands in quotation marks, some of it or none."""
    inside = total = 0
    for span in content:
        start = span.start - 1 if span.start and text[span.start - 1] in _CLOSING else span.start
        end = min(len(text), span.end + 2)
        quoted = _quoted(text, start, end)
        inside += sum(
            quoted[i - start] for i in range(span.start, span.end) if not text[i].isspace()
        )
        total += sum(not text[i].isspace() for i in range(span.start, span.end))
    share = inside / total if total else 0.0
    if share >= _ALL:
        return "direct"
    return "mixed" if inside >= _SOME else "indirect"


def _quoted(text: str, start: int, end: int) -> list[bool]:
    """Tell for each character of `text[start:end]` whether it stands in quotation marks.

    A mark that opens and is not closed before the end holds to the end: a quotation that goes on
    in the next paragraph is left open there.
    """
    closing: str | None = None
    inside = []
    for at in range(start, end):
        character = text[at]
        if closing is None and character in _CLOSING:
            closing = _CLOSING[character]
            inside.append(True)
        elif character == closing:
            closing = None
            inside.append(True)
        else:
            inside.append(closing is not None)
    return inside
