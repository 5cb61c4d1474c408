"""News that nobody annotated; only where the training extra is."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from random import Random

import pytest

torch = pytest.importorskip("torch")

from communique.reading.labels import LINKS, TAGS  # noqa: E402
from communique.reading.pieces import Pieces  # noqa: E402
from training.batches import Inputs, tensors  # noqa: E402
from training.corpora import held_out, tuning  # noqa: E402
from training.examples import CharacterText  # noqa: E402
from training.network import GROUPS, Reader  # noqa: E402
from training.train import pretrained  # noqa: E402
from training.unlabelled import Teacher, blotted, lesson, news, taught  # noqa: E402

TEXT = "Norland said on Monday that it would free 40 men if Sudmark reopened the port."


def reader(seed: int) -> Reader:
    torch.manual_seed(seed)
    made = Reader()
    made.encoder.load_pretrained(pretrained() / "model.safetensors")
    return made.eval()


def inputs() -> Inputs:
    pieces = Pieces(pretrained() / "tokenizer.json")
    example = CharacterText("invented", TEXT).example
    return tensors([example], pieces, Random(1), disguised=False)[0]  # noqa: S311


def test_a_teacher_is_heard_on_its_own_heads_alone() -> None:
    all_heads = Teacher(reader(1), frozenset(GROUPS))
    speech = Teacher(reader(2), frozenset({"speech"}))
    alone, both = lesson([all_heads], inputs()), lesson([all_heads, speech], inputs())
    for head in TAGS:
        same = torch.equal(alone.tags[head], both.tags[head])
        assert same == (head not in GROUPS["speech"])
    assert len(both.links) == len(LINKS)


def test_nobody_answers_a_lesson_better_than_its_teacher() -> None:
    given, teacher, other = inputs(), reader(1), reader(2)
    said = lesson([Teacher(teacher, frozenset(GROUPS))], given)
    words = (given.first > 0).float()

    def loss(reader: Reader) -> float:
        with torch.no_grad():
            out = reader(given.ids, given.shapes, given.mask, given.first, given.last)
            return float(taught(out, said, words))

    assert loss(teacher) < loss(other)


def test_words_are_blotted_out_whole_and_marks_never() -> None:
    given = inputs()
    windows = [blotted(given, 103, Random(seed)) for seed in range(40)]  # noqa: S311
    assert any(bool(gone.any()) for _, gone in windows)
    assert not all(bool(gone.any()) for _, gone in windows)
    for seen, gone in windows:
        assert torch.equal(seen.ids == 103, gone)
        assert torch.equal(seen.ids[~gone], given.ids[~gone])
        assert not bool(gone[0, 0])
        for first, last in zip(given.first[0].tolist(), given.last[0].tolist(), strict=True):
            assert len(set(gone[0, first : last + 1].tolist())) == 1


def test_what_is_measured_on_is_no_news_to_learn_from(tmp_path: Path) -> None:
    kept_out = next(n for n in map(str, range(99)) if held_out(n) and not tuning(n))
    told = " ".join(f"word{i} of the talks" for i in range(20))
    other = " ".join(f"line{i} on the strike" for i in range(20))
    sets = {
        "gold_train/train": [{"id": kept_out, "text": told}],
        "news_allsides/train": [
            {"id": "copy", "text": f"Update. {told}"},
            {"id": "fresh", "text": other},
        ],
    }
    for name, rows in sets.items():
        file = tmp_path / f"{name}.jsonl.gz"
        file.parent.mkdir(parents=True, exist_ok=True)
        with gzip.open(file, "wt", encoding="utf-8") as lines:
            lines.writelines(json.dumps(row) + "\n" for row in rows)
    (example,) = news(tmp_path)
    assert "strike" in example.words
    assert not example.tags
