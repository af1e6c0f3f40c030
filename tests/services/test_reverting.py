"""Lines of the journal taken back, on either database: each noun and verb, by the services that hold all checks."""

import pytest
from sqlalchemy import select

from calendar_service.domain.access import SERVICE, Actor
from calendar_service.domain.dates import StatedDate
from calendar_service.domain.errors import Conflict, Forbidden, NotFound
from calendar_service.domain.facts import HostFacts, LinkFacts, ParticipantFacts, RelationFacts, SourceFacts
from calendar_service.domain.paragraphs import ParagraphFacts
from calendar_service.domain.records import CommitmentFacts, DocumentFacts
from calendar_service.models.documents import Document
from calendar_service.models.events import Event
from calendar_service.models.journal import Change
from calendar_service.services import (
    accounts,
    calendar,
    commitments,
    documents,
    events,
    formats,
    invitations,
    lifecycle,
    notes,
    parties,
    reverting,
    saved_feeds,
)
from calendar_service.services.snapshots import snapshot
from tests import factories
from tests.factories import ADMINISTRATOR, EDITOR, NOW, at, local

PLANNER = Actor(name="planner", role="planner")
ACT = {"by": EDITOR, "at": NOW}


@pytest.fixture
def session(database):
    with database.writing() as session:
        yield session


def last(session):
    return session.scalars(select(Change).order_by(Change.number.desc()).limit(1)).one()


def revert(session, number=None, *, by=EDITOR, **options):
    return reverting.revert(session, number or last(session).number, by=by, at=NOW, **options)


def stands(record):
    """How a record stands, without what only says that something has been."""
    left_out = {"previous_edtf", "reasons", "status_before", "reasons_before"}
    return {name: value for name, value in snapshot(record).items() if name not in left_out}


def document(session, *, publish=True, slug="paper", text="The parties will meet in Rome."):
    facts = DocumentFacts(
        slug=slug, kind="communique", titles=local("Communiqué"), language="en", state="adopted", dated="2025-10-11",
        paragraphs=(ParagraphFacts(number=1, text=text, clause="1"),),
    )  # fmt: skip
    return documents.create(session, facts, publish=publish, **ACT)


def test_every_fact_of_an_event_goes_back(session):
    italy, kazakhstan = factories.party(session), factories.party(session, "KZ")
    format_, series = factories.format_(session), factories.series(session)
    other, paper = factories.event(session, title="Summit"), document(session)
    event = factories.event(session, title="Forum", date="2026-05-12", hosts=factories.hosts(italy))
    before = stands(event)
    source = SourceFacts(paragraph_id=paper.paragraphs[0].id, quote="in Rome")
    changes = {
        "titles": local("Great Forum"), "descriptions": local("On energy"), "kind": "forum", "format_id": format_.id,
        "series_id": series.id, "ordinal": 3, "timezone": "Asia/Almaty", "cities": local("Astana", "Астана"),
        "country": "KZ", "latitude": 51.1, "longitude": 71.4, "mode": "hybrid", "languages": ("ru", "en"),
        "owner_role": "editor", "private_note": "Call", "hosts": (HostFacts(party_id=kazakhstan.id, role="chair"),),
        "participants": (ParticipantFacts(party_id=italy.id, level="minister", names=local("A. Rossi"), basis="named"),),
        "relations": (RelationFacts(type="prepares", event_id=other.id),), "sources": (source,),
        "links": (LinkFacts(type="official", url="https://example.org/"),), "stated_on": NOW.date(),
    }  # fmt: skip
    events.change(session, event.id, changes, **ACT)
    number = last(session).number
    after = stands(event)
    revert(session)
    assert stands(event) == before
    line = session.scalars(select(Change).where(Change.record_id == event.id).order_by(Change.number.desc())).first()
    assert (line.verb, line.facts) == ("changed", {"reverts": number})
    revert(session, line.number)
    assert stands(event) == after


def test_only_what_nobody_changed_since_goes_back(session):
    event = factories.event(session, title="Forum", country="IT")
    events.change(session, event.id, {"country": "KZ", "mode": "online"}, **ACT)
    number = last(session).number
    events.change(session, event.id, {"country": "UZ"}, **ACT)
    found = revert(session, number)
    assert ([one.field for one in found.plan.stuck], event.country, event.mode) == (["country"], "UZ", "")
    with pytest.raises(Conflict, match="changed again since"):
        revert(session, number)


