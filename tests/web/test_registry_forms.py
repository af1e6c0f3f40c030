"""The forms of parties, formats and series: entered, changed, renamed, refused; and that nothing typed is lost."""

import pytest
from sqlalchemy import func, select

from calendar_service.models.drafts import FormDraft
from calendar_service.models.formats import Format, Series
from calendar_service.models.journal import Change
from calendar_service.models.parties import Party
from calendar_service.services import formats, parties
from tests.web.filling import Form
from tests.web.markup import Page

HOSTILE = '<svg/onload=alert(1)>" onmouseover="x {{7*7*191}} </textarea>'
ITALY = "/formats/central-asia-italy"
SUMMITS = "/series/summits-central-asia-italy"


@pytest.fixture
def form(editor):
    """The form at a path."""

    def opening(path, lang="en", client=editor, query=""):
        answer = client.get(f"{path}?lang={lang}{query}")
        assert answer.status_code == 200, answer.text
        return Form(client, answer, path)

    return opening


@pytest.fixture
def kept(stored):
    """What is recorded under a code or a slug."""

    def reading(noun, name):
        with stored.reading() as session:
            column = noun.code if noun is Party else noun.slug
            row = session.scalar(select(noun).where(column == name))
            facts_of = {Party: parties.facts_of, Format: formats.facts_of_format, Series: formats.facts_of_series}
            return None if row is None else facts_of[noun](row)

    return reading


def wrong(answer, status=422):
    assert answer.status_code == status, Page(answer).text[:2000]
    return Page(answer).one("div", id="errors").text


def to(answer):
    assert answer.status_code == 303, Page(answer).text[:3000]
    return answer.headers["Location"].replace("lang=en&", "")


@pytest.mark.parametrize("path", ["/parties/new", "/formats/new", "/series/new", ITALY, SUMMITS, "/parties/KZ"])
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_form_opens_in_both_languages(form, path, lang):
    form(path if path.endswith("new") else f"{path}/edit", lang)


def test_a_state_is_recorded_by_its_code_alone(form, kept):
    answer = form("/parties/new").fill(code="jp").send("save")

    assert to(answer) == "/parties/JP?said=recorded"
    assert kept(Party, "JP").names.texts == {}


def test_the_names_of_a_country_are_proposed_and_put_where_nothing_stands(form):
    blank = form("/parties/new").fill(code="jp", name__en="Nippon")
    assert "Япония" in Page(blank.send("look")).text

    blank.send("propose")
    assert (blank.again()["name-ru"], blank.again()["name-en"]) == ("Япония", "Nippon")


def test_what_is_proposed_is_read_while_one_types(form):
    blank = form("/parties/new").fill(code="jp")

    piece = blank.client.post("/parties/reading?lang=en", data=blank.values).text
    assert "Japan" in piece
    assert "<html" not in piece


def test_an_institution_is_entered_with_the_party_it_belongs_to(form, kept):
    blank = form("/parties/new").fill(kind="institution", code="ISPI", name__en="ISPI", parent="итал")
    to(blank.send("save"))

    assert kept(Party, "ISPI").parent_id is not None


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"code": "KZ"}, "code"),
        ({"code": "XX"}, "code"),
        ({"code": "ТД"}, "code"),
        ({"kind": "organisation", "code": "ABC"}, "name-ru"),
        ({"kind": "institution", "code": "ABC", "name__en": "A"}, "parent"),
        ({"kind": "institution", "code": "ABC", "name__en": "A", "parent": "nobody of this name"}, "parent"),
        ({"code": "JP", "name__ru": "a\u202eb"}, "name-ru"),
    ],
)
def test_what_is_wrong_with_a_party_is_said_at_its_field(form, kept, fields, place):
    blank = form("/parties/new").fill(**fields)
    answer = blank.send("save")

    assert wrong(answer)
    assert f'href="#{place}"' in answer.text
    assert f'id="{place}-error"' in answer.text
    assert kept(Party, "ABC") is None
    assert blank.again()["code"] == fields["code"]


