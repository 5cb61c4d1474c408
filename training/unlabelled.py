"""News that nobody annotated, on which a network learns from others and from the words themselves.

Words are blotted out in it, and the network answers what several networks, its teachers, say where
they see all of them (a noisy student: Xie et al., CVPR 2020; an ensemble distilled: Hinton et al.
2015), and which words they were (BERT's own training: Devlin et al. 2019).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from communique.reading.labels import LINKS
from communique.reading.pieces import Pieces
from communique.reading.words import words_in
from training.batches import Inputs, tensors
from training.corpora import held_out, more_reports_set_aside, rows, tuning
from training.examples import CharacterText, Example
from training.losses import WEIGHTS, link_logits, links_loss
from training.network import GROUPS, HIDDEN, LINK_GROUP, VOCABULARY, Outputs, Reader

NAME = "unlabelled"
_NEWS = ("news_allsides", "news_guardian_syria", "news_wikinews_salience")
_RUN, _SHARED = 5, 20
_LONGEST = 12_000
"""Characters of a document that are read."""
_BLOTTED = 0.2
_GUESSED = 0.1
"""Weight of the guessed words' loss."""
_ANCHORS = {
    "source": "cue", "content": "cue", "cue": "cue", "actor": "event", "recipient": "event",
    "who": "figure", "party": "position", "condition": "position", "position": "position",
}  # fmt: skip
"""The tagging head whose words ask each link; of edges, the link without its last part."""
_AT_FIRST_WORDS = {"status": "event", "mode": "event", "relation": "position"}


def news(data: Path) -> Iterator[Example]:
    """Yield the news of `data` without labels, but for what is kept out of training elsewhere.

    A document is left out if it shares twenty runs of five words with one on which something is
    measured or chosen.
    """
    kept_out = {run for text in _kept_out(data) for run in _runs(text)}
    for corpus in _NEWS:
        for file in sorted((data / corpus).glob("*.jsonl.gz")):
            if file.name.startswith("dev"):
                continue
            for row in rows(file):
                text = row["text"][:_LONGEST]
                if len(_runs(text) & kept_out) < _SHARED:
                    yield CharacterText(NAME, text).example


def _kept_out(data: Path) -> Iterator[str]:
    for name in ("polnear", "gold_dev", "gold_train", "muc34", "cameo_sentences"):
        for file in sorted((data / name).glob("*.jsonl.gz")):
            for row in rows(file):
                if file.name.startswith("dev") or held_out(row["id"]) or tuning(row["id"]):
                    yield row["text"]
    yield from (row["text"] for row in more_reports_set_aside(data))


def _runs(text: str) -> set[int]:
    words = [text[s.start : s.end].lower() for s in words_in(text)]
    return {hash(tuple(words[i : i + _RUN])) for i in range(len(words) - _RUN + 1)}


@dataclass(frozen=True)
class Teacher:
    """A network that answers, and the groups of heads (of `GROUPS`) on which it is heard."""

    reader: Reader
    groups: frozenset[str]


@dataclass(frozen=True)
class Lesson:
    """What teachers say of a batch."""

    tags: dict[str, Tensor]
    """Of each head the mean probabilities, (windows, words, labels)."""
    links: list[tuple[Tensor, Tensor, Tensor]]
    """For each of LINKS: window and word of the anchors, and mean probabilities of each word."""


