"""Names as the rest of the text completes them: cut ones made whole, missed ones found again.

A name that is proposed in one sentence is a name in the next one. "Harbour | Workers' Union" is one
name, "the Union" afterwards is its short form, and whoever has a foreign minister is no person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from communique.demonyms import homes, roots
from communique.reading.lexicon import table
from communique.reading.names import folded, parts, titles
from communique.reading.nouns import bodies, noun_of, offices
from communique.reading.parsed import Name, Parsed, Sentence, Word
from communique.spans import Span

_APOSTROPHES = frozenset({"'", "’"})
_LOUD = 0.6
"""Share of capitals from which a sentence is a headline, where a capital tells nothing."""
_FOUND_AGAIN = 0.5
"""Confidence of a name that is only known from elsewhere in the text."""
_SHORTEST = 4
"""Letters of a word that is looked for again."""
_LONGEST = 8
"""Words."""
_AWAY = 4
"""Words between a state and its minister."""
_CHAIN = frozenset({"NOUN", "PROPN", "ADJ"})


def completed(parsed: Parsed) -> list[Name]:
    """Return the proposed names, made whole, with those that the text has elsewhere."""
    names = _Completing(parsed).whole()
    again = list(_found_again(parsed, names))
    return _relabelled(parsed, sorted([*names, *again], key=lambda name: name.span))


@cache
def known_endings() -> frozenset[str]:
    """Return nouns with which names of bodies end, in lower case."""
    return frozenset(bodies()) | frozenset(table("actors.toml")["short"]["endings"])


def ends_a_name(word: Word) -> bool:
    """Tell whether a capitalised word can be the last one of a body's name."""
    return word.text[:1].isupper() and (
        noun_of(word) in known_endings() or word.text.casefold() in known_endings()
    )


def _loud(parsed: Parsed, sentence: Sentence) -> bool:
    words = [w.text for w in parsed.words[sentence.first : sentence.last] if w.text[:1].isalpha()]
    return sum(w[0].isupper() for w in words) > _LOUD * len(words)


class _Completing:
    """Makes names whole that the model cut."""

    def __init__(self, parsed: Parsed) -> None:
        self.words = parsed.words
        self.parsed = parsed
        self.ranges: list[tuple[int, int, Name]] = []
        for name in parsed.names:
            inside = parsed.words_in(name.span)
            if inside:
                self.ranges.append((inside[0].index, inside[-1].index, name))
        self.starts = {first: at for at, (first, _, _) in enumerate(self.ranges)}
        self.taken = {i for first, last, _ in self.ranges for i in range(first, last + 1)}
        self.loud = {s.index for s in parsed.sentences if _loud(parsed, s)}

    def whole(self) -> list[Name]:
        """Return the names, each as long as its words say."""
        found: list[Name] = []
        until = -1
        for first, last, name in self.ranges:
            if first <= until:
                continue
            if self.words[first].sentence in self.loud:
                found.append(name)
                continue
            start, end, label = self._grown(first, last, name.label)
            until = end
            if (start, end) == (first, last):
                found.append(name)
            else:
                span = Span(self.words[start].start, self.words[end].end)
                found.append(replaced(name, span, label))
        return found

    def _grown(self, first: int, last: int, label: str) -> tuple[int, int, str]:
        grew = True
        while grew and last - first < _LONGEST:
            grew = False
            if self.words[last].text.casefold() == "of" and last + 1 in self.starts:
                last, grew = self.ranges[self.starts[last + 1]][1], True
            elif label == "ORG":
                end = self._further(last)
                last, grew = end, end > last
        if label == "ORG" and ends_a_name(self.words[last]):
            first = self._earlier(first)
        return first, last, label

    def _further(self, last: int) -> int:
        """Return the last word of a name that goes on after `last`: "Workers | ' Union"."""
        sentence = self.words[last].sentence
        at = last + 1
        if at >= len(self.words) or self.words[at].sentence != sentence:
            return last
        owned = self.words[at].text in _APOSTROPHES
        at += owned
        begin, end, held = at, last, False
        while at < len(self.words) and at - begin < _LONGEST:
            word = self.words[at]
            if word.sentence != sentence:
                break
            if held and word.text in _APOSTROPHES:
                at += 1
                continue
            if not _capital(word) or _is_office(word):
                break
            if at in self.taken:
                number = self.starts.get(at)
                if number is None or self.ranges[number][2].label != "ORG" or held:
                    break
                held, at = True, self.ranges[number][1]
            if ends_a_name(self.words[at]):
                end = at
            at += 1
        return end

    def _earlier(self, first: int) -> int:
        """Return the first word of a name whose beginning was cut.

        "The Central | Board", "Norland's Defence | Ministry".
        """
        at = first - 1
        while at >= 0 and at not in self.taken and _capital(self.words[at]):
            if _is_office(self.words[at]) or self.words[at].sentence != self.words[first].sentence:
                return first
            at -= 1
        before = self.words[at] if at >= 0 else None
        opens = before is not None and (
            before.text.casefold() in {"the", "a", "an"} or before.xpos == "POS"
        )
        return at + 1 if opens and at + 1 < first else first


