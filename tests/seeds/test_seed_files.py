"""The seed files hold what the two documents say, in words that stand there.

`gold.json` holds the facts of the documents as they were annotated by hand, each with the id of the
seed that records it.
"""

import json
import re
import tomllib
import unicodedata
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

SEEDS = Path(__file__).parents[2] / "seeds"
RECORDS = ("parties", "formats", "series", "documents", "events", "commitments")
SINGULAR = {
    "parties": "party",
    "formats": "format",
    "series": "series",
    "documents": "document",
    "events": "event",
    "commitments": "commitment",
}
GOLD = json.loads((Path(__file__).parent / "gold.json").read_text("utf-8"))
CSS_COLOURS = {"royalblue", "sienna", "teal", "indigo", "darkgoldenrod"}
DAY = r"\d{4}-\d{2}-\d{2}"
CANONICAL = re.compile(rf"|{DAY}|{DAY}/{DAY}|\d{{4}}(-\d{{2}})?|\.\./\d{{4}}")


def load(records: str) -> list[dict[str, Any]]:
    with (SEEDS / f"{records}.toml").open("rb") as file:
        return tomllib.load(file)[SINGULAR[records]]


def paragraphs(document: dict[str, Any]) -> list[str]:
    lines = (SEEDS / document["text"]).read_text("utf-8").split("\n")
    return [line for line in lines if line.strip()]


SEED = {records: load(records) for records in RECORDS}
EVERYTHING = [record for records in RECORDS for record in SEED[records]]
BY_ID = {record["id"]: record for record in EVERYTHING}
TEXTS = {document["slug"]: paragraphs(document) for document in SEED["documents"]}
CODES = {party["code"] for party in SEED["parties"]}
SLUGS = {records: {record["slug"] for record in SEED[records]} for records in ("formats", "series", "documents")}
SERIES = {series["slug"]: series for series in SEED["series"]}
EVENT_IDS = {event["id"] for event in SEED["events"]}
CITING = [record for records in ("formats", "series", "events", "commitments") for record in SEED[records]]


def local_texts(value: Any) -> list[dict[str, str]]:
    """Return every text in several languages within a record."""
    if isinstance(value, list):
        return [text for item in value for text in local_texts(item)]
    if not isinstance(value, dict):
        return []
    if "ru" in value or "en" in value:
        return [value]
    return [text for item in value.values() for text in local_texts(item)]


def sources() -> list[dict[str, Any]]:
    return [source for record in CITING for source in record["sources"]]


def own_sources(record: dict[str, Any]) -> set[tuple[str, int, str]]:
    return {(source["document"], source["paragraph"], source["quote"]) for source in record["sources"]}


def format_of(record: dict[str, Any]) -> str | None:
    if "series" in record:
        return SERIES[record["series"]]["format"]
    return record.get("format")


def test_ids_are_uuids_and_unique():
    ids = [UUID(record["id"]) for record in EVERYTHING]
    assert len(set(ids)) == len(ids)
    assert all(identity.version == 4 for identity in ids)


@pytest.mark.parametrize("records", ["formats", "series", "documents"])
def test_slugs_are_plain_and_unique(records):
    slugs = [record["slug"] for record in SEED[records]]
    assert len(set(slugs)) == len(slugs)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) for slug in slugs)


def test_party_codes_are_unique_and_institutions_have_a_parent():
    assert len(CODES) == len(SEED["parties"])
    for party in SEED["parties"]:
        assert (party["kind"] == "institution") == ("parent" in party)
        assert party.get("parent", "TJ") in CODES


def test_formats_have_colours_and_places_of_their_own():
    assert [entry["position"] for entry in SEED["formats"]] == [1, 2, 3, 4, 5]
    assert {entry["colour"] for entry in SEED["formats"]} == CSS_COLOURS


@pytest.mark.parametrize(
    ("slug", "count"), [("communique-expert-forum-2025", 18), ("declaration-central-asia-italy-2025", 27)]
)
def test_texts_have_the_counted_paragraphs(slug, count):
    assert len(TEXTS[slug]) == count
    assert all(line == line.strip() and unicodedata.is_normalized("NFC", line) for line in TEXTS[slug])


def test_the_declaration_prints_its_clause_numbers():
    printed = [line.split(".")[0] for line in TEXTS["declaration-central-asia-italy-2025"][1:]]
    assert printed == [str(number) for number in range(1, 27)]


