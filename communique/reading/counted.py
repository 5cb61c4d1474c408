"""What a number counts, read off the sentence's tree: the noun, and the act or state it is in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from communique.reading.counting import is_number_word, number_of
from communique.reading.lemmas import irregular_verbs, participle_of
from communique.reading.lexicon import rows, table
from communique.reading.parsed import Parsed, Word
from communique.reading.syntax import ancestors, cases
from communique.reading.units import currency_of, is_percent, measure_of, time_unit_of
from communique.spans import Span

_NOUNS = frozenset({"NOUN", "PROPN"})
_INSIDE = frozenset({"compound", "amod", "flat", "nmod:poss", "nmod:desc", "punct"})
_OBJECTS = frozenset({"obj", "nsubj:pass", "nsubj", "obl", "obl:unmarked", "iobj", "obl:agent"})
_CLAUSES = frozenset({"acl", "acl:relcl", "amod", "xcomp", "advcl", "advmod"})
_COUNTING = frozenset({"nummod", "amod", "det", "compound", "nmod:unmarked", "advmod", "dep"})
_CLIMB = 4


@dataclass(frozen=True)
class Counted:
    """A number phrase in its sentence."""

    parsed: Parsed
    span: Span

    @cached_property
    def head(self) -> Word | None:
        """The number of the phrase, or the noun in it: not the hedge, whatever that hangs on."""
        words = self.parsed.words_in(self.span)
        inside = {word.index for word in words}
        tops = [word for word in words if word.head not in inside]
        solid = [w for w in tops if w.upos in _NOUNS or _amounts(w)]
        chosen = solid or tops
        return chosen[-1] if chosen else None

    @cached_property
    def noun(self) -> Word | None:
        """What is counted: "people" in "12 people", "a dozen of the people"; None where unsaid.

        The words that follow decide where they can: a noun right behind a number is what it counts,
        whatever the tree makes of it.
        """
        head = self.head
        if head is None:
            return None
        if head.upos in _NOUNS and not _measures(head):
            return (self._heads_on(head) and self.next_noun) or head
        return self.next_noun or self._above(head)

    def _heads_on(self, noun: Word) -> bool:
        """Tell whether the noun of the phrase only begins a name for what is counted.

        "12 harbour" before "pilots" is of pilots; "a 12-port" before "network" is of ports.
        """
        before = self.parsed.words[noun.index - 1 : noun.index]
        joined = any(word.text == "-" for word in before)
        last = self.parsed.words_in(self.span)[-1]
        return noun.deprel == "compound" and noun.index == last.index and not joined

    @cached_property
    def next_noun(self) -> Word | None:
        """The last of the nouns right behind the phrase, past adjectives and "of the"."""
        last = self.parsed.words_in(self.span)[-1]
        end = self.parsed.sentences[last.sentence].last
        run: Word | None = None
        for word in self.parsed.words[last.index + 1 : end]:
            noun = word.upos in _NOUNS and not _measures(word) and not self._letters(word)
            if noun and (run is None or self._goes_on(run, word)):
                run = word
            elif (run is not None and not _between(run, word)) or (
                word.upos not in {"ADJ", "DET", "NUM", "PRON", "PART", "CCONJ"}
                and not self._letters(word)
                and word.lemma not in {"of", "-", "'s", "’s"}
                and not (word.xpos in {"VBN", "VBG"} and word.deprel == "amod")
            ):
                break
        return run

    def _letters(self, word: Word) -> bool:
        """Tell whether a word is the letters of a type, not a thing: "two B-1 bombers"."""
        hyphen, number = (self.parsed.words[i : i + 1] for i in (word.index + 1, word.index + 2))
        return (
            len(number) == 1
            and hyphen[0].text == "-"
            and word.end == hyphen[0].start
            and number[0].start == hyphen[0].end
            and number[0].text.isdigit()
        )

    def _goes_on(self, run: Word, noun: Word) -> bool:
        """Tell whether a name of several words goes on: "harbour pilots", "crane and lock staff".

        More than one of a thing is named by a plural, so a singular is not yet the thing.
        """
        joined = noun.deprel in {"compound", "flat"} or run.deprel in _INSIDE
        return joined or (run.xpos == "NN" and noun.xpos == "NNS" and noun.index == run.index + 1)

    @cached_property
    def hyphened(self) -> Word | None:
        """The noun joined to the number by a hyphen: "member" in "a 15-member team"."""
        last = self.parsed.words_in(self.span)[-1]
        hyphen = last.index if last.text == "-" else last.index + 1
        after = self.parsed.words[hyphen : hyphen + 2]
        if (
            len(after) == 2
            and after[0].text == "-"
            and after[0].start == self.parsed.words[hyphen - 1].end
            and after[1].upos in _NOUNS
        ):
            return after[1]
        return None

    def _above(self, head: Word) -> Word | None:
        above = self.parsed.words[head.head] if head.head >= 0 else None
        if above is not None and head.deprel in _COUNTING:
            if above.upos in _NOUNS and not _measures(above):
                return above
            if _measures(above):
                return self._whole(above)
        return self._whole(head)

    def _whole(self, head: Word) -> Word | None:
        """Return the noun behind "of": "hundreds of people", "half of the captives"."""
        for child in self.parsed.children(head):
            if child.index <= head.index or child.upos not in _NOUNS | {"PRON"}:
                continue
            lemmas = {case.lemma for case in cases(self.parsed, child)}
            if (child.deprel == "nmod" and "of" in lemmas) or child.deprel == "nmod:unmarked":
                # "Hundreds of thousands" names no thing, "of whom" behind it may.
                return self._whole(child) if _amounts(child) else child
        return None

    def who(self) -> Span | None:
        """Return the words that name what is counted, without articles and what follows."""
        noun = self.noun
        if noun is not None and measure_of(noun.text) is not None:
            noun = self._whole(noun)
        if noun is None or noun.upos not in _NOUNS:
            return None
        first = noun.index
        while first > 0:
            word = self.parsed.words[first - 1]
            ours = word.upos in _NOUNS | {"ADJ"} or (
                word.deprel in _INSIDE and word.upos not in {"NUM", "PUNCT"}
            )
            if (
                not ours
                or word.sentence != noun.sentence
                or word.start < self.span.end <= noun.start
            ):
                break
            first -= 1
        return Span(self.parsed.words[first].start, noun.end)

    def share_of(self) -> Span | None:
        """Return the words that name the whole of a share: "12 percent of workers"."""
        after = self.parsed.text[self.span.end : self.span.end + 4]
        return self.who() if after.lstrip().startswith("of") else None

    def what(self) -> str | None:
        """Return the act or state that is counted, as a participle where there is one."""
        return self.own_what() or self._named() or self._done() or self._described()

    def own_what(self) -> str | None:
        """Return what the words next to the number and the noun tell, not what governs them."""
        return self._beside() or self._told_of_noun()

    def _beside(self) -> str | None:
        """Read the words next to the phrase, which hold even where the tree is wrong.

        "12 people killed", "20,000 dead", "12 were on strike"; "wounded 12"; "an offer of 12".
        """
        anchor = self.noun or self.head
        if anchor is None:
            return None
        sentence = self.parsed.sentences[anchor.sentence]
        last = max(anchor.index, self.parsed.words_in(self.span)[-1].index)
        after = [
            w for w in self.parsed.words[last + 1 : min(last + 7, sentence.last)] if w.upos != "ADV"
        ]
        first = self.parsed.words_in(self.span)[0].index
        before = self.parsed.words[max(sentence.first, first - 3) : first]
        return self._behind(after) or self._in_front(before)

    def _behind(self, after: Sequence[Word]) -> str | None:
        first, passive = 0, False
        while first < len(after) and after[first].upos == "AUX":
            passive = passive or after[first].lemma == "be"
            first += 1
        for at, word in enumerate(after[first : first + 1]):
            if (
                word.upos in {"ADJ", "VERB"}
                and word.lemma.lower() in whats()
                and (passive or word.upos == "ADJ")
            ):
                return whats()[word.lemma.lower()]
            if (
                word.xpos == "VBN"
                and (passive or at + first == 0)
                and word.lemma.lower() not in _empty()
            ):
                return self._participle(word)
        strike = [w.lemma.lower() for w in after[first : first + 4]]
        if "on" in strike[:2] and "strike" in strike:
            return whats()["strike"]
        return None

    def _in_front(self, before: Sequence[Word]) -> str | None:
        told = [w for w in before if w.upos not in {"DET", "ADV", "PRON"}]
        if told and told[-1].upos == "VERB":
            silent = told[-1].lemma.lower() in _empty() or told[-1].lemma.lower() in changes()
            return None if silent else self._participle(told[-1])
        if len(told) > 1 and told[-1].lemma.lower() in {"of", "for"} and told[-2].upos in _NOUNS:
            return whats().get(told[-2].lemma.lower())
        return None

    def _told_of_noun(self) -> str | None:
        """Read "12 people killed", "20,000 dead", "1.9 million displaced"."""
        for word in (self.noun, self.head):
            if word is None:
                continue
            for child in self.parsed.children(word):
                if child.deprel in _CLAUSES and child.index > word.index:
                    if child.lemma.lower() in whats():
                        return whats()[child.lemma.lower()]
                    if child.xpos == "VBN" and child.deprel in {"acl", "amod", "xcomp"}:
                        return self._participle(child)
            if word.deprel == "compound" or word.head < 0:
                continue
            above = self.parsed.words[word.head]
            if above.upos == "ADJ" and above.lemma.lower() in whats() and above.index > word.index:
                return whats()[above.lemma.lower()]
        return None

    def _named(self) -> str | None:
        """Read "20 deaths", "a death toll of 20", "an offer of $2 million", "12 hostages"."""
        noun = self.noun
        if noun is not None and (word := self._of(noun)) and not self._acts_on(noun):
            return word
        head = self.head
        if head is None or noun is not None:
            return None
        for number, above in enumerate(ancestors(self.parsed, head)):
            if number >= 2 or above.upos not in _NOUNS:
                break
            if (word := self._of(above)) is not None:
                return word
        return None

    def _acts_on(self, noun: Word) -> bool:
        """Tell whether a verb that says something acts on the noun: "freed 12 hostages"."""
        if noun.head < 0 or noun.deprel not in {"obj", "nsubj:pass"}:
            return False
        verb = self.parsed.words[noun.head]
        return verb.upos == "VERB" and verb.lemma.lower() not in _empty()

    def _of(self, noun: Word) -> str | None:
        lemma = noun.lemma.lower()
        for child in self.parsed.children(noun):
            if child.deprel == "compound" and (
                word := whats().get(f"{child.lemma.lower()} {lemma}")
            ):
                return word
        return whats().get(lemma)

    def _done(self) -> str | None:
        """Read the governing verb, past those that say nothing of what is counted."""
        start = self.noun or self.head
        if start is None:
            return None
        below = start
        for number, word in enumerate(ancestors(self.parsed, start)):
            if number >= _CLIMB:
                break
            lemma = word.lemma.lower()
            if word.upos == "VERB" and below.deprel in _OBJECTS | {"conj", "xcomp", "ccomp"}:
                if lemma in _empty() or lemma in changes():
                    found = self._light(word) or self._by_subject(word, start)
                    if found is not None or lemma in changes():
                        return found or self._participle(word)
                else:
                    return self._participle(word)
            elif word.upos in _NOUNS | {"ADJ"} and below.deprel in {"nsubj", "nsubj:outer"}:
                # A predicate: "40,000 workers were on strike".
                return whats().get(lemma)
            elif word.upos in _NOUNS and below.deprel == "nmod" and (named := self._of(word)):
                return named
            below = word
        return None

    def _described(self) -> str | None:
        """Read the participle before the noun: "the 23 dismissed dockers"."""
        noun = self.noun
        told = (
            child
            for child in (self.parsed.children(noun) if noun is not None else ())
            if child.deprel == "amod" and child.xpos == "VBN" and child.start >= self.span.end
        )
        return next((self._participle(child) for child in told), None)

    def _participle(self, verb: Word) -> str | None:
        """Return the participle of a verb with its particle: "laid-off", "walked-out"."""
        word = participle(verb)
        if word is None or word in _acts().values():
            return word
        after = self.parsed.words[verb.index + 1 : verb.index + 2]
        joined = [w for w in after if w.deprel == "compound:prt" and w.head == verb.index]
        return f"{word}-{joined[0].text.lower()}" if joined else word

    def _light(self, verb: Word) -> str | None:
        """Read a verb that says something with its object alone: "12,000 took part"."""
        objects = (c for c in self.parsed.children(verb) if c.deprel == "obj")
        phrases = (f"{verb.lemma.lower()} {noun.lemma.lower()}" for noun in objects)
        return next((_acts()[phrase] for phrase in phrases if phrase in _acts()), None)

    def _by_subject(self, verb: Word, start: Word) -> str | None:
        """Read what an empty verb or a verb of change is about: "the death toll rose to 20"."""
        for child in self.parsed.children(verb):
            if child.deprel in {"nsubj", "nsubj:pass"} and child.index != start.index:
                return self._of(child)
            if child.deprel == "obj" and child.index != start.index and (word := self._of(child)):
                return word
        for child in self.parsed.children(verb):
            if child.deprel in {"xcomp", "ccomp"} and child.lemma.lower() in whats():
                return whats()[child.lemma.lower()]
        return None


def participle(verb: Word) -> str | None:
    """Return the past participle of a verb, without its particle; None where the tags disagree."""
    if not verb.xpos.startswith("VB"):
        return None
    lemma = verb.lemma.lower()
    if lemma in _acts():
        return _acts()[lemma]
    told = verb.text.lower()
    if verb.xpos in {"VBN", "VBD"} and told.endswith("ed") and lemma not in irregular_verbs():
        return told
    return participle_of(lemma)


@cache
def whats() -> dict[str, str]:
    """Return what is counted by a noun, adjective or pair of nouns, in their dictionary form."""
    return {row[0]: row[1] for row in rows("whats.tsv")}


@cache
def _acts() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("acts.tsv")}


@cache
def _empty() -> frozenset[str]:
    return frozenset(table("figure_words.toml")["empty"]["words"])


@cache
def changes() -> dict[str, str]:
    """Return the directions of verbs and adverbs that tell a change, by dictionary form."""
    lists = table("figure_words.toml")["change"]
    return {word: way for way in ("up", "down") for word in lists[way]}


def _between(run: Word, word: Word) -> bool:
    """Tell whether `word` may stand inside the name that begins with `run`.

    "Harbour 's pilots", "office and technical staff", "long - haul trucks".
    """
    if run.deprel == "nmod:poss":
        return word.upos in {"ADJ", "PART", "NUM"}
    inside = run.deprel in _INSIDE
    if word.upos == "CCONJ":
        return inside and run.xpos == "NN"
    return inside and (word.upos == "ADJ" or word.lemma == "-")


def _amounts(word: Word) -> bool:
    text = word.text.lower()
    return word.upos == "NUM" or is_number_word(text) or number_of(text) is not None


def _measures(word: Word) -> bool:
    """Tell whether the word is a number or a unit of money, time or percent."""
    text = word.text.lower()
    return (
        _amounts(word)
        or currency_of(word.text) is not None
        or time_unit_of(text) is not None
        or is_percent(text)
    )
