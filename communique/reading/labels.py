"""What the model's heads answer with: the order of these lists is the order of its outputs."""

from __future__ import annotations

from typing import Literal, get_args

from communique.vocabulary import EventStatus, EventType, Relation, Stance, TimeType


def _bio(*labels: str) -> tuple[str, ...]:
    return ("O", *(f"{edge}-{label}" for label in labels for edge in "BI"))


UPOS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
    "PUNCT", "SCONJ", "SYM", "VERB", "X",
)  # fmt: skip

XPOS = (
    "$", "''", ",", "-LRB-", "-RRB-", ".", ":", "ADD", "AFX", "CC", "CD", "DT", "EX", "FW", "GW",
    "HYPH", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NFP", "NN", "NNP", "NNPS", "NNS", "PDT", "POS",
    "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP",
    "VBZ", "WDT", "WP", "WP$", "WRB", "XX", "``",
)  # fmt: skip

DEPREL = (
    "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux", "aux:pass",
    "case", "cc", "cc:preconj", "ccomp", "compound", "compound:prt", "conj", "cop", "csubj",
    "csubj:outer", "csubj:pass", "dep", "det", "det:predet", "discourse", "dislocated", "expl",
    "fixed", "flat", "flat:foreign", "goeswith", "iobj", "list", "mark", "nmod", "nmod:desc",
    "nmod:poss", "nmod:unmarked", "nsubj", "nsubj:outer", "nsubj:pass", "nummod", "obj", "obl",
    "obl:agent", "obl:unmarked", "orphan", "parataxis", "punct", "reparandum", "root", "vocative",
    "xcomp",
)  # fmt: skip

MEASURES = ("person", "money", "percent", "time", "other")

MODES = (
    "none", "abduct", "access", "aerial", "allege", "arrest", "assist", "boycott", "ceasefire",
    "change", "convict", "demo", "disapprove", "disarm", "discontinue", "expel", "explosives",
    "firearms", "investigate", "meet", "multilateral", "obstruct", "phone", "relations", "release",
    "resign", "restrict", "riot", "seize", "strike", "third-party", "territory", "troops",
    "violence", "visit", "weapons", "withdraw", "yield",
)  # fmt: skip

TAGS: dict[str, tuple[str, ...]] = {
    "sentence": ("I", "B"),
    "upos": UPOS,
    "xpos": XPOS,
    "name": _bio("PER", "LOC", "ORG", "MISC"),
    "mention": _bio(
        "Person", "Organisation", "Location", "Nationality", "Temporal", "Quantity", "Money",
        "Weapon", "MilitaryPlatform", "Vehicle", "DocumentReference", "Other",
    ),
    "source": _bio("source"),
    "cue": _bio("cue"),
    "content": _bio("content"),
    "figure": _bio(*MEASURES),
    "event": _bio(*get_args(EventType)),
    "status": get_args(EventStatus),
    "mode": MODES,
    "position": _bio(*get_args(Stance)),
    "relation": ("none", *get_args(Relation)),
    "time": _bio(*get_args(TimeType)),
}  # fmt: skip
"""One tagging head each: a score for every word and every label."""

LinkRole = Literal["source", "content", "actor", "recipient", "who", "party", "condition"]
"""What words can be to an anchor: a cue, a trigger, a number, a position."""

LinkEdge = Literal[
    "source-start", "source-end", "content-start", "content-end",
    "condition-start", "condition-end", "cue-start", "cue-end", "position-start", "position-end",
]  # fmt: skip
"""Where what is linked begins, and which word is its last.

Each word of a cue and of a position answers besides where that cue or position itself does so.
"""

Stretched = Literal["source", "content", "condition", "cue", "position"]
"""What is cut out of the words by its edges."""

EDGES: dict[Stretched, tuple[LinkEdge, LinkEdge]] = {
    "source": ("source-start", "source-end"),
    "content": ("content-start", "content-end"),
    "condition": ("condition-start", "condition-end"),
    "cue": ("cue-start", "cue-end"),
    "position": ("position-start", "position-end"),
}
"""The heads that answer where what is linked begins and ends."""

LINKS: tuple[LinkRole | LinkEdge, ...] = (*get_args(LinkRole), *get_args(LinkEdge))
"""One linking head each: does this word belong to that anchor (cue, trigger, number, position)?"""

LINK_WIDTH = 64
"""Width of the vectors in which an anchor asks and a word replies."""
LINK_SCALE, LINK_BIAS = 2 * LINK_WIDTH**-0.5, -2.0
"""Their dot product, scaled and shifted by these, is a logit: most words belong to no anchor."""
