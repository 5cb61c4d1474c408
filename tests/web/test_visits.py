from __future__ import annotations

from datetime import date

import pytest

from communique.web.visits import PAUSE, Visit, visit

FIRST, THEN, NOW = date(2031, 5, 6), date(2031, 5, 12), date(2031, 5, 19)


@pytest.mark.parametrize(
    "cookie", [None, "", "x", "2031-05-06", "_2031-13-01_5", "2031-05-06_2031-05-12_²"]
)
def test_without_a_visit_before_this_is_the_first(cookie: str | None) -> None:
    assert visit(cookie, NOW, clock=5000) == Visit(None, NOW, 5000)


def test_after_a_pause_the_last_visit_is_the_one_before() -> None:
    before = str(Visit(FIRST, THEN, 5000))
    assert visit(before, NOW, clock=5001 + PAUSE) == Visit(THEN, NOW, 5001 + PAUSE)


def test_to_reload_a_page_makes_nothing_old() -> None:
    before = str(Visit(FIRST, THEN, 5000))
    assert visit(before, NOW, clock=5000 + PAUSE) == Visit(FIRST, NOW, 5000 + PAUSE)
    assert visit(str(Visit(None, NOW, 5000)), NOW, clock=5010).before is None