def test_a_format_is_entered_with_members_named_in_part_and_in_either_language(form, kept, stored):
    blank = form("/formats/new").fill(name__en="Central Asia + Japan", member__party=["казах", "Uzbek", "JP"])
    assert "No party is called" in wrong(blank.send("save"))
    to(form("/parties/new").fill(code="JP").send("save"))

    assert to(blank.again().send("save")) == "/formats/central-asia-japan?said=recorded"
    found = kept(Format, "central-asia-japan")
    with stored.reading() as session:
        assert [session.get(Party, one).code for one in found.members] == ["KZ", "UZ", "JP"]
    assert found.position not in {0, kept(Format, "central-asia-italy").position}


def test_a_member_is_added_and_removed_without_script(form, kept):
    opened = form(f"{ITALY}/edit")
    members = opened.values["member-party"]
    opened.send("add-members")
    assert opened.again().values["member-party"] == [*members, ""]

    to(form(f"{ITALY}/edit").fill(member__party=["", *members[1:]]).send("save"))
    assert len(kept(Format, "central-asia-italy").members) == len(members) - 1


def test_a_pennant_that_another_format_has_names_it(form):
    answer = form("/formats/new").client.get("/formats/new?lang=en")

    assert "has it: Central Asia + Italy" in Page(answer).text


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"name__en": "Another", "slug": "central-asia-italy"}, "slug"),
        ({"name__en": "Another", "slug": "two words"}, "slug"),
        ({"name__en": "Another", "slug": "new"}, "slug"),
        ({"name__ru": "По-русски"}, "slug"),
        ({"slug": "nameless"}, "name-ru"),
        ({"name__en": "Another", "secretariat": "центральн нет такой"}, "secretariat"),
        ({"name__en": "Another", "seen__url": "javascript:alert(1)"}, "sources"),
        ({"name__en": "Another", "colour": "no colour"}, "colour"),
    ],
)
def test_what_is_wrong_with_a_format_is_said_at_its_field(form, fields, place):
    blank = form("/formats/new").fill(**fields)
    answer = blank.send("save")

    assert wrong(answer)
    assert f'href="#{place}"' in answer.text
    assert f'id="{place}"' in answer.text
    for name, text in fields.items():
        if name != "colour":
            assert blank.again()[name.replace("__", "-")] == text


def test_what_cannot_be_read_and_what_cannot_stand_are_said_together(form):
    answer = form("/formats/new").fill(name__en="Another", slug="two words", member__party="Atlantis").send("save")

    assert "2 things" in wrong(answer)


def test_a_new_address_leaves_the_former_leading_there(form, editor):
    opened = form(f"{ITALY}/edit")
    assert "The former address keeps leading here" in Page(editor.get(f"{ITALY}/edit?lang=en")).text

    assert to(opened.fill(slug="ca-italy").send("save")) == "/formats/ca-italy?said=readdressed"
    moved = editor.get(ITALY)
    assert (moved.status_code, moved.headers["Location"]) == (301, "/formats/ca-italy")
    assert editor.get(f"{ITALY}/edit").headers["Location"] == "/formats/ca-italy/edit"


def test_a_former_code_of_a_party_leads_to_it_in_addresses_filters_and_feeds(form, editor):
    to(form("/parties/EU/edit").fill(code="EUN").send("save"))

    assert editor.get("/parties/EU").headers["Location"] == "/parties/EUN"
    assert editor.get("/calendar?party=EU").status_code == 200
    assert editor.get("/feeds/party/EU.ics").headers["Location"].endswith("/feeds/party/EUN.ics")


def test_what_a_new_name_does_to_subscribers_is_said_before_and_done_after(form, editor, stored):
    assert "published event" in Page(editor.get("/parties/KZ/edit?lang=en")).text
    assert to(form("/parties/KZ/edit").fill(name__en="Qazaqstan").send("save")) == "/parties/KZ?said=changed"

    assert "Qazaqstan" in editor.get("/feeds/party/KZ.ics?lang=en").text.replace("\r\n ", "")
    assert "see the change" in Page(editor.get("/parties/KZ?said=changed&lang=en")).text
    with stored.reading() as session:
        assert session.scalar(select(func.count()).where(Change.verb == "restated", Change.noun == "event"))


