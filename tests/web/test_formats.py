"""The page of a format: members, series and editions, who hosts, what is due, what was promised, and its feed."""

import pytest
from sqlalchemy import select

from calendar_service.domain.facts import SourceFacts
from calendar_service.domain.text import LocalText
from calendar_service.models.documents import Paragraph
from calendar_service.models.formats import Format
from calendar_service.models.parties import Party
from calendar_service.services import formats, lifecycle, parties
from calendar_service.services.editions import MOST_OF_SERIES
from tests import factories
from tests.factories import EDITOR, at, hosts, local
from tests.web.conftest import BASE

ITALY = "/formats/central-asia-italy"
MOST_QUERIES = 32


@pytest.fixture
def format_id(stored):
    with stored.reading() as session:
        return session.scalars(select(Format.id).where(Format.slug == "central-asia-italy")).one()


def test_it_says_where_things_stand_and_what_is_awaited(read):
    page = read(ITALY)
    assert page.one("h1").text == "Central Asia + Italy"
    assert "One window has closed, one closes in 34 days, two open in 2027." in page.text
    ahead = page.section("ahead").text
    assert "Fourth Conference of Foreign Ministers" in ahead
    assert "no day named, no word since" in ahead
    assert "First ‘Central Asia + Italy’ Summit" not in ahead
    assert "/calendar?lang=en&format=central-asia-italy" in page.links


def test_each_series_has_its_editions_with_number_date_host_and_status(read, find):
    series = read(ITALY).section("series").text
    assert "‘Central Asia + Italy’ Ministerial Conferences Number in the series: 4 spring 2026" in series
    assert "Number in the series: 1 30 May 2025 Friday First ‘Central Asia + Italy’ Summit held Astana, Kazakhstan Hosts: Kazakhstan" in series  # fmt: skip
    assert "Regular regional-level security meetings between Italy and Central Asia" in series, "it only recurs"
    assert f"/events/{find('Fourth Conference')}?lang=en" in read(ITALY).links


def test_a_series_that_only_recurs_does_not_repeat_the_format_it_stands_under(read):
    chips = [one for one in read(ITALY).all("a") if one.get("class").startswith("chip ")]
    assert [one.text for one in chips if "central-asia-italy" in one["href"]] == []


def test_no_next_edition_is_invented(read, change, find):
    assert "No next edition has been named." not in read(ITALY).section("series").text
    change(lifecycle.cancel, find("Next ‘Central Asia + Italy’ Summit"), by=EDITOR, at=at("2026-11-02"))
    assert "No next edition has been named." in read(ITALY).section("series").text
    assert "Следующая встреча не названа." in read(ITALY, lang="ru").section("series").text


def test_who_hosted_which_year_is_told_and_what_was_called_off_is_not(read, change, find):
    hosting = read(ITALY).section("hosting").text
    assert "2027 Kyrgyzstan: Next ‘Central Asia + Italy’ Summit" in hosting
    assert "2025 Kazakhstan: First ‘Central Asia + Italy’ Summit" in hosting
    assert "2024 Italy: Third" in hosting
    change(lifecycle.cancel, find("Next ‘Central Asia + Italy’ Summit"), by=EDITOR, at=at("2026-11-02"))
    assert "2027" not in read(ITALY).section("hosting").text


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        (ITALY, {("Calendar", "true"), ("Formats", "true")}),
        ("/formats", {("Calendar", "true"), ("Formats", "page")}),
        ("/parties/IT", {("Calendar", "true"), ("Parties", "true")}),
        ("/parties", {("Calendar", "true"), ("Parties", "page")}),
        ("/changes", {("Calendar", "true"), ("Journal of changes", "page")}),
        ("/series/summits-central-asia-italy", {("Calendar", "true")}),
    ],
)
def test_every_page_says_which_part_of_the_site_it_is_of(read, path, marked):
    links = read(path).all("a")
    assert {(one.text, one["aria-current"]) for one in links if "aria-current" in one.attributes} == marked


