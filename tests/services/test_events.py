"""Events are recorded whole or not at all, and every change of them is told."""

import threading

import pytest
from sqlalchemy import func, select

from calendar_service.domain.access import ANYONE, Actor
from calendar_service.domain.dates import parse_edtf
from calendar_service.domain.errors import CalendarError, Conflict, Forbidden, Gone, InvalidInput, NotFound
from calendar_service.domain.facts import ExternalIdFacts, LinkFacts, RelationFacts, SourceFacts
from calendar_service.models.events import Event
from calendar_service.models.feeds import Component
from calendar_service.models.journal import Change, Head
from calendar_service.services import events, journal, lifecycle
from tests import factories
from tests.factories import EDITOR, NOW, at, local


def lines(session, record_id=None):
    query = select(Change).order_by(Change.number)
    if record_id is not None:
        query = query.where(Change.record_id == record_id)
    return session.scalars(query).all()


def component(session, event, lang="en"):
    return session.scalar(select(Component.marker_text).where(Component.event_id == event.id, Component.lang == lang))


def test_an_event_is_found_with_all_that_was_said(database):
    with database.writing() as session:
        italy = factories.party(session, "IT", names=local("Italy", "Италия"))
        made = factories.event(
            session,
            hosts=factories.hosts(italy),
            cities=local("Rome", "Рим"),
            country="IT",
            links=(LinkFacts(type="official", url="https://example.org/conference"),),
            external_ids=(ExternalIdFacts(system="indico", value="42"),),
        )
        event_id = made.id
    with database.reading() as session:
        found = events.get(session, event_id, to=ANYONE)
        assert found.date.edtf == "2026-21"
        assert (found.earliest.isoformat(), found.latest.isoformat()) == ("2026-03-01", "2026-05-31")
        assert [host.party.code for host in found.hosts] == ["IT"]
        assert found.links[0].url == "https://example.org/conference"
        assert found.external_ids[0].value == "42"


def test_naming_the_day_keeps_the_uid_and_raises_sequence_by_one(database):
    with database.writing() as session:
        event_id = factories.event(session).id
    with database.reading() as session:
        before = events.get(session, event_id, to=ANYONE)
        uid, sequence = before.uid, before.sequence
    with database.writing() as session:
        events.move(session, event_id, parse_edtf("2026-05-12/2026-05-13"), by=EDITOR, at=at("2026-02-01"))
    with database.reading() as session:
        after = events.get(session, event_id, to=ANYONE)
        assert (after.uid, after.sequence) == (uid, sequence + 1)
        assert after.content_at == at("2026-02-01")
        line = lines(session, event_id)[-1]
        assert (line.verb, line.facts["shift"]) == ("moved", "narrowed")
        assert "DTSTART;VALUE=DATE:20260512" in component(session, after)
        assert "DTEND;VALUE=DATE:20260514" in component(session, after)


def test_a_change_touches_no_other_component(database):
    with database.writing() as session:
        moved = factories.event(session, title="Moved").id
        other = factories.event(session, title="Other")
        before = component(session, other)
    with database.writing() as session:
        events.move(session, moved, parse_edtf("2026-05-12"), by=EDITOR, at=at("2026-02-01"))
    with database.reading() as session:
        assert component(session, other) == before


def test_what_names_an_event_is_rendered_again_with_a_line_of_its_own(database):
    with database.writing() as session:
        summit = factories.event(session, title="Summit", date="2026-09-01")
        forum = factories.event(
            session, title="Forum", date="", relations=(RelationFacts(type="sidelines_of", event_id=summit.id),)
        )
        summit_id, forum_id = summit.id, forum.id
    with database.writing() as session:
        events.move(session, summit_id, parse_edtf("2026-10-05"), by=EDITOR, at=at("2026-02-01"))
    with database.reading() as session:
        forum = events.get(session, forum_id, to=ANYONE)
        assert forum.earliest.isoformat() == "2026-10-05"
        assert not forum.is_firm
        assert forum.sequence == 1
        assert lines(session, forum_id)[-1].verb == "restated"
        assert "20261005" in component(session, forum)


def test_a_renamed_party_is_shown_anew_where_it_is_named(database):
    with database.writing() as session:
        party = factories.party(session, "TJ", names=local("Tajikistan"))
        event_id = factories.event(session, hosts=factories.hosts(party)).id
        other_id = factories.event(session, title="Other").id
        party_id = party.id
    with database.writing() as session:
        from calendar_service.services import parties

        parties.change(session, party_id, {"names": local("Republic of Tajikistan")}, by=EDITOR, at=at("2026-02-01"))
    with database.reading() as session:
        assert "Republic of Tajikistan" in component(session, events.get(session, event_id, to=ANYONE)).replace(
            "\r\n ", ""
        )
        assert lines(session, event_id)[-1].verb == "restated"
        assert lines(session, other_id)[-1].verb == "published"