def test_a_date_goes_back_as_a_move_of_its_own(session):
    event = factories.event(session, date="2026-05-12")
    events.move(session, event.id, StatedDate("2026-06-03"), reasons=local("Elections"), **ACT)
    number = last(session).number
    revert(session, reasons=local("The first day stands after all"))
    line = last(session)
    assert (line.verb, line.facts["shift"], line.facts["days"], line.facts["reverts"]) == (
        "moved",
        "slipped",
        -22,
        number,
    )
    assert (event.date.edtf, event.previous_edtf) == ("2026-05-12", "2026-06-03")
    assert event.reasons.get("en") == "The first day stands after all"


def test_a_confirmed_event_that_lost_its_day_is_confirmed_again(session):
    event = factories.event(session, date="2026-05-12", status="confirmed")
    events.move(session, event.id, StatedDate("2026-06"), **ACT)
    assert event.status == "planned"
    number = last(session).number
    revert(session)
    assert (event.date.edtf, event.status) == ("2026-05-12", "confirmed")
    lines = session.scalars(select(Change).where(Change.number > number).order_by(Change.number)).all()
    assert [(one.verb, one.facts["reverts"]) for one in lines] == [("moved", number), ("confirmed", number)]
    assert reverting.taken_back_by(session, session.get(Change, number)) == lines[-1].number


def test_a_postponed_event_that_was_given_a_day_waits_again(session):
    event = factories.event(session, date="2026-05-12")
    lifecycle.postpone(session, event.id, reasons=local("Floods"), **ACT)
    events.move(session, event.id, StatedDate("2026-06-03"), **ACT)
    revert(session)
    assert (event.date.edtf, event.status, event.reasons.get("en")) == ("2026-05-12", "postponed", "Floods")


@pytest.mark.parametrize("verb", ["plan", "confirm", "hold", "postpone"])
@pytest.mark.parametrize("status", ["proposed", "planned"])
def test_every_step_of_a_life_is_taken_back(session, verb, status):
    event = factories.event(session, date="2026-01-20", status=status, now=at("2026-01-10"))
    if verb == "plan" and status == "planned":
        status = "confirmed"
        lifecycle.confirm(session, event.id, **ACT)
    getattr(lifecycle, verb)(session, event.id, **ACT)
    number = last(session).number
    revert(session)
    assert event.status == status
    assert (last(session).verb, last(session).facts) == (status, {"reverts": number})


def test_a_confirmed_event_held_too_early_is_planned_where_its_day_has_passed(session):
    event = factories.event(session, date="2026-01-18", status="confirmed", now=at("2026-01-10"))
    lifecycle.hold(session, event.id, **ACT)
    revert(session)
    assert (event.status, event.window) == ("planned", "closed")
    assert calendar.tick(session, at("2026-01-22")) == 1  # the cut of large feeds; the event is left alone
    assert event.status == "planned"


def test_what_the_service_did_by_itself_is_not_taken_back(session):
    event = factories.event(session, date="2026-01-18", status="confirmed", now=at("2026-01-10"))
    calendar.tick(session, NOW)
    line = session.scalars(select(Change).where(Change.record_id == event.id, Change.verb == "held")).one()
    assert line.actor_kind == SERVICE.kind
    with pytest.raises(Conflict, match="Nobody did this"):
        revert(session, line.number)


def test_a_cancellation_and_a_reinstatement_are_taken_back(session):
    event = factories.event(session, date="2026-05-12", status="confirmed")
    lifecycle.cancel(session, event.id, reasons=local("Floods"), **ACT)
    revert(session)
    assert (event.status, last(session).verb) == ("confirmed", "reinstated")
    revert(session, reasons=local("Floods after all"))
    assert (event.status, last(session).verb, event.reasons.get("en")) == ("cancelled", "cancelled", "Floods after all")


def test_a_check_is_taken_back(session):
    event = factories.event(session)
    lifecycle.check(session, event.id, ask_again_on=at("2026-02-20").date(), **ACT)
    revert(session)
    assert (event.last_checked_on, event.asked_again_on, last(session).verb) == (None, None, "unchecked")
    revert(session)
    assert (event.last_checked_on, event.asked_again_on) == (NOW.date(), at("2026-02-20").date())


def test_a_publication_is_withdrawn_and_never_a_draft_again(session):
    event = factories.event(session, publish=False)
    lifecycle.publish(session, event.id, **ACT)
    revert(session)
    assert (event.visibility, last(session).verb) == ("withdrawn", "withdrawn")
    with pytest.raises(Conflict, match="gone"):
        revert(session)
    at_once = factories.event(session, title="At once")
    revert(session)
    assert at_once.visibility == "withdrawn"


