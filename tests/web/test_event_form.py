"""The form of an event: what is understood, proposed, warned of, previewed, saved; and that nothing typed is lost."""

import re
from uuid import UUID

import pytest
from sqlalchemy import func, select

from calendar_service.domain.access import Actor
from calendar_service.domain.facts import RelationFacts
from calendar_service.models.documents import Document, Paragraph
from calendar_service.models.drafts import FormDraft
from calendar_service.models.events import Event
from calendar_service.models.formats import Series
from calendar_service.models.journal import Change
from calendar_service.services import accounts, events, lifecycle, sessions
from tests import factories
from tests.factories import EDITOR
from tests.web.conftest import PASSWORD, TODAY
from tests.web.filling import Form
from tests.web.markup import Page

HOSTILE = '<svg/onload=alert(1)>" onmouseover="x {{7*7*191}} </textarea>'


@pytest.fixture
def blank(editor):
    """The form of a new event."""

    def opening(lang="en", client=editor):
        return Form(client, client.get(f"/events/new?lang={lang}"), "/events/new")

    return opening


@pytest.fixture
def form_of(editor):
    """The form of an event."""

    def opening(event_id, lang="en", client=editor):
        path = f"/events/{event_id}/edit"
        return Form(client, client.get(f"{path}?lang={lang}"), path)

    return opening


@pytest.fixture
def event_at(stored):
    """What is recorded of the event to whose page an answer leads."""

    def reading(answer):
        assert answer.status_code == 303, Page(answer).section("errors").text or Page(answer).text[:3000]
        with stored.reading() as session:
            event = events.get(session, UUID(answer.headers["Location"].split("/")[-1].partition("?")[0]), to=EDITOR)
            return event, events.facts_of(event)

    return reading


@pytest.fixture
def series_id(stored):
    with stored.reading() as session:
        return {one.slug: str(one.id) for one in session.scalars(select(Series))}


def summary(answer):
    return next((one.text for one in Page(answer).all("div", id="errors")), "")


def reading(answer):
    return Page(answer).one("div", id="date-reading").text.replace("\u2060", "")


def beside(answer):
    return Page(answer).one("div", id="beside").text


