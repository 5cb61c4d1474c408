"""What actors are said to be: the same job in other words is told once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from communique.demonyms import homes
from communique.documents.document import ReadDocument
from communique.findings import Entity
from communique.matching.evidence import cite_all, in_order, joined
from communique.matching.model import Title
from communique.matching.stories import Stories
from communique.matching.wording import plain

Told = tuple[ReadDocument, Entity, str | None]
"""A document, the entity there, and the id of the body for which it acts, if any."""
_TIES = frozenset({"of", "for", "the", "at", "from", "in"})


@dataclass
class _Job:
    """A job for a body, and all who tell of it."""

    words: frozenset[str]
    body: str | None
    told: list[Told] = field(default_factory=list)
    spelt: Counter[str] = field(default_factory=Counter)


def find_titles(
    told: Sequence[Told], names: Mapping[str, str], stories: Stories
) -> tuple[Title, ...]:
    """Return what an actor is said to be, most widely reported first.

    Roles that differ in case or in the words for the body are one; so is "envoy" beside "special
    envoy", and a role without its body beside one with it.

    Args:
        told: what each document says.
        names: the names of bodies by their ids.
        stories: which documents are one report.

    """
    jobs: dict[tuple[frozenset[str], str | None], _Job] = {}
    bodies = {body for _, _, body in told if body is not None}
    for read, entity, known in told:
        body = known
        if body is None and len(bodies) == 1:
            only, said = next(iter(bodies)), " ".join((entity.role or "").split())
            body = only if _bare(said, names.get(only)) != said else None
        role = _bare(" ".join((entity.role or "").split()), names.get(body or ""))
        if not role and body is None:
            continue
        words = frozenset(plain(role).split()) - _TIES
        job = jobs.setdefault((words, body), _Job(words, body))
        job.told.append((read, entity, body))
        job.spelt[role] += 1
    titles = []
    for job in _merged(list(jobs.values()), names):
        role = min(
            job.spelt,
            key=lambda r: (-len(plain(r).split()), -job.spelt[r], r.swapcase()),
            default="",
        )
        evidence = (
            e for r, entity, _ in job.told
            for e in cite_all(r.document, joined(r.document.text, entity.role_at,
                                                 entity.affiliation_at))
        )  # fmt: skip
        title = Title(
            role=role or None,
            affiliation=job.body,
            affiliation_name=names.get(job.body or ""),
            evidence=in_order(evidence),
        )
        count = stories.count(frozenset(r.document.id for r, _, _ in job.told))
        titles.append((-count, role.casefold(), job.body or "", title))
    return tuple(title for *_, title in sorted(titles, key=lambda row: row[:3]))


def _merged(jobs: list[_Job], names: Mapping[str, str]) -> list[_Job]:
    """Return the jobs without those that another one says more fully."""

    def rank(job: _Job) -> tuple[bool, int, int, int]:
        name = names.get(job.body or "", "")
        return job.body is None, -len(name.split()), -len(job.words), -len(job.told)

    kept: list[_Job] = []
    bodies = {job.body for job in jobs if job.body is not None}
    for job in sorted(jobs, key=rank):
        fuller = [k for k in kept if k.body == job.body and job.words <= k.words]
        if not fuller and job.body is not None:
            fuller = [k for k in kept if _cut(job, k, names)]
        if not fuller and job.body is None:
            alone = len(bodies) == 1
            fuller = [k for k in kept if job.words <= k.words or (alone and k.words <= job.words)]
        if len({k.body for k in fuller}) == 1:
            fuller[0].told += job.told
            own = set(plain(names.get(fuller[0].body or "", "")).split())
            if fuller[0].words < job.words and not job.words & own:
                fuller[0].words, fuller[0].spelt = job.words, job.spelt
            elif job.words == fuller[0].words:
                fuller[0].spelt += job.spelt
        else:
            kept.append(job)
    return kept


def _cut(job: _Job, fuller: _Job, names: Mapping[str, str]) -> bool:
    """Tell whether a job names a body by a part of the name, and the rest of it in the role."""
    short, long = (set(plain(names.get(j.body or "", "")).split()) for j in (job, fuller))
    return short < long and bool(fuller.words) and fuller.words <= job.words <= fuller.words | long


def _bare(role: str, body: str | None) -> str:
    """Return a role without the words for its body: "chair of the Board" is "chair"."""
    if not body or not role:
        return role
    words, name = role.split(), set(plain(body).split())
    ours = [_of_body(plain(word), name) for word in words]
    start, end = 0, len(words)
    while start < end - 1 and ours[start]:
        start += 1
    at = end
    while at > start + 1 and (ours[at - 1] or plain(words[at - 1]) in _TIES):
        at -= 1
    return " ".join(words[start:at] if any(ours[at:]) else words[start:end])


def _of_body(word: str, name: set[str]) -> bool:
    """Tell whether a word, as often as not an adjective or the last word of it, names the body."""
    parts = word.split()
    if not parts:
        return False
    if set(parts) <= name:
        return True
    return any(homes([word, part]).get(word) == part for part in name)