def test_every_quote_stands_in_its_paragraph():
    assert sources()
    for source in sources():
        paragraph = TEXTS[source["document"]][source["paragraph"] - 1]
        assert source["quote"] in paragraph, source
        assert source["quote"].strip() == source["quote"] != ""


def test_every_record_of_a_fact_has_one_announcement_before_its_mentions():
    for record in CITING:
        assert [source.get("mention", False) for source in record["sources"]] == [False] + [True] * (
            len(record["sources"]) - 1
        ), record["id"]


def test_no_record_cites_the_same_words_twice():
    assert all(len(own_sources(record)) == len(record["sources"]) for record in CITING)


def test_every_named_text_is_in_both_languages():
    for record in EVERYTHING:
        for text in local_texts(record):
            assert set(text) == {"ru", "en"}, text
            assert re.search("[а-яё]", text["ru"])
            assert not re.search("[а-яёА-ЯЁ]", text["en"])
        assert local_texts(record)


def test_titles_are_short_enough_and_set_with_typographic_quotes():
    for text in (text for record in EVERYTHING for text in local_texts(record)):
        assert all(len(words) <= 200 and not re.search("[\"'“”]|  ", words) for words in text.values()), text
        assert "«" not in text["en"]
        assert "‘" not in text["ru"]


def test_every_party_that_is_referred_to_exists():
    for entry in SEED["formats"]:
        assert set(entry["members"]) <= CODES
    for record in (*SEED["series"], *SEED["events"]):
        named = [item if isinstance(item, str) else item["party"] for item in record.get("participants", [])]
        assert set(named) <= CODES
        assert len(set(named)) == len(named)
    for event in SEED["events"]:
        assert {host["party"] for host in event.get("hosts", [])} <= CODES
    for commitment in SEED["commitments"]:
        assert set(commitment["parties"]) <= CODES


def test_every_series_format_and_document_that_is_referred_to_exists():
    for record in (*SEED["series"], *SEED["events"]):
        assert record.get("format", "central-asia-eu") in SLUGS["formats"]
        assert record.get("series", "summits-central-asia-eu") in SLUGS["series"]
        assert not ("format" in record and "series" in record)
    for commitment in SEED["commitments"]:
        assert commitment["document"] in SLUGS["documents"]
        assert set(commitment.get("realised_by_series", [])) <= SLUGS["series"]


def test_every_event_that_is_referred_to_exists():
    for document in SEED["documents"]:
        assert document["event"] in EVENT_IDS
    for commitment in SEED["commitments"]:
        assert set(commitment.get("realised_by", [])) <= EVENT_IDS


def test_every_relation_points_to_one_thing_that_exists():
    for record in (*SEED["series"], *SEED["events"]):
        for relation in record.get("relations", []):
            assert ("to_event" in relation) != ("to_series" in relation)
            assert relation.get("to_event") in EVENT_IDS or relation.get("to_series") in SLUGS["series"]
            assert relation.get("to_event") != record["id"]


def test_dates_are_canonical_and_stand_in_the_cited_words():
    for record in (*SEED["events"], *SEED["commitments"]):
        assert CANONICAL.fullmatch(record["date"]), record["date"]
        assert bool(record["date"]) == bool(record.get("stated"))
        assert re.fullmatch(DAY, record["stated_on"])
        if record["date"]:
            assert record["stated_language"] == "ru"
            assert any(record["stated"] in source["quote"] for source in record["sources"])


def test_only_what_recurs_is_standing():
    for series in SEED["series"]:
        held = [event for event in SEED["events"] if event.get("series") == series["slug"]]
        assert bool(held) != series.get("standing", False), series["slug"]
        assert series.get("standing", False) == ("status" in series)


def test_ordinals_count_once_within_a_series():
    counted = [(event["series"], event["ordinal"]) for event in SEED["events"] if "ordinal" in event]
    assert len(set(counted)) == len(counted)


def test_a_communique_headed_draft_is_a_draft_text():
    states = {document["slug"]: document["state"] for document in SEED["documents"]}
    assert TEXTS["communique-expert-forum-2025"][0] == "Проект"
    assert states == {
        "communique-expert-forum-2025": "draft_text",
        "declaration-central-asia-italy-2025": "adopted",
    }


def test_leaders_are_named_with_their_offices_only_where_the_text_names_them():
    named = {event["titles"]["en"]: event for event in SEED["events"] if "name" in str(event.get("participants"))}
    leaders = {
        who["party"]: who["level"]
        for event in named.values()
        for who in event["participants"]
        if "name" in who and "office" in who and who["answer"] == "attended" and who["basis"] == "named"
    }
    states = dict.fromkeys(("KZ", "KG", "TJ", "TM", "UZ"), "head_of_state")
    assert leaders == {**states, "IT": "head_of_government"}