class TestSaving:
    def test_a_title_alone_is_enough_and_tells_of_the_kind(self, blank, event_at):
        for title, kind in (("Third water forum", "forum"), ("Talks on visas", "meeting")):
            event, _facts = event_at(blank().fill(**{"title-en": title}).send("save"))
            assert (event.kind, event.visibility) == (kind, "draft")

    def test_a_title_and_a_kind_are_enough_for_a_draft(self, blank, event_at):
        answer = blank().fill(**{"title-en": "Round table on water", "kind": "round_table"}).send("save")
        event, _facts = event_at(answer)
        assert answer.headers["Location"].endswith("lang=en&said=created")
        assert (event.visibility, event.status, dict(event.titles)) == (
            "draft",
            "planned",
            {"en": "Round table on water"},
        )

    def test_a_new_event_is_published_at_once(self, blank, event_at, editor):
        filled = {
            "title-ru": "Круглый стол по воде",
            "kind": "round_table",
            "date": "к 2026 году",
            "city-ru": "Рим",
            "country": "IT",
        }
        answer = blank("ru").fill(**filled).send("publish", "ru")
        event, facts = event_at(answer)
        assert (event.visibility, facts.date.edtf, facts.date.stated, facts.country) == (
            "published",
            "../2026",
            "к 2026 году",
            "IT",
        )
        assert "Опубликовано." in editor.get(answer.headers["Location"]).text

    @pytest.mark.parametrize(("status", "lang", "words"), [("held", "en", "held"), ("cancelled", "ru", "отменено")])
    def test_one_can_be_entered_as_held_or_cancelled(self, blank, event_at, editor, status, lang, words):
        filled = {
            "title-en": "Old meeting",
            "kind": "meeting",
            "date": "2019",
            "status": status,
            "reason-en": "Nobody came.",
        }
        answer = blank(lang).fill(**filled).send("save", lang)
        event, _facts = event_at(answer)
        assert event.status == status
        assert words in editor.get(answer.headers["Location"]).text
        assert event.reasons.get("en") == ("Nobody came." if status == "cancelled" else "")

    def test_every_field_is_saved_and_stands_in_the_form_again(self, blank, event_at, form_of, series_id, stored):
        filled = FULL | {"series": series_id["summits-central-asia-italy"]}
        with stored.reading() as session:
            paragraph = session.scalars(select(Paragraph).where(Paragraph.clause == "25")).first()
            document_id, quote = str(paragraph.document_id), "следующий саммит «Центральная Азия + Италия» в 2027 году"
        filled |= {
            "paragraph-document": [document_id],
            "paragraph-clause": ["25"],
            "paragraph-quote": [quote.replace(" ", "\n", 1)],
            "paragraph-mention": [""],
        }
        event, facts = event_at(blank().fill(**filled).send("save"))
        again = form_of(event.id)
        assert {name: again.values.get(name) for name in filled if name not in SAID_OTHERWISE} == {
            name: (value if isinstance(value, list) else [value])
            for name, value in filled.items()
            if name not in SAID_OTHERWISE
        }
        assert [one.quote for one in facts.sources if one.paragraph_id] == [quote]
        assert (facts.timezone, facts.date.start_time.hour, str(facts.stated_on)) == ("Asia/Bishkek", 10, "2025-05-30")
        assert again.send("save").status_code == 303
        with stored.reading() as session:
            assert events.facts_of(events.get(session, event.id, to=EDITOR)) == facts
            assert session.get(Event, event.id).version == event.version, "nothing was changed, so nothing is recorded"

    @pytest.mark.parametrize("lang", ["ru", "en"])
    def test_what_every_seeded_event_says_passes_the_form_unchanged(self, form_of, stored, lang):
        with stored.reading() as session:
            before = {one.id: (one.version, events.facts_of(one)) for one in session.scalars(select(Event))}
        for event_id in before:
            answer = form_of(event_id, lang).send("save", lang)
            assert answer.status_code == 303, summary(answer)
        with stored.reading() as session:
            assert {one.id: (one.version, events.facts_of(one)) for one in session.scalars(select(Event))} == before

    def test_sent_twice_it_is_recorded_once(self, blank, stored):
        form = blank().fill(**{"title-en": "Twice", "kind": "meeting"})
        first, second = form.send("publish"), form.send("publish")
        assert first.headers["Location"] == second.headers["Location"]
        with stored.reading() as session:
            assert (
                session.scalar(
                    select(func.count())
                    .select_from(Event)
                    .where(Event.visibility == "published", Event.kind == "meeting", Event.created_at == TODAY)
                )
                == 1
            )

    def test_a_draft_is_saved_and_published_in_one_step(self, form_of, change, stored):
        made = change(factories.event, title="Draft", publish=False, now=TODAY)
        answer = form_of(made.id).fill(**{"title-en": "No draft any more"}).send("publish")
        assert answer.headers["Location"].endswith("said=published")
        with stored.reading() as session:
            event = session.get(Event, made.id)
            assert (event.visibility, event.titles.get("en")) == ("published", "No draft any more")

    def test_a_published_event_that_moves_says_so_and_why(self, form_of, find, editor):
        event_id = find("Fourth Conference")
        filled = {"date": "14-15 мая 2027", "why-en": "The host has asked for it."}
        answer = form_of(event_id).fill(**filled).send("save")
        assert answer.headers["Location"].endswith("said=moved")
        assert "The host has asked for it." in editor.get(f"/events/{event_id}?lang=en").text

    def test_a_correction_is_no_news(self, form_of, find, client):
        form_of(find("Fourth Conference")).fill(
            **{"title-en": "Fourth Conference, corrected", "correction": "yes"}
        ).send("save")
        assert "Changed" not in Page(client.get("/?lang=en")).section("changes").text

    def test_fields_that_the_form_does_not_have_are_refused(self, blank, stored):
        answer = blank().fill(**{"title-en": "Mass", "kind": "meeting", "visibility": "published"}).send("save")
        assert answer.status_code == 422
        assert "visibility" in summary(answer)

    def test_a_form_from_elsewhere_is_shown_again_with_all_that_was_typed(self, blank, stored):
        form = blank().fill(**{"title-en": "Kept all the same", "kind": "meeting", "csrf": "0" * 64})
        answer = form.send("publish")
        assert answer.status_code == 403
        assert form.again()["title-en"] == "Kept all the same"
        with stored.reading() as session:
            assert session.scalar(select(func.count()).select_from(FormDraft)) == 0


SAID_OTHERWISE = {"paragraph-quote", "status"}
FULL = {
    "title-ru": "Второй саммит", "title-en": "Second Summit", "kind": "summit", "ordinal": "2", "ordinal_is_inferred": "yes",
    "date": "12–13 May 2027", "date_words": "в 2027 году", "stated_on": "30 May 2025", "start": "10:00", "end": "17:30",
    "zone": "Bishkek", "city-ru": "Бишкек", "city-en": "Bishkek", "country": "KG", "venue-ru": "", "venue-en": "Ala-Archa",
    "mode": "hybrid", "languages": ["ru", "it"], "latitude": "42.87", "longitude": "74.59", "description-ru": "Две строки\nописания",
    "description-en": "", "owner": "role:editor", "private_note": "Ask again.", "status": "confirmed",
    "host-party": ["Kyrgyzstan (KG)", "Italy (IT)"], "host-role": ["host", "chair"],
    "participant-party": ["Kazakhstan (KZ)", "Italy (IT)"], "participant-role": ["member", "observer"],
    "participant-level": ["head_of_state", ""], "participant-answer": ["confirmed", ""], "participant-basis": ["named", ""],
    "participant-name-ru": ["Касым-Жомарт Токаев", ""], "participant-name-en": ["", ""],
    "participant-office-ru": ["Президент", ""], "participant-office-en": ["President", ""],
    "seen-url": ["https://example.org/news"], "seen-title": ["News"], "seen-publisher": ["Agency"], "seen-day": ["1 June 2025"],
    "note-text": ["A call from the embassy"], "note-number": ["17/3"], "note-day": ["2 June 2025"],
    "link-url": ["https://example.org/summit"], "link-title": ["Summit"], "link-type": ["official"],
    "id-system": ["indico"], "id-value": ["42"], "id-url": ["https://example.org/42"],
}  # fmt: skip