def test_its_members_are_linked_and_a_missing_secretariat_is_said(read):
    page = read(ITALY, lang="ru")
    members = page.section("members").text
    assert "Казахстан, Кыргызстан, Таджикистан, Туркменистан, Узбекистан, Италия" in members
    assert "Секретариат не сказано" in members
    assert "/parties/KZ?lang=ru" in page.links


def test_a_secretariat_is_named_where_there_is_one(read, change, stored, format_id):
    with stored.reading() as session:
        uzbekistan = session.scalars(select(Party.id).where(Party.code == "UZ")).one()
    change(formats.change_format, format_id, {"secretariat_id": uzbekistan}, by=EDITOR, at=at("2026-11-01"))
    assert "Secretariat Uzbekistan" in read(ITALY).section("members").text
    assert "Central Asia + Italy secretariat" in read("/parties/UZ").section("formats").text


def test_its_promises_are_counted(read):
    promises = read(ITALY).section("promises").text
    assert "Of six promises: the term of one has passed without word; the term of one is running; the terms of two lie ahead; for two no term is named." in promises  # fmt: skip
    assert "/promises?lang=en&format=central-asia-italy&state=passed" in read(ITALY).links


def test_it_is_known_from_a_passage_and_its_feed_can_be_subscribed_to(read):
    page = read(ITALY)
    assert "в формате Центральная Азия + Италия" in page.section("sources").text
    assert "webcal://calendar.example.org/feeds/format/central-asia-italy.ics?lang=en" in page.links
    alternates = [one["href"] for one in page.all("link", rel="alternate")]
    assert f"{BASE}/feeds/format/central-asia-italy.ics?lang=en" in alternates


def test_a_format_renamed_is_found_under_both_names(client, change, format_id):
    change(formats.change_format, format_id, {"slug": "ca-italy"}, by=EDITOR, at=at("2026-11-01"))
    answer = client.get(f"{ITALY}?lang=ru")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/formats/ca-italy?lang=ru")
    assert client.get(f"/formats/{format_id}").headers["Location"] == "/formats/ca-italy"
    assert client.get("/formats/ca-italy").status_code == 200


def test_what_there_is_not_is_not_found(client):
    for address in ("/formats/none", "/series/none", "/parties/ZZ", "/formats/00000000-0000-4000-8000-000000000000"):
        assert client.get(address).status_code == 404, address


def test_drafts_are_nowhere_on_its_pages(read, change, stored, format_id):
    with stored.reading() as session:
        italy = session.scalars(select(Party)).all()
    series = change(factories.series, "secret-talks", name="Talks", format_id=format_id)
    drafted = {"publish": False, "format_id": format_id, "series_id": series.id, "hosts": hosts(italy[0])}
    change(factories.event, title="Covert summit", date="2027-02-03", **drafted)
    change(factories.event, title="Covert past", date="2025-02-03", status="held", **drafted)
    for address in (ITALY, "/series/secret-talks", "/formats", f"/parties/{italy[0].code}"):
        page = read(address)
        assert "Covert" not in page.source, address
    assert "No edition is recorded." in read("/series/secret-talks").text
    assert "No meeting ahead has a day yet." in read(ITALY).text


def test_a_number_that_no_source_states_is_marked_as_inferred(read):
    assert read(ITALY).section("series").text.count("number inferred from the order") == 1
    assert "номер выведен из порядка" in read(ITALY, lang="ru").section("series").text


def test_what_is_cancelled_stands_after_what_takes_place(read, change, format_id):
    said = {"format_id": format_id, "now": at("2026-11-01")}
    sooner = change(factories.event, title="Called off soon", date="2026-12-01", **said)
    change(factories.event, title="Takes place later", date="2026-12-20", **said)
    change(lifecycle.cancel, sooner.id, by=EDITOR, at=at("2026-11-20"))
    for path, section in (("/", "fixed"), (ITALY, "ahead")):
        shown = read(path).section(section).text
        assert shown.index("Takes place later") < shown.index("Called off soon")


