"""Search finds what is written, in all its forms, alike on both databases; and nothing that is not to be seen."""

import time

import pytest
from sqlalchemy import select

from calendar_service.domain import search as searching
from calendar_service.domain import selection
from calendar_service.domain.access import ANYONE
from calendar_service.domain.dates import StatedDate
from calendar_service.domain.facts import ParticipantFacts, SourceFacts
from calendar_service.domain.paragraphs import ParagraphFacts
from calendar_service.domain.records import CommitmentFacts, DocumentFacts
from calendar_service.domain.text import LocalText
from calendar_service.models.events import Event
from calendar_service.models.search import SearchEntry
from calendar_service.services import (
    commitments,
    documents,
    events,
    finding,
    formats,
    indexing,
    journal,
    lifecycle,
    parties,
    search,
    selecting,
)
from tests import factories
from tests.factories import EDITOR, NOW, at, local

HOSTILE = [
    '"', '""', "*", "a*", "NEAR(", "NEAR(x y)", "AND", "x AND", "OR", "NOT", "NOT x", "^x", "-x", "+x", "words:x", "noun:event",
    "{words}:x", "(", ")", "()", "'", "''", "x' OR '1'='1", "'; DROP TABLE event; --", "%", "_", "%_" * 100, "\\", "\\'", "&", "|",
    "!x", "x & !y", "x <-> y", "x:*", "x:A", ":*", "·event", "|", "·", "the", "в и на", "🙂", "«", "»", "“”", "x" * 200, "\u0301", "x\u0301",
]  # fmt: skip


def titles(session, *queries):
    found = selecting.conditions(session, selection.read({"q": list(queries)}))
    return {event.titles.get("en") for event in session.scalars(select(Event).where(*found))}


def ids(session, text, noun):
    return session.scalars(search.matching(session, searching.read(text), noun)).all()


def document(session, text, *, publish=True, slug="declaration"):
    said = DocumentFacts(
        slug=slug,
        kind="declaration",
        titles=local("Declaration", "Декларация"),
        language="ru",
        state="adopted",
        paragraphs=(ParagraphFacts(number=1, clause="", text=text),),
    )
    return documents.create(session, said, by=EDITOR, at=NOW, publish=publish)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("саммитов", {"Summit of the region"}),
        ("САММИТ", {"Summit of the region"}),
        ("summits", {"Summit of the region"}),
        ("сам", {"Summit of the region"}),
        ("са", set()),
        ("водным", {"Water forum"}),
        ("водн", {"Water forum"}),
        ("чёрное", {"Water forum"}),
        ("черного моря", {"Water forum"}),
        ('"чёрном море"', {"Water forum"}),
        ('"море чёрное"', set()),
        ("саммит форум", set()),
        ("саммит в регионе", {"Summit of the region"}),
        ("region", {"Summit of the region"}),
        ("reg", {"Summit of the region"}),
        ("eg", set()),
    ],
)
def test_words_are_found_in_their_forms_in_both_languages(database, asked, found):
    with database.writing() as session:
        factories.event(session, title=local("Summit of the region", "Саммит региона"))
        factories.event(session, title=local("Water forum", "Форум по водным вопросам Чёрного моря"), kind="forum")
    with database.reading() as session:
        assert titles(session, asked) == found


@pytest.mark.parametrize(
    ("date", "asked", "others"),
    [
        ("2026-21", ["spring", "spring 2026", "весной 2026", "весна"], ["autumn", "2025", "May"]),
        ("2025-03-27/2025-03-28", ["March 2025", "март 2025", "28 марта", "mar"], ["апрель", "2026", "26 March"]),
        ("", [], ["date", "дата", "определена"]),
    ],
)
def test_a_meeting_is_found_by_its_date_in_words(database, date, asked, others):
    with database.writing() as session:
        factories.event(session, date=date, title=local("Talks", "Переговоры"))
    with database.reading() as session:
        for text in asked:
            assert titles(session, text) == {"Talks"}, text
        for text in others:
            assert titles(session, text) == set(), text


def test_a_meeting_that_moved_is_found_by_its_new_date_alone(database):
    with database.writing() as session:
        event = factories.event(session, date="2026-21", title=local("Talks", "Переговоры"))
        events.move(session, event.id, StatedDate("2027-09"), by=EDITOR, at=NOW)
    with database.reading() as session:
        assert titles(session, "September 2027") == {"Talks"}
        assert titles(session, "spring") == set()


