"""Parties, formats, series, documents, commitments, saved feeds and accounts: recorded, changed, told."""

import pytest
from sqlalchemy import select

from calendar_service.domain.access import ANYONE, COMMAND
from calendar_service.domain.errors import Conflict, Forbidden, Gone, InvalidInput, NotFound
from calendar_service.domain.facts import SourceFacts
from calendar_service.domain.paragraphs import split
from calendar_service.domain.records import CommitmentFacts, DocumentFacts
from calendar_service.models.accounts import User
from calendar_service.models.journal import Change
from calendar_service.services import (
    accounts,
    commitments,
    documents,
    formats,
    journal,
    parties,
    quotations,
    saved_feeds,
)
from tests import factories
from tests.factories import ADMINISTRATOR, EDITOR, NOW, local

PASSWORD = "a long enough password"


def document(session, text="1. We shall meet in 2027.\n2. We shall talk.", **facts):
    said = DocumentFacts(
        slug="declaration", kind="declaration", titles=local("Declaration"), language="en", state="adopted",
        paragraphs=split(text), **facts,
    )  # fmt: skip
    return documents.create(session, said, by=EDITOR, at=NOW, publish=True)


def last_line(session, record_id):
    return session.scalars(select(Change).where(Change.record_id == record_id).order_by(Change.number.desc())).first()


def test_a_line_says_what_was_and_what_is(database):
    with database.writing() as session:
        italy = factories.party(session, "IT", names=local("Italy"))
        parties.change(session, italy.id, {"contact": "protocol@example.org"}, by=EDITOR, at=NOW)
        line = last_line(session, italy.id)
        assert (line.verb, line.fields) == ("changed", {"contact": ["", "protocol@example.org"]})


def test_an_institution_belongs_to_a_party_and_not_to_itself(database):
    with database.writing() as session:
        state = factories.party(session, "TJ")
        academy = factories.party(session, "TJ-NAS", kind="institution", names=local("Academy"), parent_id=state.id)
        with pytest.raises(InvalidInput):
            parties.change(session, academy.id, {"parent_id": academy.id}, by=EDITOR, at=NOW)
        with pytest.raises(InvalidInput):
            factories.party(session, "TJ-X", kind="institution", names=local("Nowhere"))
        with pytest.raises(InvalidInput):
            factories.party(session, "TJ")


def test_a_renamed_format_keeps_its_former_slug_as_an_alias(database):
    with database.writing() as session:
        italy = factories.party(session, "IT")
        row = factories.format_(session, members=(italy.id,))
        formats.change_format(session, row.id, {"slug": "other"}, by=EDITOR, at=NOW)
        assert (row.slug, [member.party.code for member in row.members]) == ("other", ["IT"])
        with pytest.raises(InvalidInput):
            factories.format_(session, "other")


def test_a_series_proposes_the_title_of_an_edition(database):
    with database.writing() as session:
        row = factories.series(session, editions=local("Ministerial Conference", "министерская конференция «А + Б»"))
        proposed = formats.propose_title(session, row.id, 4)
        assert dict(proposed) == {
            "en": "Fourth Ministerial Conference",
            "ru": "Четвёртая министерская конференция «А + Б»",
        }


def test_a_cited_paragraph_cannot_lose_the_cited_words(database):
    with database.writing() as session:
        found = document(session)
        quoted = SourceFacts(paragraph_id=found.paragraphs[0].id, quote="meet in 2027")
        factories.event(session, date="2027", sources=(quoted,))
        with pytest.raises(Conflict):
            documents.change(session, found.id, {"paragraphs": split("1. Nothing.")}, by=EDITOR, at=NOW)
        longer = split("1. We shall meet in 2027, in Bishkek.\n2. We shall talk.\n3. And again.")
        documents.change(session, found.id, {"paragraphs": longer}, by=EDITOR, at=NOW)
        assert [one.clause for one in found.paragraphs] == ["1", "2", "3"]
        assert found.paragraphs[0].id == quoted.paragraph_id


def test_citations_follow_their_words_through_a_changed_text(database):
    with database.writing() as session:
        found = document(session, text="1. We shall meet in 2027.\n2. We shall talk.\n3. We are glad.")
        meet, talk = (
            SourceFacts(paragraph_id=found.paragraphs[place].id, quote=words)
            for place, words in enumerate(("meet in 2027", "talk"))
        )
        event = factories.event(session, date="2027", sources=(meet, talk))
        ids = [one.id for one in found.paragraphs]
        changed = split("Declaration\n1. We shall meet in 2027. 2. We shall talk.\n3. We are glad.\n4. Done.")
        documents.change(session, found.id, {"paragraphs": changed}, by=EDITOR, at=NOW)
        assert [one.number for one in found.paragraphs] == [1, 2, 3, 4]
        assert found.paragraphs[1].id in ids[:2]
        assert found.paragraphs[2].id == ids[2]
        assert {one.paragraph_id for one in event.sources} == {found.paragraphs[1].id}
        lines = [line for line in journal.lines_after(session, 0) if line.record_id == event.id]
        assert "sources" in lines[-1].fields or "sources" in lines[-2].fields


def test_it_is_told_which_quotation_a_new_text_would_lose_and_whose(database):
    with database.writing() as session:
        found = document(session)
        quoted = SourceFacts(paragraph_id=found.paragraphs[0].id, quote="meet in 2027")
        event = factories.event(session, date="2027", sources=(quoted,))
        assert not quotations.lost(session, found, ["Now: we shall meet in 2027!"])
        [lost] = quotations.lost(session, found, ["Nothing."])
        assert (lost.words, lost.clause, lost.record) == ("meet in 2027", "1", event)