def test_a_long_series_is_bounded_with_a_link_to_the_rest(read, change, format_id):
    series = change(factories.series, "long", name="Long series", format_id=format_id)
    for number in range(1, MOST_OF_SERIES + 4):
        date = f"{1990 + number}-05-12"
        change(
            factories.event, title=f"Edition {number}", date=date, status="held", series_id=series.id, ordinal=number
        )
    shown = read(ITALY).section("series").text
    assert shown.count("Edition ") == MOST_OF_SERIES
    assert "All editions" in shown
    assert read("/series/long").section("editions").text.count("Edition ") == MOST_OF_SERIES + 3


def test_it_takes_few_queries_however_much_there_is(client, queries, change, format_id):
    queries.clear()
    assert client.get(ITALY).status_code == 200
    number = len(queries)
    assert number <= MOST_QUERIES, queries
    for name in ("one", "two", "three"):
        series = change(factories.series, name, format_id=format_id)
        for year in range(2020, 2026):
            change(factories.event, date=f"{year}-05-12", status="held", series_id=series.id)
    queries.clear()
    assert client.get(ITALY).status_code == 200
    assert len(queries) <= number


def test_the_list_of_formats_tells_what_each_has(read):
    page = read("/formats")
    assert "Central Asia + Italy 6 members 3 series 6 promises" in page.text
    assert "Consultative Meetings of the Heads of State of Central Asia 5 members 1 series no promises" in page.text
    assert f"{ITALY}?lang=en" in page.links
    assert "6 участников 3 серии 6 обязательств" in read("/formats", lang="ru").text


def test_names_all_over_the_site_lead_to_these_pages(read, find):
    event = read(f"/events/{find('First ‘Central Asia + Italy’')}").links
    assert {f"{ITALY}?lang=en", "/series/summits-central-asia-italy?lang=en", "/parties/KZ?lang=en"} <= set(event)
    document = read("/documents/declaration-central-asia-italy-2025").links
    assert {f"{ITALY}?lang=en", "/series/summits-central-asia-italy?lang=en"} <= set(document)
    home = read("/").links
    assert {"/formats/central-asia-russia?lang=en", "/series/security-meetings-central-asia-italy?lang=en"} <= set(home)
    assert "/calendar?lang=en&format=outside" in read("/formats").links


def test_a_series_has_its_editions_in_order_with_their_hosts(read):
    page = read("/series/summits-central-asia-italy")
    editions = page.section("editions").text
    assert editions.index("Next ‘Central Asia + Italy’ Summit") < editions.index("First ‘Central Asia + Italy’ Summit")
    assert "Hosts: Kyrgyzstan number inferred from the order Number in the series: 2" in editions
    assert editions.count("number inferred from the order") == 1
    assert (
        "Participants Kazakhstan, Kyrgyzstan, Tajikistan, Turkmenistan, Uzbekistan, Italy" in page.section("about").text
    )
    assert f"{BASE}/feeds/series/summits-central-asia-italy.ics?lang=en" in page.links


def test_a_series_that_only_recurs_says_so_and_cites_its_words(read):
    page = read("/series/subsequent-expert-forums-central-asia-russia")
    assert "These meetings recur; none of them is named." in page.text
    assert "последующих экспертных форумов на полях саммитов" in page.section("sources").text
    assert "On the sidelines of ‘Central Asia – Russia’ Summits" in page.section("about").text


def test_a_series_renamed_is_found_under_both_names(client, change):
    series = change(factories.series, "old-name")
    change(formats.change_series, series.id, {"slug": "new-name"}, by=EDITOR, at=at("2026-11-01"))
    assert client.get("/series/old-name").headers["Location"] == "/series/new-name"


def test_a_private_source_is_not_shown(read, change):
    private = SourceFacts(note="Told on the telephone.", number="12/3")
    change(factories.format_, "private", name="A format", sources=(private,))
    page = read("/formats/private")
    assert "telephone" not in page.source
    assert "No source is given for it." in page.section("sources").text


