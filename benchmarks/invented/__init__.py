"""Invented coverage of any size, the same for the same seed, as if it had been read.

`coverage(100_000)` yields documents with all that was read in them; `document(7)` is the seventh
of them alone. Nothing in it is true, and no name is meant.
"""

from benchmarks.invented.coverage import COPIED, STORIES, coverage, document, story_of

__all__ = ["COPIED", "STORIES", "coverage", "document", "story_of"]
