"""Forms of saved feeds: from the builder to an address that is shown once, and public ones that editors keep."""

import re
from html import unescape

import pytest
from sqlalchemy import select

from calendar_service.domain.access import Actor
from calendar_service.models.feeds import Feed
from calendar_service.models.journal import Change
from calendar_service.models.secret_feeds import SecretFeed
from calendar_service.services import accounts, saved_feeds, secret_feeds
from tests.factories import ADMINISTRATOR, EDITOR, local
from tests.web.conftest import BASE, TODAY
from tests.web.filling import Form

PASSWORD = "a long enough password"
ITALY = "format=central-asia-italy&dates=span&alarm=P1D"


@pytest.fixture
def enter(client_of, stored):
    """Sign in: returns a client, and who acts in it."""

    def entering(name, role):
        with stored.writing() as session:
            user = accounts.create(session, name, role, PASSWORD, by=ADMINISTRATOR, at=TODAY)
            actor = Actor(user_id=user.id, name=name, role=role)
        return client_of(actor.user_id), actor

    return entering


def text(answer):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.text.replace("\u00a0", " "))))


def shown(answer):
    """The address that a page shows this once, as a path."""
    return re.search(r'id="secret"[^>]*>([^<]+)<', answer.text)[1].removeprefix(BASE)


def saved(client, query=ITALY, **fields):
    address = f"/account/feeds/new?lang=en&{query}&entries=ru"
    return Form(client, client.get(address), "/account/feeds/new").fill(**({"note": "Phone"} | fields)).send("save")


def test_the_builder_leads_to_the_form_and_the_address_is_shown_once(enter, stored):
    client, dana = enter("dana", "reader")
    page = client.get(f"/subscribe?lang=en&{ITALY}")
    link = unescape(re.search(r'href="(/account/feeds/new[^"]+)"', page.text)[1])
    assert "/feeds/new?" not in page.text.replace("/account/feeds/new?", "")
    form = client.get(link)
    for words in ("Central Asia + Italy", "An entry as long as the window", "1 day before", "English"):
        assert words in text(form)
    answer = Form(client, form, "/account/feeds/new").fill(note="Phone").send("save")
    assert answer.status_code == 200
    assert "This address is shown only now." in text(answer)
    assert answer.headers["Cache-Control"] == "private, no-store"
    path = shown(answer)
    assert client.get(path).status_code == 200
    assert path not in client.get("/account/feeds").text
    listed = text(client.get("/account/feeds?lang=en"))
    assert "Phone" in listed
    assert "last read on 27 November 2026" in listed
    with stored.reading() as session:
        row = session.scalar(select(SecretFeed))
        assert row.selection == {"lang": ["en"], "format": ["central-asia-italy"], "dates": ["span"], "alarm": ["P1D"]}
        assert row.owner_id == dana.user_id


def test_who_is_not_signed_in_is_led_to_it_and_back_with_the_choice(client):
    answer = client.get(f"/account/feeds/new?lang=en&{ITALY}&entries=ru")
    assert answer.status_code == 303
    assert "next=%2Faccount%2Ffeeds%2Fnew%3Fformat%3Dcentral-asia-italy" in answer.headers["Location"]


def test_drafts_are_offered_to_planners_alone(enter):
    reader, _dana = enter("dana", "reader")
    planner, _other = enter("other", "planner")
    address = "/account/feeds/new?lang=en"
    assert 'name="has_drafts"' not in reader.get(address).text
    assert 'name="has_drafts"' in planner.get(address).text
    saved(reader, has_drafts="yes")
    saved(planner, has_drafts="yes")
    assert "With drafts, marked as such." not in text(reader.get("/account/feeds?lang=en"))
    assert "With drafts, marked as such." in text(planner.get("/account/feeds?lang=en"))


def test_what_is_wrong_is_said_and_what_was_typed_stays(enter, stored):
    client, _dana = enter("dana", "reader")
    answer = saved(client, note=" ")
    assert answer.status_code == 422
    assert "This field is empty. Fill it in." in text(answer)
    assert (
        Form(client, answer, "/account/feeds/new")["chosen"] == "lang=ru&format=central-asia-italy&dates=span&alarm=P1D"
    )
    answer = saved(client, chosen="kind=picnic")
    assert answer.status_code == 422
    assert "picnic" in text(answer)
    with stored.reading() as session:
        assert session.scalar(select(SecretFeed)) is None