def test_parties_are_found_by_what_they_are_called_for_short(database):
    with database.writing() as session:
        union = factories.party(session, "EU", kind="organisation", names=local("European Union", "Европейский союз"))
        nations = factories.party(session, "UN", kind="organisation", names=local("United Nations", "Организация"))
        factories.event(session, title=local("Talks", "Переговоры"), hosts=factories.hosts(union))
        known = {"ЕС": union.id, "EU": union.id, "ООН": nations.id, "UN": nations.id}
    with database.reading() as session:
        for asked, id_ in known.items():
            assert ids(session, asked, "party") == [id_], asked
        assert titles(session, "ЕС") == {"Talks"}
        assert titles(session, "ООН") == set()


def test_repeated_queries_are_alternatives(database):
    with database.writing() as session:
        factories.event(session, title="Summit")
        factories.event(session, title="Forum")
        factories.event(session, title="Visit")
    with database.reading() as session:
        assert titles(session, "summits", "forums") == {"Summit", "Forum"}
        assert titles(session, "*", "forums") == {"Forum"}
        assert titles(session, "*") == set()


def test_everything_that_is_shown_of_an_event_is_searched_and_what_is_private_is_not(database):
    with database.writing() as session:
        italy = factories.party(session)
        format_ = factories.format_(session, name="Silk framework")
        series = factories.series(session, name="Ministerials", format_id=format_.id)
        cited = document(session, "Стороны договорились о гидроэнергетике.")
        factories.event(
            session,
            title="Conference",
            descriptions=local("On glaciers"),
            cities=local("Samarkand", "Самарканд"),
            venues=local("Silk Road Centre"),
            country="UZ",
            series_id=series.id,
            kind="round_table",
            hosts=factories.hosts(italy),
            participants=(ParticipantFacts(party_id=italy.id, names=local("Anna Rossi"), offices=local("Envoy")),),
            sources=(
                SourceFacts(paragraph_id=cited.paragraphs[0].id, quote="о гидроэнергетике"),
                SourceFacts(note="whispered hearsay"),
            ),
            private_note="confidential gossip",
        )
    with database.reading() as session:
        for asked in ["glaciers", "Самарканде", "silk road", "Узбекистан", "Uzbekistan", "framework", "ministerials", "круглые столы",
                      "Italy Италии", "rossi", "envoys", "гидроэнергетика"]:  # fmt: skip
            assert titles(session, asked) == {"Conference"}, asked
        for asked in ["whispered", "hearsay", "confidential", "gossip", "договорились"]:
            assert titles(session, asked) == set(), asked


def test_what_is_renamed_is_found_by_its_new_name_alone(database):
    with database.writing() as session:
        italy = factories.party(session, names=local("Italy"))
        format_ = factories.format_(session, name="Old framework")
        event = factories.event(session, format_id=format_.id, hosts=factories.hosts(italy))
        parties.change(session, italy.id, {"names": local("Ausonia")}, by=EDITOR, at=NOW)
        formats.change_format(session, format_.id, {"names": local("New framework")}, by=EDITOR, at=NOW)
        events.change(session, event.id, {"titles": local("Renamed meeting")}, by=EDITOR, at=NOW)
    with database.reading() as session:
        assert titles(session, "ausonia new framework renamed") == {"Renamed meeting"}
        for asked in ["italy", "old", "conference"]:
            assert titles(session, asked) == set(), asked
        assert len(ids(session, "ausonia", "party")) == 1
        assert ids(session, "italy", "party") == []
        assert ids(session, "old", "format") == []


def test_words_of_a_document_are_those_of_its_text_now(database):
    with database.writing() as session:
        row = document(session, "О ледниках.")
        documents.change(
            session, row.id, {"paragraphs": (ParagraphFacts(number=1, clause="", text="О реках."),)}, by=EDITOR, at=NOW
        )
        draft = document(session, "О морях.", publish=False, slug="draft")
        factories.event(session, sources=(SourceFacts(paragraph_id=draft.paragraphs[0].id, quote="О морях"),))
    with database.reading() as session:
        assert len(ids(session, "рек", "paragraph")) == 1
        assert ids(session, "ледники", "paragraph") == []
        assert titles(session, "морей") == set()  # the document it is cited from is a draft
    with database.writing() as session:
        documents.publish(session, draft.id, by=EDITOR, at=NOW)
    with database.reading() as session:
        assert titles(session, "морей") == {"Conference"}


