"""What parties, formats, series, documents and commitments may hold."""

from uuid import UUID

from calendar_service.domain.dates import StatedDate
from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.facts import RelationFacts, SourceFacts
from calendar_service.domain.paragraphs import ParagraphFacts
from calendar_service.domain.records import (
    COLOURS,
    CommitmentFacts,
    DocumentFacts,
    FormatFacts,
    PartyFacts,
    SeriesFacts,
)
from calendar_service.domain.text import LocalText
from tests.domain import cases

ONE, OTHER = UUID(int=1), UUID(int=2)
NAME = LocalText({"en": "Name"})
QUOTED = SourceFacts(paragraph_id=ONE, quote="в 2027 году")


def refused(facts):
    """The field that a refusal names; nothing where the facts are not refused."""
    try:
        facts.checked()
    except InvalidInput as refusal:
        return refusal.field
    return ""


def format_(**facts):
    return FormatFacts(**{"slug": "central-asia-italy", "names": NAME, **facts})


def series(**facts):
    return SeriesFacts(**{"slug": "summits", "kind": "summit", "names": NAME, **facts})


def document(**facts):
    return DocumentFacts(
        **{"slug": "d", "kind": "communique", "titles": NAME, "language": "ru", "state": "adopted", **facts}
    )


def commitment(**facts):
    return CommitmentFacts(**{"document_id": ONE, "titles": NAME, **facts})


def test_a_state_is_named_by_its_code_alone():
    assert PartyFacts(code="KZ", kind="state").checked().code == "KZ"


@cases.each(
    "party",
    [
        PartyFacts(code="EU", kind="organisation", names=NAME),
        PartyFacts(code="KZ-MFA", kind="institution", names=NAME, parent_id=ONE),
    ],
)
def test_other_parties_have_a_name_and_institutions_belong_to_another_party(party):
    assert party.checked() == party


def test_a_party_that_cannot_be_is_refused_by_its_field():
    for party, field in [
        (PartyFacts(code="EU", kind="state"), "country"),
        (PartyFacts(code="XX", kind="state"), "country"),
        (PartyFacts(code="UN", kind="organisation"), "name"),
        (PartyFacts(code="KZ-MFA", kind="institution", names=NAME), "parent"),
        (PartyFacts(code="KZ", kind="state", parent_id=ONE), "parent"),
        (PartyFacts(code="KZ", kind="tribe"), "kind"),
        (PartyFacts(code="", kind="organisation", names=NAME), "code"),
        (PartyFacts(code="eu", kind="organisation", names=NAME), "code"),
        (PartyFacts(code="ЕС", kind="organisation", names=NAME), "code"),
        (PartyFacts(code="A" * 41, kind="organisation", names=NAME), "code"),
        (PartyFacts(code="KZ", kind="state", contact="a\r\nBcc: b"), "contact"),
    ]:
        assert refused(party) == field


def test_a_format_has_each_member_once():
    assert format_(members=(ONE, OTHER, ONE)).checked().members == (ONE, OTHER)


def test_a_format_that_cannot_be_is_refused_by_its_field():
    for facts, field in [
        ({"slug": "Central Asia"}, "slug"),
        ({"names": LocalText()}, "name"),
        ({"colour": "#4169e1"}, "colour"),
        ({"colour": "rebeccapurple"}, "colour"),  # of CSS 4, while feeds may name those of CSS 3 (RFC 7986, 5.9)
        ({"colour": "red\r\nX:1"}, "colour"),
        ({"sources": (SourceFacts(),)}, "sources"),
    ]:
        assert refused(format_(**facts)) == field


def test_a_format_has_a_colour_by_name_or_none():
    assert [format_(colour=colour).checked().colour for colour in ("", "royalblue")] == ["", "royalblue"]
    assert all(colour.isalpha() and colour.islower() for colour in COLOURS)


def test_a_series_that_cannot_be_is_refused_by_its_field():
    for facts, field in [
        ({"slug": ""}, "slug"),
        ({"kind": "gathering"}, "kind"),
        ({"status": "held"}, "status"),
        ({"names": LocalText({"ru": "\u200b"})}, "name"),
        ({"editions": LocalText({"ru": "саммит\n"})}, "edition.ru"),
        ({"relations": (RelationFacts(type="between"),)}, "relations"),
    ]:
        assert refused(series(**facts)) == field


def test_a_series_may_recur_without_naming_an_occurrence():
    standing = series(kind="consultative", status="standing", is_standing=True, sources=(QUOTED,))
    assert standing.checked() == standing


def test_a_document_that_cannot_be_is_refused_by_its_field():
    for facts, field in [
        ({"slug": "a b"}, "slug"),
        ({"kind": "novel"}, "kind"),
        ({"state": "signed"}, "state"),
        ({"titles": LocalText()}, "title"),
        ({"language": "Russian"}, "language"),
        ({"language": ""}, "language"),
        ({"dated": "2025-02-29"}, "date"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"paragraphs": (ParagraphFacts(number=7, text="a\x00b"),)}, "paragraph 7"),
        ({"paragraphs": (ParagraphFacts(number=7, text="a", clause="1\u202e"),)}, "paragraph 7"),
    ]:
        assert refused(document(**facts)) == field


def test_a_document_keeps_its_paragraphs_and_the_date_it_bears():
    paragraphs = (ParagraphFacts(number=1, text="25. Стороны", clause="25"),)
    checked = document(paragraphs=paragraphs, dated="2025-05-XX").checked()
    assert (checked.paragraphs, checked.dated) == (paragraphs, "2025-05")


def test_a_commitment_is_due_by_a_stated_date():
    promised = commitment(date=StatedDate("../2026", "к 2026 году", "ru"), sources=(QUOTED,))
    assert promised.checked() == promised
    assert refused(commitment(date=StatedDate("../2026", "к\x00", "ru"))) == "date"


@cases.each("sources", [(), (QUOTED,)])
def test_that_a_promise_was_not_kept_is_said_only_with_a_source_that_says_so(sources):
    assert refused(commitment(is_broken=True, sources=sources)) == "sources"
    link = SourceFacts(url="https://example.org/news", title="They did not meet")
    assert commitment(is_broken=True, sources=(*sources, link)).checked().is_broken