def replaced(name: Name, span: Span, label: str) -> Name:
    """Return a name with another span and label."""
    return Name(span, label, name.confidence)


def _capital(word: Word) -> bool:
    return word.text[:1].isupper() and word.upos in _CHAIN


def _is_office(word: Word) -> bool:
    return noun_of(word) in offices() or word.text.casefold() in titles()


# found again


def _found_again(parsed: Parsed, names: Sequence[Name]) -> Iterator[Name]:
    """Yield the names of the text where they stand and were not proposed."""
    known = _forms(parsed, names)
    if not known:
        return
    taken = {w.index for name in names for w in parsed.words_in(name.span)}
    at, words = 0, parsed.words
    for sentence in parsed.sentences:
        at = sentence.first
        while at < sentence.last:
            size = 1
            if at not in taken and words[at].text in known:
                for form, label in known[words[at].text]:
                    end = at + len(form)
                    if (
                        end <= sentence.last
                        and tuple(w.text for w in words[at:end]) == form
                        and not taken.intersection(range(at, end))
                        and _sure(parsed, at, len(form), sentence)
                    ):
                        yield Name(Span(words[at].start, words[end - 1].end), label, _FOUND_AGAIN)
                        size = len(form)
                        break
            at += size


def _sure(parsed: Parsed, at: int, size: int, sentence: Sentence) -> bool:
    """Tell whether a capital tells that a name stands there."""
    word = parsed.words[at]
    if size > 1 or word.upos == "PROPN" or at > sentence.first:
        return True
    return at + 1 < sentence.last and _is_office(parsed.words[at + 1])


def _forms(parsed: Parsed, names: Sequence[Name]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return the names and their short forms as words, longest first, by their first word."""
    votes: dict[tuple[str, ...], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    tails: dict[tuple[str, ...], set[str]] = defaultdict(set)
    lower = {w.text for w in parsed.words if w.text.islower()}
    for name in names:
        words = parsed.words_in(name.span)
        if not words or not words[0].text[:1].isupper():
            continue
        form = tuple(w.text for w in words)
        if len(form) > 1 or (
            len(form[0]) >= _SHORTEST and not form[0].isupper() and form[0].lower() not in lower
        ):
            votes[form][name.label] += name.confidence
        if name.label == "ORG" and len(form) > 1 and ends_a_name(words[-1]):
            tails[form[-1:]].add(folded(name.span.of(parsed.text)))
    votes |= _adjectives(parsed, votes)
    for tail, longer in tails.items():
        if len(longer) == 1 and tail[0].lower() not in {"inc", "company", "co"}:
            votes[tail]["ORG"] += _FOUND_AGAIN
    found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for form, labels in sorted(votes.items(), key=lambda pair: -len(pair[0])):
        found[form[0]].append((form, max(labels, key=lambda label: labels[label])))
    return found


def _adjectives(
    parsed: Parsed, votes: Mapping[tuple[str, ...], Mapping[str, float]]
) -> dict[tuple[str, ...], dict[str, float]]:
    """Return words that were proposed nowhere and are adjectives of a place that was."""
    single = {form[0].casefold() for form in votes if len(form) == 1}
    new = {
        w.text.casefold(): w
        for w in parsed.words
        if w.text[:1].isupper() and w.upos in _CHAIN and not w.text.isupper()
        and w.text.casefold() not in single and roots(w.text)
    }  # fmt: skip
    return {
        (new[word].text,): {"MISC" if new[word].xpos == "NNS" else "LOC": _FOUND_AGAIN}
        for word, home in homes(single | set(new)).items()
        if word in new and home in single
    }


# labels


def _relabelled(parsed: Parsed, names: Iterable[Name]) -> list[Name]:
    """Return the names; a supposed person who has ministries and envoys is a state."""
    found = list(names)
    longer = {
        word
        for name in found
        if name.label == "PER" and len(key := parts(name.span.of(parsed.text))) > 1
        for word in key
    }
    states: set[str] = set()
    single: dict[str, str] = {}
    for name in found:
        key = parts(name.span.of(parsed.text))
        if len(key) == 1 and key[0] not in longer and len(key[0]) >= _SHORTEST:
            single.setdefault(key[0], name.label)
            if name.label != "ORG" and _governs(parsed, name):
                states.add(key[0])
    states |= {home for home in homes(single).values() if single[home] != "ORG"}
    return [
        replaced(name, name.span, "LOC")
        if name.label == "PER" and folded(name.span.of(parsed.text)) in states
        else name
        for name in found
    ]


@cache
def _of_states() -> frozenset[str]:
    return frozenset(table("actors.toml")["states"]["owned"])


def _governs(parsed: Parsed, name: Name) -> bool:
    """Tell whether a name owns what states have: "Norland's foreign minister"."""
    words = parsed.words_in(name.span)
    if not words:
        return False
    for word in parsed.words[words[-1].index + 1 : words[-1].index + 1 + _AWAY]:
        if word.sentence != words[-1].sentence:
            return False
        if word.upos in _CHAIN and noun_of(word) in _of_states():
            return True
        if word.xpos != "POS" and word.upos not in _CHAIN:
            return False
    return False
