"""What an event may hold."""

from datetime import time
from uuid import UUID

from calendar_service.domain import checks
from calendar_service.domain.dates import StatedDate
from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.facts import (
    EventFacts,
    ExternalIdFacts,
    HostFacts,
    LinkFacts,
    ParticipantFacts,
    RelationFacts,
    SourceFacts,
)
from calendar_service.domain.text import LocalText
from tests.domain import cases

ONE = UUID(int=1)
HOSTILE = "Rome\r\nATTENDEE:mailto:x@example.org"
ROME = LocalText({"en": "Rome"})


def event(**facts):
    return checks.check_event(EventFacts(**{"kind": "summit", "titles": LocalText({"en": "Summit"}), **facts}))


def field_refused(call, *args, **options):
    """The field that a refusal names; nothing where the call is not refused."""
    try:
        call(*args, **options)
    except InvalidInput as refusal:
        return refusal.field
    return ""


def test_an_event_needs_no_more_than_a_kind_and_a_title_in_one_language():
    checked = event()
    assert (checked.kind, dict(checked.titles), checked.date) == ("summit", {"en": "Summit"}, StatedDate())


@cases.each("titles", [{}, {"ru": " ", "en": "\u3164"}])
def test_an_event_without_a_visible_title_is_refused(titles):
    assert field_refused(event, titles=LocalText(titles)) == "title"


def test_what_an_event_cannot_hold_is_refused_by_its_field():
    for facts, field in [
        ({"kind": "party"}, "kind"),
        ({"mode": "by post"}, "mode"),
        ({"ordinal": 0}, "ordinal"),
        ({"ordinal": 10_000}, "ordinal"),
        ({"timezone": "+05:00"}, "timezone"),
        ({"timezone": "../../etc/passwd"}, "timezone"),
        ({"country": "it"}, "country"),
        ({"languages": ("ru", "Russian")}, "languages"),
        ({"latitude": 90.5}, "latitude"),
        ({"latitude": float("nan")}, "latitude"),
        ({"longitude": float("-inf")}, "longitude"),
        ({"hosts": (HostFacts(party_id=ONE, role="guest"),)}, "hosts"),
        ({"participants": (ParticipantFacts(party_id=ONE, role="host"),)}, "participants"),
        ({"participants": (ParticipantFacts(party_id=ONE, level="king"),)}, "participants"),
        ({"links": (LinkFacts(type="official", url=""),)}, "links"),
        ({"links": (LinkFacts(type="other", url="https://example.org"),)}, "links"),
        ({"external_ids": (ExternalIdFacts(system="", value="1"),)}, "external_ids"),
        ({"sources": (SourceFacts(),)}, "sources"),
        ({"sources": (SourceFacts(paragraph_id=ONE),)}, "sources"),
    ]:
        assert field_refused(event, **facts) == field


def test_every_text_of_an_event_enters_by_the_one_door():
    for facts, field in [
        ({"titles": LocalText({"en": HOSTILE})}, "title.en"),
        ({"cities": LocalText({"ru": HOSTILE})}, "city.ru"),
        ({"venues": LocalText({"en": HOSTILE})}, "venue.en"),
        ({"descriptions": LocalText({"en": "a\u202eb"})}, "description.en"),
        ({"private_note": "a\x00b"}, "private_note"),
        ({"owner_role": "editor\x00"}, "owner"),
        ({"date": StatedDate("2026-21", "spring\u202e 2026", "en")}, "date"),
        ({"participants": (ParticipantFacts(party_id=ONE, names=LocalText({"en": HOSTILE})),)}, "participants.en"),
        ({"links": (LinkFacts(type="official", url=f"https://example.org/{HOSTILE}"),)}, "links"),
        ({"links": (LinkFacts(type="official", url="https://example.org", title=HOSTILE),)}, "links"),
        ({"external_ids": (ExternalIdFacts(system="x", value=HOSTILE),)}, "external_ids"),
        ({"sources": (SourceFacts(number=HOSTILE),)}, "sources"),
    ]:
        assert field_refused(event, **facts) == field


def test_what_can_stand_is_kept_clean():
    checked = event(
        cities=LocalText({"en": " Rome "}), languages=("ru", "en", "ru"), ordinal=9999, timezone="asia/almaty"
    )
    assert (checked.cities, checked.languages, checked.ordinal) == (ROME, ("ru", "en"), 9999)
    assert checked.timezone == "Asia/Almaty"


def test_facts_that_are_clean_stay_the_same():
    facts = EventFacts(kind="summit", titles=ROME, date=StatedDate("2026-05-12", "12 May 2026", "en", time(10)))
    assert checks.check_event(facts) == facts