def test_a_change_that_changes_nothing_is_not_told(database):
    with database.writing() as session:
        event_id = factories.event(session).id
        number = session.scalar(select(Head.number))
    with database.writing() as session:
        events.change(session, event_id, {"titles": local("Conference")}, by=EDITOR, at=NOW)
    with database.reading() as session:
        assert session.scalar(select(Head.number)) == number


def test_an_old_version_is_refused(database):
    with database.writing() as session:
        event = factories.event(session)
        event_id, version = event.id, event.version
    with database.writing() as session:
        events.change(session, event_id, {"titles": local("First")}, by=EDITOR, at=NOW, version=version)
    with pytest.raises(Conflict), database.writing() as session:
        events.change(session, event_id, {"titles": local("Second")}, by=EDITOR, at=NOW, version=version)


def test_a_draft_advances_no_public_version(database):
    with database.writing() as session:
        factories.event(session)
        version = session.scalar(select(Head.public_version))
    with database.writing() as session:
        draft = factories.event(session, title="Secret", publish=False)
        events.change(session, draft.id, {"titles": local("Still secret")}, by=EDITOR, at=NOW)
        assert session.scalar(select(Head.public_version)) == version
        assert session.scalar(select(func.count()).select_from(Component).where(Component.event_id == draft.id)) == 0
        with pytest.raises(NotFound):
            events.get(session, draft.id, to=ANYONE)


def test_a_private_note_alone_changes_nothing_public(database):
    with database.writing() as session:
        event = factories.event(session)
        version, content_at = session.scalar(select(Head.public_version)), event.content_at
    with database.writing() as session:
        events.change(session, event.id, {"private_note": "Rome says May"}, by=EDITOR, at=at("2026-02-01"))
    with database.reading() as session:
        assert session.scalar(select(Head.public_version)) == version
        assert events.get(session, event.id, to=ANYONE).content_at == content_at
        assert not lines(session, event.id)[-1].is_public


def test_a_draft_can_be_deleted_and_what_was_published_cannot(database):
    with database.writing() as session:
        draft = factories.event(session, publish=False).id
        published = factories.event(session).id
    with database.writing() as session:
        events.delete(session, draft, by=EDITOR, at=NOW)
        with pytest.raises(Conflict):
            events.delete(session, published, by=EDITOR, at=NOW)
    with database.reading() as session:
        assert session.get(Event, draft) is None
        assert lines(session, draft)[-1].verb == "deleted"
        assert lines(session, draft)[-1].fields["titles"] == [{"en": "Conference", "ru": "Conference"}, None]


@pytest.mark.parametrize("role", ["", "reader", "planner"])
def test_only_editors_record_events(database, role):
    with database.writing() as session, pytest.raises(Forbidden):
        events.create(session, None, by=Actor(role=role), at=NOW)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"titles": local("Line\r\nATTENDEE:mailto:a@b.c")}, "title.en"),
        ({"titles": local("a\u202eb")}, "title.en"),
        ({"titles": local("a\ud800b")}, "title.en"),
        ({"titles": local("a\x00b")}, "title.en"),
        ({"titles": local("\u3164")}, "title"),
        ({"titles": local("x" * 201)}, "title.en"),
        ({"kind": "party"}, "kind"),
        ({"timezone": "UTC+5"}, "timezone"),
        ({"timezone": "Etc/GMT+5"}, "timezone"),
        ({"timezone": "../../etc/passwd"}, "timezone"),
        ({"country": "XX"}, "country"),
        ({"latitude": 91.0}, "latitude"),
        ({"links": (LinkFacts(type="official", url="javascript:alert(1)"),)}, "links"),
        ({"links": (LinkFacts(type="official", url="https://[::1"),)}, "links"),
        ({"ordinal": 0}, "ordinal"),
        ({"sources": (SourceFacts(),)}, "sources"),
    ],
)
@pytest.mark.parametrize("templates", ["sqlite"], indirect=True)
def test_what_cannot_stand_is_refused_by_field_and_nothing_is_kept(database, changes, field):
    with pytest.raises(InvalidInput) as refusal, database.writing() as session:
        factories.event(session, **({"title": changes["titles"]} if "titles" in changes else changes))
    assert refusal.value.field == field
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Event)) == 0
        assert session.scalar(select(Head.number)) == 0


