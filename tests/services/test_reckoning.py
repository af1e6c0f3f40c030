"""Promises are reckoned from what the calendar holds, as each reader may see it; the same on either engine."""

from datetime import timedelta

import pytest

from calendar_service.domain.access import ANYONE, Actor
from calendar_service.domain.dates import StatedDate
from calendar_service.domain.facts import SourceFacts
from calendar_service.domain.paragraphs import ParagraphFacts
from calendar_service.domain.promise_selection import PromiseSelection
from calendar_service.domain.promises import State
from calendar_service.domain.records import CommitmentFacts, DocumentFacts
from calendar_service.services import commitments, documents, lifecycle, promise_faces, promises, reckoning
from tests import factories
from tests.factories import EDITOR, at, local

PLANNER = Actor(role="planner")
NOW = at("2026-06-10")
SPRING = StatedDate("2026-21")


@pytest.fixture
def session(database):
    with database.writing() as session:
        yield session


def document(session, slug="declaration", *, publish=True, **facts):
    said = DocumentFacts(
        slug=slug, kind="declaration", titles=local(slug), language="en", state="adopted",
        paragraphs=(ParagraphFacts(number=1, text="We will meet in spring."),), **facts,
    )  # fmt: skip
    return documents.create(session, said, by=EDITOR, at=factories.NOW, publish=publish)


def commitment(session, of, *events, date=SPRING, **facts):
    said = CommitmentFacts(
        document_id=of.id, titles=local("A promise"), date=date, events=tuple(one.id for one in events), **facts
    )
    return commitments.create(session, said, by=EDITOR, at=factories.NOW)


def states(session, to=ANYONE, now=NOW):
    return [row.outcome.state for row in reckoning.reckon(session, to=to, at=now)]


def test_a_promise_is_kept_once_its_meeting_has_been_held(session):
    meeting = factories.event(session, date="2026-05-20", status="confirmed")
    commitment(session, document(session), meeting)
    assert states(session, now=at("2026-05-20")) == [State.RUNNING]
    assert states(session, now=at("2026-05-21 06:00")) == [State.KEPT]


def test_the_day_is_the_venues(session):
    meeting = factories.event(session, date="2026-21", timezone="America/New_York")
    commitment(session, document(session), meeting)
    commitment(session, document(session, "another"))
    midnight_in_almaty = at("2026-05-31 20:00")
    assert sorted(states(session, now=midnight_in_almaty)) == [State.PASSED, State.RUNNING]


def test_a_draft_keeps_no_promise_for_those_who_do_not_see_it(session):
    hidden = factories.event(session, date="2026-04-10", status="held", publish=False, now=NOW)
    commitment(session, document(session), hidden)
    assert states(session) == [State.PASSED]
    assert states(session, PLANNER) == [State.KEPT]


def test_promises_of_drafts_and_of_what_was_withdrawn_do_not_exist(session):
    commitment(session, document(session, publish=False))
    gone = document(session, "gone")
    commitment(session, gone)
    documents.withdraw(session, gone.id, by=EDITOR, at=NOW)
    assert states(session) == []
    assert states(session, PLANNER) == [State.PASSED]


def test_a_withdrawn_meeting_realises_nothing_for_anybody(session):
    meeting = factories.event(session, date="2026-04-10", status="held", now=NOW)
    commitment(session, document(session), meeting)
    lifecycle.withdraw(session, meeting.id, by=EDITOR, at=NOW + timedelta(seconds=5))
    assert states(session) == states(session, EDITOR) == [State.PASSED]


def test_a_meeting_that_was_merged_stands_for_the_one_it_is_part_of(session):
    stays = factories.event(session, date="2026-04-10", status="held", now=NOW)
    merged = factories.event(session, date="2026-04-11", now=NOW)
    commitment(session, document(session), merged)
    lifecycle.merge(session, merged.id, stays.id, by=EDITOR, at=NOW + timedelta(seconds=5))
    assert states(session) == [State.KEPT]
    (face,) = promise_faces.of(session, reckoning.reckon(session, to=ANYONE, at=NOW), "en", to=ANYONE, at=NOW)
    assert [one.url.rpartition("/")[2] for one in face.realised_by] == [str(stays.id)]


def test_that_it_was_not_kept_is_said_only_to_who_sees_the_source(session):
    private = SourceFacts(note="Told on the telephone.")
    commitment(session, document(session), is_broken=True, sources=(private,))
    assert states(session) == [State.PASSED]
    assert states(session, PLANNER) == [State.BROKEN]
    (face,) = promise_faces.of(session, reckoning.reckon(session, to=EDITOR, at=NOW), "en", to=EDITOR, at=NOW)
    assert "telephone" not in repr(face)


def test_a_public_source_says_it_to_everybody(session):
    link = SourceFacts(url="https://example.org/news", title="News")
    commitment(session, document(session), is_broken=True, sources=(link,))
    assert states(session) == [State.BROKEN]


