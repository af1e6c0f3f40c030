"""The forms of documents and promises: a pasted text shown before it is saved, citations kept, and nothing typed lost."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from calendar_service.models.commitments import Commitment
from calendar_service.models.documents import Document
from calendar_service.models.drafts import FormDraft
from calendar_service.models.events import Event
from calendar_service.models.journal import Change
from calendar_service.services import commitments, documents
from tests import factories
from tests.domain import cases
from tests.web.conftest import TODAY
from tests.web.filling import Form
from tests.web.markup import Page

SEEDS = Path(__file__).parents[2] / "seeds/documents"
HOSTILE = '<svg/onload=alert(1)>" onmouseover="x {{7*7*191}} </textarea>'
ITALY = "/documents/declaration-central-asia-italy-2025"
TEXT = "DECLARATION\r\n1. We shall meet in spring 2027.\r\n2. We shall talk of water."


@pytest.fixture
def form(editor):
    """The form at a path."""

    def opening(path, lang="en", client=editor, query=""):
        answer = client.get(f"{path}?lang={lang}{query}")
        assert answer.status_code == 200, Page(answer).text[:2000]
        return Form(client, answer, path)

    return opening


@pytest.fixture
def stands(stored):
    """What is recorded of a document under a slug: its facts, visibility, and the ids of its paragraphs."""

    def reading(slug):
        with stored.reading() as session:
            row = session.scalar(select(Document).where(Document.slug == slug))
            if row is None:
                return None
            return documents.facts_of(row), row.visibility, [one.id for one in row.paragraphs]

    return reading


@pytest.fixture
def draft(form, stands):
    """A draft document, recorded by its form."""
    new = form("/documents/new").fill(title__en="Declaration", kind="declaration", text=TEXT, date="30 May 2025")
    new.send("look")
    assert to(new.again().send("save")) == "/documents/declaration?said=recorded"
    return "/documents/declaration"


def press(form):
    """Send a form whose one button has no name."""
    return form.client.post(f"{form.action}?lang=en", data=form.values)


def wrong(answer, status=422):
    assert answer.status_code == status, Page(answer).text[:2000]
    return Page(answer).one("div", id="errors").text


def to(answer):
    assert answer.status_code == 303, Page(answer).text[:3000]
    return answer.headers["Location"].replace("lang=en&", "").replace("?lang=en", "")


def count(stored, noun):
    with stored.reading() as session:
        return session.scalar(select(func.count()).select_from(noun))


@pytest.mark.parametrize("name", ["declaration-central-asia-italy-2025", "communique-expert-forum-2025"])
def test_a_pasted_text_gives_the_paragraphs_of_the_seeds(form, stands, name):
    text = (SEEDS / f"{name}.txt").read_text("utf-8").replace("\n\n", "\r\n")
    new = form("/documents/new").fill(title__en="A new one", kind="other", slug="pasted", text=text)
    answer = new.send("look")
    seeded = stands(name)[0].paragraphs
    shown = [one.text for one in Page(answer).all("span", class_="no")]
    assert shown == [one.clause or "¶" for one in seeded]
    assert to(new.again().send("save")) == "/documents/pasted?said=recorded"
    assert stands("pasted")[0].paragraphs == seeded


def test_nothing_is_saved_before_its_paragraphs_were_shown(form, stands):
    new = form("/documents/new").fill(title__en="Declaration", kind="declaration", text=TEXT)
    assert "Look at how the text is split" in wrong(new.send("save"))
    assert stands("declaration") is None
    assert new.again()["text"].split("\n\n") == TEXT.split("\r\n")
    assert to(new.again().send("save")) == "/documents/declaration?said=recorded"
    facts, visibility, _ids = stands("declaration")
    assert visibility == "draft"
    assert [(one.clause, one.text) for one in facts.paragraphs][1] == ("1", "1. We shall meet in spring 2027.")


def test_paragraphs_are_joined_and_split_by_blank_lines(form, stands):
    new = form("/documents/new").fill(title__en="Declaration", kind="declaration", text=TEXT)
    new.send("look")
    joined = new.again()
    joined.fill(text=joined["text"].replace("\n\n2. We", "\n2. We").replace("meet in", "meet\n\n3) in"))
    joined.send("look")
    joined.again().send("save")
    texts = [(one.clause, one.text) for one in stands("declaration")[0].paragraphs]
    assert texts == [
        ("", "DECLARATION"),
        ("1", "1. We shall meet"),
        ("3", "3) in spring 2027. 2. We shall talk of water."),
    ]


def test_a_draft_is_published_then_withdrawn_and_another_deleted(form, editor, site, draft):
    assert site.test_client().get(draft).status_code == 404
    assert to(press(form(f"{draft}/publish"))) == f"{draft}?said=published"
    assert site.test_client().get(draft).status_code == 200
    assert editor.get(f"{draft}/publish").status_code == 409
    assert editor.get(f"{draft}/delete").status_code == 409
    assert to(press(form(f"{draft}/withdraw"))) == f"{draft}?said=withdrawn"
    assert site.test_client().get(draft).status_code == 410
    assert editor.get(f"{draft}/edit").status_code == 409
    assert editor.get(f"{draft}/burn").status_code == 404


def test_a_draft_is_deleted_with_one_confirmation(form, editor, draft, stands):
    once = form(f"{draft}/delete")
    assert to(press(once)) == "/documents?said=deleted"
    assert stands("declaration") is None
    assert "The draft is deleted." in Page(editor.get("/documents?said=deleted&lang=en")).text
    assert press(once).status_code == 404


def test_the_words_that_a_new_text_would_lose_are_told_with_what_cites_them(form, stands):
    before = stands(ITALY.rpartition("/")[2])
    edit = form(f"{ITALY}/edit")
    text = edit["text"].replace("2027", "2028")
    answer = edit.fill(text=text).send("look")
    page = Page(answer)
    assert "Cited words would be lost" in page.text
    assert "Cited by:" in page.text
    assert "would be lost" in wrong(edit.again().send("save"))
    assert stands(ITALY.rpartition("/")[2]) == before
    assert edit.again()["text"] == text


def test_citations_stay_when_paragraphs_come_before_theirs(form, stands, editor, stored):
    slug = ITALY.rpartition("/")[2]
    _facts, _visibility, ids = stands(slug)
    edit = form(f"{ITALY}/edit")
    edit.fill(text=f"Unofficial text\n\n{edit['text']}").send("look")
    assert to(edit.again().send("save")).startswith(ITALY)
    assert stands(slug)[2][1:] == ids
    assert editor.get(ITALY).status_code == 200


def test_titles_are_saved_without_looking_at_the_text_again(form, stands):
    edit = form(f"{ITALY}/edit")
    assert to(edit.fill(title__en="Joint Declaration of Astana").send("save")) == f"{ITALY}?said=changed"
    assert stands(ITALY.rpartition("/")[2])[0].titles.get("en") == "Joint Declaration of Astana"


def test_a_document_is_tied_to_the_event_that_a_part_of_its_title_names(form, stands, stored):
    new = form("/documents/new").fill(title__en="Minutes", kind="minutes", event="no such meeting at all")
    assert "No event is called" in wrong(new.send("save"))
    assert "can be several" in wrong(new.again().fill(event="Central Asia").send("save"))
    with stored.reading() as session:
        event = session.scalars(select(Event).order_by(Event.id)).first()
        named = f"anything [{str(event.id)[:8]}]"
    assert to(new.again().fill(event=named).send("save")) == "/documents/minutes?said=recorded"
    assert stands("minutes")[0].event_id == event.id
    assert str(event.id)[:8] in form("/documents/minutes/edit")["event"]


WRONG = [
    ({"title__en": ""}, "The title is empty"),
    ({"kind": ""}, "Choose what kind of document"),
    ({"slug": "declaration-central-asia-italy-2025"}, "another record"),
    ({"slug": "Bad slug"}, "cannot stand in an address"),
    ({"slug": "new"}, "Choose a different address"),
    ({"date": "soon"}, "date"),
    ({"url": "javascript:alert(1)"}, "not an address that can be linked"),
    ({"language": "xx"}, "not a language code"),
    ({"state": "secret"}, "secret"),
    ({"title__en": "ab " * 67 + "a"}, "202"),
    ({"text": "a" * 180_001}, "180001"),
    ({"text": "a\n" * 2001}, "2001"),
    ({"text": "a\u202eb"}, "U+202E"),
    ({"text": "a\ue000b"}, "U+E000"),
]


def test_what_is_wrong_is_told_at_its_field_and_what_was_typed_stays(form, stored):
    failures = cases.Failures()
    for values, sentence in WRONG:
        with failures.of(f"{str(values)[:80]}: {sentence}"):
            new = form("/documents/new").fill(title__en="A document", kind="other", url="https://example.org/")
            new.fill(**values).send("look")
            new = new.again()
            answer = new.fill(**values).send("save") if "text" not in values else new.send("save")
            assert sentence in wrong(answer)
            new.client.post("/documents/new", data={"csrf": new["csrf"], "discard": "yes"})
            for name, value in values.items():
                field = name.replace("__", "-")
                is_chosen = field in {"kind", "state", "language", "parting"}
                assert is_chosen or new.again()[field].replace("\n\n", "\n").strip() == value.strip()
    failures.tell()
    assert count(stored, Document) == 2


@pytest.mark.parametrize("path", ["/documents/new", "/commitments/new"])
def test_unknown_fields_and_forged_forms_are_refused(form, path, stored):
    new = form(path)
    assert "no field" in wrong(new.fill(visibility="published").send("save"))
    del new.values["visibility"]
    assert new.fill(csrf="00").send("save").status_code == 403
    assert count(stored, Document) == 2


def test_a_hostile_text_is_shown_as_it_is_everywhere(form, editor, stands):
    new = form("/documents/new").fill(
        title__en=HOSTILE, title__ru=HOSTILE, kind="other", slug="x", text=f"1. {HOSTILE}"
    )
    assert "<svg/onload" not in new.send("look").text
    assert "tags of a web page" not in Page(new.answer).text
    new.again().send("save")
    for path in (
        "/documents/x",
        "/documents/x/edit",
        "/documents/x/delete",
        "/documents/x/publish",
        "/documents",
        "/journal",
    ):
        assert "<svg/onload" not in editor.get(path).text
    other = form("/documents/x/edit")
    form("/documents/x/edit").fill(title__en="Else").send("save")
    answer = other.fill(title__en=f"{HOSTILE} 2").send("save")
    assert answer.status_code == 409
    assert "<svg/onload" not in answer.text
    assert "{{7*7*191}}" in Page(answer).text


def test_two_who_edit_one_text_see_the_paragraphs_that_differ(form, stands):
    mine, theirs = form(f"{ITALY}/edit"), form(f"{ITALY}/edit")
    theirs.fill(text=f"{theirs['text']}\n\nTheirs, added.").send("look")
    theirs.again().send("save")
    mine.fill(text=f"{mine['text']}\n\nMine, added.", url="https://example.org/mine").send("look")
    answer = mine.again().send("save")
    assert answer.status_code == 409
    page = Page(answer)
    assert "Theirs, added." in page.text
    assert "Mine, added." in page.text
    assert "30 мая 2025 года Президент" not in page.text
    settled = (
        Form(mine.client, answer, mine.action).fill(**{"choose-text": "mine", "choose-url": "mine"}).send("settle")
    )
    assert to(settled).startswith(ITALY)
    facts = stands(ITALY.rpartition("/")[2])[0]
    assert facts.paragraphs[-1].text == "Mine, added."
    assert facts.url == "https://example.org/mine"


def test_what_was_typed_outlives_a_lost_sign_in_and_a_deleted_draft(form, enter, draft, stored):
    edit = form(f"{draft}/edit").fill(title__en="Declaration of Rome")
    with stored.writing() as session:
        row = session.scalar(select(Document).where(Document.slug == "declaration"))
        documents.delete(session, row.id, by=factories.EDITOR, at=TODAY)
    answer = edit.send("save")
    assert "was deleted or withdrawn while you were typing" in wrong(answer, 404)
    again = Form(edit.client, answer, "/documents/new")
    assert again["title-en"] == "Declaration of Rome"
    assert to(again.send("save")).startswith("/documents/")
    assert count(stored, FormDraft) >= 0


def test_a_form_that_is_sent_twice_records_once(form, stored):
    new = form("/documents/new").fill(title__en="Minutes", kind="minutes")
    assert to(new.send("save")) == to(new.send("save"))
    assert count(stored, Document) == 3


def test_a_long_text_is_taken_and_a_too_long_one_refused_in_words(form, stands):
    text = "\r\n".join(f"{number}. {'Стороны договорились о сотрудничестве. ' * 20}" for number in range(1, 190))
    new = form("/documents/new").fill(title__en="Long", kind="treaty", text=text)
    new.send("look")
    assert to(new.again().send("save")) == "/documents/long?said=recorded"
    assert len(stands("long")[0].paragraphs) == 189


def test_a_promise_is_recorded_from_its_paragraph(form, editor, stored, draft):
    page = Page(editor.get(f"{draft}?lang=en"))
    assert "Record a promise" in page.text
    new = form("/commitments/new", query="&document=declaration&paragraph=2")
    assert new["paragraph-clause"] == "1"
    assert new["stated_on"] == "30 May 2025"
    assert "spring 2027" in Page(editor.get("/commitments/new?lang=en&document=declaration&paragraph=2")).text
    new.fill(title__en="To meet", party_party="Italy", date="spring 2027", paragraph__quote="meet in autumn")
    new.values["party-party"] = ["Italy"]
    new.values.pop("party_party", None)
    assert "do not stand in that paragraph" in wrong(new.send("save"))
    answer = new.again().fill(paragraph__quote="meet in spring 2027").send("save")
    with stored.reading() as session:
        made = session.scalars(select(Commitment).order_by(Commitment.created_at.desc())).first()
        facts = commitments.facts_of(made)
    assert to(answer) == f"/commitments/{made.id}?said=recorded"
    assert facts.date.edtf == "2027-21"
    assert len(facts.parties) == 1
    onward = editor.get(f"/commitments/{made.id}?said=recorded")
    assert onward.headers["Location"] == f"/documents/declaration?said=recorded#promise-{made.id}"
    assert "To meet" in Page(editor.get(draft)).text


@pytest.fixture
def promise(stored):
    """A promise of the first records, by its id."""
    with stored.reading() as session:
        row = session.scalars(select(Commitment).order_by(Commitment.position, Commitment.id)).first()
        return row.id


def test_a_promise_is_called_broken_or_dropped_only_with_a_word_of_why(form, promise, stored):
    path = f"/commitments/{promise}/edit"
    for standing in ("broken", "dropped"):
        edit = form(path).fill(standing=standing)
        assert "Say who says so" in wrong(edit.send("save"))
        edit.client.post(path, data={"discard": "yes", "csrf": edit["csrf"]})
    edit = form(path).fill(standing="dropped", note__text="A call from the ministry")
    assert edit.send("save").status_code == 303
    with stored.reading() as session:
        facts = commitments.facts_of(session.get_one(Commitment, promise))
    assert facts.is_dropped
    assert facts.sources[-1].note == "A call from the ministry"


def test_what_realises_a_promise_is_typed_by_its_title(form, promise, stored):
    edit = form(f"/commitments/{promise}/edit")
    before = dict(edit.values)
    assert edit.send("save").status_code == 303  # nothing changed
    edit = form(f"/commitments/{promise}/edit")
    assert {name: edit.values[name] for name in before if name not in {"csrf", "version"}} == {
        name: texts for name, texts in before.items() if name not in {"csrf", "version"}
    }
    edit.values["realised-event"] = ["nothing of the kind"]
    assert "No event is called" in wrong(edit.send("save"))


def test_two_who_edit_one_promise_see_both_versions(form, promise):
    path = f"/commitments/{promise}/edit"
    mine, theirs = form(path), form(path)
    theirs.fill(title__en="Theirs").send("save")
    answer = mine.fill(title__en="Mine").send("save")
    assert answer.status_code == 409
    assert "Theirs" in Page(answer).text
    assert "Mine" in Page(answer).text


def test_a_promise_is_deleted_only_while_its_document_is_a_draft(form, editor, promise, draft, stored):
    assert editor.get(f"/commitments/{promise}/delete").status_code == 409
    new = form("/commitments/new", query="&document=declaration&paragraph=2")
    new.fill(title__en="To meet", paragraph__quote="meet in spring 2027").send("save")
    path = new.answer.headers["Location"].partition("?")[0]
    assert to(press(form(f"{path}/delete"))) == "/documents/declaration?said=removed"
    assert editor.get(path).status_code == 404
    with stored.reading() as session:
        line = session.scalars(select(Change).order_by(Change.number.desc())).first()
        assert (line.noun, line.verb, line.is_public) == ("commitment", "deleted", False)


def test_the_date_of_a_document_is_read_as_it_is_typed(editor, form):
    csrf = form("/documents/new")["csrf"]
    answer = editor.post("/dates/meaning?lang=en", data={"csrf": csrf, "date": "весной 2027"})
    assert "spring 2027" in answer.text
    assert "not firm" in answer.text
    assert 'class="err"' in editor.post("/dates/meaning?lang=en", data={"csrf": csrf, "date": "soon"}).text
