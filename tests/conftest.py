"""How the tests run: on a slow or busy machine as on a fast one, with a server of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests import postgres

_ANY_SPEED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same-each-time", _ANY_SPEED, derandomize=True)
settings.register_profile("explore", _ANY_SPEED, print_blob=True)
settings.load_profile("same-each-time")


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    """A PostgreSQL server, where its programs and the extra are installed."""
    found = postgres.programs()
    try:
        import psycopg  # noqa: F401, PLC0415
    except ImportError:
        found = None
    if found is None:
        missing = 'needs the Debian package postgresql, and pip install -e ".[postgresql]"'
        if postgres.REQUIRED:
            pytest.fail(missing)
        pytest.skip(missing)
    with postgres.running(found) as started:
        yield started
