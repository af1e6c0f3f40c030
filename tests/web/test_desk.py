"""The desk: each role finds there what it may do, and no way that leads nowhere."""

import pytest

from calendar_service.domain.access import Actor
from calendar_service.services import notes
from tests.web.conftest import TODAY
from tests.web.markup import Page


def ways(client):
    page = Page(client.get("/desk?lang=en"))
    section = [one["href"].partition("?")[0] for one in page.all("a")]
    return section[section.index("/sign-out") + 1 if "/sign-out" in section else 0 :]


@pytest.mark.parametrize(
    ("role", "has", "lacks"),
    [
        ("reader", {"/account"}, {"/reports", "/events/new", "/users"}),
        ("planner", {"/account", "/reports", "/journal"}, {"/events/new", "/users"}),
        ("editor", {"/account", "/reports", "/journal", "/events/new"}, {"/users"}),
        ("administrator", {"/account", "/reports", "/journal", "/events/new", "/users"}, set()),
    ],
)
def test_each_role_finds_what_it_may_do(enter, role, has, lacks):
    found = set(ways(enter(role)))
    assert has <= found
    assert not lacks & found


def test_no_way_leads_nowhere(enter):
    client = enter("administrator")
    assert [client.get(path).status_code for path in dict.fromkeys(ways(client)) if path.startswith("/")].count(
        404
    ) == 0


def test_open_reports_are_counted_on_every_page_of_those_who_read_them(enter, client, change, find):
    change(notes.report, find("Fourth Conference"), "The day is wrong.", by=Actor(), at=TODAY)
    assert "Desk 1 open report" in Page(enter("planner").get("/about?lang=en")).text
    assert "1 open" in Page(enter("editor").get("/desk?lang=en")).text
    assert "open report" not in Page(client.get("/about?lang=en")).text
    assert "open report" not in Page(enter("reader").get("/about?lang=en")).text
