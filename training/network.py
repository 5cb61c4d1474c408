"""The network: one encoder, many heads.

The encoder is BERT's (Devlin et al. 2019) in the size of MiniLM-L6 (Wang et al. 2020), with one
more
embedding for how a word is written. Words are represented by their first and last pieces. Heads:
linear taggers; a biaffine parser (Dozat & Manning 2017); and links, in which an anchor asks every
word of the window "are you mine?" through a dot product.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from communique.reading.labels import DEPREL, LINK_WIDTH, LINKS, TAGS
from communique.reading.pieces import SHAPES

HIDDEN, LAYERS, ATTENTION_HEADS, FEED_FORWARD = 384, 6, 12, 1536
VOCABULARY, POSITIONS = 30522, 512
GROUP = 256
"""Width of the layers that a group of heads shares."""
CONTEXT_HEADS = 4
ARC, RELATION = 192, 128

GROUPS = {
    "syntax": ("sentence", "upos", "xpos"),
    "names": ("name", "mention", "time"),
    "speech": ("source", "cue", "content"),
    "facts": ("figure", "event", "status", "mode", "position", "relation"),
}
"""Heads that share a layer."""
LINK_GROUP = {role: "speech" for role in LINKS if role.startswith(("source", "content", "cue"))}
"""Group on which a link stands; `facts` where not named."""


class Drop(nn.Module):
    """Dropout by masks of random bytes, which a processor draws five times as fast as nn.Dropout's.

    Args:
        share: of the numbers that are set to zero while training, in steps of 1/256.
    """

    def __init__(self, share: float) -> None:
        super().__init__()
        self.dropped = round(share * 256)

    def kept(self, like: Tensor) -> Tensor | None:
        """Return which numbers of a tensor of this shape are kept; None, all, when not training."""
        if not self.training:
            return None
        count = like.numel()
        drawn = torch.empty((count + 7) // 8, dtype=torch.int64, device=like.device)
        drawn.random_(-(2**63), None)
        return drawn.view(torch.uint8)[:count].view(like.shape) >= self.dropped

    def apply_to(self, x: Tensor, kept: Tensor | None) -> Tensor:
        """Return `x` with what is not kept set to zero and the rest made up for it."""
        return x if kept is None else x * kept * (256 / (256 - self.dropped))

    def forward(self, x: Tensor) -> Tensor:
        """Draw a mask and apply it."""
        return self.apply_to(x, self.kept(x))


class Layer(nn.Module):
    """One transformer layer, normalised after each part as BERT is."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm_attention = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, FEED_FORWARD)
        self.down = nn.Linear(FEED_FORWARD, HIDDEN)
        self.norm_output = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = Drop(0.1)

    def forward(
        self, x: Tensor, bias: Tensor, attended_kept: Tensor | None, fed_kept: Tensor | None
    ) -> Tensor:
        """Map (windows, pieces, HIDDEN) to the same; `bias` is minus infinity on padding.

        The masks are drawn outside, since compiled code would draw them slowly.
        """
        b, n, _ = x.shape
        q, k, v = (
            part.view(b, n, ATTENTION_HEADS, -1).transpose(1, 2)
            for part in self.qkv(x).chunk(3, -1)
        )
        # Written out: in bfloat16 on a processor this trains faster than the fused function.
        scores = q * q.shape[-1] ** -0.5 @ k.transpose(-1, -2) + bias.to(q.dtype)
        attended = (scores.softmax(-1).to(v.dtype) @ v).transpose(1, 2).reshape(b, n, HIDDEN)
        x = self.norm_attention(x + self.drop.apply_to(self.out(attended), attended_kept))
        fed = self.down(functional.gelu(self.up(x)))
        return self.norm_output(x + self.drop.apply_to(fed, fed_kept))


class Encoder(nn.Module):
    """Pieces to vectors."""

    def __init__(self) -> None:
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, HIDDEN)
        self.position = nn.Embedding(POSITIONS, HIDDEN)
        self.shape = nn.Embedding(len(SHAPES), HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """Map (windows, pieces) to (windows, pieces, HIDDEN)."""
        positions = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.word(ids) + self.position(positions) + self.shape(shapes))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, bias, layer.drop.kept(x), layer.drop.kept(x))
        return x

    def load_pretrained(self, file: Path) -> None:
        """Take over the weights of `file`, in the naming of the transformers library."""
        old = load_file(str(file))
        kind = old["embeddings.token_type_embeddings.weight"][0]
        with torch.no_grad():
            self.word.weight.copy_(old["embeddings.word_embeddings.weight"])
            self.position.weight.copy_(old["embeddings.position_embeddings.weight"] + kind)
            self.shape.weight.zero_()
            _copy(self.norm, old, "embeddings.LayerNorm")
            for number, layer in enumerate(self.layers):
                at = f"encoder.layer.{number}"
                for part in ("weight", "bias"):
                    three = [
                        old[f"{at}.attention.self.{x}.{part}"] for x in ("query", "key", "value")
                    ]
                    getattr(layer.qkv, part).copy_(torch.cat(three))
                _copy(layer.out, old, f"{at}.attention.output.dense")
                _copy(layer.norm_attention, old, f"{at}.attention.output.LayerNorm")
                _copy(layer.up, old, f"{at}.intermediate.dense")
                _copy(layer.down, old, f"{at}.output.dense")
                _copy(layer.norm_output, old, f"{at}.output.LayerNorm")