def test_what_no_event_shows_is_said_to_be_saved_and_no_more(form):
    to(form("/formats/new").fill(name__en="Nobody has met").send("save"))
    opened = form("/formats/nobody-has-met/edit").fill(name__en="Nobody has met yet")
    assert to(opened.send("save")) == "/formats/nobody-has-met?said=saved"


def test_a_series_is_entered_within_the_format_it_was_begun_from(form, kept):
    blank = form("/series/new", query="&format=central-asia-italy")
    blank.fill(kind="forum", name__en="Business Forums", slug="business-forums")
    blank.send("propose")
    blank = blank.again()
    assert blank["edition-ru"] == "форум «Центральная Азия + Италия»"
    assert "Третий форум «Центральная Азия + Италия»" in Page(blank.send("look")).text

    to(blank.again().send("save"))
    found = kept(Series, "business-forums")
    assert (found.kind, found.status, found.format_id is not None) == ("forum", "running", True)


def test_a_series_leads_to_a_series_by_part_of_its_name_and_to_an_event_by_its_address(form, kept, find):
    event = find("State Border")
    blank = form("/series/new").fill(
        kind="forum", name__en="Forums", relation__to=["Italy’ Summits", f"/events/{event}"]
    )
    blank.values["relation-type"] = ["sidelines_of", "follows"]
    to(blank.send("save"))

    assert [(one.type, bool(one.series_id), one.event_id) for one in kept(Series, "forums").relations] == [
        ("sidelines_of", True, None),
        ("follows", False, event),
    ]
    again = form("/series/forums/edit")
    to(again.fill(name__en="The Forums").send("save"))
    assert len(kept(Series, "forums").relations) == 2


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"name__en": "A series"}, "kind"),
        ({"kind": "forum", "name__en": "A series", "relation__to": "no such series"}, "relation-to-0"),
        ({"kind": "forum", "name__en": "A series", "participant__party": "Atlantis"}, "participant-party-0"),
        ({"kind": "forum", "name__en": "A series", "paragraph__quote": "words"}, "paragraph-clause-0"),
        ({"kind": "forum", "name__en": "A series", "slug": "summits-central-asia-italy"}, "slug"),
    ],
)
def test_what_is_wrong_with_a_series_is_said_at_its_field_in_an_open_fold(form, fields, place):
    answer = form("/series/new").fill(**fields).send("save")

    assert wrong(answer)
    assert f'href="#{place}"' in answer.text
    assert f'id="{place}-error"' in answer.text


@pytest.mark.parametrize("path", ["/parties/KZ", ITALY, SUMMITS])
def test_a_form_saved_as_it_was_opened_changes_nothing(form, stored, path):
    with stored.reading() as session:
        before = session.scalar(select(func.max(Change.number)))
    to(form(f"{path}/edit").send("save"))

    with stored.reading() as session:
        assert session.scalar(select(func.max(Change.number))) == before


@pytest.mark.parametrize("path", ["/parties/KZ/edit", f"{ITALY}/edit", f"{SUMMITS}/edit"])
def test_of_two_who_edit_at_once_the_second_chooses_field_by_field(form, enter, path):
    mine, other = form(path, client=enter(name="first")), form(path, client=enter(name="second"))
    to(other.fill(name__en="Their name").send("save"))
    answer = mine.fill(name__en="My name", name__ru="Моё").send("save")

    assert answer.status_code == 409
    text = Page(answer).text
    assert "Their name" in text
    assert "My name" in text
    assert "second" in text

    choosing = Form(mine.client, answer, path)
    assert choosing.send("settle").status_code == 422
    choosing = choosing.again()
    choosing.values["choose-name-ru"] = ["mine"]
    to(choosing.send("settle"))
    assert "My name" in Page(mine.client.get(f"{path}?lang=en")).text or form(path)["name-en"] == "My name"


