"""What one paragraph says of itself: a site's phrases, credits, share lines, menus, addresses.

The phrases are data (`clutter.toml`); the rules here look at the shape of a paragraph. None of them
looks at its neighbours: that is for `clutter`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from communique import data_files
from communique.documents.dateline import date_of_line
from communique.vocabulary import ParagraphKind

LONGEST = 400
"""Characters in the longest paragraph that a phrase alone can make clutter."""
_LONGEST_LABEL = 60
_LONGEST_MENU = 300
_LONGEST_ITEM = 25
_FEWEST_ITEMS = 3
_MOST_SHARE_WORDS = 18
_FEWEST_CAPTION_WORDS = 6

_STRAIGHT = str.maketrans("‘’“”", "''\"\"")
_STOP = re.compile(r"[.!?…][\"'”’)\]]*$")
_FULL_STOP = re.compile(r"[.…][\"'”’)\]]*$")
_ENDS = re.compile(r"^\W+|\W+$")
_LABEL_END = re.compile(r"\s*[:|»›→>]|\s+--?\s|\s*[–—]|\xa0\s|\s{2,}")
_NUMBERED = re.compile(r"(?:\d[\d,.]*\s*)?(\D+?)(?:\s*\(?\d[\d,.]*(?:\s\w+)?)?")
_TOKEN = re.compile(r"[^\s/|,;:()\[\]]+")
_MENU = re.compile(r"\s+[|›>»/•·]\s+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@[\w-]+\.\w\S*|@\w+|(?:[\w-]+\.)+[a-z]{2,6}/\S+")
_COUNT = re.compile(r"[\d.,]+[kKmM]?\+?")
_AGO = re.compile(
    r"\W*\d+\+?\s+(?:sec|min|minute|hour|hr|day|week|month|year)s?\s+(?:ago|read|old)\W*"
)
_NAMED_CREDIT = re.compile(
    r"(?:^|[.!?\"”’)]\s+|\s)(?:photo(?:graph(?:er|y)?)?|picture|image|credit)s?(?:\s+(?:by|credit))?:\s*([^.:]{2,60})$",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[(\[]([^()\[\]]{2,80})[)\]]\.?$")
_POINTER = re.compile(r"\(\s*[A-Z][\w\s]{2,40}:\s[^()]*[^().]\)$")
_SLASHED = re.compile(r"((?:[\w.'’-]+\s){0,3}[\w.'’-]+(?:\s?/\s?[\w.'’-]+(?:\s[\w.'’-]+)?){1,3})$")


@cache
def listed(name: str, key: str) -> frozenset[str]:
    """Return one list of `clutter.toml` as a set."""
    return frozenset(_data()[name][key])


def kind_of(words: str) -> ParagraphKind | None:
    """Return the kind that a paragraph shows by itself; None where it may be the story."""
    if len(words) > LONGEST:
        return None
    if not any(char.isalnum() for char in words):
        return "boilerplate"
    said = _Said.of(words)
    if _is_related(said):
        return "related"
    if _is_caption(said):
        return "caption" if _has_sentence(words) else "boilerplate"
    if _is_boilerplate(said):
        return "boilerplate"
    return "related" if _POINTER.match(words) else None


def is_related_label(words: str) -> bool:
    """Tell whether a paragraph is the bare heading of a list of other stories."""
    return len(words) <= _LONGEST_LABEL and _Said.of(words).is_only("related", "whole")


def opens_tail(words: str) -> bool:
    """Tell whether a paragraph is what stands above comments and author boxes, below the story."""
    return len(words) <= _LONGEST_LABEL and _Said.of(words).is_only("boilerplate", "tail")


def ends_sentence(words: str) -> bool:
    """Tell whether a paragraph ends as a sentence does."""
    return bool(_STOP.search(words[-8:]))


@dataclass(frozen=True)
class _Said:
    """A paragraph made ready to be compared with phrases."""

    words: str
    plain: str
    """In lower case, with straight quotes and single spaces."""
    core: str
    """`plain` without the marks at its ends."""
    label: str
    """What stands before a first colon, dash, bar or wide space, without the marks at its ends."""
    mark: str
    """That colon, dash, bar or wide space; empty where there is none."""

    @classmethod
    def of(cls, words: str) -> _Said:
        lowered = words.lower().translate(_STRAIGHT)
        found = _LABEL_END.search(lowered, 0, _LONGEST_LABEL)
        label = lowered[: found.start()] if found else lowered
        plain = " ".join(lowered.split())
        return cls(
            words=words,
            plain=plain,
            core=_ENDS.sub("", plain),
            label=_ENDS.sub("", " ".join(label.split())) if len(label) <= _LONGEST_LABEL else "",
            mark=found[0].strip(" ") if found else "",
        )

    def is_only(self, name: str, key: str) -> bool:
        """Tell whether the paragraph is one of the phrases alone, perhaps with a number."""
        if len(self.core) > _LONGEST_LABEL:
            return False
        bare = _NUMBERED.fullmatch(self.core)
        return self.core in listed(name, key) or (bare is not None and bare[1] in listed(name, key))

    def is_labelled(self, name: str, key: str) -> bool:
        """Tell whether one of the phrases stands alone before the first mark."""
        return self.label in listed(name, key)

    def begins(self, name: str) -> bool:
        """Tell whether the paragraph begins with one of the phrases."""
        phrases = _starts(name)
        return self.plain.startswith(phrases) or self.core.startswith(phrases)

    def holds(self, name: str) -> bool:
        """Tell whether one of the phrases stands anywhere in the paragraph."""
        return any(phrase in self.plain for phrase in listed(name, "anywhere"))


def _is_related(said: _Said) -> bool:
    if said.is_only("related", "whole"):
        return True
    if _reports_speech(said.plain):
        return False
    if said.begins("related") or said.is_labelled("related", "label"):
        return True
    colon = said.is_labelled("related", "colon") and said.mark == ":"
    return colon and not _FULL_STOP.search(said.plain[-8:])


def _is_boilerplate(said: _Said) -> bool:
    if said.is_only("boilerplate", "whole"):
        return True
    known = (
        said.begins("boilerplate")
        or said.is_labelled("boilerplate", "label")
        or said.holds("boilerplate")
    )
    # "By continuing to strike, the miners risk their jobs, the minister said."
    if known and not _reports_speech(said.plain):
        return True
    return (
        _is_share_line(said.plain)
        or _is_menu(said.words)
        or _is_address(said.words)
        or date_of_line(said.words) is not None
        or _AGO.fullmatch(said.plain) is not None
    )


def _is_share_line(plain: str) -> bool:
    tokens = [token for token in plain.split() if not _COUNT.fullmatch(token)]
    bare = [token.strip(".,:;!()[]\"'") or token for token in tokens]
    if not 0 < len(bare) <= _MOST_SHARE_WORDS:
        return False
    return all(t in listed("boilerplate", "share_words") for t in bare) and any(
        t in listed("boilerplate", "share_marks") for t in bare
    )


def _is_menu(words: str) -> bool:
    if len(words) > _LONGEST_MENU or ends_sentence(words):
        return False
    items = _MENU.split(words)
    return len(items) >= _FEWEST_ITEMS and all(len(item) <= _LONGEST_ITEM for item in items)


def _is_address(words: str) -> bool:
    rest, found = _ADDRESS.subn("", words)
    return found > 0 and len(rest.split()) <= _FEWEST_ITEMS and not ends_sentence(rest)


def _is_caption(said: _Said) -> bool:
    if said.begins("caption") or said.is_labelled("caption", "label"):
        return True
    words = said.words
    if (named := _NAMED_CREDIT.search(words[-2 * _LONGEST_LABEL :])) and all(
        token[0].isupper() for token in _TOKEN.findall(named[1])
    ):
        return True
    if (bracketed := _BRACKETED.search(words)) and _is_credit(
        bracketed[1], may_name=words.rstrip(".").endswith(")")
    ):
        return True
    if (
        "/" in words[-_LONGEST_LABEL:]
        and (slashed := _SLASHED.search(words[-_LONGEST_LABEL:]))
        and _credits_agency(slashed[1])
    ):
        return True
    return not ends_sentence(words) and "," in words and _is_credit_line(words)


def _is_credit(inside: str, *, may_name: bool) -> bool:
    """Tell whether words in brackets credit a picture: "Ann Lee/Agency", "File photo"."""
    tokens = _TOKEN.findall(inside)
    known = [token.lower().rstrip(".") in listed("caption", "credit") for token in tokens]
    if not all(token[0].isupper() or good for token, good in zip(tokens, known, strict=True)):
        return False
    pictured = any(token.lower().rstrip(".") in listed("caption", "pictures") for token in tokens)
    # An agency alone in brackets ends many a wire paragraph; a name beside it is a photographer's.
    return pictured or (may_name and "/" in inside and len(tokens) >= _FEWEST_ITEMS)


def _credits_agency(slashed: str) -> bool:
    *_, last = slashed.split("/")
    tokens = [token.lower() for token in _TOKEN.findall(last)]
    return bool(tokens) and all(token in listed("caption", "credit") for token in tokens)


def _is_credit_line(words: str) -> bool:
    *names, last = words.split(",")
    tokens = [token.lower() for token in _TOKEN.findall(last)]
    return (
        len(words.split()) <= _FEWEST_CAPTION_WORDS
        and bool(tokens)
        and all(token in listed("caption", "credit") for token in tokens)
        and all(token[0].isupper() for token in _TOKEN.findall(" ".join(names)))
    )


def _has_sentence(words: str) -> bool:
    """Tell whether a caption says something, beside whose picture it is."""
    lower = [token for token in words.split() if token[:1].islower()]
    return len(words.split()) >= _FEWEST_CAPTION_WORDS and len(lower) > 2


def _reports_speech(plain: str) -> bool:
    return any(token in listed("prose", "speech") for token in re.findall(r"[a-z]+", plain))


def _data() -> dict[str, Any]:
    return data_files.table(__package__, "clutter.toml")


@cache
def _starts(name: str) -> tuple[str, ...]:
    return tuple(_data()[name]["start"])
