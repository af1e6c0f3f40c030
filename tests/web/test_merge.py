"""Merging two records of one meeting: finding the other, choosing field by field, and what becomes of both."""

import pytest

from calendar_service.domain.facts import ExternalIdFacts, LinkFacts, SourceFacts
from calendar_service.models.events import Event
from calendar_service.services import events
from tests import factories
from tests.factories import EDITOR, local
from tests.web.conftest import TODAY
from tests.web.filling import Form

OFFICIAL = LinkFacts(type="official", url="https://example.org/meeting")
SEEN = SourceFacts(url="https://example.org/news", title="News")
ELSEWHERE = ExternalIdFacts(system="mfa", value="17")


@pytest.fixture
def twins(stored):
    """Two records of one meeting: the older one published, the newer one with a day, a city and links."""
    with stored.writing() as session:
        older = factories.event(session, title="Forum of Tashkent", date="2027-05", now=TODAY, links=(OFFICIAL,))
        newer = factories.event(
            session, title="Tashkent forum", date="2027-05-12", now=TODAY, cities=local("Tashkent"), country="UZ",
            sources=(SEEN,), external_ids=(ELSEWHERE,),
        )  # fmt: skip
        older.created_at = newer.created_at.replace(year=2025)
        return older.id, newer.id


def side_by_side(client, one, other):
    path = f"/events/{one}/merge"
    return Form(client, client.get(f"{path}?lang=en&other={other}"), path)


def chosen(form, **sides):
    return form.fill(**{f"choose-{name}": side for name, side in sides.items()})


def test_the_older_published_record_stays_with_what_is_chosen_of_the_other(editor, stored, twins):
    older, newer = twins
    form = side_by_side(editor, newer, older)
    assert (form["stays"], form["choose-city-ru"]) == (str(older), "theirs")
    answer = chosen(form, **{"title-ru": "mine", "date": "theirs"}).send("merge")
    assert answer.headers["Location"].partition("?")[0] == f"/events/{older}"
    with stored.reading() as session:
        facts = events.facts_of(session.get(Event, older))
        assert (facts.titles.get("en"), facts.date.edtf, facts.cities.get("en")) == (
            "Forum of Tashkent",
            "2027-05-12",
            "Tashkent",
        )
        assert (facts.links, facts.external_ids) == ((OFFICIAL,), (ELSEWHERE,))
        assert [one.url for one in facts.sources] == [SEEN.url]
        assert session.get(Event, newer).merged_into_id == older


def test_the_merged_record_leads_to_the_other_and_its_entry_is_cancelled(editor, client, twins):
    older, newer = twins
    form = chosen(side_by_side(editor, older, newer), **{"title-ru": "mine", "date": "mine"})
    form.send("merge")
    moved = client.get(f"/events/{newer}?lang=en")
    assert (moved.status_code, moved.headers["Location"].partition("?")[0]) == (301, f"/events/{older}")
    entry = client.get(f"/feeds/event/{newer}.ics").text
    assert "STATUS:CANCELLED" in entry
    assert str(older) in entry
    assert "Merged. The other record leads here." in editor.get(f"/events/{older}?lang=en&said=merged").text


def test_what_both_say_differently_has_to_be_chosen_and_nothing_is_lost_by_it(editor, stored, twins):
    older, newer = twins
    form = chosen(side_by_side(editor, older, newer), date="theirs")
    answer = form.send("merge")
    assert answer.status_code == 422
    assert "Choose one of the two: the records say different things." in answer.text
    again = Form(editor, editor.get(f"/events/{older}/merge?lang=en"), f"/events/{older}/merge")
    assert (again["other"], again["choose-date"], again["choose-title-ru"]) == (str(newer), "theirs", "")
    with stored.reading() as session:
        assert session.get(Event, newer).merged_into_id is None


def test_the_other_one_can_stay_and_the_choices_turn_with_it(editor, stored, twins):
    older, newer = twins
    form = chosen(side_by_side(editor, older, newer), **{"title-ru": "mine", "date": "theirs"})
    form.send("swap")
    again = form.again()
    assert (again["stays"], again["choose-title-ru"], again["choose-date"]) == (str(newer), "theirs", "mine")
    assert again["choose-city-ru"] == "mine"
    again.send("merge")
    with stored.reading() as session:
        stays = session.get(Event, newer)
        assert (stays.titles.get("en"), stays.date_edtf) == ("Forum of Tashkent", "2027-05-12")
        assert session.get(Event, older).merged_into_id == newer


def test_a_record_saved_meanwhile_is_looked_at_again_before_the_merge(editor, stored, twins):
    older, newer = twins
    form = chosen(side_by_side(editor, older, newer), **{"title-ru": "mine", "date": "mine"})
    with stored.writing() as session:
        events.change(session, newer, {"cities": local("Samarkand")}, by=EDITOR, at=TODAY)
    assert form.send("merge").status_code == 409
    assert "Samarkand" in form.answer.text
    assert form.again()["choose-title-ru"] == "mine"
    assert form.again().send("merge").status_code == 303


def test_a_form_that_is_sent_twice_merges_once(editor, twins):
    older, newer = twins
    form = chosen(side_by_side(editor, newer, older), **{"title-ru": "mine", "date": "mine"})
    first = form.send("merge").headers["Location"]
    assert form.send("merge").headers["Location"] == first


def test_the_other_record_is_found_by_part_of_its_title_and_named_by_the_whole(editor, twins):
    older, newer = twins
    page = editor.get(f"/events/{older}/merge?lang=en")
    assert f"other={newer}" in page.text  # it is likely the same
    assert "Tashkent forum, 12 May 2027" in page.text
    found = editor.get(f"/events/{older}/merge?lang=en&q=tashkent")
    assert f"other={newer}" in found.text
    whole = editor.get(f"/events/{older}/merge?lang=en&q=Tashkent+forum,+12+May+2027")
    assert f"other={newer}" in whole.headers["Location"]
    nothing = editor.get(f"/events/{older}/merge?lang=en&q=nowhere")
    assert nothing.status_code == 422
    assert "Try one word of its title." in nothing.text


def test_a_draft_is_merged_into_what_is_published_and_never_the_other_way(editor, stored, twins):
    older, _newer = twins
    with stored.writing() as session:
        draft = factories.event(session, title="Forum of Tashkent", date="2027-05", now=TODAY, publish=False).id
    form = side_by_side(editor, draft, older)
    assert form["stays"] == str(older)
    assert "Let the other one stay" not in editor.get(f"/events/{draft}/merge?lang=en&other={older}").text
    assert form.send("swap").status_code == 200
    answer = form.again().send("merge")
    assert answer.status_code == 409
    assert "Publish the event that stays before you merge a published one into it." in answer.text
    assert side_by_side(editor, draft, older).send("merge").status_code == 303


def test_an_event_is_not_merged_with_itself_nor_with_what_is_gone(editor, twins):
    older, newer = twins
    assert editor.get(f"/events/{older}/merge?lang=en&other={older}").status_code == 400
    assert editor.get(f"/events/{older}/merge?lang=en&other=x").status_code == 404
    chosen(side_by_side(editor, older, newer), **{"title-ru": "mine", "date": "mine"}).send("merge")
    assert editor.get(f"/events/{newer}/merge?lang=en").status_code == 409


def test_the_form_of_an_event_leads_to_the_merge_with_what_looks_the_same(editor, twins):
    older, newer = twins
    assert f"/events/{older}/merge?other={newer}" in editor.get(f"/events/{older}/edit?lang=en").text.replace(
        "lang=en&amp;", ""
    ).replace("&amp;lang=en", "")
