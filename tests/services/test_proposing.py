"""What a series proposes for its next edition, and what stands beside an event as a warning."""

from dataclasses import replace
from types import SimpleNamespace
from uuid import uuid4

import pytest

from calendar_service.domain.clashes import Clash
from calendar_service.domain.dates import parse_edtf
from calendar_service.domain.facts import EventFacts
from calendar_service.domain.likeness import Reason
from calendar_service.services import lifecycle, proposing, warnings
from calendar_service.services.proposing import Turn
from tests import factories
from tests.factories import EDITOR, NOW, local


def members(*codes):
    return [SimpleNamespace(id=uuid4(), code=code) for code in codes]


A, B, C = members("A", "B", "C")


@pytest.mark.parametrize(
    ("past", "expected"),
    [
        ([], None),
        ([A], None),
        ([A, B], ("C", Turn.LEFT)),
        ([A, B, C], ("A", Turn.LONGEST)),
        ([A, B, C, A], ("B", Turn.FOLLOWED)),
        ([A, A], None),
        ([A, B, A], ("B", Turn.FOLLOWED)),
        ([C, B, A, C, B], ("A", Turn.FOLLOWED)),
    ],
)
def test_the_next_host_follows_from_past_rotation_or_is_not_told(past, expected):
    host, turn, _after = proposing.next_host([[one] for one in past], [A, B, C])
    assert (host and (host.code, turn)) == expected


@pytest.fixture
def session(database):
    with database.writing() as session:
        yield session


def proposal(session, series, **options):
    return proposing.of_series(session, series.id, to=EDITOR, **options)


class TestProposal:
    @pytest.fixture
    def series(self, session):
        states = [factories.party(session, code) for code in ("KZ", "IT", "KG")]
        format_ = factories.format_(session, members=tuple(one.id for one in states))
        editions = local("Ministerial Conference", "министерская конференция")
        return factories.series(session, format_id=format_.id, editions=editions)

    def test_without_editions_there_is_no_number_and_no_host(self, session, series):
        found = proposal(session, series)
        assert (found.ordinal, found.host, found.titles.get("en")) == (None, None, "Ministerial Conference")
        assert [one.code for one in found.participants] == ["KZ", "IT", "KG"]

    def test_the_titles_follow_the_number_that_is_typed(self, session, series):
        found = proposal(session, series, ordinal=4)
        assert dict(found.titles) == {"en": "Fourth Ministerial Conference", "ru": "Четвёртая министерская конференция"}

    def test_the_number_and_the_host_follow_the_editions(self, session, series):
        kazakhstan, italy, _kyrgyzstan = proposal(session, series).participants
        for number, host in enumerate((kazakhstan, italy), 1):
            factories.event(
                session, date=str(2020 + number), series_id=series.id, ordinal=number, hosts=factories.hosts(host)
            )
        found = proposal(session, series)
        assert (found.ordinal, found.host.code, found.turn) == (3, "KG", Turn.LEFT)
        assert found.titles.get("en") == "Third Ministerial Conference"

    def test_a_cancelled_edition_rotates_nothing(self, session, series):
        kazakhstan, italy, kyrgyzstan = proposal(session, series).participants
        for number, host in enumerate((kazakhstan, italy, kyrgyzstan), 1):
            made = factories.event(
                session, date=str(2020 + number), series_id=series.id, ordinal=number, hosts=factories.hosts(host)
            )
        lifecycle.cancel(session, made.id, by=EDITOR, at=NOW)
        assert proposal(session, series).host.code == "KG"

    def test_no_series_proposes_nothing(self, session):
        assert proposing.of_series(session, uuid4(), to=EDITOR) is None


class TestWarnings:
    def facts(self, date, **said):
        return EventFacts(kind="meeting", titles=local("Meeting on water"), date=parse_edtf(date), **said)

    def told(self, function, session, facts, event_id=None):
        return function(session, facts, event_id=event_id, to=EDITOR)

    def test_the_same_edition_is_the_likeliest_duplicate(self, session):
        series = factories.series(session)
        factories.event(session, title="Meeting on water", date="2027-05", kind="meeting")
        factories.event(session, title="Another", date="2030", series_id=series.id, ordinal=3)
        facts = self.facts("2027-05-12", series_id=series.id, ordinal=3)
        assert [one.reason for one in self.told(warnings.duplicates, session, facts)] == [Reason.EDITION, Reason.TITLE]

    def test_an_event_is_no_duplicate_of_itself(self, session):
        made = factories.event(session, title="Meeting on water", date="2027-05", kind="meeting")
        facts = self.facts("2027-05")
        assert self.told(warnings.duplicates, session, facts, made.id) == []
        assert len(self.told(warnings.duplicates, session, facts)) == 1

    def test_parties_that_meet_elsewhere_clash_for_certain_or_perhaps(self, session):
        italy = factories.party(session)
        factories.event(session, title="Firm", date="2027-05-12", hosts=factories.hosts(italy))
        facts = self.facts("2027-05-12", hosts=factories.hosts(italy))
        assert [one.sureness for one in self.told(warnings.clashing, session, facts)] == [Clash.CERTAIN]
        vague = replace(facts, date=parse_edtf("2027-05"))
        assert [one.sureness for one in self.told(warnings.clashing, session, vague)] == [Clash.POSSIBLE]
        assert self.told(warnings.clashing, session, replace(facts, kind="milestone")) == []
        assert self.told(warnings.clashing, session, replace(facts, hosts=())) == []

    def test_days_of_rest_are_those_of_who_takes_part(self, session):
        uzbekistan = factories.party(session, "UZ")
        facts = self.facts("2027-05-16/2027-05-17", hosts=factories.hosts(uzbekistan))
        days = warnings.rest_days(session, facts)
        assert [(one.day.day, one.is_weekend, [off.country for off in one.holidays]) for one in days] == [
            (16, True, []),
            (17, False, ["UZ"]),
        ]
        assert warnings.rest_days(session, self.facts("2027-05")) == []

    def test_a_country_without_known_holidays_is_passed_over(self, session):
        assert warnings.rest_days(session, self.facts("2027-05-12", country="AQ")) == []