def test_a_withdrawn_document_is_gone_for_readers(database):
    with database.writing() as session:
        found = document(session)
        assert documents.get(session, "declaration", to=ANYONE).id == found.id
        documents.withdraw(session, found.id, by=EDITOR, at=NOW)
        with pytest.raises(Gone):
            documents.get(session, str(found.id), to=ANYONE)
        with pytest.raises(NotFound):
            documents.get(session, "none", to=ANYONE)


def test_a_breach_is_said_only_with_a_source_that_says_so(database):
    with database.writing() as session:
        found = document(session)
        quoted = SourceFacts(paragraph_id=found.paragraphs[0].id, quote="meet in 2027")
        said = CommitmentFacts(document_id=found.id, titles=local("To meet"), sources=(quoted,))
        made = commitments.create(session, said, by=EDITOR, at=NOW)
        with pytest.raises(InvalidInput):
            commitments.change(session, made.id, {"is_broken": True}, by=EDITOR, at=NOW)
        link = SourceFacts(url="https://example.org/news", title="They did not meet")
        commitments.change(session, made.id, {"is_broken": True, "sources": (quoted, link)}, by=EDITOR, at=NOW)
        assert made.is_broken


def test_a_saved_feed_takes_known_filters_and_a_free_slug(database):
    with database.writing() as session:
        made = saved_feeds.create(session, "summits", local("Summits"), {"kind": ["summit"]}, by=EDITOR, at=NOW)
        assert made.selection == {"kind": ["summit"]}
        with pytest.raises(InvalidInput):
            saved_feeds.change(session, made.id, chosen={"kind": ["party"]}, by=EDITOR, at=NOW)
        with pytest.raises(InvalidInput):
            saved_feeds.change(session, made.id, slug="all", by=EDITOR, at=NOW)
        assert saved_feeds.withdraw(session, made.id, by=EDITOR, at=NOW).visibility == "withdrawn"


def test_a_password_is_kept_as_a_hash_and_in_no_line(database):
    with database.writing() as session:
        user = accounts.create(session, "anna", "editor", PASSWORD, by=ADMINISTRATOR, at=NOW)
        assert user.password_hash.startswith("$argon2id$")
        assert PASSWORD not in str(last_line(session, user.id).fields)
        assert "password" not in str(last_line(session, user.id).fields)
        assert accounts.verify(session, "anna", PASSWORD) is user
        assert accounts.verify(session, "anna", PASSWORD + "!") is None
        assert accounts.verify(session, "nobody", PASSWORD) is None
        assert accounts.verify(session, "anna", "x" * 1_000_000) is None


def test_a_disabled_account_signs_in_no_more(database):
    with database.writing() as session:
        accounts.create(session, "anna", "editor", PASSWORD, by=ADMINISTRATOR, at=NOW)
        accounts.disable(session, "anna", by=ADMINISTRATOR, at=NOW)
        assert accounts.verify(session, "anna", PASSWORD) is None


def test_the_first_administrator_is_made_once_and_the_last_one_stays(database):
    with database.writing() as session:
        made = accounts.ensure_administrator(session, None, by=COMMAND, at=NOW)
        assert accounts.verify(session, "admin", made).role == "administrator"
        assert accounts.ensure_administrator(session, None, by=COMMAND, at=NOW) is None
        with pytest.raises(Conflict):
            accounts.disable(session, "admin", by=COMMAND, at=NOW)


@pytest.mark.parametrize("name", ["аdmin", "Admin", "", "a b", "x" * 80, "ａdmin"])
@pytest.mark.parametrize("templates", ["sqlite"], indirect=True)
def test_a_name_that_could_pass_for_another_is_refused(database, name):
    with database.writing() as session:
        with pytest.raises(InvalidInput):
            accounts.create(session, name, "editor", PASSWORD, by=ADMINISTRATOR, at=NOW)
        assert session.scalars(select(User)).all() == []


def test_only_administrators_make_accounts(database):
    with database.writing() as session, pytest.raises(Forbidden):
        accounts.create(session, "anna", "editor", PASSWORD, by=EDITOR, at=NOW)


def test_a_draft_document_is_deleted_unless_it_is_cited(database):
    with database.writing() as session:
        said = DocumentFacts(
            slug="d", kind="declaration", titles=local("D"), language="en", state="adopted", paragraphs=split("One."),
        )  # fmt: skip
        draft = documents.create(session, said, by=EDITOR, at=NOW)
        cited = factories.event(session, sources=(SourceFacts(paragraph_id=draft.paragraphs[0].id, quote="One"),))
        with pytest.raises(Conflict):
            documents.delete(session, draft.id, by=EDITOR, at=NOW)
        from calendar_service.services import events

        events.change(session, cited.id, {"sources": ()}, by=EDITOR, at=NOW)
        documents.delete(session, draft.id, by=EDITOR, at=NOW)
        with pytest.raises(NotFound):
            documents.get(session, "d", to=EDITOR)


def test_what_was_withdrawn_is_changed_no_more(database):
    with database.writing() as session:
        found = document(session)
        documents.withdraw(session, found.id, by=EDITOR, at=NOW)
        with pytest.raises(Conflict):
            documents.change(session, found.id, {"titles": local("New")}, by=EDITOR, at=NOW)
        feed = saved_feeds.create(session, "f", local("F"), {}, by=EDITOR, at=NOW)
        number = last_line(session, feed.id).number
        saved_feeds.change(session, feed.id, names=local("F"), by=EDITOR, at=NOW)
        assert last_line(session, feed.id).number == number
        saved_feeds.withdraw(session, feed.id, by=EDITOR, at=NOW)
        with pytest.raises(Conflict):
            saved_feeds.change(session, feed.id, names=local("G"), by=EDITOR, at=NOW)