def test_a_new_draft_is_deleted_and_recorded_again_as_it_was(session):
    factories.event(session, title="Talks", date="2026-05-12", publish=False, country="IT", status="proposed")
    created = last(session)
    id_ = created.record_id
    before = stands(session.get(Event, id_))
    revert(session)
    assert (session.get(Event, id_), last(session).verb, last(session).facts) == (
        None,
        "deleted",
        {"reverts": created.number},
    )
    with pytest.raises(Conflict, match="no longer there"):
        revert(session, created.number)
    revert(session)
    again = session.get(Event, id_)
    assert (stands(again), again.visibility, last(session).verb) == (before, "draft", "created")


def test_a_draft_that_others_lead_to_is_not_deleted(session):
    draft = factories.event(session, title="Talks", publish=False)
    number = last(session).number
    factories.event(session, title="Other", relations=(RelationFacts(type="prepares", event_id=draft.id),))
    with pytest.raises(Conflict, match="lead to this draft"):
        revert(session, number)


def test_merged_records_are_not_taken_apart(session):
    one, other = factories.event(session, title="One"), factories.event(session, title="Other")
    events.change(session, one.id, {"country": "IT"}, **ACT)
    changed = last(session).number
    lifecycle.merge(session, one.id, other.id, **ACT)
    with pytest.raises(Conflict, match="not taken apart"):
        revert(session)
    with pytest.raises(Conflict, match="merged with another since"):
        revert(session, changed)


def test_documents_go_back_with_their_paragraphs(session):
    event, paper = factories.event(session), document(session, publish=False)
    created, before = last(session).number, snapshot(paper)
    paragraphs = (
        ParagraphFacts(number=1, text="The parties met in Rome.", clause="2"),
        ParagraphFacts(number=2, text="They agreed."),
    )
    documents.change(
        session, paper.id, {"paragraphs": paragraphs, "slug": "other", "dated": "2025", "event_id": event.id}, **ACT
    )
    with pytest.raises(Conflict, match="changed since"):
        revert(session, created)
    revert(session)
    assert snapshot(paper) == before
    revert(session, created)
    assert session.get(Document, paper.id) is None
    revert(session)
    assert snapshot(session.get(Document, paper.id)) == before
    documents.publish(session, paper.id, **ACT)
    revert(session)
    assert session.get(Document, paper.id).visibility == "withdrawn"


def test_words_that_are_cited_are_not_taken_from_a_document(session):
    paper = document(session)
    documents.change(session, paper.id, {"paragraphs": (ParagraphFacts(number=1, text="They met in Milan."),)}, **ACT)
    number = last(session).number
    factories.event(session, sources=(SourceFacts(paragraph_id=paper.paragraphs[0].id, quote="in Milan"),))
    with pytest.raises(Conflict, match="is cited"):
        revert(session, number)


def test_formats_series_and_parties_go_back(session):
    italy, format_ = factories.party(session), factories.format_(session)
    series, event = factories.series(session), factories.event(session)
    rows = [
        (formats.change_format, format_, {"names": local("New"), "slug": "newer", "members": (italy.id,), "colour": "navy"}),
        (
            formats.change_series,
            series,
            {
                "names": local("New"), "format_id": format_.id, "participants": (italy.id,), "is_standing": True,
                "relations": (RelationFacts(type="prepares", event_id=event.id),),
            },
        ),
        (parties.change, italy, {"names": local("Italian Republic"), "contact": "protocol@example.org"}),
    ]  # fmt: skip
    for change, record, changes in rows:
        before = snapshot(record)
        change(session, record.id, changes, **ACT)
        number = session.scalars(
            select(Change.number).where(Change.record_id == record.id).order_by(Change.number.desc())
        ).first()
        revert(session, number)
        assert snapshot(record) == before
    for record in (italy, format_, series):
        number = session.scalars(
            select(Change.number).where(Change.record_id == record.id).order_by(Change.number)
        ).first()
        with pytest.raises(Conflict, match="not deleted"):
            revert(session, number)


def test_commitments_go_back(session):
    paper, italy, series, event = (
        document(session),
        factories.party(session),
        factories.series(session),
        factories.event(session),
    )
    facts = CommitmentFacts(document_id=paper.id, titles=local("To meet"), date=StatedDate("2026"))
    row = commitments.create(session, facts, **ACT)
    before = snapshot(row)
    changes = {
        "titles": local("To meet again"), "date": StatedDate("2027"), "parties": (italy.id,), "events": (event.id,),
        "series": (series.id,), "is_dropped": True,
        "sources": (SourceFacts(paragraph_id=paper.paragraphs[0].id, quote="will meet"),),
    }  # fmt: skip
    commitments.change(session, row.id, changes, **ACT)
    after = snapshot(row)
    revert(session)
    assert snapshot(row) == before
    revert(session)
    assert snapshot(row) == after


