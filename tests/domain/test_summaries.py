"""What an entry says of itself, in both languages."""

from dataclasses import replace
from datetime import date

from calendar_service.domain import summaries
from calendar_service.domain.dates import StatedDate
from calendar_service.domain.entries import HostFace, LinkFace, ParticipantFace, RelationFace, Said
from calendar_service.domain.windows import Window
from tests.domain import cases
from tests.render.factories import DECLARATION, FIRM, ITALY, KAZAKHSTAN, SPRING, SUMMIT, a_full_entry, an_entry

TITLE = "Fourth Ministerial Conference"
KEPT_ONE = RelationFace(type="replaces", outward=False, title=Said("The kept one", "en"), url="https://x/kept")


def lines_of(entry):
    return summaries.description(entry).split("\n")


# the summary


def test_a_firm_date_needs_no_words():
    assert summaries.summary(an_entry(date=FIRM)) == TITLE


def test_what_has_no_date_is_called_by_its_title():
    assert summaries.summary(an_entry(date=StatedDate())) == TITLE


@cases.each(
    ("changes", "words"),
    [
        ({"date": SPRING}, f"spring 2026: date to be confirmed — {TITLE}"),
        ({"date": SPRING, "window": Window.OPEN}, f"spring 2026: date to be confirmed — {TITLE}"),
        ({"date": SPRING, "window": Window.CLOSED}, f"spring 2026: no day was named — {TITLE}"),
        (
            {"date": SPRING, "window": Window.CLOSED, "status": "held"},
            f"spring 2026: held; the day is not recorded — {TITLE}",
        ),
        ({"status": "cancelled"}, f"Cancelled: {TITLE}"),
        ({"status": "cancelled", "date": SPRING}, f"Cancelled (spring 2026): {TITLE}"),
        ({"status": "cancelled", "date": StatedDate()}, f"Cancelled: {TITLE}"),
        ({"status": "postponed"}, f"Postponed, no new date: {TITLE}"),
        ({"status": "postponed", "date": SPRING}, f"Postponed, no new date (was: spring 2026): {TITLE}"),
        ({"status": "postponed", "date": StatedDate()}, f"Postponed, no new date: {TITLE}"),
        ({"status": "cancelled", "merged_into": KEPT_ONE}, f"Merged with another entry: {TITLE}"),
        ({"window": Window.CLOSED}, TITLE),
    ],
)
def test_what_must_not_be_missed_stands_in_front(changes, words):
    assert summaries.summary(an_entry(**changes)) == words


@cases.each(
    ("changes", "words"),
    [
        ({"date": SPRING}, "весна 2026 г.: дата уточняется — Встреча"),
        ({"date": SPRING, "window": Window.CLOSED}, "весна 2026 г.: день не назван — Встреча"),
        ({"status": "cancelled"}, "Отменено: Встреча"),
        ({"status": "postponed"}, "Отложено, новая дата не названа: Встреча"),
    ],
)
def test_russian_stands_beside_english(changes, words):
    assert summaries.summary(an_entry(lang="ru", title=Said("Встреча", "ru"), **changes)) == words


def test_a_day_carried_from_another_event_is_to_be_confirmed():
    summary = summaries.summary(an_entry(date=StatedDate("2027-05-15"), carried=SUMMIT))
    assert summary == f"15 May 2027: date to be confirmed — {TITLE}"


def test_a_title_in_another_language_is_marked():
    entry = an_entry(title=Said("Четвёртая конференция", "ru"))
    assert summaries.summary(entry) == "Четвёртая конференция [ru]"
    assert summaries.summary(replace(entry, lang="ru")) == "Четвёртая конференция"


def test_a_percent_sign_is_only_a_percent_sign():
    assert summaries.summary(an_entry(title=Said("100 % %(date)s", "en"), date=SPRING)).endswith("100 % %(date)s")