class TestReading:
    @pytest.mark.parametrize(
        ("lang", "typed", "said"),
        [
            ("ru", "весной 2027 года", "весна 2027 г. 1 марта – 31 мая 2027 г. Дата не твёрдая."),
            ("en", "14-15 maggio 2027", "14–15 May 2027 Friday – Saturday. The date is firm: 2 days in a row."),
            ("en", "2027-21", "spring 2027"),
            ("ru", "", "дата не определена Когда — не сказано."),
            ("en", "12 May 2027, 10:00 (Rome)", "Times 10:00 (Rome)"),
            ("en", "soon", "This is not a date. Leave the field empty: “date not set”. Or say by when: “by 2026”."),
            ("ru", "32 мая 2027", "31"),
        ],
    )
    def test_what_is_typed_is_understood_or_refused_at_once(self, blank, editor, lang, typed, said):
        form = blank(lang).fill(date=typed)
        assert said in reading(form.send("look", lang))
        piece = editor.post(f"/dates/reading?lang={lang}", data=form.values)
        assert Page(wrapped(piece)).text.replace("\u2060", "") == reading(form.answer)

    @pytest.mark.parametrize(
        ("typed", "kind", "subscribers"),
        [
            (
                "12 May 2026",
                "the day is named",
                "the entry moves from 31 May 2026 to 12 May 2026; the mark “date to be confirmed” goes",
            ),
            (
                "14–15 May 2027",
                "slips: 348 days past the last day of the earlier window",
                "the entry moves from 31 May 2026 to 14–15 May 2027; the mark",
            ),
            ("May 2026", "the date is narrowed", "the entry stays on 31 May 2026"),
            ("2026", "the date is widened", "the entry moves from 31 May 2026"),
            ("February 2026", "comes forward: 1 day before the first day of the earlier window", "the entry moves"),
            ("", "the date is widened", "the entry leaves their calendars until there is a date"),
            ("spring 2026", "no change of the date", "the entry stays on 31 May 2026"),
        ],
    )
    def test_a_change_says_what_it_is_and_what_subscribers_will_see(self, form_of, find, typed, kind, subscribers):
        said = reading(form_of(find("Fourth Conference")).fill(date=typed).send("look"))
        assert f"This is {kind}" in said
        assert subscribers in said

    def test_times_are_checked_each_at_its_field(self, blank):
        filled = {"title-en": "Meeting", "kind": "meeting", "date": "12 May 2027", "start": "25:30"}
        answer = blank().fill(**filled).send("save")
        assert answer.status_code == 422
        assert (
            Page(answer).one("p", id="start-error").text
            == "There is no time 25:30. Hours run from 0 to 23: for example, 10:30."
        )
        assert Page(answer).one("input", id="start")["aria-describedby"] == "start-error"
        assert "#start" in Page(answer).links

    def test_a_time_needs_a_clock_and_a_firm_day(self, blank):
        filled = {"title-en": "Meeting", "kind": "meeting", "date": "12 May 2027", "start": "10:00"}
        assert "Say by which clock" in summary(blank().fill(**filled).send("save"))
        assert "only beside one firm day" in summary(
            blank().fill(**filled | {"date": "May 2027", "zone": "Rome"}).send("save")
        )

    def test_a_day_is_read_against_the_day_it_was_stated_on(self, blank, event_at):
        filled = {"title-en": "Meeting", "kind": "meeting", "date": "next spring"}
        assert blank().fill(**filled).send("save").status_code == 422
        _event, facts = event_at(blank().fill(**filled | {"stated_on": "30 мая 2025"}).send("save"))
        assert facts.date.edtf == "2026-21"

    def test_it_says_what_has_its_date_from_this_meeting_and_moves_with_it(self, form_of, stored):
        with stored.writing() as session:
            summit = factories.event(session, title="Great summit", date="2027-05-12", now=TODAY)
            beside_it = (RelationFacts(type="sidelines_of", event_id=summit.id),)
            factories.event(session, title="Expert forum", date="", now=TODAY, relations=beside_it)
        assert "Moves with it" not in form_of(summit.id).send("look").text
        moved = reading(form_of(summit.id).fill(date="June 2027").send("look"))
        assert "Moves with it" in moved
        assert "Expert forum" in moved

    def test_a_new_date_says_that_it_stands_as_stated_when_the_old_one_was(self, form_of, stored):
        with stored.writing() as session:
            event = factories.event(session, title="T", date="2027", now=TODAY, stated_on=TODAY.date())
        assert "like the date before it" not in reading(form_of(event.id).send("look"))
        assert "like the date before it" in reading(form_of(event.id).fill(date="May 2027").send("look"))
        other_day = form_of(event.id).fill(date="May 2027", stated_on="1 May 2025").send("look")
        assert "like the date before it" not in reading(other_day)

    def test_what_is_folded_away_is_said_in_words(self, form_of, stored):
        with stored.writing() as session:
            event = factories.event(session, title="T", now=TODAY, mode="hybrid", languages=("ru", "en"))
        fold = Page(form_of(event.id).send("look")).one("details", id="fold-place").text
        assert "in person and online; Russian; English" in fold