def test_feeds_go_back_and_are_withdrawn(session):
    feed = saved_feeds.create(session, "forums", local("Forums"), {"kind": ["forum"]}, **ACT)
    created, before = last(session).number, snapshot(feed)
    saved_feeds.change(session, feed.id, slug="meetings", names=local("Meetings"), chosen={"kind": ["meeting"]}, **ACT)
    revert(session)
    assert snapshot(feed) == before
    revert(session, created)
    assert feed.visibility == "withdrawn"
    with pytest.raises(Conflict, match="gone"):
        revert(session)


def test_accounts_go_back_for_administrators_alone(session):
    act = {"by": ADMINISTRATOR, "at": NOW}
    for name in ("first", "second"):
        accounts.create(session, name, "administrator", "a long enough password", **act)
    user = accounts.invite(session, "anna", "reader", full_name="Anna", **act)
    invited = last(session).number
    accounts.edit(session, user.id, "editor", "Anna B.", version=user.version, **act)
    for wrong in (EDITOR, PLANNER):
        with pytest.raises((NotFound, Forbidden)):
            revert(session, by=wrong)
    revert(session, by=ADMINISTRATOR)
    assert (user.role, user.full_name) == ("reader", "Anna B.")
    accounts.disable(session, user.id, **act)
    revert(session, by=ADMINISTRATOR)
    assert user.disabled_at is None
    revert(session, by=ADMINISTRATOR)
    assert user.disabled_at is not None
    with pytest.raises(Conflict, match="not deleted"):
        revert(session, invited, by=ADMINISTRATOR)
    accounts.reopen(session, user.id, **act)
    invitations.issue(session, user.id, **act)
    with pytest.raises(Conflict, match="runs out"):
        revert(session, by=ADMINISTRATOR)
    accounts.set_password(session, user.id, "another long password", **act)
    with pytest.raises(Conflict, match="not given back"):
        revert(session, by=ADMINISTRATOR)


def test_the_last_administrator_keeps_the_role(session):
    act = {"by": ADMINISTRATOR, "at": NOW}
    user = accounts.create(session, "anna", "editor", "a long enough password", **act)
    accounts.edit(session, user.id, "administrator", "", version=user.version, **act)
    with pytest.raises(Conflict, match="last administrator"):
        revert(session, by=ADMINISTRATOR)


def test_a_report_stays(session):
    event = factories.event(session)
    notes.report(session, event.id, "The day is wrong.", by=Actor(), at=NOW)
    with pytest.raises(Conflict, match="not taken back"):
        revert(session)


def test_a_report_that_was_settled_is_open_again(session):
    event = factories.event(session)
    note = notes.report(session, event.id, "The day is wrong.", by=Actor(), at=NOW)
    notes.settle(session, note.id, **ACT)
    revert(session)
    assert (note.settled_at, last(session).verb) == (None, "reopened")


def test_the_calendar_as_a_whole_stays(session):
    calendar.tick(session, NOW)
    with pytest.raises(Conflict, match="Nobody did this"):
        revert(session)


def test_a_version_that_is_old_is_refused(session):
    event = factories.event(session, country="IT")
    events.change(session, event.id, {"country": "KZ"}, **ACT)
    number, version = last(session).number, event.version
    events.change(session, event.id, {"mode": "online"}, **ACT)
    with pytest.raises(Conflict, match="Someone has saved"):
        revert(session, number, version=version)
    revert(session, number, version=event.version)
    assert event.country == "IT"


def test_a_confirmed_event_that_loses_its_day_again_is_planned(session):
    event = factories.event(session, date="")
    events.move(session, event.id, StatedDate("2026-07-01"), **ACT)
    number = last(session).number
    lifecycle.confirm(session, event.id, **ACT)
    revert(session, number)
    assert (event.status, event.date.edtf) == ("planned", "")


def test_lines_are_not_there_for_who_may_not_read_them(session):
    event = factories.event(session, publish=False)
    number = last(session).number
    for actor in (Actor(), Actor(role="reader")):
        with pytest.raises(NotFound):
            reverting.find(session, number, by=actor)
    assert reverting.find(session, number, by=PLANNER).plan.step == "delete"
    with pytest.raises(Forbidden):
        revert(session, number, by=PLANNER)
    lifecycle.publish(session, event.id, **ACT)
    lifecycle.withdraw(session, event.id, **ACT)
    with pytest.raises(NotFound):
        reverting.find(session, number, by=PLANNER)
    assert reverting.find(session, number, by=EDITOR).plan.why