@cases.each("lang", ["ru", "en"])
def test_nothing_is_said_of_what_was_withdrawn(lang):
    entry = a_full_entry(visibility="withdrawn", lang=lang)
    texts = [
        summaries.summary(entry),
        summaries.description(entry),
        summaries.location(entry),
        summaries.status_words(entry),
    ]
    assert texts[0]
    for word in ("Fourth", "Italy", "Rome", "2026", "Summit", "planned"):
        assert not [text for text in texts if word in text]


# the status


@cases.each(
    ("changes", "words"),
    [
        ({}, "planned"),
        ({"status": "confirmed"}, "confirmed"),
        ({"date": SPRING}, "planned; date to be confirmed"),
        ({"date": SPRING, "window": Window.CLOSED}, "planned; no day named, no word since"),
        ({"window": Window.CLOSED}, "planned; no word since"),
        ({"date": SPRING, "status": "held"}, "held; the day is not recorded"),
        ({"status": "postponed"}, "postponed; no new date"),
        ({"status": "cancelled", "date": SPRING}, "cancelled"),
        ({"date": StatedDate(), "window": Window.NONE}, "planned"),
        ({"status": "cancelled", "merged_into": KEPT_ONE}, "merged with another entry"),
    ],
)
def test_status_says_what_is_known(changes, words):
    assert summaries.status_words(an_entry(**changes)) == words


# the place


@cases.each(
    ("changes", "words"),
    [
        ({}, ""),
        ({"country_name": "Italy"}, "Italy"),
        ({"city": Said("Rome", "en"), "country_name": "Italy"}, "Rome, Italy"),
        ({"venue": Said("Villa Madama", "en"), "city": Said("Rome", "en")}, "Villa Madama, Rome"),
        ({"city": Said("Рим", "ru"), "country_name": "Italy"}, "Рим [ru], Italy"),
        ({"mode": "online"}, "online"),
        ({"mode": "online", "city": Said("Rome", "en")}, "Rome"),
        ({"mode": "in_person"}, ""),
    ],
)
def test_a_place_is_said_as_far_as_it_is_known(changes, words):
    assert summaries.location(an_entry(**changes)) == words


# the description


def test_the_date_stands_first_as_stated_and_with_its_bounds():
    first, second, third, *_ = lines_of(an_entry(date=SPRING))
    assert first == "Date: spring 2026 (as stated: «весной 2026 года»)"
    assert second.startswith("Possible days: ")
    assert "1 March" in second
    assert "31 May 2026" in second
    assert third == "Status: planned; date to be confirmed"


def test_bounds_of_a_single_day_are_not_repeated():
    assert "Possible days" not in summaries.description(an_entry(date=StatedDate("2026-05-12~")))


def test_words_that_say_the_same_are_not_repeated():
    assert lines_of(an_entry(date=StatedDate("2026-21", "spring 2026", "en")))[0] == "Date: spring 2026"


def test_an_open_date_tells_when_it_was_stated():
    entry = an_entry(date=StatedDate("../2026"), stated_on=date(2025, 10, 11))
    assert "Stated on 11 October 2025" in lines_of(entry)


def test_a_missing_date_is_said():
    assert lines_of(an_entry(date=StatedDate()))[0] == "Date: not set"


def test_a_carried_date_says_where_it_comes_from():
    line = (
        "The date comes from another event — on the sidelines of: Third Summit https://calendar.example/events/summit"
    )
    lines = lines_of(an_entry(date=StatedDate("2027"), carried=SUMMIT, relations=(SUMMIT,)))
    assert line in lines
    assert len([text for text in lines if "Third Summit" in text]) == 1


def test_hosts_have_roles_and_participants_are_named_once():
    entry = an_entry(
        hosts=(HostFace(party=ITALY, role="host"), HostFace(party=KAZAKHSTAN, role="chair")),
        participants=(ParticipantFace(party=ITALY), ParticipantFace(party=KAZAKHSTAN), ParticipantFace(party=ITALY)),
    )
    assert "Hosts: Italy; Kazakhstan (chair)" in lines_of(entry)
    assert "Participants: Italy, Kazakhstan" in lines_of(entry)


