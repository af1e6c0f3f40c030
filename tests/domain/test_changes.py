"""Lines of the journal in words, and which of them are news."""

from calendar_service.domain.changes import NEWS, SHIFTS, VERBS, Told, tell
from calendar_service.domain.dates import StatedDate, compare
from calendar_service.domain.text import LocalText
from calendar_service.domain.words import say
from tests.domain import cases

NO_REASON = LocalText()


def moved(before, after, lang):
    """Tell of a move as the service records it: what names the day is kept as narrowing that names it."""
    one, other = StatedDate(before), StatedDate(after)
    shift = compare(one, other)
    kind = "narrowed" if shift.kind == "named" else shift.kind
    facts = {"before": before, "after": after, "shift": kind, "days": shift.days}
    return str(tell("moved", {**facts, "names_day": other.is_firm and not one.is_firm}, NO_REASON, lang))


def test_a_move_says_from_what_to_what_and_by_how_much():
    for before, after, words in [
        ("2026-05-12", "2026-06-03", "Moved. was: 12 May 2026; now: 3 June 2026 (22 days later)"),
        ("2026-05-12", "2026-05-11", "Moved. was: 12 May 2026; now: 11 May 2026 (1 day earlier)"),
        ("2026-21", "2026-05-12", "The day has been named. was: spring 2026; now: 12 May 2026"),
        ("2026-21", "2026-05", "Date narrowed. was: spring 2026; now: May 2026"),
        ("", "2026", "Date narrowed. was: date not set; now: 2026"),
        ("2026-05", "2026", "Date widened. was: May 2026; now: 2026"),
    ]:
        assert moved(before, after, "en") == words


def test_a_move_is_told_in_russian_with_its_last_full_stop():
    assert moved("2026-05-12", "2026-06-03", "ru").endswith("3 июня 2026 г. (на 22 дня позже)")
    assert moved("2026-21", "2026-05-12", "ru").endswith("12 мая 2026 г.")


def test_a_reason_comes_last_in_the_language_it_was_given_in():
    told = tell("cancelled", {}, LocalText({"ru": "Выборы."}), "en")
    assert (told.verb, told.reason, str(told)) == ("Cancelled", "Выборы.", "Cancelled. Выборы.")


def test_what_is_told_has_no_double_full_stops():
    assert str(Told(verb="Moved.", detail="now: 2027 г.", reason="Elections")) == "Moved. now: 2027 г. Elections"


def test_a_verb_that_is_not_known_stands_as_it_is():
    assert str(tell("imported", {}, NO_REASON, "ru")) == "imported"


def test_every_verb_can_be_said_in_russian():
    for word in [*VERBS.values(), *SHIFTS.values()]:
        assert say("ru", word) != word


@cases.each("verb", ["created", "deleted", "withdrawn", "left_feeds", "restated"])
def test_what_concerns_drafts_or_merely_follows_is_no_news(verb):
    assert verb not in NEWS


def test_what_happens_to_a_meeting_is_news():
    for verb in ["published", "moved", "confirmed", "held", "postponed", "cancelled", "window_closed"]:
        assert verb in NEWS
        assert verb in VERBS


def test_a_move_is_told_in_parts_too_for_pages_that_strike_out_what_was():
    facts = {"before": "2026-05-12", "after": "2026-06-03", "shift": "slipped", "days": 22}
    told = tell("moved", facts, NO_REASON, "en")
    assert (told.before, told.after, told.shift) == ("12 May 2026", "3 June 2026", "22 days later")
    assert tell("held", {}, NO_REASON, "en") == Told(verb="Held")
