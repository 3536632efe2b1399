"""Whatever anybody sends: no server error, errors that are problems, replies of the shape that is described.

Requests are made from the description of the interface, right ones and wrong ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import content_type_conformance, not_a_server_error, response_schema_conformance

from knowledge.model import Role
from tests.house import House, copied, opened
from ui.app import app_for

ROLES = ["shopper", *(role.value for role in Role if role is not Role.SHOPPER)]
FEW, MANY = 25, 2000  # cases a role
CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance]

# A job of its own would be started with each, and one would follow it to its end.
STARTS_WORK = {"/api/documents", "/api/documents/{doc_id}/replace", "/api/jobs/reindex", "/api/batches"}


@pytest.fixture(scope="module")
def house(ingested_home, tmp_path_factory) -> Iterator[House]:
    """A copy of the demo mall that these requests may spoil."""
    with opened(copied(ingested_home, tmp_path_factory.mktemp("cases") / "home")) as opened_house:
        yield opened_house


@pytest.mark.parametrize("role", ROLES)
def test_a_few_requests_of_each_role_break_nothing(house, role):
    _send(house, role, FEW)


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("role", ROLES)
def test_thousands_of_requests_of_each_role_break_nothing(house, role):
    _send(house, role, MANY)


def _send(house: House, role: str, cases: int) -> None:
    with house.lobby() as lobby:
        app = app_for(lobby, pages=False)
        headers = {}
        if role != "shopper":
            headers = {"Authorization": f"Bearer {lobby.keys.create(Role(role), f'{role} of the cases')[1]}"}
        described = schemathesis.openapi.from_dict(TestClient(app).get("/openapi.json").json())
        found = [each.ok() for each in described.get_all_operations()]
        asked = [each for each in found if (each.method, each.path) not in {("post", p) for p in STARTS_WORK}]
        statuses = _run(asked, app, headers, cases)
    print(role, dict(sorted(statuses.items())))
    assert statuses.total() >= cases
    assert any(status < 300 for status in statuses)  # some do what they ask
    if role == "admin":
        assert statuses[401] == 0


def _run(operations: list, app, headers: dict[str, str], cases: int) -> Counter[int]:
    statuses: Counter[int] = Counter()

    @settings(
        max_examples=cases,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def send(data) -> None:
        operation = data.draw(st.sampled_from(operations))
        mode = data.draw(st.sampled_from([GenerationMode.POSITIVE, GenerationMode.NEGATIVE]))
        case = data.draw(operation.as_strategy(generation_mode=mode))
        response = case.call(app=app, headers=headers, timeout=120)
        statuses[response.status_code] += 1
        case.validate_response(response, checks=CHECKS)

    send()
    return statuses


STREAMS = {
    "/api/inbox/events": {"query": {"seconds": 1}},
    "/v1/chat/completions": {
        "body": {
            "model": "atrium-staff",
            "stream": True,
            "messages": [{"role": "user", "content": "几点关门?"}],
        }
    },
}


def test_each_event_of_a_stream_has_the_shape_that_is_described(house):
    with house.lobby() as lobby:
        app = app_for(lobby, pages=False)
        headers = {"Authorization": f"Bearer {lobby.keys.create(Role.STAFF, 'of the streams')[1]}"}
        described = schemathesis.openapi.from_dict(TestClient(app).get("/openapi.json").json())
        for operation in (each.ok() for each in described.get_all_operations()):
            if asked := STREAMS.get(operation.path):
                response = operation.Case(**asked).call(app=app, headers=headers, timeout=120)
                assert response.headers["content-type"][0].startswith("text/event-stream")
                operation.Case(**asked).validate_response(response, checks=CHECKS)