def test_a_long_list_of_participants_is_cut():
    parties = [replace(ITALY, code=f"X{number}", name=Said(f"Party {number}", "en")) for number in range(15)]
    entry = an_entry(participants=tuple(ParticipantFace(party=party) for party in parties))
    (line,) = [line for line in lines_of(entry) if line.startswith("Participants: ")]
    assert line.endswith("Party 11 and 3 more")


def test_a_move_tells_the_earlier_date_and_the_reason():
    lines = lines_of(an_entry(previous=SPRING, reason=Said("Elections", "en")))
    assert "Moved from: spring 2026" in lines
    assert "Reason: Elections" in lines


@cases.each("status", ["cancelled", "postponed"])
def test_what_is_off_tells_the_reason(status):
    assert "Reason: Elections" in lines_of(an_entry(status=status, reason=Said("Elections", "en")))


def test_a_check_without_news_is_told():
    entry = an_entry(date=SPRING, window=Window.CLOSED, last_checked=date(2026, 11, 3))
    assert "Last checked on 3 November 2026" in lines_of(entry)


def test_the_event_it_stands_beside_is_named():
    relations = (replace(SUMMIT, type="timed_to"), replace(SUMMIT, type="follows", outward=False))
    lines = [line for line in lines_of(an_entry(relations=relations)) if "Third Summit" in line]
    assert lines == ["Timed to: Third Summit https://calendar.example/events/summit"]


def test_what_replaces_it_is_named():
    assert "Replaced by: The kept one https://x/kept" in lines_of(an_entry(relations=(KEPT_ONE,)))


def test_a_merged_entry_points_to_the_one_that_stays():
    assert "See: The kept one https://x/kept" in lines_of(an_entry(status="cancelled", merged_into=KEPT_ONE))


def test_the_words_that_announced_it_are_quoted_with_their_paragraph():
    (line,) = [line for line in lines_of(an_entry(citations=(DECLARATION,))) if "Joint Declaration" in line]
    assert line == f"«{DECLARATION.quote}» — Joint Declaration, clause 25: {DECLARATION.url}"


def test_quotation_marks_within_quotation_marks_are_the_inner_ones():
    quoting = replace(DECLARATION, quote="форум «Центральная Азия + Италия» в Риме")
    (line,) = [line for line in lines_of(an_entry(citations=(quoting,))) if "Joint Declaration" in line]
    assert line.startswith("«форум „Центральная Азия + Италия“ в Риме» — ")
    assert summaries.quoted("the “Rome” forum", "en") == "“the ‘Rome’ forum”"


def test_a_further_mention_is_left_to_the_page():
    assert "Joint Declaration" not in summaries.description(an_entry(citations=(replace(DECLARATION, mention=True),)))


def test_a_long_quotation_is_cut_between_words():
    citation = replace(DECLARATION, quote="слово " * 200)
    (line,) = [line for line in lines_of(an_entry(citations=(citation,))) if "Joint Declaration" in line]
    assert "слово…»" in line
    assert len(line) < summaries.QUOTE_LENGTH + 120


def test_links_say_what_they_are():
    links = (
        LinkFace(type="webcast", title="", url="https://x/live"),
        LinkFace(type="source", title="Statement", publisher="MFA", url="https://x/statement"),
    )
    lines = lines_of(an_entry(links=links))
    assert "Webcast — https://x/live" in lines
    assert "Source: Statement (MFA) — https://x/statement" in lines


@cases.each("lang", ["ru", "en"])
def test_the_link_to_the_page_stands_last(lang):
    entry = a_full_entry(lang=lang)
    assert lines_of(entry)[-1].endswith(entry.url)


def test_no_line_is_doubly_empty():
    assert "\n\n\n" not in summaries.description(a_full_entry())
    assert "\n\n\n" not in summaries.description(an_entry(date=StatedDate()))
