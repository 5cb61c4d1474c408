"""The API keeps to its description, whatever is asked: schemathesis asks for us."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings

from communique.record import Store
from communique.web import create_app
from communique.web.api import OPERATIONS
from communique.web.api.operation import ROOT
from tests.cli.standin import StandIn


@pytest.fixture(scope="session")
def described(full: Store) -> Any:
    app = create_app(full, StandIn, hosts={"localhost", "testserver"})
    return schemathesis.openapi.from_asgi(f"{ROOT}/openapi.json", app)


@pytest.mark.parametrize("path", [ROOT + operation.path for operation in OPERATIONS])
def test_the_api_keeps_to_its_description(described: Any, path: str) -> None:
    @given(case=described[path]["GET"].as_strategy())
    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    def keeps(case: schemathesis.Case) -> None:
        case.call_and_validate()

    keeps()