def wrapped(piece):
    class Whole:
        text = f"<html>{piece.text}</html>"

    return Whole


class TestParties:
    @pytest.mark.parametrize("typed", ["KG", "kyrgyz", "Киргиз", "Кыргызстан", "Kyrgyzstan (KG)", "Кыргызстан (KG)"])
    def test_a_party_is_found_by_a_part_of_its_name_in_either_language(self, blank, event_at, typed):
        filled = {"title-en": "Meeting", "kind": "meeting", "host-party": typed, "host-role": "host"}
        event, _facts = event_at(blank().fill(**filled).send("save"))
        assert [one.party.code for one in event.hosts] == ["KG"]

    def test_a_name_that_may_be_several_is_asked_about_at_its_row(self, blank):
        filled = {"title-en": "Meeting", "kind": "meeting", "host-party": ["", "stan"], "host-role": ["host", "host"]}
        answer = blank().fill(**filled).send("save")
        assert "“stan” can be several: Kyrgyzstan (KG)" in Page(answer).one("p", id="host-party-0-error").text
        assert Page(answer).one("input", id="host-party-0")["value"] == "stan"

    def test_one_that_is_not_there_is_said(self, blank):
        filled = {"title-en": "Meeting", "kind": "meeting", "participant-party": "Atlantis"}
        assert "No party is called “Atlantis”" in summary(blank().fill(**filled).send("save"))

    def test_rows_are_added_without_script(self, blank):
        form = blank().fill(**{"host-party": "KZ"})
        page = Page(form.send("add-hosts"))
        assert [one["value"] for one in page.all("input", name="host-party")] == ["KZ", ""]


class TestProposals:
    def test_a_series_fills_in_its_next_edition(self, blank, series_id):
        form = blank().fill(series=series_id["ministerial-conferences-central-asia-italy"])
        form.send("propose")
        again = form.again()
        assert (again["ordinal"], again["ordinal_is_inferred"], again["kind"]) == ("5", "yes", "ministerial")
        assert again["title-ru"] == "Пятая министерская конференция «Центральная Азия + Италия»"
        assert again["title-en"] == "Fifth ‘Central Asia + Italy’ Ministerial Conference"
        assert again.values["participant-party"][0] == "Kazakhstan (KZ)"
        assert set(again.values["participant-basis"]) == {"membership"}
        assert "All of it stands in the form." in Page(form.answer).one("div", id="proposals").text

    def test_what_was_written_stays_until_the_proposal_is_taken(self, blank, series_id):
        form = blank().fill(**{"series": series_id["ministerial-conferences-central-asia-italy"], "title-en": "Mine"})
        form.send("propose")
        assert form.again()["title-en"] == "Mine"
        taken = form.again()
        taken.send("propose-title-en")
        assert taken.again()["title-en"] == "Fifth ‘Central Asia + Italy’ Ministerial Conference"

    def test_nothing_is_saved_by_it(self, blank, series_id, stored):
        with stored.reading() as session:
            before = session.scalar(select(func.count()).select_from(Event))
        blank().fill(series=series_id["summits-central-asia-italy"]).send("propose")
        with stored.reading() as session:
            assert session.scalar(select(func.count()).select_from(Event)) == before

    def test_the_panel_alone_can_be_asked_for(self, blank, editor, series_id):
        form = blank().fill(series=series_id["summits-central-asia-italy"])
        piece = editor.post("/events/proposals?lang=ru", data=form.values)
        assert "Что предлагает серия:" in piece.text
        assert "саммит «Центральная Азия + Италия»" in piece.text.replace("\u00a0", " ").replace("\u2060", "")


class TestBeside:
    def test_weekends_holidays_and_promises_are_warned_of_and_stop_nobody(self, form_of, find):
        form = form_of(find("Fourth Conference")).fill(date="16–18 May 2027")
        said = beside(form.send("look"))
        assert "16 May 2027 is a Sunday." in said
        assert re.search(
            r"17 May 2027 is a public holiday in [^.]*Uzbekistan\. The day of this holiday is an estimate\.", said
        )
        assert "This date is 350 days past the promise:" in said
        assert form.send("save").status_code == 303

    def test_a_likely_duplicate_is_shown(self, blank, series_id):
        form = blank().fill(
            **{
                "series": series_id["ministerial-conferences-central-asia-italy"],
                "ordinal": "4",
                "kind": "ministerial",
                "title-en": "Another one",
            }
        )
        assert "Fourth Conference" in beside(form.send("look"))
        assert "the same number of the same series" in beside(form.answer)

    def test_parties_that_meet_elsewhere_on_the_day_are_named(self, blank, change, stored):
        with stored.reading() as session:
            kazakhstan = session.scalar(select(factories.parties.Party).where(factories.parties.Party.code == "KZ"))
        change(factories.event, date="2027-05-12", title="Visit", hosts=factories.hosts(kazakhstan), now=TODAY)
        form = blank().fill(**{"title-en": "Meeting", "kind": "meeting", "date": "12 May 2027", "host-party": "KZ"})
        assert "On the same days, with the same parties (Kazakhstan): Visit, 12 May 2027" in beside(form.send("look"))
        form.fill(date="May 2027")
        assert "Possibly on the same days" in beside(form.send("look"))

    def test_drafts_are_compared_too_but_not_what_was_withdrawn(self, blank, change):
        draft = change(factories.event, date="2027-05", title="Consultations on transit", publish=False, now=TODAY)
        form = blank().fill(**{"title-en": "Consultations on transit", "kind": "ministerial", "date": "May 2027"})
        assert "Consultations on transit, May 2027" in beside(form.send("look"))
        change(lifecycle.publish, draft.id, by=EDITOR, at=TODAY)
        change(lifecycle.withdraw, draft.id, by=EDITOR, at=TODAY)
        assert "nothing recorded looks like" in beside(form.send("look"))


