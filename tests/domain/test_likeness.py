"""When two records may be of one meeting."""

from uuid import uuid4

from calendar_service.domain.dates import parse_edtf
from calendar_service.domain.likeness import Likened, Reason, reason_for
from calendar_service.domain.text import LocalText

SERIES, HOST = uuid4(), uuid4()


def record(ru="", en="", date="2026", **facts):
    titles = {lang: text for lang, text in (("ru", ru), ("en", en)) if text}
    return Likened(titles=LocalText(titles), date=parse_edtf(date), **facts)


def test_the_same_edition_of_a_series_is_one_meeting_whatever_its_title_and_date():
    one = record("Саммит", date="2026", series_id=SERIES, ordinal=2)
    assert reason_for(one, record("Встреча", date="2028", series_id=SERIES, ordinal=2)) is Reason.EDITION
    assert reason_for(one, record("Саммит", date="2026", series_id=SERIES, ordinal=3)) is None


def test_titles_alike_count_only_where_the_dates_may_coincide():
    one = record("Круглый стол по водным ресурсам и гидроэнергетике", date="../2026")
    other = "Круглый стол по водным ресурсам и гидроэнергетике в Астане"
    assert reason_for(one, record(other, date="2026-10")) is Reason.TITLE
    assert reason_for(one, record(other, date="2027-10")) is None
    assert reason_for(one, record("Круглый стол по энергетическому сотрудничеству", date="2026")) is None


def test_forms_of_words_do_not_make_titles_unlike():
    assert reason_for(record("Форум министров энергетики"), record("Форум министра энергетики")) is Reason.TITLE


def test_titles_are_compared_within_a_language():
    assert reason_for(record("Форум", en="Forum"), record(en="Forum")) is Reason.TITLE
    assert reason_for(record("Форум"), record(en="Forum")) is None


def test_one_day_place_and_host_may_be_one_meeting():
    one = record("Встреча министров", date="2026-05-12", country="IT", hosts=[HOST])
    other = record("Диалог о торговле", date="2026-05-12/2026-05-13", country="IT", hosts=[HOST])
    assert reason_for(one, other) is Reason.DAY
    assert reason_for(one, record("Диалог о торговле", date="2026-05-12", country="KZ", hosts=[HOST])) is None