def test_strange_fields_are_refused(enter, stored):
    client, dana = enter("dana", "reader")
    for field in ("owner_id", "token_hash", "role", "id", "created_at"):
        assert saved(client, **{field: str(dana.user_id)}).status_code == 422
    with stored.reading() as session:
        assert session.scalar(select(SecretFeed)) is None


def test_choosing_anew_keeps_what_was_typed_and_the_address(enter, stored):
    client, _dana = enter("dana", "reader")
    path = shown(saved(client))
    with stored.reading() as session:
        feed_id = session.scalar(select(SecretFeed.id))
    address = f"/account/feeds/{feed_id}"
    answer = Form(client, client.get(f"{address}?lang=en"), address).fill(note="Tablet").send("choose")
    assert answer.status_code == 303
    builder = client.get(answer.headers["Location"])
    assert f'value="own-{feed_id}"' in builder.text
    assert "Take this choice back to the form" in builder.text
    back = unescape(
        re.search(
            rf'href="({address}\?[^"]+)"',
            client.get(f"/subscribe?lang=en&kind=summit&entries=en&into=own-{feed_id}").text,
        )[1]
    )
    form = Form(client, client.get(back), address)
    assert (form["note"], form["chosen"]) == ("Tablet", "lang=en&kind=summit")
    assert form.send("save").status_code == 303
    assert client.get(path).status_code == 200
    with stored.reading() as session:
        row = session.get_one(SecretFeed, feed_id)
        assert (row.note, row.selection) == ("Tablet", {"lang": ["en"], "kind": ["summit"]})


def test_a_builder_that_is_led_elsewhere_leads_nowhere_strange(client):
    for into in ("own-../../users", "//evil.example", "own-", "public-x", "own-new\n"):
        page = client.get("/subscribe", query_string={"lang": "en", "into": into})
        assert 'name="into"' not in page.text
        assert 'href="//' not in page.text
        assert "Save as a secret feed" in page.text


def test_an_address_is_replaced_and_a_feed_is_ended(enter, stored):
    client, _dana = enter("dana", "reader")
    path = shown(saved(client))
    with stored.reading() as session:
        feed_id = session.scalar(select(SecretFeed.id))
    replace, end = (f"/account/feeds/{feed_id}/{step}" for step in ("replace", "end"))
    answer = Form(client, client.get(replace), replace).values
    answer = client.post(f"{replace}?lang=en", data=answer)
    other = shown(answer)
    assert other != path
    assert [client.get(one).status_code for one in (path, other)] == [404, 200]
    answer = client.post(f"{end}?lang=en", data=Form(client, client.get(end), end).values)
    assert answer.headers["Location"] == "/account/feeds?lang=en&said=feed_ended"
    assert client.get(other).status_code == 404
    assert "You have none yet." in text(client.get("/account/feeds?lang=en"))
    assert client.get(end).status_code == 404


def test_administrators_see_whose_they_are_and_end_them_without_seeing_the_address(enter, stored):
    client, _dana = enter("dana", "reader")
    path = shown(saved(client, note="For <b>the</b> phone"))
    chief, _chief = enter("chief", "administrator")
    page = chief.get("/users/feeds?lang=en")
    assert "dana" in text(page)
    assert "&lt;b&gt;" in page.text
    assert path.removeprefix("/feeds/s/").partition(".")[0] not in page.text
    end = unescape(re.search(r'href="(/account/feeds/[^"]+/end)', page.text)[1])
    answer = chief.post(f"{end}?lang=en", data=Form(chief, chief.get(end), end).values)
    assert answer.headers["Location"] == "/users/feeds?lang=en&said=feed_ended"
    assert client.get(path).status_code == 404
    assert chief.get(end.replace("/end", "/replace")).status_code == 404


def test_the_limit_is_said(enter, monkeypatch):
    monkeypatch.setattr(secret_feeds, "MOST_OWN", 1)
    client, _dana = enter("dana", "reader")
    saved(client)
    answer = saved(client)
    assert answer.status_code == 409
    assert "You have 1 secret feeds." in text(answer)


def public(client, **fields):
    form = Form(client, client.get(f"/feeds/new?lang=en&{ITALY}&entries=en"), "/feeds/new")
    return form.fill(**({"name__en": "Italy’s meetings", "name__ru": "Встречи с Италией", "slug": "italy"} | fields))


