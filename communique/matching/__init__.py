"""Matching: which documents, names and figures are the same. Pure functions; nothing is kept."""

from communique.matching.by_person import ByPerson
from communique.matching.stories import Folded, Stories, Story, find_stories

__all__ = ["ByPerson", "Folded", "Stories", "Story", "find_stories"]