def test_the_organisers_thanked_in_the_communique_host_the_forum():
    forum = next(event for event in SEED["events"] if event["kind"] == "forum")
    assert [(host["party"], host["role"]) for host in forum["hosts"]] == [
        ("TJ", "host"),
        ("TJ-CSS", "organiser"),
        ("TJ-NAS", "organiser"),
    ]


def test_every_participant_says_what_its_taking_part_rests_on():
    bases = {who["basis"] for event in SEED["events"] for who in event.get("participants", [])}
    assert bases == {"named", "membership"}


@pytest.mark.parametrize("fact", GOLD, ids=lambda fact: fact["title"])
class TestEveryAnnotatedFact:
    def test_is_recorded_as_what_it_is(self, fact):
        plural = {"event": "events", "series": "series", "format": "formats"}[fact["record"]]
        record = BY_ID[fact["seed"]]
        assert record in SEED[plural]
        if fact["record"] != "format":
            assert (record["kind"], record["status"]) == (fact["kind"], fact["status"])
            assert format_of(record) == fact["format"]

    def test_is_cited_in_its_very_words(self, fact):
        cited = own_sources(BY_ID[fact["seed"]])
        assert {(fact["document"], number, quote) for number, quote in fact["citations"]} <= cited
        first = BY_ID[fact["seed"]]["sources"][0]
        assert [first["paragraph"], first["quote"]] == fact["citations"][0]

    def test_keeps_its_date_place_and_number(self, fact):
        record = BY_ID[fact["seed"]]
        stated = None if record.get("ordinal_inferred") else record.get("ordinal")
        assert stated == fact["ordinal"]
        assert record.get("date", "") == fact["date"]
        assert record.get("city", {}).get("en") == fact["city"]
        assert record.get("country") == fact["country"]

    def test_has_its_parties(self, fact):
        record = BY_ID[fact["seed"]]
        members = record.get("members") or record.get("participants", [])
        assert [item if isinstance(item, str) else item["party"] for item in members] == fact["participants"]
        hosts = [host["party"] for host in record.get("hosts", []) if host["role"] != "organiser"]
        assert hosts in fact["hosts"]

    def test_keeps_its_relation(self, fact):
        relations = BY_ID[fact["seed"]].get("relations", [])
        found = [
            {"type": relation["type"], "to": relation.get("to_event") or SERIES[relation["to_series"]]["id"]}
            for relation in relations
        ]
        assert found == ([fact["relation"]] if fact["relation"] else [])


def test_every_event_is_an_annotated_fact():
    assert {fact["seed"] for fact in GOLD if fact["record"] == "event"} == EVENT_IDS
    assert len(GOLD) == 19


@pytest.mark.parametrize(
    ("words", "date", "parties"),
    [
        ("постоянно действующий формат «Экспертный диалог Центральная Азия – Россия»", "", "KZ KG TJ TM UZ RU"),
        ("последующих экспертных форумов на полях саммитов", "", "KZ KG TJ TM UZ RU"),
        ("совместных тематических мероприятий в период между форумами", "", "KZ KG TJ TM UZ RU"),
        ("регулярных встреч на региональном уровне", "", "KZ KG TJ TM UZ IT"),
        ("мероприятий высокого уровня по этим вопросам", "", ""),
        ("круглого стола по водным ресурсам и гидроэнергетике", "../2026", "KZ KG TJ TM UZ IT"),
        ("круглого стола по энергетическому сотрудничеству в 2027 году", "2027", "KZ KG TJ TM UZ IT"),
        ("провести у себя следующий саммит «Центральная Азия + Италия» в 2027 году", "2027", "KG"),
        ("Четвертую конференцию министров иностранных дел весной 2026 года в Италии", "2026-21", "IT"),
    ],
)
def test_every_promise_is_recorded_by_its_words(words, date, parties):
    [promise] = [one for one in SEED["commitments"] if words in one["sources"][0]["quote"]]
    assert (promise["date"], promise["parties"]) == (date, parties.split())


def test_a_promise_has_the_date_of_the_event_that_realises_it():
    assert len(SEED["commitments"]) == 9
    for promise in SEED["commitments"]:
        for event in promise.get("realised_by", []):
            assert BY_ID[event]["date"] == promise["date"]
