"""Several events at once: all or nothing, told beforehand exactly as it is then written."""

import pytest
from sqlalchemy import select

from calendar_service.domain.errors import Conflict, Forbidden, InvalidInput
from calendar_service.domain.facts import RelationFacts
from calendar_service.domain.selection import Selection
from calendar_service.domain.several import MOST, Wish, read
from calendar_service.domain.text import LocalText
from calendar_service.models.events import Event
from calendar_service.models.journal import Change, Head
from calendar_service.services import accounts, events, lifecycle, several
from calendar_service.services.several import Chosen
from tests import factories
from tests.factories import EDITOR, at, local

LATER = at("2026-01-21")
ACT = {"by": EDITOR, "at": LATER}


@pytest.fixture
def three(database):
    """Three published events: two with a firm day, and one without."""
    with database.writing() as session:
        made = [
            factories.event(session, title=title, date=date)
            for title, date in (("First", "2026-05-12"), ("Second", "2026-06-03"), ("Third", "2026-21"))
        ]
        return [one.id for one in made]


def step(value, **said):
    return Wish("step", value, LocalText(said))


def chosen(session, ids):
    return [Chosen(one, session.get_one(Event, one).version) for one in ids]


def lines(session, after=0):
    return session.scalars(select(Change).where(Change.number > after).order_by(Change.number)).all()


def number(session):
    return session.get_one(Head, 1).number


def test_all_change_in_one_transaction_with_a_line_each(database, three):
    with database.writing() as session:
        last = number(session)
        assert several.save(session, chosen(session, three[:2]), step("confirmed"), **ACT) == 2
    with database.reading() as session:
        told = lines(session, last)
        assert [(one.record_id, one.verb) for one in told] == [(three[0], "confirmed"), (three[1], "confirmed")]
        assert len({one.transaction_id for one in told}) == 1


def test_one_that_refuses_keeps_all_from_changing(database, three):
    with pytest.raises(InvalidInput), database.writing() as session:
        several.save(session, chosen(session, three), step("confirmed"), **ACT)
    with database.reading() as session:
        assert {session.get_one(Event, one).status for one in three} == {"planned"}


def test_a_preview_tells_what_would_be_written_and_keeps_nothing(database, three):
    with database.writing() as session:
        last = number(session)
        seen = several.preview(session, chosen(session, three), step("confirmed"), "en", **ACT)
    assert [one.id for one in seen.changing] == three[:2]
    assert [[line.verb for line in one.lines] for one in seen.changing] == [["Confirmed"]] * 2
    assert [one.id for one in seen.refusing] == three[2:]
    assert seen.refusing[0].error.field == "date"
    assert seen.changing[0].before.status == "planned"
    assert seen.changing[0].after.status == "confirmed"
    with database.reading() as session:
        assert number(session) == last
        assert {session.get_one(Event, one).status for one in three} == {"planned"}


def test_one_saved_since_it_was_looked_at_stops_all_and_is_marked(database, three):
    with database.writing() as session:
        looked = chosen(session, three[:2])
    with database.writing() as session:
        events.change(session, three[1], {"titles": local("Second, renamed")}, **ACT)
    with pytest.raises(Conflict), database.writing() as session:
        several.save(session, looked, step("confirmed"), **ACT)
    with database.writing() as session:
        seen = several.preview(session, looked, step("confirmed"), "en", **ACT)
    assert [one.is_stale for one in seen.outcomes] == [False, True]
    assert seen.is_stale


def test_versions_are_those_of_before_although_one_shows_the_other(database, three):
    with database.writing() as session:
        relation = RelationFacts(type="timed_to", event_id=three[0])
        events.change(session, three[1], {"relations": (relation,)}, **ACT)
    with database.writing() as session:
        assert several.save(session, chosen(session, three[:2]), step("cancelled", en="Rain."), **ACT) == 2
    with database.reading() as session:
        assert {session.get_one(Event, one).reasons.get("en") for one in three[:2]} == {"Rain."}


