"""What training takes from a treebank beside its syntax: names, and who said what."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from communique.reading.labels import LINKS, TAGS
from training.examples import UNKNOWN
from training.reported_speech import reported_speech
from training.treebanks import conllu, documents, gum_names

TREE = """\
# newdoc id = invented_news
# newpar
1\tMayor\tmayor\tNOUN\tNN\t_\t4\tnsubj\t_\tDiscourse=attribution-positive:1->2:0:sem-atsrc-1-3+lex-indwd-4|Entity=(1-person-new-nnnnn-cf1-2,3-coref
2\tIda\tIda\tPROPN\tNNP\t_\t1\tflat\t_\t_
3\tMoor\tMoor\tPROPN\tNNP\t_\t2\tflat\t_\tEntity=1)
4\tsaid\tsay\tVERB\tVBD\t_\t0\troot\t_\t_
5\tthat\tthat\tSCONJ\tIN\t_\t8\tmark\t_\tDiscourse=joint:2->0:0
6\tPort\tPort\tPROPN\tNNP\t_\t7\tcompound\t_\tEntity=(2-place-new-nnnnn-cf2-2-coref
7\tEllen\tEllen\tPROPN\tNNP\t_\t8\tnsubj\t_\tEntity=2)
8\tdrowns\tdrown\tVERB\tVBZ\t_\t4\tccomp\t_\t_
9\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# newdoc id = barred
1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\t_

"""


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    file = tmp_path / "invented" / "train.conllu.gz"
    file.parent.mkdir()
    file.write_bytes(gzip.compress(TREE.encode()))
    return file


def test_documents_that_may_not_be_used_are_left_out(treebank: Path):
    assert len(list(documents(treebank))) == 2
    assert len(list(conllu(treebank, frozenset({"barred"})))) == 1


def test_a_mention_headed_by_a_proper_noun_holds_a_name(treebank: Path):
    tags = next(gum_names(treebank, frozenset()))
    assert tags[1:3] == ["B-PER", "I-PER"]
    assert tags[5:7] == ["B-LOC", "I-LOC"]
    assert tags[0] == "?", "a capital outside a name says nothing"
    assert tags[3] == "O"


def test_marked_reported_speech_has_source_cue_and_content(treebank: Path):
    example = next(reported_speech(treebank, frozenset()))

    def words(part: str) -> list[str]:
        return [w for w, a in zip(example.words, example.tags[part], strict=True) if a > 0]

    assert words("source") == ["Mayor", "Ida", "Moor"]
    assert words("cue") == ["said"]
    assert words("content") == ["that", "Port", "Ellen", "drowns"]
    assert [LINKS[link.role] for link in example.links] == ["source", "content"]
    assert all(link.anchor == 3 for link in example.links)
    assert UNKNOWN not in example.tags["content"]
    assert set(example.tags) <= set(TAGS)
