"""The steps of an event's life, each told once, and refused where it does not follow."""

import pytest
from sqlalchemy import select

from calendar_service.domain.access import ANYONE
from calendar_service.domain.dates import parse_edtf
from calendar_service.domain.errors import Conflict, InvalidInput
from calendar_service.domain.facts import RelationFacts
from calendar_service.domain.paragraphs import split
from calendar_service.domain.records import CommitmentFacts, DocumentFacts
from calendar_service.models.journal import Change
from calendar_service.services import commitments, documents, events, lifecycle
from tests import factories
from tests.factories import EDITOR, NOW, at, local


def test_a_draft_is_published_once(database):
    with database.writing() as session:
        event = factories.event(session, publish=False)
        lifecycle.publish(session, event.id, by=EDITOR, at=NOW)
        assert events.get(session, event.id, to=ANYONE).visibility == "published"
        with pytest.raises(Conflict):
            lifecycle.publish(session, event.id, by=EDITOR, at=NOW)


def test_only_a_firm_date_can_be_confirmed(database):
    with database.writing() as session:
        event = factories.event(session)
        with pytest.raises(InvalidInput) as refusal:
            lifecycle.confirm(session, event.id, by=EDITOR, at=NOW)
        assert refusal.value.field == "date"
        events.move(session, event.id, parse_edtf("2026-05-12"), by=EDITOR, at=NOW)
        assert lifecycle.confirm(session, event.id, by=EDITOR, at=NOW).status == "confirmed"


def test_a_confirmed_event_whose_day_is_open_again_is_planned(database):
    with database.writing() as session:
        event = factories.event(session, date="2026-05-12", status="confirmed")
        assert events.move(session, event.id, parse_edtf("2026-09"), by=EDITOR, at=NOW).status == "planned"


def test_a_cancelled_event_is_reinstated_to_where_it_was(database):
    with database.writing() as session:
        event = factories.event(session, date="2026-05-12", status="confirmed")
        cancelled = lifecycle.cancel(session, event.id, by=EDITOR, at=NOW, reasons=local("No quorum"))
        assert (cancelled.status, cancelled.cancelled_on.isoformat()) == ("cancelled", "2026-01-20")
        back = lifecycle.reinstate(session, event.id, by=EDITOR, at=NOW)
        assert (back.status, back.cancelled_on, dict(back.reasons)) == ("confirmed", None, {})


def test_what_was_held_cannot_be_cancelled(database):
    with database.writing() as session:
        event = factories.event(session, date="2025-05-12", status="held")
        with pytest.raises(Conflict):
            lifecycle.cancel(session, event.id, by=EDITOR, at=NOW)


def test_nothing_ahead_can_be_entered_as_held(database):
    with database.writing() as session, pytest.raises(InvalidInput):
        factories.event(session, date="2027", status="held")


def test_checking_shows_the_day_and_silences_the_question(database):
    with database.writing() as session:
        event = factories.event(session, date="2025-05")
        checked = lifecycle.check(session, event.id, by=EDITOR, at=NOW, ask_again_on=at("2026-02-20").date())
        assert checked.last_checked_on.isoformat() == "2026-01-20"
        with pytest.raises(InvalidInput):
            lifecycle.check(session, event.id, by=EDITOR, at=NOW, ask_again_on=at("2026-01-20").date())


def test_a_move_remembers_where_it_came_from_and_why(database):
    with database.writing() as session:
        event = factories.event(session, date="2026-05-12")
        moved = events.move(session, event.id, parse_edtf("2026-06-03"), by=EDITOR, at=NOW, reasons=local("Elections"))
        assert moved.previous_edtf == "2026-05-12"
        assert moved.reasons == local("Elections")


def test_what_prepares_a_summit_is_due_by_its_last_day_and_moves_with_it(database):
    with database.writing() as session:
        summit = factories.event(session, title="Summit", date="2026-09-01/2026-09-02")
        prepares = (RelationFacts(type="prepares", event_id=summit.id),)
        ministerial = factories.event(session, title="Ministerial", date="", relations=prepares)
        assert (ministerial.earliest, ministerial.latest.isoformat()) == (None, "2026-09-02")
        events.move(session, summit.id, parse_edtf("2026-10-05"), by=EDITOR, at=NOW)
        assert ministerial.latest.isoformat() == "2026-10-05"
        assert not ministerial.is_firm