def test_what_only_the_other_changed_is_chosen_beforehand(form, enter, kept):
    mine, other = form(f"{ITALY}/edit", client=enter(name="first")), form(f"{ITALY}/edit", client=enter(name="second"))
    to(other.fill(colour="teal").send("save"))
    answer = mine.fill(name__en="My name").send("save")
    assert answer.status_code == 409

    settled = Form(mine.client, answer, f"{ITALY}/edit")
    settled.values |= {"choose-name-ru": ["mine"], "choose-colour": ["theirs"]}
    to(settled.send("settle"))
    found = kept(Format, "central-asia-italy")
    assert (found.names.texts["en"], found.colour) == ("My name", "teal")


def test_who_takes_the_other_version_loses_nothing_but_the_own(form, enter, kept):
    mine, other = (
        form("/parties/KZ/edit", client=enter(name="first")),
        form("/parties/KZ/edit", client=enter(name="second")),
    )
    to(other.fill(contact="press@example.org").send("save"))
    mine.fill(contact="mine").send("save")
    assert to(Form(mine.client, mine.answer, "/parties/KZ/edit").send("theirs")) == "/parties/KZ?lang=en"
    assert kept(Party, "KZ").contact == "press@example.org"


@pytest.mark.parametrize("path", ["/parties/new", "/formats/new", "/series/new", f"{ITALY}/edit"])
def test_what_was_typed_stands_there_again_until_it_is_thrown_away(form, editor, path):
    form(path).fill(name__en="Typed and left").send("look")
    again = form(path)
    assert again["name-en"] == "Typed and left"

    editor.post(path, data=again.values | {"discard": "yes"})
    assert form(path)["name-en"] != "Typed and left"


def test_what_is_sent_after_the_sign_in_ran_out_is_kept(form, editor, stored):
    opened = form("/formats/new").fill(name__en="Typed too long")
    editor.delete_cookie("__Host-session")
    assert "/sign-in" in opened.send("save").headers["Location"]

    with stored.reading() as session:
        assert session.scalar(select(FormDraft)).typed["name-en"] == ["Typed too long"]


def test_a_form_that_is_sent_twice_records_once(form, stored):
    blank = form("/formats/new").fill(name__en="Sent twice")
    assert to(blank.send("save")) == to(blank.send("save"))

    with stored.reading() as session:
        assert session.scalar(select(func.count()).where(Format.slug.like("sent-twice%"))) == 1


@pytest.mark.parametrize("path", ["/parties/new", f"{SUMMITS}/edit"])
def test_a_form_without_its_token_or_with_a_strange_field_saves_nothing(form, path):
    opened = form(path).fill(name__en="Forged", code="JP")
    opened.values["csrf"] = ["00"]
    assert opened.send("save").status_code == 403
    assert opened.again()["name-en"] == "Forged"

    strange = form(path).fill(visibility="published")
    assert "no field" in wrong(strange.send("save"))


def test_hostile_text_is_shown_as_text_in_every_state(form, enter):
    mine, other = form(f"{ITALY}/edit", client=enter(name="first")), form(f"{ITALY}/edit", client=enter(name="second"))
    for answer in (mine.fill(name__en=HOSTILE, slug=HOSTILE, secretariat=HOSTILE).send("save"), mine.send("look")):
        assert "<svg/onload" not in answer.text
        assert "1337" not in answer.text.replace("x13370", "")
    to(other.fill(name__en=HOSTILE).send("save"))
    answer = mine.fill(name__en=f"Mine {HOSTILE}", slug="central-asia-italy", secretariat="").send("save")
    assert answer.status_code == 409
    assert "<svg/onload" not in answer.text
    page = mine.client.get(f"{ITALY}?lang=en")
    assert "<svg/onload" not in page.text


def _forms(client, path):
    links = {one.partition("?")[0] for one in Page(client.get(path)).links} - {"/events/new"}
    return [one for one in links if one.endswith(("/new", "/edit"))]


def test_only_editors_are_led_to_the_forms(site, enter, editor):
    for path in ("/formats", "/parties", ITALY, SUMMITS, "/parties/KZ"):
        assert _forms(editor, path)
        for client in (site.test_client(), enter("planner")):
            assert not _forms(client, path)


@pytest.mark.parametrize("path", ["/parties/QQ/edit", "/formats/none/edit", "/series/none/edit"])
def test_what_is_not_there_has_no_form(editor, path):
    assert editor.get(path).status_code == 404