def test_a_series_keeps_a_promise_by_the_first_of_its_editions_that_was_held(session):
    series = factories.series(session)
    commitment(session, document(session), series=(series.id,))
    assert states(session) == [State.PASSED]
    factories.event(session, date="2026-09-01", series_id=series.id, now=NOW)
    assert states(session) == [State.PASSED]
    factories.event(session, date="2026-06-03", series_id=series.id, status="held", now=NOW)
    assert states(session) == [State.LATE]
    factories.event(session, date="2026-05-03", series_id=series.id, status="held", now=NOW)
    assert states(session) == [State.KEPT]


def test_an_edition_that_is_a_draft_keeps_no_promise(session):
    series = factories.series(session)
    commitment(session, document(session), series=(series.id,))
    factories.event(session, date="2026-05-03", series_id=series.id, status="held", publish=False, now=NOW)
    assert states(session) == [State.PASSED]
    assert states(session, PLANNER) == [State.KEPT]


def test_a_promise_counts_for_the_format_in_which_its_document_was_adopted(session):
    italy, russia = factories.format_(session), factories.format_(session, "russia", name="Central Asia – Russia")
    summit = factories.event(session, date="2026-01-10", status="held", format_id=italy.id)
    series = factories.series(session, format_id=russia.id)
    forum = factories.event(session, series_id=series.id)
    commitment(session, document(session, event_id=summit.id), forum)
    commitment(session, document(session, "loose"), forum)
    commitment(session, document(session, "looser"))
    found = {row.order[1]: row.format_id for row in reckoning.reckon(session, to=ANYONE, at=NOW)}
    assert found == {"declaration": italy.id, "loose": russia.id, "looser": None}


def test_a_draft_meeting_gives_away_no_format(session):
    secret = factories.format_(session)
    summit = factories.event(session, publish=False, format_id=secret.id)
    commitment(session, document(session, event_id=summit.id), summit)
    assert [row.format_id for row in reckoning.reckon(session, to=ANYONE, at=NOW)] == [None]


def find(session, **asked):
    return promises.find(session, PromiseSelection(**asked), "en", to=ANYONE, at=NOW)


def test_filters_leave_what_fits_all_of_them_and_counts_follow(session):
    italy = factories.party(session)
    one = document(session)
    commitment(session, one, parties=(italy.id,))
    commitment(session, one, date=StatedDate("2027"))
    commitment(session, document(session, "another"), date=StatedDate())
    assert (len(find(session).rows), find(session).total) == (3, 3)
    assert [row.outcome.state for row in find(session, document=("declaration",)).rows] == [State.PASSED, State.AHEAD]
    assert find(session, party=("IT",)).tally.total == 1
    assert find(session, party=("IT",), state=(State.AHEAD,)).rows == []
    assert find(session, format=("outside",)).tally.total == 3
    assert find(session, state=(State.UNDATED, State.AHEAD)).tally.total == 2
    assert find(session, q="promises").tally.total == 3, "in all its forms"
    assert find(session, q="nothing of the sort").rows == []


def test_a_party_has_the_promises_of_its_institutions_too(session):
    italy = factories.party(session)
    ministry = factories.party(session, "IT-MFA", kind="institution", names=local("Ministry"), parent_id=italy.id)
    commitment(session, document(session), parties=(ministry.id,))
    assert find(session, party=("IT",)).tally.total == 1
    assert [line.key for line in find(session).lines["party"]] == ["IT-MFA"]


def test_a_promise_of_several_counts_for_each_and_one_of_nobody_for_none(session):
    both = [factories.party(session, code) for code in ("IT", "KZ")]
    commitment(session, document(session), parties=tuple(one.id for one in both))
    commitment(session, document(session, "another"))
    assert [(line.key, line.tally.total) for line in find(session).lines["party"]] == [("IT", 1), ("KZ", 1), ("", 1)]


def test_what_is_still_open_comes_first_the_nearest_term_on_top(session):
    held = factories.event(session, date="2026-05-01", status="held", now=NOW)
    one = document(session)
    for edtf, event in (
        ("", ()),
        ("2027", ()),
        ("2026-21", ()),
        ("../2026", ()),
        ("2025", (held,)),
        ("2026-05", (held,)),
    ):
        commitment(session, one, *event, date=StatedDate(edtf))
    found = [row.term.edtf for row in find(session).rows]
    assert found == ["2026-21", "../2026", "2027", "", "2026-05", "2025"]


def test_by_document_the_newest_comes_first_and_by_party_the_alphabet_counts(session):
    italy, kazakhstan = factories.party(session), factories.party(session, "KZ")
    commitment(session, document(session, "older", dated="2024-01-01"), parties=(italy.id,))
    commitment(session, document(session, "newer", dated="2025-01-01"), parties=(kazakhstan.id,))
    commitment(session, document(session, "newest", dated="2026"))
    slugs = {sort: [row.order[1] for row in find(session, sort=sort).rows] for sort in ("document", "party")}
    assert slugs == {"document": ["newest", "newer", "older"], "party": ["older", "newer", "newest"]}