def test_what_is_deleted_leaves_nothing_behind(database):
    with database.writing() as session:
        event = factories.event(session, title="Ephemeral", publish=False)
        row = document(session, "О ледниках.", publish=False)
        events.delete(session, event.id, by=EDITOR, at=NOW)
        documents.delete(session, row.id, by=EDITOR, at=NOW)
    with database.reading() as session:
        assert session.scalars(select(SearchEntry.noun)).all() == []


def test_drafts_and_what_was_withdrawn_are_found_by_nobody_outside(database):
    asked = selection.read({"q": ["secret"]}, lang="en")
    with database.writing() as session:
        factories.event(session, title="Secret draft", publish=False)
        gone = factories.event(session, title="Secret mistake")
        lifecycle.withdraw(session, gone.id, by=EDITOR, at=NOW)
        hidden = document(session, "Secret clause", publish=False)
        source = SourceFacts(paragraph_id=hidden.paragraphs[0].id, quote="Secret clause")
        facts = CommitmentFacts(document_id=hidden.id, titles=local("Secret promise"), sources=(source,))
        commitments.create(session, facts, by=EDITOR, at=NOW)
    with database.reading() as session:
        found = finding.find(session, asked, to=ANYONE, at=NOW)
        assert found.is_empty
        assert (found.entries, found.passages, found.promises, found.names) == ([], [], [], [])
        seen = finding.find(session, asked, to=EDITOR, at=NOW)
        assert [entry.title.text for entry in seen.entries] == ["Secret draft"]
        assert seen.numbers["passage"] == seen.numbers["promise"] == 1


@pytest.mark.parametrize("typed", HOSTILE)
def test_operators_are_literal_and_never_an_error(database, typed):
    with database.writing() as session:
        factories.event(session, title="Plain meeting")
    with database.reading() as session:
        found = finding.find(session, selection.read({"q": [typed]}, lang="en"), to=ANYONE, at=NOW)
        assert found.is_empty


def test_operators_as_words_are_found_where_they_are_written(database):
    with database.writing() as session:
        factories.event(session, title="Near and not far: 100 %_ C5+1")
    with database.reading() as session:
        for typed in ["NEAR(", "NOT far", "near AND far", "100%", "c5+1", "C5 1", "_100_", "-far", "^near", "far*"]:
            assert len(titles(session, typed)) == 1, typed
        for typed in ["NEAR AND missing", "far OR missing", "c6+1"]:
            assert titles(session, typed) == set(), typed


@pytest.mark.parametrize(
    "typed", ["%_" * 100, " " * 200, "(" * 200, "a…!" * 66, '"' * 200, "и" * 200, "a " * 100, "«»" * 100]
)
def test_spiteful_queries_take_no_time(database, typed):
    with database.writing() as session:
        factories.event(session)
    with database.reading() as session:
        began = time.perf_counter()
        titles(session, typed)
        assert time.perf_counter() - began < 0.2


def test_every_script_is_found_alike_on_both_databases(database):
    words = [
        "Қазақстан",
        "Төбе",
        "თბილისი",
        "東京",
        "Երևան",
        "Αθήνα",
        "القاهرة",
        "दिल्ली",
        "Oʻzbekiston",
        "Münster",
        "ꚠꚡ",
        "Ⅳ",
        "𞤀𞤁𞤂",
    ]
    with database.writing() as session:
        for number, word in enumerate(words):
            factories.event(session, title=local(f"{word} {number}"))
    with database.reading() as session:
        for number, word in enumerate(words):
            assert titles(session, word) == {f"{word} {number}"}, word
            assert titles(session, word.lower()) == {f"{word} {number}"}, word