def test_a_draft_lends_its_date_to_nothing_public(database):
    with database.writing() as session:
        summit = factories.event(session, title="Secret summit", date="2026-09-01", publish=False)
        beside = (RelationFacts(type="sidelines_of", event_id=summit.id),)
        forum = factories.event(session, title="Forum", date="", relations=beside)
        assert (forum.earliest, forum.latest) == (None, None)
        lifecycle.publish(session, summit.id, by=EDITOR, at=NOW)
        session.refresh(forum)
        assert forum.earliest.isoformat() == "2026-09-01"


def test_a_postponed_event_goes_on_only_with_a_new_date(database):
    with database.writing() as session:
        event = factories.event(session, date="2026-05-12", status="confirmed")
        lifecycle.postpone(session, event.id, by=EDITOR, at=NOW, reasons=local("Elections"))
        with pytest.raises(Conflict):
            lifecycle.confirm(session, event.id, by=EDITOR, at=NOW)
        events.move(session, event.id, parse_edtf("2026-06-03"), by=EDITOR, at=NOW)
        assert lifecycle.confirm(session, event.id, by=EDITOR, at=NOW).status == "confirmed"


def test_what_was_held_cannot_be_moved_ahead(database):
    with database.writing() as session:
        event = factories.event(session, date="2025", status="held")
        with pytest.raises(InvalidInput):
            events.move(session, event.id, parse_edtf("2027"), by=EDITOR, at=NOW)
        assert events.move(session, event.id, parse_edtf("2025-05-12"), by=EDITOR, at=NOW).is_firm


def test_what_is_reinstated_with_a_vague_date_is_not_confirmed(database):
    with database.writing() as session:
        event = factories.event(session, date="2026-05-12", status="confirmed")
        lifecycle.cancel(session, event.id, by=EDITOR, at=NOW)
        events.move(session, event.id, parse_edtf("2026-21"), by=EDITOR, at=NOW)
        assert lifecycle.reinstate(session, event.id, by=EDITOR, at=NOW).status == "planned"


def test_a_postponed_event_is_reinstated_with_its_reason(database):
    with database.writing() as session:
        event = factories.event(session, date="2026-05-12")
        lifecycle.postpone(session, event.id, by=EDITOR, at=NOW, reasons=local("Elections"))
        lifecycle.cancel(session, event.id, by=EDITOR, at=NOW, reasons=local("No quorum"))
        back = lifecycle.reinstate(session, event.id, by=EDITOR, at=NOW)
        assert (back.status, back.reasons) == ("postponed", local("Elections"))


def test_what_lies_ahead_by_a_carried_date_cannot_have_been_held(database):
    with database.writing() as session:
        summit = factories.event(session, date="2026-05-12", status="confirmed")
        beside = (RelationFacts(type="sidelines_of", event_id=summit.id),)
        forum = factories.event(session, date="", relations=beside)
        for step, error in ((lifecycle.hold, InvalidInput), (lifecycle.confirm, InvalidInput)):
            with pytest.raises(error):
                step(session, forum.id, by=EDITOR, at=NOW)


def test_a_merge_redirects_all_that_led_to_the_event_and_tells_of_each(database):
    with database.writing() as session:
        stays, goes = factories.event(session, title="Stays"), factories.event(session, title="Goes")
        between = (RelationFacts(type="between", event_id=goes.id),)
        series = factories.series(session, relations=between)
        said = DocumentFacts(
            slug="d", kind="declaration", titles=local("D"), language="en", state="adopted", event_id=goes.id,
            paragraphs=split("One."),
        )  # fmt: skip
        document = documents.create(session, said, by=EDITOR, at=NOW)
        promise = CommitmentFacts(document_id=document.id, titles=local("P"), events=(goes.id,))
        commitment = commitments.create(session, promise, by=EDITOR, at=NOW)
        events.change(
            session, stays.id, {"relations": (RelationFacts(type="follows", event_id=goes.id),)}, by=EDITOR, at=NOW
        )
        lifecycle.merge(session, goes.id, stays.id, by=EDITOR, at=NOW)
        assert series.relations[0].to_event_id == document.event_id == stays.id
        assert [one.event_id for one in commitment.realisations] == [stays.id]
        assert stays.relations == []
        for record in (series, document, commitment, stays):
            query = select(Change).where(Change.record_id == record.id).order_by(Change.number.desc())
            assert session.scalars(query).first().facts == {"because": ["event", str(goes.id)]}


def test_a_draft_that_others_lead_to_is_not_deleted(database):
    with database.writing() as session:
        draft = factories.event(session, publish=False)
        factories.series(session, relations=(RelationFacts(type="between", event_id=draft.id),))
        with pytest.raises(Conflict):
            events.delete(session, draft.id, by=EDITOR, at=NOW)