class TestSources:
    def test_a_paragraph_is_chosen_from_those_of_its_document_and_then_shown(self, blank, stored):
        with stored.reading() as session:
            paragraph = session.scalars(select(Paragraph).where(Paragraph.clause == "21")).first()
            document = paragraph.document
        form = blank().fill(**{"title-en": "Cited", "paragraph-document": str(document.id)})
        answer = form.send("look")
        assert f'<option value="{paragraph.clause}">{paragraph.clause} — ' in answer.text
        assert "paragraph-clause-0-error" not in answer.text  # what is still empty is no mistake yet
        assert '<details class="fold" id="fold-source" open>' in answer.text
        again = form.again().fill(**{"paragraph-clause": paragraph.clause})
        assert paragraph.text[:40] in Page(again.send("look")).one("p", id="passage-0").text
        refused = form.send("save")
        assert refused.status_code == 422
        assert "Choose the paragraph, or choose no document." in summary(refused)

    def test_words_that_do_not_stand_in_the_paragraph_are_refused_at_their_field(self, blank, stored):
        answer = blank().fill(**cited(stored, "25", "не стоит там")).send("save")
        assert answer.status_code == 422
        assert "do not stand in that paragraph" in Page(answer).one("p", id="paragraph-quote-0-error").text

    def test_looking_shows_the_paragraph(self, blank, stored):
        answer = blank().fill(**cited(stored, "21", "")).send("look")
        assert answer.status_code == 200
        assert "круглого стола по водным ресурсам" in Page(answer).one("p", id="passage-0").text

    def test_a_paragraph_that_is_not_there_is_said(self, blank, stored):
        assert "no paragraph “999”" in summary(blank().fill(**cited(stored, "999", "x")).send("save"))

    def test_a_private_note_is_enough_and_stays_private(self, blank, event_at, client):
        filled = {
            "title-en": "From a call",
            "kind": "meeting",
            "note-text": "A call from the embassy",
            "note-number": "17/3",
        }
        answer = blank().fill(**filled).send("publish")
        event, facts = event_at(answer)
        assert (facts.sources[0].sort, facts.sources[0].number) == ("private", "17/3")
        assert "embassy" not in client.get(f"/events/{event.id}").text


def cited(stored, clause, quote):
    with stored.reading() as session:
        document = session.scalar(select(Document).where(Document.slug == "declaration-central-asia-italy-2025"))
    return {
        "title-en": "Cited", "kind": "meeting", "paragraph-document": str(document.id), "paragraph-clause": clause,
        "paragraph-quote": quote, "paragraph-mention": "",
    }  # fmt: skip


class TestPreview:
    def test_it_offers_nothing_that_only_editors_have(self, form_of, stored):
        with stored.writing() as session:
            event = factories.event(session, title="T", now=TODAY)
        answer = form_of(event.id).send("preview")
        assert not [href for href in Page(answer).links if "/merge" in href or "/journal/" in href]
        assert "next-steps" not in answer.text

    @pytest.mark.parametrize("lang", ["ru", "en"])
    def test_the_page_and_the_entry_are_shown_and_nothing_is_saved(self, blank, stored, lang):
        form = blank(lang).fill(
            **{"title-en": "Seen before", "title-ru": "Увидено заранее", "kind": "meeting", "date": "spring 2027"}
        )
        with stored.reading() as session:
            before = session.scalar(select(func.count()).select_from(Event))
        answer = form.send("preview", lang)
        page = Page(answer)
        assert answer.status_code == 200
        assert page.one("h1").text == {"en": "Seen before", "ru": "Увидено заранее"}[lang]
        entry = {
            "en": "spring 2027: date to be confirmed — Seen before",
            "ru": "весна 2027 г.: дата уточняется — Увидено заранее",
        }
        assert entry[lang] in page.section("feed-entry").text
        with stored.reading() as session:
            assert session.scalar(select(func.count()).select_from(Event)) == before
        assert form.again()["title-en"] == "Seen before"

    def test_from_the_preview_one_publishes(self, blank, event_at):
        form = blank().fill(**{"title-en": "Seen before", "kind": "meeting"})
        form.send("preview")
        event, _facts = event_at(form.again().send("publish"))
        assert event.visibility == "published"

    def test_what_cannot_be_saved_cannot_be_previewed(self, blank):
        assert blank().fill(date="soon").send("preview").status_code == 422

    def test_a_change_is_previewed_as_readers_will_see_it(self, form_of, find, client):
        event_id = find("Fourth Conference")
        form = form_of(event_id).fill(date="14–15 May 2027", private_note="Secret thing")
        text = form.send("preview").text
        assert "Secret thing" not in Page(form.answer).one("h1").text
        assert "14–15 May 2027" in text.replace("\u00a0", " ")
        assert "14–15 May 2027" not in client.get(f"/events/{event_id}?lang=en").text.replace("\u00a0", " ")