def test_an_editor_publishes_renames_and_withdraws_a_feed(enter, stored):
    client, _dana = enter("dana", "editor")
    assert public(client).send("save").headers["Location"] == "/feeds?lang=en&said=feed_made"
    listed = client.get("/feeds?lang=en&said=feed_made")
    assert "Italy’s meetings" in listed.text
    assert "Встречи с Италией" in client.get("/feeds/italy.ics?lang=ru").text
    with stored.reading() as session:
        row = session.scalar(select(Feed))
        assert row.selection == {"format": ["central-asia-italy"], "dates": ["span"], "alarm": ["P1D"]}
    edit = unescape(re.search(r'href="(/feeds/[^"]+/edit)', listed.text)[1])
    form = Form(client, client.get(f"{edit}?lang=en&kind=summit&entries=en"), edit)
    assert "Language of the entries" not in text(client.get(f"{edit}?lang=en"))
    assert "Before: " in text(client.get(f"{edit}?lang=en&kind=summit&entries=en"))
    assert form.fill(slug="italian-meetings").send("save").headers["Location"] == "/feeds?lang=en&said=changed"
    moved = client.get("/feeds/italy.json?lang=ru")
    assert (moved.status_code, moved.headers["Location"]) == (301, "/feeds/italian-meetings.json?lang=ru")
    withdraw = edit.replace("/edit", "/withdraw")
    page = client.get(f"{withdraw}?lang=en")
    assert "How many calendars take it is not known." in text(page)
    answer = client.post(f"{withdraw}?lang=en", data=Form(client, page, withdraw).values)
    assert answer.headers["Location"] == "/feeds?lang=en&said=feed_withdrawn"
    assert client.get("/feeds/italian-meetings.ics").status_code == 410
    assert client.get(edit).status_code == 410
    assert "Italy’s meetings" not in client.get("/feeds?lang=en").text
    with stored.reading() as session:
        lines = session.scalars(select(Change.verb).where(Change.noun == "feed").order_by(Change.number)).all()
    assert lines == ["created", "changed", "withdrawn"]


@pytest.mark.parametrize(
    ("field", "value", "place"),
    [("slug", "Italy!", "slug"), ("slug", "all", "slug"), ("slug", "new", "slug"), ("name__en", "a\u202eb", "name-en"), ("chosen", "kind=picnic", "chosen")],
)  # fmt: skip
def test_what_cannot_be_published_is_said_at_its_field(enter, field, value, place):
    client, _dana = enter("dana", "editor")
    answer = public(client, **{field: value}).send("save")
    assert answer.status_code == 422
    assert f'id="{place}-error"' in answer.text
    assert Form(client, answer, "/feeds/new")["name-ru"] == "Встречи с Италией"


def test_a_feed_without_a_name_is_refused(enter):
    client, _dana = enter("dana", "editor")
    answer = public(client, name__en="", name__ru="").send("save")
    assert answer.status_code == 422
    assert 'id="name-en-error"' in answer.text


def test_two_who_change_a_feed_choose_field_by_field(enter, stored):
    client, _dana = enter("dana", "editor")
    with stored.writing() as session:
        feed_id = saved_feeds.create(session, "water", local("Water", "Вода"), {"q": ["water"]}, by=EDITOR, at=TODAY).id
    edit = f"/feeds/{feed_id}/edit"
    form = Form(client, client.get(f"{edit}?lang=en"), edit).fill(
        name__en="Water and energy", description__en="All of it"
    )
    with stored.writing() as session:
        saved_feeds.change(session, feed_id, names=local("Waters", "Воды"), slug="waters", by=EDITOR, at=TODAY)
    answer = form.send("save")
    assert answer.status_code == 409
    assert "Nothing you typed is lost." in text(answer)
    again = form.again()
    assert again.send("settle").status_code == 409
    last = again.again().fill(choose__name__ru="mine")
    assert last.send("settle").headers["Location"] == "/feeds?lang=en&said=changed"
    with stored.reading() as session:
        row = session.get_one(Feed, feed_id)
        assert (row.names.get("en"), row.slug, row.descriptions.get("en")) == (
            "Water and energy",
            "waters",
            "All of it",
        )
