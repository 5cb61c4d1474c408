"""What a time expression can mean by its words alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from communique.vocabulary import TimeType

Lean = Literal["past", "future", "this", "that", ""]
Anchor = Literal["now", "then"]


@dataclass(frozen=True)
class Meaning:
    """A time as its words give it. Which fields are filled depends on `form`."""

    form: Literal[
        "fixed", "month", "weekday", "season", "quarter", "shift", "stretch", "clock", "duration"
    ]
    value: str | None = None
    """fixed: the TIMEX3 value. season, quarter: its code. clock: the time of day. duration: P3D."""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    """month: the day of the month; weekday: 1 is Monday."""
    until: int | None = None
    """month, fixed: the last of several days of the month ("March 3 to 5")."""
    unit: str = ""
    """shift, stretch: D, W, M, Q, Y, E, C."""
    count: int = 0
    """shift: units from the anchor on; stretch: how many units."""
    lean: Lean = ""
    anchor: Anchor = "now"
    edge: str = ""
    """START, MID or END."""
    part: str = ""
    """Part of the day: MO, AF, EV, NI."""
    approximate: bool = False
    fine: bool = False
    """shift: the result is a day, not the period that holds it ("two weeks ago" in days)."""

    @property
    def type(self) -> TimeType:
        """The TIMEX3 type."""
        if self.form in {"duration", "stretch"}:
            return "DURATION"
        if (
            self.form == "fixed"
            and self.value
            and self.value.startswith("P")
            and not self.value.endswith("REF")
        ):
            return "SET"
        return "TIME" if self.part or self.form == "clock" else "DATE"
