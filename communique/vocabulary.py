"""The closed word lists of the record: what a kind, a type or a stance may be."""

from __future__ import annotations

from typing import Literal

ParagraphKind = Literal["title", "heading", "body", "caption", "related", "boilerplate"]
PublishedFrom = Literal["given", "metadata", "dateline"]
EntityKind = Literal["person", "organisation", "place", "group", "source"]
AttributionKind = Literal["direct", "indirect", "mixed"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
EventStatus = Literal["happened", "ongoing", "planned", "called-for", "possible", "denied"]
Stance = Literal["demand", "offer", "accept", "reject", "refuse", "open"]
Relation = Literal["if", "unless", "until", "only-if", "in-exchange-for", "after"]
TalksRoleName = Literal["party", "mediator", "guarantor", "stakeholder", "observer"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Direction = Literal["up", "down"]
ChangeKind = Literal["by", "to"]

STORY_KINDS: frozenset[ParagraphKind] = frozenset({"title", "body", "caption"})
"""Kinds of paragraph that state facts; a heading gives mentions only."""
