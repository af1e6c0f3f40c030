"""The short vocabularies hold the words of the field, and no others."""

import pytest

from calendar_service.domain import kinds
from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.words import say
from tests.domain import cases

KINDS = (
    "summit ministerial forum conference round_table dialogue consultative session meeting visit signing exercise other"
    " milestone"
)

VOCABULARIES = {
    "PARTY_KINDS": "state organisation institution",
    "HOST_ROLES": "host chair organiser",
    "PARTICIPANT_ROLES": "member observer guest",
    "LEVELS": "head_of_state head_of_government minister senior_official expert",
    "ANSWERS": "invited confirmed declined attended",
    "BASES": "named membership",
    "MODES": "in_person online hybrid",
    "RELATIONS": "sidelines_of timed_to prepares follows between replaces",
    "LINK_TYPES": "official accreditation webcast register press",
    "DOCUMENT_STATES": "draft_text adopted",
    "USER_ROLES": "reader planner editor administrator",
}


def test_the_kinds_of_event_are_those_of_the_field():
    assert list(kinds.KINDS) == KINDS.split()
    assert all(key == kind.key for key, kind in kinds.KINDS.items())


def test_people_gather_at_every_event_but_a_milestone():
    assert [kind.key for kind in kinds.KINDS.values() if not kind.gathers] == ["milestone"]


def test_each_vocabulary_holds_the_words_of_the_field():
    for name, keys in VOCABULARIES.items():
        assert list(getattr(kinds, name)) == keys.split()


def test_every_word_can_be_said_in_russian():
    for name in [*VOCABULARIES, "DOCUMENT_KINDS", "SERIES_STATUSES"]:
        assert [label for label in getattr(kinds, name).values() if say("ru", label) == label] == []


def test_every_kind_can_be_said_in_russian():
    assert [kind.key for kind in kinds.KINDS.values() if say("ru", kind.label) == kind.label] == []


def test_a_category_needs_no_escaping():
    assert all(kind.category.replace(" ", "").isalpha() and kind.category.isupper() for kind in kinds.KINDS.values())


@cases.each("value", ["", "Summit", "summit ", "summit\n", "x" * 1000])
def test_an_unknown_word_is_refused_with_what_is_known(value):
    with pytest.raises(InvalidInput) as caught:
        kinds.require(value, kinds.MODES, field="mode")
    assert caught.value.field == "mode"
    assert "Known are: in_person, online, hybrid." in str(caught.value)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Второй саммит «Центральная Азия + Италия»", "summit"),
        ("Круглый стол по водным ресурсам", "round_table"),
        ("Четвёртая конференция министров иностранных дел", "ministerial"),
        ("Sixth Meeting of Foreign Ministers", "ministerial"),
        ("Учения спасателей", "exercise"),
        ("Обучение дипломатов", "meeting"),
        ("Talks", "meeting"),
    ],
)
def test_a_title_tells_of_the_kind(title, kind):
    assert kinds.told_by([title]) == kind