def test_a_passage_of_a_draft_is_not_quoted(read, change, stored):
    from calendar_service.domain.paragraphs import ParagraphFacts
    from calendar_service.domain.records import DocumentFacts
    from calendar_service.services import documents

    said = DocumentFacts(
        slug="hidden", kind="treaty", titles=local("Hidden paper"), language="en", state="adopted",
        paragraphs=(ParagraphFacts(number=1, text="A secret format is founded."),),
    )  # fmt: skip
    change(documents.create, said, by=EDITOR, at=at("2026-11-01"))
    with stored.reading() as session:
        paragraph = session.scalars(select(Paragraph.id).where(Paragraph.text.contains("secret format"))).one()
    source = SourceFacts(paragraph_id=paragraph, quote="A secret format")
    change(factories.format_, "founded", name="A format", sources=(source,))
    assert "secret" not in read("/formats/founded").source


def test_a_party_has_what_it_hosts_takes_part_in_and_promised(read):
    page = read("/parties/KZ")
    assert page.one("h1").text == "Kazakhstan"
    assert "First ‘Central Asia + Italy’ Summit held Astana, Kazakhstan Hosts: Kazakhstan" in page.section("hosts").text
    assert "Second Expert Forum" in page.section("past").text
    assert "Fourth Conference of Foreign Ministers" in page.section("ahead").text
    assert "Of six promises" in page.section("promises").text
    assert "Central Asia – European Union" in page.section("formats").text
    assert "webcal://calendar.example.org/feeds/party/KZ.ics?lang=en" in page.links


def test_a_party_is_called_as_its_readers_language_has_it(read, change):
    change(parties.create, _state("FI"), by=EDITOR, at=at("2026-11-01"))
    assert read("/parties/FI").one("h1").text == "Finland"
    page = read("/parties/FI", lang="ru")
    assert page.one("h1").text == "Финляндия"
    assert "Впереди ничего нет." in page.text
    assert "Обязательств не записано." in page.text


def _state(code):
    from calendar_service.domain.records import PartyFacts

    return PartyFacts(code=code, kind="state", names=LocalText())


def test_a_party_is_asked_for_in_small_letters_too(client):
    assert client.get("/parties/tj-nas?lang=ru").headers["Location"] == "/parties/TJ-NAS?lang=ru"


def test_an_institution_belongs_to_its_party_and_counts_for_it(read):
    page = read("/parties/TJ-NAS")
    assert "Party · institution, Tajikistan" in page.text
    assert "/parties/TJ-NAS?lang=en" in read("/parties/TJ").links
    hosted = read("/parties/TJ").section("hosts").text
    assert "Second Expert Forum" in hosted, "its academy hosts it"


def test_the_list_of_parties_has_them_by_kind_and_alphabet(read):
    page = read("/parties", lang="ru")
    assert "Италия Казахстан Кыргызстан Россия Таджикистан Туркменистан Узбекистан" in page.section("k-state").text
    assert "Европейский союз" in page.section("k-organisation").text
    assert "Таджикистан" in page.section("k-institution").text


def test_a_partys_page_takes_few_queries(client, queries):
    assert client.get("/parties/KZ").status_code == 200
    assert len(queries) <= MOST_QUERIES, queries


@pytest.mark.parametrize("address", ["/formats", "/parties", "/series/summits-central-asia-italy"])
def test_the_other_pages_take_few_queries_too(client, queries, address):
    assert client.get(address).status_code == 200
    assert len(queries) <= MOST_QUERIES, queries


def test_markup_in_a_name_is_shown_and_never_obeyed(read, change):
    hostile = "<svg/onload=alert(1)> {{7*7*191}} \"' onmouseover=x"
    change(factories.format_, "hostile", name=hostile, descriptions=local(hostile))
    change(factories.series, "hostile", name=hostile, descriptions=local(hostile))
    change(factories.party, "XSS", kind="organisation", names=local(hostile), contact=hostile)
    for address in ("/formats", "/formats/hostile", "/series/hostile", "/parties", "/parties/XSS", "/promises"):
        page = read(address)
        assert "<svg/onload" not in page.source, address
        assert address == "/promises" or hostile in page.text, address