class TestNothingIsLost:
    def test_an_error_keeps_what_was_typed_and_leads_to_its_field(self, blank):
        form = blank().fill(**FULL | {"ordinal": "x", "title-en": "", "title-ru": ""})
        answer = form.send("save")
        assert answer.status_code == 422
        assert {"#title-ru", "#ordinal"} <= set(Page(answer).links)
        again = form.again()
        assert (again["city-en"], again["note-text"], again.values["languages"]) == (
            "Bishkek",
            "A call from the embassy",
            ["ru", "it"],
        )
        assert again.values["participant-name-ru"] == ["Касым-Жомарт Токаев", ""]

    @pytest.mark.parametrize("lang", ["ru", "en"])
    def test_a_form_whose_sign_in_has_run_out_stands_there_after_signing_in(self, blank, editor, enter, lang):
        form = blank(lang).fill(**{"title-en": "Typed for long", "kind": "meeting"})
        editor.delete_cookie("__Host-session")
        answer = form.send("publish", lang)
        assert answer.status_code == 303
        assert "/sign-in" in answer.headers["Location"]
        entry = Form(editor, editor.get(answer.headers["Location"]), "/sign-in")
        onward = entry.fill(name="editor", password=PASSWORD).send("", lang).headers["Location"]
        assert onward.startswith("/events/new")
        assert Form(editor, editor.get(onward), "/events/new")["title-en"] == "Typed for long"

    def test_what_is_typed_is_kept_in_the_background_and_stands_there_in_another_browser(self, blank, editor, enter):
        form = blank().fill(**{"title-en": "Not sent yet"})
        assert editor.post("/drafts", data=form.values | {"kept-path": "/events/new"}).status_code == 204
        again = Form(enter(), enter().get("/events/new?lang=en"), "/events/new")
        assert again["title-en"] == "Not sent yet"

    def test_nobody_else_is_shown_it(self, blank, editor, enter):
        editor.post("/drafts", data=blank().fill(**{"title-en": "Mine"}).values | {"kept-path": "/events/new"})
        assert "Mine" not in enter(name="another").get("/events/new").text

    @pytest.mark.parametrize(
        "path", ["/nowhere", "https://example.org/events/new", "/", "", "//events/new", "/calendar"]
    )
    def test_only_forms_of_this_site_are_kept(self, blank, editor, path):
        assert editor.post("/drafts", data=blank().values | {"kept-path": path}).status_code == 400

    def test_it_can_be_thrown_away(self, blank, editor):
        form = blank().fill(**{"title-en": "Unwanted"})
        form.send("look")
        kept = blank()
        assert kept["title-en"] == "Unwanted"
        assert editor.post("/events/new?lang=en", data=kept.values | {"discard": "yes"}).status_code == 303
        assert blank()["title-en"] == ""

    def test_once_saved_nothing_is_kept(self, blank, form_of, find):
        blank().fill(**{"title-en": "Saved", "kind": "meeting"}).send("save")
        assert blank()["title-en"] == ""
        event_id = find("Fourth Conference")
        form_of(event_id).fill(**{"title-en": "Renamed"}).send("save")
        assert "was not saved" not in form_of(event_id).client.get(f"/events/{event_id}/edit?lang=en").text

    def test_a_page_that_was_still_open_does_not_bring_back_what_was_saved(self, blank, editor):
        form = blank().fill(**{"title-en": "Saved", "kind": "meeting"})
        form.send("save")
        editor.post("/drafts", data=form.values | {"kept-path": "/events/new"})
        assert blank()["title-en"] == ""

    def test_what_was_typed_into_a_draft_that_was_deleted_becomes_a_new_event(self, form_of, change, event_at):
        made = change(factories.event, title="Soon deleted", publish=False, now=TODAY)
        form = form_of(made.id).fill(**{"title-en": "Typed meanwhile"})
        change(events.delete, made.id, by=EDITOR, at=TODAY)
        answer = form.send("save")
        assert answer.status_code == 404
        assert "was deleted while you were typing" in summary(answer)
        again = Form(form.client, answer, "/events/new")
        assert again["title-en"] == "Typed meanwhile"
        event, _facts = event_at(again.send("save"))
        assert event.id != made.id

    def test_what_was_typed_into_an_event_that_was_withdrawn_stays(self, form_of, change, find):
        event_id = find("Fourth Conference")
        form = form_of(event_id).fill(**{"title-en": "Typed meanwhile"})
        change(lifecycle.withdraw, event_id, by=EDITOR, at=TODAY)
        answer = form.send("save")
        assert answer.status_code == 409
        assert "Typed meanwhile" in answer.text


