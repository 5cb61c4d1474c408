from __future__ import annotations

from communique.reading.syntax import ancestors, tree_distance
from tests.reading.casting import block
from tests.reading.parsing import parsed

TEXT = "Norland freed two men . Sudmark waited ."
PARSE = """Norland/PROPN/NNP/2/nsubj freed/VERB/VBD/0/root two/NUM/CD/4/nummod men/NOUN/NNS/2/obj ./PUNCT/./2/punct
Sudmark/PROPN/NNP/2/nsubj waited/VERB/VBD/0/root ./PUNCT/./2/punct"""  # noqa: E501


def test_words_are_as_far_apart_as_the_way_through_their_tree() -> None:
    told = parsed(TEXT, block(PARSE))
    norland, freed, two, men, _, sudmark, *_ = told.words
    assert [word.text for word in ancestors(told, two)] == ["men", "freed"]
    assert tree_distance(told, two, two) == 0
    assert tree_distance(told, two, freed) == tree_distance(told, freed, two) == 2
    assert tree_distance(told, norland, two) == 3
    assert tree_distance(told, norland, men) == 2
    assert tree_distance(told, norland, sudmark) is None
