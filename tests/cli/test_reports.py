"""`flask reports list`: what readers have reported, for who has no browser at hand."""

import json

import pytest

from calendar_service.domain.access import ANYONE
from calendar_service.services import notes
from tests import factories
from tests.factories import EDITOR, NOW


@pytest.fixture
def reported(database):
    with database.writing() as session:
        event = factories.event(session, title="Forum")
        first = notes.report(session, event.id, "Held in\nMilan", contact="a@example.org", by=ANYONE, at=NOW)
        notes.settle(session, first.id, by=EDITOR, at=NOW)
        notes.report(session, event.id, "Held in Turin", by=ANYONE, at=NOW)
        return event.id


def listed(app, *arguments):
    result = app.test_cli_runner().invoke(args=["reports", "list", *arguments])
    assert result.exit_code == 0, result.output
    return result.output.splitlines()


def test_open_reports_are_listed_one_a_line(app, reported):
    (line,) = listed(app)
    assert line.split("\t")[2:] == ["Forum", f"http://127.0.0.1:8000/events/{reported}", "", "Held in Turin"]


def test_settled_ones_are_listed_where_they_are_asked_for(app, reported):
    (line,) = listed(app, "--settled", "--json")
    said = json.loads(line)
    assert (said["text"], said["contact"], said["settled"]) == ("Held in\nMilan", "a@example.org", True)