def test_what_is_so_already_stays_without_a_line(database, three):
    with database.writing() as session:
        lifecycle.cancel(session, three[0], reasons=local("War."), **ACT)
    with database.writing() as session:
        last = number(session)
        seen = several.preview(session, chosen(session, three), step("cancelled", en="Rain."), "en", **ACT)
        assert [one.id for one in seen.staying] == three[:1]
        assert several.save(session, chosen(session, three[:1]), step("cancelled", en="Rain."), **ACT) == 0
        assert number(session) == last
        assert session.get_one(Event, three[0]).reasons.get("en") == "War."


@pytest.mark.parametrize("value", ["published", "withdrawn"])
def test_drafts_are_published_and_what_is_published_is_withdrawn(database, three, value):
    with database.writing() as session:
        ids = [factories.event(session, publish=value == "withdrawn").id for _ in range(2)]
    with database.writing() as session:
        seen = several.preview(session, chosen(session, ids), step(value), "en", **ACT)
        assert [one.before is None for one in seen.outcomes] == [value == "published"] * 2
        assert several.save(session, chosen(session, ids), step(value), **ACT) == 2
        assert {session.get_one(Event, one).visibility for one in ids} == {value}


def test_owner_and_format_are_set_and_taken_away(database, three):
    with database.writing() as session:
        anna = accounts.create(
            session, "anna", "editor", "a long enough password", by=factories.ADMINISTRATOR, at=LATER
        )
        framework = factories.format_(session)
        for text in (f"owner:user:{anna.id}", f"format:{framework.id}"):
            assert several.save(session, chosen(session, three), read(text, LocalText()), **ACT) == 3
        found = session.get_one(Event, three[2])
        assert (found.owner_id, found.format_id) == (anna.id, framework.id)
        assert not lines(session)[-4].is_public  # who answers is nobody's business outside
        several.save(session, chosen(session, three), read("owner:role:editor", LocalText()), **ACT)
        assert (found.owner_id, found.owner_role) == (None, "editor")
        for text in ("owner:", "format:"):
            several.save(session, chosen(session, three), read(text, LocalText()), **ACT)
        assert (found.owner_id, found.owner_role, found.format_id) == (None, "", None)


@pytest.mark.parametrize(
    "text", ["", "step:deleted", "owner:user:", "owner:x", "owner:role:reader", "format:x", "x:y", "step"]
)
def test_what_names_no_wish_is_refused(text):
    with pytest.raises(InvalidInput) as refused:
        read(text, LocalText())
    assert refused.value.field == "step"


def test_none_and_too_many_are_refused(database, three):
    with database.writing() as session:
        for ids in ([], three * MOST):
            with pytest.raises(InvalidInput):
                several.preview(session, [Chosen(one) for one in ids], None, "en", **ACT)
            with pytest.raises(InvalidInput):
                several.save(session, [Chosen(one) for one in ids], step("held"), **ACT)


def test_planners_change_nothing(database, three):
    act = {"by": factories.Actor(role="planner"), "at": LATER}
    with database.writing() as session:
        with pytest.raises(Forbidden):
            several.preview(session, chosen(session, three), step("held"), "en", **act)
        with pytest.raises(Forbidden):
            several.save(session, chosen(session, three), step("held"), **act)


def test_what_is_gone_is_counted_as_lost(database, three):
    with database.writing() as session:
        draft = factories.event(session, publish=False)
        looked = [Chosen(draft.id, draft.version), *chosen(session, three[:1])]
        events.delete(session, draft.id, **ACT)
        seen = several.preview(session, looked, step("confirmed"), "en", **ACT)
        assert (seen.lost, len(seen.outcomes), seen.is_stale) == (1, 1, True)


def test_all_that_filters_leave_can_be_chosen(database, three):
    with database.reading() as session:
        assert several.within(session, Selection(), to=EDITOR) == [three[2], *three[:2]]
        assert several.within(session, Selection(status=("held",)), to=EDITOR) == []