class TestTwoEdit:
    @pytest.fixture
    def both(self, form_of, find, enter):
        """The forms of two editors, opened at the same time."""
        event_id = find("Fourth Conference")
        return form_of(event_id), form_of(event_id, client=enter(name="another"))

    def choices(self, page):
        return [one.text for one in page.all("legend")]

    def test_the_second_sees_both_versions_field_by_field(self, both):
        first, second = both
        assert first.fill(**{"title-en": "Theirs", "country": "CH", "host-party": "KZ"}).send("save").status_code == 303
        answer = second.fill(**{"title-en": "Ours", "date": "May 2027"}).send("save")
        page = Page(answer)
        assert answer.status_code == 409
        assert page.one("h1").text == "Two of you edited this record"
        assert self.choices(page) == ["Title", "Date", "Country", "Hosts"]
        chosen = [(one["name"], one["value"]) for one in page.all("input", type="radio") if "checked" in one.attributes]
        assert chosen == [("choose-date", "mine"), ("choose-country", "theirs"), ("choose-hosts", "theirs")]
        assert "1 choice is left: Title." in page.text

    def test_what_is_left_to_choose_is_asked_for(self, both):
        first, second = both
        first.fill(**{"title-en": "Theirs"}).send("save")
        second.fill(**{"title-en": "Ours"}).send("save")
        settling = second.again()
        answer = settling.send("settle")
        assert answer.status_code == 422
        assert "Choose one of the two" in summary(answer)
        assert "#choose-title-ru" in Page(answer).links

    @pytest.mark.parametrize(("chosen", "title"), [("mine", "Ours"), ("theirs", "Theirs")])
    def test_what_is_chosen_is_saved_and_the_rest_of_both_is_too(self, both, find, stored, chosen, title):
        first, second = both
        event_id = find("Fourth Conference")
        first.fill(**{"title-en": "Theirs", "country": "CH"}).send("save")
        second.fill(**{"title-en": "Ours", "date": "May 2027", "host-party": "Rus"}).send("save")
        settling = second.again().fill(**{"choose-title-ru": chosen})
        assert settling.send("settle").status_code == 303
        with stored.reading() as session:
            event = events.get(session, event_id, to=EDITOR)
            assert (event.titles.get("en"), event.country, event.date_edtf) == (title, "CH", "2027-05")
            assert [one.party.code for one in event.hosts] == ["RU"]

    def test_a_third_who_saves_meanwhile_is_compared_too(self, both, find, change):
        first, second = both
        event_id = find("Fourth Conference")
        first.fill(**{"title-en": "Theirs"}).send("save")
        second.fill(**{"title-en": "Ours"}).send("save")
        settling = second.again().fill(**{"choose-title-ru": "mine"})
        change(events.change, event_id, {"country": "KZ"}, by=EDITOR, at=TODAY)
        answer = settling.send("settle")
        assert answer.status_code == 409
        assert "Country" in self.choices(Page(answer))

    def test_theirs_can_be_kept_as_a_whole(self, both, find, stored, editor):
        first, second = both
        first.fill(**{"title-en": "Theirs"}).send("save")
        second.fill(**{"title-en": "Ours"}).send("save")
        assert second.again().send("theirs").headers["Location"] == f"/events/{find('Theirs')}?lang=en"
        with stored.reading() as session:
            assert session.scalar(select(func.count()).select_from(FormDraft)) == 0

    def test_back_in_the_form_all_that_was_typed_stands(self, both):
        first, second = both
        first.fill(**{"title-en": "Theirs"}).send("save")
        second.fill(**{"title-en": "Ours", "private_note": "Long note"}).send("save")
        conflict = second.again()
        conflict.send("look")
        again = conflict.again()
        assert (again["title-en"], again["private_note"]) == ("Ours", "Long note")
        assert again.send("save").status_code == 409

    def test_the_same_change_by_both_is_no_conflict_of_theirs(self, both):
        first, second = both
        first.fill(**{"title-en": "Same"}).send("save")
        page = Page(second.fill(**{"title-en": "Same", "city-en": "Milan"}).send("save"))
        assert self.choices(page) == ["City"]

    def test_a_change_that_is_sent_twice_is_recorded_once(self, form_of, change, stored):
        made = change(factories.event, title="Draft", publish=False, now=TODAY)
        form = form_of(made.id).fill(**{"title-en": "Published by a double click"})
        assert [form.send("publish").status_code for _ in range(2)] == [303, 303]
        with stored.reading() as session:
            verbs = [one.verb for one in session.scalars(select(Change).where(Change.record_id == made.id))]
            assert sorted(verbs) == ["changed", "created", "published"]

    def test_names_and_dates_are_the_same_in_either_language(self, find, enter, form_of):
        event_id = find("Fourth Conference")
        second = form_of(event_id, "ru", client=enter(name="another"))
        form_of(event_id).fill(**{"city-en": "Rome"}).send("save")
        page = Page(second.fill(**{"title-ru": "Наше"}).send("save", "en"))
        assert self.choices(page) == ["Title", "City"]