@pytest.mark.seeded
def test_a_quotation_must_stand_in_its_paragraph(database):
    with database.writing() as session:
        event = session.scalars(select(Event).where(Event.date_edtf == "2026-21")).one()
        paragraph_id = event.sources[0].paragraph_id
        with pytest.raises(InvalidInput):
            factories.event(session, sources=(SourceFacts(paragraph_id=paragraph_id, quote="never said"),))


def test_eight_threads_editing_one_event_lose_no_update(database):
    with database.writing() as session:
        event_id = factories.event(session).id

    def edit(name):
        for number in range(4):
            with database.writing() as session:
                journal.begin(session)
                event = events.get(session, event_id, to=EDITOR)
                session.refresh(event)
                said = f"{event.private_note} {name}{number}"
                events.change(session, event_id, {"private_note": said}, by=EDITOR, at=NOW)

    threads = [threading.Thread(target=edit, args=(name,)) for name in "abcdefgh"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        said = events.get(session, event_id, to=EDITOR).private_note.split()
        assert sorted(said) == sorted(f"{name}{number}" for name in "abcdefgh" for number in range(4))


def test_of_eight_threads_with_one_version_one_wins(database):
    with database.writing() as session:
        event = factories.event(session)
        event_id, version = event.id, event.version
    outcomes = []

    def edit(name):
        try:
            with database.writing() as session:
                events.change(session, event_id, {"titles": local(name)}, by=EDITOR, at=NOW, version=version)
            outcomes.append("saved")
        except CalendarError as error:
            outcomes.append(error.code)

    threads = [threading.Thread(target=edit, args=(name,)) for name in "abcdefgh"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["conflict"] * 7 + ["saved"]


def test_a_reader_who_follows_the_numbers_misses_no_line(database):
    with database.writing() as session:
        event_ids = [factories.event(session, title=f"Event {number}").id for number in range(4)]
        start = session.scalar(select(Head.number))
    done = threading.Event()
    seen = []

    def follow():
        after = start
        while True:
            finished = done.is_set()
            with database.reading() as session:
                found = journal.lines_after(session, after)
                numbers = [line.number for line in found]
            seen.extend(numbers)
            after = numbers[-1] if numbers else after
            if finished and not numbers:
                return

    def write(event_id):
        for number in range(5):
            with database.writing() as session:
                events.change(session, event_id, {"private_note": str(number)}, by=EDITOR, at=NOW)

    follower = threading.Thread(target=follow)
    writers = [threading.Thread(target=write, args=(event_id,)) for event_id in event_ids]
    for thread in (follower, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    follower.join()
    assert seen == list(range(start + 1, start + 21))


def test_two_records_of_one_meeting_are_merged(database):
    with database.writing() as session:
        stays = factories.event(session, title="Stays").id
        goes = factories.event(session, title="Goes").id
        related = factories.event(session, title="R", relations=(RelationFacts(type="follows", event_id=goes),)).id
    with database.writing() as session:
        lifecycle.merge(session, goes, stays, by=EDITOR, at=at("2026-02-01"))
    with database.reading() as session:
        gone = events.get(session, goes, to=ANYONE)
        assert (gone.status, gone.merged_into_id) == ("cancelled", stays)
        assert "STATUS:CANCELLED" in component(session, gone)
        assert events.get(session, related, to=ANYONE).relations[0].to_event_id == stays


def test_what_was_withdrawn_is_gone_for_readers(database):
    with database.writing() as session:
        event_id = factories.event(session, title="Mistake").id
    with database.writing() as session:
        lifecycle.withdraw(session, event_id, by=EDITOR, at=at("2026-02-01"))
    with database.reading() as session:
        with pytest.raises(Gone):
            events.get(session, event_id, to=ANYONE)
        bare = component(session, events.get(session, event_id, to=EDITOR))
        assert "STATUS:CANCELLED" in bare
        assert "Mistake" not in bare


def test_a_foreign_id_belongs_to_one_event_and_can_be_given_an_address(database):
    with database.writing() as session:
        first = factories.event(session, external_ids=(ExternalIdFacts(system="indico", value="42"),))
        linked = (ExternalIdFacts(system="indico", value="42", url="https://indico.example/42"),)
        events.change(session, first.id, {"external_ids": linked}, by=EDITOR, at=NOW)
        assert first.external_ids[0].url == "https://indico.example/42"
        with pytest.raises(InvalidInput) as refusal:
            factories.event(session, title="Second", external_ids=linked)
        assert refusal.value.field == "external_ids"


def test_a_host_is_named_once_in_a_role_and_an_owner_must_exist(database):
    with database.writing() as session:
        italy = factories.party(session, "IT")
        with pytest.raises(InvalidInput):
            factories.event(session, hosts=factories.hosts(italy, italy))
        with pytest.raises(InvalidInput):
            factories.event(session, owner_id=italy.id)