def _copy(module: nn.Module, old: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(old[f"{name}.weight"])  # type: ignore[operator]
    module.bias.copy_(old[f"{name}.bias"])  # type: ignore[operator]


class Context(nn.Module):
    """One small layer over the words of a window, normalised before each part.

    What the heads of a group see of a word is what that group made of all words, so that the edges
    of a long span can be told from each other. It begins as the identity.
    """

    def __init__(self) -> None:
        super().__init__()
        self.norm_attention = nn.LayerNorm(GROUP)
        self.qkv = nn.Linear(GROUP, 3 * GROUP)
        self.out = nn.Linear(GROUP, GROUP)
        self.norm_output = nn.LayerNorm(GROUP)
        self.up = nn.Linear(GROUP, GROUP)
        self.down = nn.Linear(GROUP, GROUP)
        self.drop = Drop(0.1)
        for last in (self.out, self.down):
            nn.init.zeros_(last.weight)
            nn.init.zeros_(last.bias)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Map (windows, words, GROUP) to the same; `bias` is minus infinity on padding."""
        b, n, _ = x.shape
        q, k, v = (
            part.view(b, n, CONTEXT_HEADS, -1).transpose(1, 2)
            for part in self.qkv(self.norm_attention(x)).chunk(3, -1)
        )
        scores = q * q.shape[-1] ** -0.5 @ k.transpose(-1, -2) + bias.to(q.dtype)
        attended = (scores.softmax(-1).to(v.dtype) @ v).transpose(1, 2).reshape(b, n, GROUP)
        x = x + self.drop(self.out(attended))
        return x + self.drop(self.down(functional.gelu(self.up(self.norm_output(x)))))


@dataclass
class Outputs:
    """What the heads answer, for (windows, words)."""

    tags: Tensor
    """(windows, words, all labels of `TAGS` in a row)"""
    asks: Tensor
    """(windows, words, LINKS, LINK_WIDTH): what each word asks as an anchor."""
    answers: Tensor
    """(windows, words, LINKS, LINK_WIDTH): what each word answers; their dot product is a logit."""
    arcs: Tensor
    """(windows, words, words + 1): score of each governor, the root last."""
    dependent: Tensor
    """(windows, words, RELATION)"""
    governor: Tensor
    """(windows, words + 1, RELATION)"""

    def by_head(self) -> dict[str, Tensor]:
        """Return the scores of each head of `TAGS`, (windows, words, its labels)."""
        parts = self.tags.split([len(labels) for labels in TAGS.values()], -1)
        return dict(zip(TAGS, parts, strict=True))

    def float(self) -> Outputs:
        """Return the same in single precision."""
        return Outputs(**{name: value.float() for name, value in vars(self).items()})


class Reader(nn.Module):
    """The encoder with all heads."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.shared = nn.ModuleDict({group: nn.Linear(2 * HIDDEN, GROUP) for group in GROUPS})
        self.context = nn.ModuleDict({group: Context() for group in GROUPS})
        self.drop = Drop(0.15)
        self.taggers = nn.ModuleDict(
            {head: nn.Linear(GROUP, len(TAGS[head])) for heads in GROUPS.values() for head in heads}
        )
        self.ask = nn.ModuleDict({role: nn.Linear(GROUP, LINK_WIDTH) for role in LINKS})
        self.reply = nn.ModuleDict({role: nn.Linear(GROUP, LINK_WIDTH) for role in LINKS})
        self.arc_dependent = nn.Linear(GROUP, ARC)
        self.arc_governor = nn.Linear(GROUP, ARC)
        self.relation_dependent = nn.Linear(GROUP, RELATION)
        self.relation_governor = nn.Linear(GROUP, RELATION)
        self.root = nn.Parameter(torch.zeros(1, 1, GROUP))
        self.relation = nn.Linear(RELATION, len(DEPREL))

    def forward(
        self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, last: Tensor
    ) -> Outputs:
        """Read windows of pieces; `first` and `last` are the places of words' edge pieces."""
        return self.answers(self.encoder(ids, shapes, mask), first, last)

    def answers(self, vectors: Tensor, first: Tensor, last: Tensor) -> Outputs:
        """Answer by the encoder's vectors, (windows, pieces, HIDDEN)."""
        words = torch.cat([_pick(vectors, first), _pick(vectors, last)], -1)
        words = self.drop(words)
        # The first piece of any word comes after the mark at place 0, where padding points.
        bias = (first == 0)[:, None, None, :].to(words.dtype) * -1e4
        groups = {
            group: self.drop(self.context[group](functional.gelu(layer(words)), bias))
            for group, layer in self.shared.items()
        }
        tags = torch.cat(
            [self.taggers[h](groups[g]) for h in TAGS for g in GROUPS if h in GROUPS[g]], -1
        )
        at = [groups[LINK_GROUP.get(role, "facts")] for role in LINKS]
        asks = torch.stack([self.ask[role](x) for role, x in zip(LINKS, at, strict=True)], 2)
        replies = torch.stack([self.reply[role](x) for role, x in zip(LINKS, at, strict=True)], 2)
        syntax = groups["syntax"]
        governors = torch.cat([syntax, self.root.expand(syntax.shape[0], 1, GROUP)], 1)
        arcs = self.arc_dependent(syntax) @ self.arc_governor(governors).transpose(1, 2)
        return Outputs(
            tags,
            asks,
            replies,
            arcs * ARC**-0.5,
            self.relation_dependent(syntax),
            self.relation_governor(governors),
        )


def _pick(vectors: Tensor, places: Tensor) -> Tensor:
    return torch.gather(vectors, 1, places[..., None].expand(-1, -1, vectors.shape[-1]))