class TestHostileWords:
    FIELDS = (
        "title-ru",
        "title-en",
        "city-en",
        "venue-en",
        "description-en",
        "private_note",
        "date_words",
        "note-text",
        "seen-title",
        "link-title",
        "participant-office-en",
        "why-en",
    )

    @pytest.mark.parametrize("do", ["look", "preview", "save"])
    def test_markup_is_shown_as_it_was_typed_everywhere(self, form_of, find, do, editor):
        event_id = find("Fourth Conference")
        values = dict.fromkeys(self.FIELDS, HOSTILE) | {
            "participant-party": "KZ",
            "participant-role": "member",
            "seen-url": "https://example.org/",
            "link-url": "https://example.org/",
        }
        form = form_of(event_id).fill(**values)
        answer = form.send(do)
        texts = (
            [answer.text]
            if answer.status_code != 303
            else [editor.get(f"/events/{event_id}{end}").text for end in ("", "/edit")]
        )
        for text in texts:
            assert "<svg/onload" not in text
            assert '" onmouseover="' not in text
            assert "1337" not in re.sub(r"[0-9a-f]{8,}", "", text)
            assert "&lt;svg/onload" in text

    def test_two_versions_escape_it_too(self, form_of, find, enter):
        event_id = find("Fourth Conference")
        second = form_of(event_id, client=enter(name="another"))
        form_of(event_id).fill(**{"title-en": HOSTILE, "private_note": HOSTILE}).send("save")
        answer = second.fill(**{"title-en": f"{HOSTILE} too", "host-party": HOSTILE, "country": HOSTILE}).send("save")
        assert answer.status_code == 409
        assert "<svg/onload" not in answer.text

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("kind", "x" * 500),
            ("format", "no-id"),
            ("owner", "user:nobody"),
            ("owner", f"role:{'x' * 40}"),
            ("country", "<b>"),
            ("mode", "telepathy"),
            ("latitude", "1e9"),
            ("ordinal", "9" * 400),
            ("link-type", "evil"),
            ("languages", "klingon"),
            ("host-role", "king"),
            ("participant-level", "king"),
            ("stated_on", "soon"),
            ("title-en", "a\u202eb"),
            ("title-en", "\x00"),
            ("title-en", "x" * 201),
            ("status", "postponed"),
            ("status", "king"),
            ("zone", "../etc"),
            ("date", "x" * 5000),
        ],
    )
    def test_what_no_browser_would_send_is_a_mistake_of_the_form(self, blank, name, value):
        filled = {
            "title-ru": "Название",
            "kind": "meeting",
            "link-url": "https://example.org/",
            "host-party": "KZ",
            "participant-party": "KZ",
            name: value,
        }
        if name == "status" and value == "postponed":
            filled["date"] = "2027"
        answer = blank().fill(**filled).send("save")
        assert (answer.status_code, bool(summary(answer))) in {(422, True), (400, False)}, answer.status_code

    def test_links_that_run_script_are_refused(self, blank):
        for name in ("link-url", "seen-url", "id-url"):
            filled = {
                "title-en": "Meeting",
                "kind": "meeting",
                "id-system": "x",
                "id-value": "y",
                name: "javascript:alert(1)",
            }
            assert blank().fill(**filled).send("save").status_code == 422

    @pytest.mark.parametrize("base", ["", "[]", "{", '{"title-en": 5}', '{"title-en": [{"a": 1}]}', "null"])
    def test_what_the_form_carries_may_be_anything(self, form_of, find, enter, base):
        event_id = find("Fourth Conference")
        second = form_of(event_id, client=enter(name="another"))
        form_of(event_id).fill(**{"title-en": "Theirs"}).send("save")
        assert second.fill(**{"title-en": "Ours", "base": base, "version": "x"}).send("save").status_code == 409


class TestLinks:
    def test_editors_are_led_to_the_forms_and_others_are_not(self, editor, client, find):
        event_id = find("Fourth Conference")
        assert {f"/events/{event_id}/edit?lang=en", "/events/new?lang=en"} <= set(
            Page(editor.get(f"/events/{event_id}?lang=en")).links
        )
        assert not {
            one for one in Page(client.get(f"/events/{event_id}?lang=en")).links if "edit" in one or "/new" in one
        }

    def test_planners_are_not(self, stored, site, find):
        client = site.test_client()
        with stored.writing() as session:
            user = accounts.create(session, "planner", "planner", PASSWORD, by=factories.ADMINISTRATOR, at=TODAY)
            token = sessions.begin(session, user, at=TODAY)
        client.set_cookie("__Host-session", token, secure=True)
        assert "/edit" not in client.get(f"/events/{find('Fourth Conference')}").text
        assert Actor(role="planner").has_rank("planner")