@cases.each("edtf", ["1900-01-01/2199-12-31", "2026-01-01/2027-01-02"])
def test_a_meeting_of_more_than_a_year_is_refused(edtf):
    assert field_refused(event, date=StatedDate(edtf)) == "date"


@cases.each("edtf", ["2026-01-01/2027-01-01", "1900/2199", "../2199", "[1900-01-01..2199-12-31]"])
def test_a_year_of_days_and_any_window_can_be_recorded(edtf):
    assert event(date=StatedDate(edtf)).date.edtf == edtf


def test_a_meeting_that_ends_before_it_begins_is_refused():
    date = StatedDate("2026-05-12", start_time=time(18), end_time=time(10))
    assert field_refused(event, date=date) == "date"
    overnight = StatedDate("2026-05-12/2026-05-13", start_time=time(18), end_time=time(10))
    assert event(date=overnight).date == overnight


@cases.each("zone", ["+05:00", "Etc/GMT-5", "EST", "Mars/Olympus"])
def test_a_date_stated_at_a_fixed_offset_or_in_an_unknown_zone_is_refused(zone):
    assert field_refused(event, date=StatedDate("2026-05-12", start_time=time(10), timezone=zone)) == "timezone"


def test_a_country_is_one_of_iso_3166():
    for code in ["KZ", "IT", "VA", "PS", "TW", ""]:
        assert checks.check_country(code) == code


def test_an_organisation_or_an_unknown_code_is_no_country():
    for code in ["EU", "UN", "ZZ", "XK", "AA", "KAZ", "K", "kz", "KZ\n", "001"]:
        assert field_refused(checks.check_country, code) == "country"


@cases.each(
    "url",
    [
        "https://example.org",
        "HTTPS://example.org/a?b=1,2;c#d",
        "http://[2001:db8::1]:8080/",
        "https://мид.рф/встреча",
        "",
    ],
)
def test_an_address_on_the_web_can_be_linked(url):
    assert checks.check_url(f" {url} ", field="url") == url


def test_nothing_else_can_be_linked():
    for url in [
        "javascript:alert(1)",
        "JaVaScRiPt://example.org/%0aalert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://example.org",
        "mailto:x@example.org",
        "//example.org",
        "/feeds",
        "https:javascript:alert(1)",
        "https://",
        "https://[::1",
        'https://example.org/" onmouseover="x',
        "https://example.org/\u00a0x",
        "java\tscript:alert(1)",
        "https://example.org/" + "x" * 2000,
    ]:
        assert field_refused(checks.check_url, url, field="url") == "url"


def test_a_link_of_an_event_may_be_a_mail_address():
    link = LinkFacts(type="press", url="mailto:press@example.org")
    assert checks.check_link(link) == link
    assert field_refused(checks.check_link, LinkFacts(type="press", url="mailto:nobody")) == "links"


@cases.each("ids", [{}, {"event_id": ONE, "series_id": ONE}])
def test_a_relation_leads_to_one_event_or_one_series(ids):
    assert field_refused(checks.check_relation, RelationFacts(type="follows", **ids)) == "relations"


@cases.each("ids", [{"event_id": ONE}, {"series_id": ONE}])
def test_a_relation_has_a_known_sort(ids):
    assert checks.check_relation(RelationFacts(type="between", **ids)).type == "between"
    assert field_refused(checks.check_relation, RelationFacts(type="near", **ids)) == "relations"


@cases.each(
    ("source", "sort"),
    [
        (SourceFacts(paragraph_id=ONE, quote="в 2027 году"), "document"),
        (SourceFacts(url="https://example.org/news"), "link"),
        (SourceFacts(number="14-06/221"), "private"),
        (SourceFacts(note="A call"), "private"),
    ],
)
def test_a_source_is_a_paragraph_with_its_words_a_link_or_a_private_note(source, sort):
    assert checks.check_source(source) == source
    assert source.sort == sort


def test_an_event_has_200_hosts_at_most():
    hosts = tuple(HostFacts(party_id=UUID(int=number)) for number in range(201))
    assert len(event(hosts=hosts[:200]).hosts) == 200
    assert field_refused(event, hosts=hosts) == "hosts"


@cases.each("slug", ["a", "central-asia-italy", "2026", "a" * 80])
def test_a_slug_has_small_latin_letters_digits_and_hyphens(slug):
    assert checks.check_slug(slug) == slug


def test_no_other_slug_can_stand_in_an_address():
    for slug in ["", "A", "a--b", "-a", "a-", "a b", "a/b", "..", "италия", "a\n", "a" * 81]:
        assert field_refused(checks.check_slug, slug) == "slug"
