"""Dates that are never more exact than the words that give them."""

from __future__ import annotations

from datetime import date

import msgspec

YEARS = range(1000, 3000)
"""Years of days that documents and those who ask may name: days can be counted on from any."""


class Interval(msgspec.Struct, frozen=True, rename={"start": "from", "end": "to"}):
    """Days from `start` to `end`, both included; None is an end that the words leave open."""

    start: date | None
    end: date | None

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.start > self.end:
            raise ValueError(
                f"an interval ends no earlier than it starts: {self.start}, {self.end}"
            )

    @classmethod
    def day(cls, day: date) -> Interval:
        """Return the interval of one day."""
        return cls(day, day)

    @property
    def is_day(self) -> bool:
        """Whether the words give one exact day."""
        return self.start is not None and self.start == self.end

    @property
    def first_known(self) -> date | None:
        """The first day that the words give, be it the only one."""
        return self.start or self.end

    @property
    def last_known(self) -> date | None:
        """The last day that the words give, be it the only one."""
        return self.end or self.start

    def may_contain(self, day: date) -> bool:
        """Tell whether `day` is not ruled out."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)