class Guesser(nn.Module):
    """Guesses the pieces that were blotted out, by the encoder's own vectors of pieces."""

    def __init__(self) -> None:
        super().__init__()
        self.dense = nn.Linear(HIDDEN, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.bias = nn.Parameter(torch.zeros(VOCABULARY))

    def forward(self, vectors: Tensor, pieces: Tensor) -> Tensor:
        """Map (places, HIDDEN) to (places, VOCABULARY) by the vectors of all `pieces`."""
        return self.norm(functional.gelu(self.dense(vectors))) @ pieces.T + self.bias


@torch.no_grad()
def lesson(teachers: Sequence[Teacher], clean: Inputs) -> Lesson:
    """Ask the teachers, none of whom forgets anything while answering."""
    heard = []
    for teacher in teachers:
        out = teacher.reader(clean.ids, clean.shapes, clean.mask, clean.first, clean.last).float()
        heard.append((teacher.groups, out, out.by_head()))
    tags = {
        head: _mean(parts[head].softmax(-1) for groups, _, parts in heard if group in groups)
        for group, heads in GROUPS.items()
        for head in heads
    }
    links = []
    for role, name in enumerate(LINKS):
        kin = name.split("-")[0]
        head = _ANCHORS[kin]
        asking = _inside(tags[head]) if kin in {"cue", "position"} else _begins(tags[head])
        window, word = (asking & (clean.first > 0)).nonzero(as_tuple=True)
        group = LINK_GROUP.get(name, "facts")
        said = (
            link_logits(out, role, window, word).sigmoid()
            for groups, out, _ in heard
            if group in groups
        )
        links.append((window, word, _mean(said)))
    return Lesson(tags, links)


def _mean(answers: Iterable[Tensor]) -> Tensor:
    return torch.stack(list(answers)).mean(0)


def _begins(likely: Tensor) -> Tensor:
    return likely[..., 1::2].sum(-1) > 0.4


def _inside(likely: Tensor) -> Tensor:
    return likely[..., 0] < 0.5


def blotted(clean: Inputs, mark: int, chance: Random) -> tuple[Inputs, Tensor]:
    """Return the inputs with one word in five of half the windows blotted out, and which."""
    gone = torch.zeros_like(clean.ids, dtype=torch.bool)
    firsts, lasts = clean.first.tolist(), clean.last.tolist()
    for row, (starts, ends) in enumerate(zip(firsts, lasts, strict=True)):
        if chance.random() < 0.5:
            continue
        for first, last in zip(starts, ends, strict=True):
            if first and chance.random() < _BLOTTED:
                gone[row, first : last + 1] = True
    return replace(clean, ids=clean.ids.masked_fill(gone, mark)), gone


def mark_of_blots(tokenizer: Path) -> int:
    """Return the piece that the pretrained encoder knows for a word that is blotted out."""
    return int(Tokenizer.from_file(str(tokenizer)).token_to_id("[MASK]"))


class School(nn.Module):
    """The teachers, and what guesses words; the guesser alone learns."""

    def __init__(self, teachers: Sequence[Teacher], tokenizer: Path) -> None:
        super().__init__()
        self.teachers = [replace(t, reader=t.reader.eval()) for t in teachers]
        self.guesser = Guesser()
        self.mark = mark_of_blots(tokenizer)

    def loss(
        self,
        reader: Reader,
        examples: Sequence[Example],
        pieces: Pieces,
        chance: Random,
        *,
        bf16: bool,
    ) -> Tensor:
        """Return the loss of one batch of unlabelled news."""
        clean, targets = tensors(examples, pieces, chance, disguised=False)
        seen, gone = blotted(clean, self.mark, chance)
        with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
            said = lesson(self.teachers, clean)
            vectors = reader.encoder(seen.ids, seen.shapes, seen.mask)
            out = reader.answers(vectors, seen.first, seen.last)
            scores = self.guesser(vectors[gone], reader.encoder.word.weight)
        value = taught(out.float(), said, targets.word_mask)
        if not bool(gone.any()):
            return value
        return value + _GUESSED * functional.cross_entropy(scores.float(), clean.ids[gone])


def taught(out: Outputs, said: Lesson, words: Tensor) -> Tensor:
    """Return the loss of answers against a lesson; `words` is 1 at words and 0 at padding."""
    total = links_loss(out, said.links, words)
    for head, scores in out.by_head().items():
        each = -(said.tags[head] * scores.log_softmax(-1)).sum(-1)
        anchor = _AT_FIRST_WORDS.get(head)
        heavy = words if anchor is None else words * said.tags[anchor][..., 1::2].sum(-1)
        total = total + WEIGHTS.get(head, 1.0) * (each * heavy).sum() / heavy.sum().clamp(min=60)
    return total