def test_the_best_stand_first_and_the_nearest_of_them(database):
    with database.writing() as session:
        factories.event(session, date="2026-12-01", title=local("Water later"))
        factories.event(session, date="2026-06-01", title=local("Rivers"), descriptions=local("About water"))
        factories.event(session, date="", title=local("Water some day"))
        factories.event(session, date="2026-03-01", title=local("Water soon"))
        factories.event(session, date="2025-03-01", title=local("Water past"), status="held")
    with database.reading() as session:
        found = finding.find(session, selection.read({"q": ["water"]}, lang="en"), to=ANYONE, at=NOW)
        assert [entry.title.text for entry in found.entries] == [
            "Water soon", "Water later", "Water past", "Water some day", "Rivers",
        ]  # fmt: skip


def test_many_are_shown_by_date_and_counted_only_so_far(database, monkeypatch):
    monkeypatch.setattr(finding, "MOST_RANKED", 2)
    monkeypatch.setattr(finding, "MOST_COUNTED", 3)
    monkeypatch.setattr(finding, "MOST_EVENTS", 4)
    with database.writing() as session:
        for date, title in [("2025-03", "a"), ("", "b"), ("2026-06", "c"), ("2026-04", "d"), ("2025-05", "e")]:
            factories.event(session, date=date, title=local(f"Water {title}"), status="planned")
    with database.reading() as session:
        found = finding.find(session, selection.read({"q": ["water"]}, lang="en"), to=ANYONE, at=NOW)
        assert [entry.title.text[-1] for entry in found.entries] == ["d", "c", "e", "a"]
        assert found.numbers["event"] == 4


@pytest.mark.parametrize("most", [0, 300])
def test_many_hits_and_few_are_the_same_hits(database, monkeypatch, most):
    monkeypatch.setattr(search, "MOST_FEW", most)
    with database.writing() as session:
        for number in range(5):
            factories.event(session, title=local(f"Water {number}"), publish=number != 3)
    with database.reading() as session:
        found = finding.find(
            session, selection.read({"q": ["water"], "kind": ["ministerial"]}, lang="en"), to=ANYONE, at=NOW
        )
        assert sorted(entry.title.text for entry in found.entries) == ["Water 0", "Water 1", "Water 2", "Water 4"]
        none = finding.find(session, selection.read({"q": ["water"], "kind": ["forum"]}, lang="en"), to=ANYONE, at=NOW)
        assert none.is_empty


def test_only_what_is_shown_counts_so_that_subscriptions_change_with_what_is_published(database):
    with database.writing() as session:
        titles_of = LocalText({"en": "Meeting", "ru": "Встреча", "it": "Riunione"})
        factories.event(session, title=titles_of)
        head = journal.begin(session)
        version = head.public_version
    with database.reading() as session:
        assert titles(session, "riunione") == set()
    with database.writing() as session:
        event = session.scalars(select(Event)).one()
        events.change(
            session,
            event.id,
            {"titles": LocalText({"en": "Meeting", "ru": "Встреча", "it": "Incontro"})},
            by=EDITOR,
            at=NOW,
        )
        assert journal.begin(session).public_version == version


def test_indexing_anew_is_told_as_a_change_of_what_is_public(database):
    with database.writing() as session:
        factories.event(session)
        journal.begin(session).indexed_as = "rules of long ago"
        session.flush()
        version = journal.begin(session).public_version
        assert indexing.settle(session, at=at("2026-02-01"))
        assert journal.begin(session).public_version == version + 1
        assert not indexing.settle(session, at=at("2026-02-02"))


def test_what_has_not_changed_is_not_written_again(database):
    with database.writing() as session:
        event = factories.event(session)
        entry = session.scalars(select(SearchEntry).where(SearchEntry.record_id == event.id)).one()
        before = entry.words
        search.keep(session, "event", {event.id: before})
        session.expire_all()
        assert [one.words for one in session.scalars(select(SearchEntry)).all() if one.record_id == event.id] == [
            before
        ]


@pytest.mark.seeded
def test_the_seeds_are_found_in_both_languages(database):
    with database.reading() as session:
        for asked, number in [
            ("саммитов", 4),
            ("summit", 4),
            ("водные", 2),
            ("Узбекистану", 12),
            ("энергетическое", 1),
        ]:
            assert len(titles(session, asked)) == number, asked
        assert len(ids(session, "саммит", "paragraph")) == 6
        assert len(ids(session, "саммиты", "series")) == 4
        assert len(ids(session, "Italy", "party")) == 1
