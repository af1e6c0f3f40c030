"""The description: whole, without a loose end, and true of what is answered."""

import json
import re

import pytest

from calendar_service.api.operations import OPERATIONS


@pytest.fixture
def described(anyone):
    return anyone.get("/openapi.json").json


def references(value):
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"]
        for one in value.values():
            yield from references(one)
    elif isinstance(value, list):
        for one in value:
            yield from references(one)


@pytest.mark.parametrize("templates", ["sqlite"], indirect=True)
class TestDescription:
    def test_every_reference_leads_somewhere_and_every_schema_is_used(self, described):
        known = {f"#/components/schemas/{name}" for name in described["components"]["schemas"]}
        used = set(references(described))
        assert used - known == set()
        assert known - used == set()

    def test_every_operation_is_described_once_with_what_it_refuses(self, described):
        found = [one for path in described["paths"].values() for one in path.values()]
        assert sorted(one["operationId"] for one in found) == sorted({one.name for one in OPERATIONS})
        for one in found:
            assert one["summary"]
            assert {"400", "401", "422", "500"} <= set(one["responses"])
            assert all(reply["description"] for reply in one["responses"].values())
        changing = described["paths"]["/events/{event_id}"]["patch"]
        assert {"412", "413", "415", "428"} <= set(changing["responses"])
        assert [one["name"] for one in changing["parameters"] if one["in"] == "header"] == ["If-Match"]

    def test_the_parameters_of_a_path_are_all_named(self, described):
        for path, operations in described["paths"].items():
            for one in operations.values():
                named = {each["name"] for each in one["parameters"] if each["in"] == "path"}
                assert named == set(re.findall(r"\{(\w+)\}", path))

    def test_it_names_this_calendar_and_no_other_host(self, described):
        assert described["openapi"] == "3.1.0"
        assert described["servers"] == [{"url": "http://127.0.0.1:8000/api/v1"}]
        hosts = set(re.findall(r"https?://([^/\"]+)", json.dumps(described)))
        assert hosts <= {"127.0.0.1:8000", "example.org"}
