"""Who hosts what in which year, and who of a format has not hosted yet."""

from datetime import date

import pytest

from calendar_service.domain.access import ANYONE
from calendar_service.domain.facts import HostFacts
from calendar_service.domain.selection import Selection
from calendar_service.services import hosting, lifecycle
from tests import factories
from tests.factories import EDITOR, NOW  # on 20 January 2026


@pytest.fixture
def session(database):
    with database.writing() as session:
        yield session


def read(session, first=2025, last=2028, **asked):
    selection = Selection(lang="en", **asked)
    return hosting.read(session, selection, date(first, 1, 1), date(last, 12, 31), to=ANYONE, at=NOW)


def table(found):
    return {
        line.party.code: {year: [str(one.entry.title) for one in listed] for year, listed in line.years.items()}
        for line in found.lines
    }


def test_a_meeting_stands_with_each_of_its_hosts(session):
    italy, kazakhstan = factories.party(session, "IT"), factories.party(session, "KZ")
    both = (HostFacts(party_id=italy.id), HostFacts(party_id=kazakhstan.id, role="chair"))
    factories.event(session, title="Summit", date="2026-05-12", hosts=both)
    found = read(session)
    assert table(found) == {"IT": {2026: ["Summit"]}, "KZ": {2026: ["Summit"]}}
    assert [one.role for line in found.lines for one in line.all] == ["host", "chair"]


def test_a_window_stands_where_it_begins_and_one_with_an_end_alone_where_it_ends(session):
    italy = factories.hosts(factories.party(session, "IT"))
    for title, day in (
        ("Spring", "2026-21"),
        ("Years", "2026/2027"),
        ("By", "../2027"),
        ("Long", "2023/2025"),
        ("On", "2024/.."),
    ):
        factories.event(session, title=title, date=day, hosts=italy, stated_on=date(2025, 6, 1))
    assert table(read(session))["IT"] == {2025: ["Long", "On"], 2026: ["Years", "Spring"], 2027: ["By"]}


def test_what_is_ahead_what_is_held_and_what_nobody_has_heard_of_are_told_apart(session):
    italy = factories.hosts(factories.party(session, "IT"))
    factories.event(session, title="Ahead", date="2026-05", hosts=italy)
    factories.event(session, title="Closed", date="2025-05", hosts=italy)
    factories.event(session, title="Held", date="2025-05-12", hosts=italy, status="held")
    (line,) = read(session).lines
    told = {str(one.entry.title): (one.is_ahead, one.is_unheard, one.is_held) for one in line.all}
    assert told == {"Ahead": (True, False, False), "Closed": (False, True, False), "Held": (False, False, True)}


def test_members_that_host_nothing_come_last_and_meetings_without_a_host_apart(session):
    parties = [factories.party(session, code) for code in ("IT", "KZ", "AT")]
    format_ = factories.format_(session, members=tuple(one.id for one in parties))
    factories.event(session, title="Summit", date="2026-05", format_id=format_.id, hosts=factories.hosts(parties[1]))
    factories.event(session, title="Forum", date="2026-06", format_id=format_.id)
    found = read(session)
    assert [line.party.code for line in found.lines] == ["KZ", "AT", "IT"]
    assert [str(one.entry.title) for one in found.unnamed.all] == ["Forum"]


def test_who_has_not_hosted_is_told_by_format_from_all_that_is_on_record(session):
    italy, kazakhstan, austria, finland, greece = (
        factories.party(session, code) for code in ("IT", "KZ", "AT", "FI", "GR")
    )
    ministry = factories.party(
        session, "AT-MFA", kind="institution", parent_id=austria.id, names=factories.local("Ministry")
    )
    everyone = (italy, kazakhstan, austria, finland, greece)
    format_ = factories.format_(session, members=tuple(one.id for one in everyone))
    in_format = {"format_id": format_.id}
    factories.event(session, date="2026-05", **in_format, hosts=factories.hosts(italy))
    factories.event(session, date="1998-05-12", status="held", **in_format, hosts=factories.hosts(kazakhstan))
    factories.event(session, date="2026-06", **in_format, hosts=factories.hosts(ministry))
    factories.event(session, date="2026-07", publish=False, **in_format, hosts=factories.hosts(finland))
    factories.event(session, date="2026-08", hosts=factories.hosts(greece))  # outside the format
    off = factories.event(session, date="2026-09-01", **in_format, hosts=factories.hosts(greece))
    lifecycle.cancel(session, off.id, by=EDITOR, at=NOW)
    (awaiting,) = read(session).awaiting
    assert (awaiting.slug, {one.code for one in awaiting.members}) == (format_.slug, {"FI", "GR"})


def test_where_nobody_or_everybody_has_hosted_nothing_is_said(session):
    parties = [factories.party(session, code) for code in ("IT", "KZ")]
    format_ = factories.format_(session, members=tuple(one.id for one in parties))
    factories.event(session, date="2026-05", format_id=format_.id)
    assert read(session).awaiting == []
    factories.event(session, date="2026-05", format_id=format_.id, hosts=factories.hosts(*parties))
    assert read(session).awaiting == []
