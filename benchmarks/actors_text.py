"""ECB+ as running text, with where its annotated mentions stand."""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]


def ecb_row(row: Row) -> Row:
    """Return a document of ECB+ as the reader takes it in: its tokens, joined by blanks."""
    return {"id": row["id"], "text": _text(row)[0]}


def ecb_mentions(row: Row) -> list[tuple[int, int, str, str]]:
    """Return the mentions that belong to a chain: start, end, type and chain."""
    text, starts = _text(row)
    found = []
    for mention in row["mentions"]:
        if "cluster" not in mention:
            continue
        sentence, tokens = mention["sent"], mention["tokens"]
        start, last = starts[sentence][tokens[0]], tokens[-1]
        end = starts[sentence][last] + len(_word(row["sentences"][sentence][last]))
        found.append((start, end, mention["type"], mention["cluster"]))
    return found


def is_named(row: Row, mention: tuple[int, int, str, str]) -> bool:
    """Tell whether a mention holds a name: a capital that no sentence begins with."""
    text, starts = _text(row)
    begins = {words[0] for words in starts if words}
    start, end, *_ = mention
    return any(
        text[at].isupper() and at not in begins
        for words in starts
        for at in words
        if start <= at < end
    )


def _text(row: Row) -> tuple[str, list[list[int]]]:
    parts: list[str] = []
    starts: list[list[int]] = []
    at = 0
    for sentence in row["sentences"]:
        starts.append([])
        for token in sentence:
            starts[-1].append(at)
            parts.append(_word(token))
            at += len(parts[-1]) + 1
    return " ".join(parts), starts


def _word(token: str) -> str:
    return {"``": '"', "''": '"'}.get(token, token)
