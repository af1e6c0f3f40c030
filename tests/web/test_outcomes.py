"""What has become of promises, in words: each state has its own in either language, with the days that go with it."""

import pytest

from calendar_service.domain.promises import STATES, Outcome, State, tally
from calendar_service.web import outcomes

WORDS = [
    (Outcome(state=State.KEPT, is_in_time=True), "kept in time", "выполнено в срок"),
    (Outcome(state=State.KEPT), "kept; the day is not recorded", "выполнено; день не записан"),
    (Outcome(state=State.LATE, days=1), "kept, 1 day late", "выполнено с опозданием на 1 день"),
    (Outcome(state=State.LATE, days=22), "kept, 22 days late", "выполнено с опозданием на 22 дня"),
    (Outcome(state=State.LATE, days=31, is_least=True), "kept, at least 31 days late", "выполнено с опозданием не менее чем на 31 день"),
    (Outcome(state=State.PASSED, days=180), "term passed 180 days ago, no word", "срок прошёл 180 дней назад, вестей нет"),
    (Outcome(state=State.DEFERRED, days=2), "term passed 2 days ago, meeting ahead", "срок прошёл 2 дня назад, встреча впереди"),
    (Outcome(state=State.RUNNING, days=34), "term running: 34 days left", "срок идёт: осталось 34 дня"),
    (Outcome(state=State.RUNNING, days=0), "term running: its last day is today", "срок идёт: сегодня последний день"),
    (Outcome(state=State.RUNNING), "term running", "срок идёт"),
    (Outcome(state=State.AHEAD, days=400), "term ahead", "срок впереди"),
    (Outcome(state=State.BROKEN), "not kept", "не выполнено"),
    (Outcome(state=State.DROPPED), "dropped", "снято"),
]  # fmt: skip


@pytest.mark.parametrize(("outcome", "english", "russian"), WORDS)
def test_an_outcome_is_said_with_its_days(outcome, english, russian):
    assert outcomes.words(outcome, "en", is_dated=True) == english
    assert outcomes.words(outcome, "ru", is_dated=True) == russian


def test_without_a_term_nothing_is_in_time_or_late():
    assert outcomes.words(Outcome(state=State.KEPT), "en", is_dated=False) == "kept"
    assert outcomes.words(Outcome(state=State.UNDATED), "ru", is_dated=False) == "без срока"


def test_the_sentence_has_a_part_for_each_state_that_occurs():
    assert outcomes.sentence(tally([]), "en") == "No promise is recorded."
    assert outcomes.sentence(tally([State.KEPT]), "en") == "Of one promise: one is kept."
    assert outcomes.sentence(tally([State.KEPT]), "ru") == "Из одного обязательства: одно выполнено."
    many = tally([*STATES, *[State.AHEAD] * 10])
    assert outcomes.sentence(many, "en").count(";") == len(STATES) - 1
    assert "у 11 срок впереди" in outcomes.sentence(many, "ru")
    assert outcomes.sentence(tally([State.KEPT] * 2 + [State.UNDATED] * 4), "ru") == (
        "Из шести обязательств: два выполнены; у четырёх срок не назван."
    )


def test_a_table_has_a_column_for_what_is_usual_and_for_what_occurs():
    assert outcomes.columns(tally([])) == list(outcomes.USUAL)
    assert State.BROKEN in outcomes.columns(tally([State.BROKEN]))
