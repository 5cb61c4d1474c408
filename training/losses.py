"""What the network is told about its answers."""

from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor
from torch.nn import functional

from communique.reading.labels import LINK_BIAS, LINK_SCALE, TAGS
from training.batches import Targets
from training.examples import NO_NAME, UNKNOWN
from training.network import Outputs, Reader

WEIGHTS = {
    "content": 1.5, "source": 1.0, "cue": 1.0, "mode": 0.3, "sentence": 0.5,
    "mention": 0.7, "event": 1.5, "position": 1.5,
}  # fmt: skip
"""Weight of a tagging head's loss; 1 where not named."""
_FEW = 0.15
"""A head with answers for less than this part of a batch's words counts for that much less."""


def loss(reader: Reader, out: Outputs, targets: Targets) -> Tensor:
    """Return the weighted sum of all heads' losses on one batch."""
    few = _FEW * float((targets.word_mask).sum())
    total = out.tags.new_zeros(())
    of_heads = out.by_head()
    for head, labels in TAGS.items():
        scores, answers = of_heads[head], targets.tags[head]
        known = int((answers != UNKNOWN).sum())
        if known:
            certain = answers.masked_fill(answers == NO_NAME, UNKNOWN)
            summed = functional.cross_entropy(
                scores.reshape(-1, len(labels)), certain.reshape(-1),
                ignore_index=UNKNOWN, reduction="sum",
            ) + _no_names(scores[answers == NO_NAME])  # fmt: skip
            sparse = head in {"status", "mode", "relation"}
            total = total + WEIGHTS.get(head, 1.0) * summed / (
                max(known, 60) if sparse else max(known, few)
            )
    return (
        total
        + _syntax(reader, out, targets, few)
        + links_loss(out, targets.links, targets.word_mask)
        + _told(of_heads["event"], targets)
    )


def _no_names(scores: Tensor) -> Tensor:
    """Return the summed cross-entropy of "outside, or a name of MISC", for (words, labels)."""
    return (scores.logsumexp(-1) - scores[:, _NOT_NAMED].logsumexp(-1)).sum()


_NOT_NAMED = [TAGS["name"].index(label) for label in ("O", "B-MISC", "I-MISC")]


def _syntax(reader: Reader, out: Outputs, targets: Targets, few: float) -> Tensor:
    known = targets.heads != UNKNOWN
    count = int(known.sum())
    if not count:
        return out.arcs.new_zeros(())
    arcs = out.arcs.masked_fill(~targets.may_govern, -1e4)
    summed = functional.cross_entropy(arcs[known], targets.heads[known], reduction="sum")
    window, word = known.nonzero(as_tuple=True)
    pairs = out.dependent[window, word] + out.governor[window, targets.heads[window, word]]
    relations = reader.relation(functional.relu(pairs))
    summed = summed + functional.cross_entropy(
        relations, targets.relations[window, word], reduction="sum"
    )
    return summed / max(count, few)


def _told(events: Tensor, targets: Targets) -> Tensor:
    """Cross-entropy of "at least one word of the window triggers an event of the types told"."""
    total = events.new_zeros(())
    for window, labels in targets.told:
        n = int(targets.word_mask[window].sum())
        inside = events[window, :n].softmax(-1)[:, labels].sum(-1).clamp(max=0.999)
        total = total - (1 - (1 - inside).log().sum().exp()).clamp(min=1e-4).log()
    return 0.5 * total / max(len(targets.told), 12)


def links_loss(
    out: Outputs, links: Sequence[tuple[Tensor, Tensor, Tensor]], words: Tensor
) -> Tensor:
    """Binary cross-entropy of every word for every anchor, as a mean over anchors.

    Args:
        out: what the heads answered.
        links: for each of LINKS: window and word of the anchors, and how far each word of the
            window belongs to each of them, (anchors, words) from 0 to 1.
        words: (windows, words), 1 at words and 0 at padding.
    """
    total = out.tags.new_zeros(())
    for role, (window, anchor, members) in enumerate(links):
        if not len(window):
            continue
        logits = link_logits(out, role, window, anchor)
        each = functional.binary_cross_entropy_with_logits(logits, members, reduction="none")
        total = total + (each * words[window]).sum() / 12 / max(len(window), 12)
    return total


def link_logits(out: Outputs, role: int, window: Tensor, anchor: Tensor) -> Tensor:
    """Return how far each word of its window belongs to each anchor, (anchors, words)."""
    asks, answers = out.asks[:, :, role][window, anchor], out.answers[:, :, role][window]
    return (asks[:, None] * answers).sum(-1) * LINK_SCALE + LINK_BIAS
