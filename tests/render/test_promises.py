"""Exports of promises: a row or an object each, and no cell that a spreadsheet takes for a formula."""

import csv
import io
import json
from uuid import UUID

from calendar_service.domain.dates import StatedDate
from calendar_service.domain.entries import CitationFace, PartyFace, Said
from calendar_service.domain.promises import DocumentFace, Outcome, PromiseFace, RealisingFace, State
from calendar_service.render import promises
from calendar_service.render.promises import FIELDS

HOSTILE = '=HYPERLINK("https://example.org")'


def promise(**facts):
    said = {
        "id": UUID(int=1),
        "lang": "en",
        "title": Said("Встреча", "ru"),
        "term": StatedDate("2026-21", stated="весной 2026 года", language="ru"),
        "outcome": Outcome(state=State.PASSED, days=180),
        "document": DocumentFace(slug="d", title=Said("Declaration", "en"), url="https://c/d", kind="other", state="adopted"),
        "url": "https://c/d#promise-1",
        "parties": (
            PartyFace(code="IT", name=Said("Italy", "en")),
            PartyFace(code="KZ", name=Said("Kazakhstan", "en")),
        ),
        "realised_by": (RealisingFace(noun="event", title=Said("Conference", "en"), url="https://c/e", status="planned"),),
    }  # fmt: skip
    return PromiseFace(**{**said, **facts})


def rows(*found):
    text = promises.table(found).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_a_row_says_what_the_page_says():
    (row,) = rows(promise())
    assert list(row) == list(FIELDS)
    assert (row["title"], row["state"], row["days"]) == ("Встреча [ru]", "passed", "180")
    assert (row["term"], row["stated"], row["edtf"]) == ("spring 2026", "весной 2026 года", "2026-21")
    assert (row["earliest"], row["latest"]) == ("2026-03-01", "2026-05-31")
    assert (row["parties"], row["party_names"]) == ("IT; KZ", "Italy; Kazakhstan")
    assert (row["realised_by"], row["realised_by_statuses"]) == ("Conference", "planned")


def test_what_is_not_known_is_an_empty_cell():
    (row,) = rows(promise(term=StatedDate(), outcome=Outcome(state=State.UNDATED), parties=(), realised_by=()))
    assert [row[name] for name in ("days", "term", "edtf", "earliest", "latest", "quote", "parties")] == [""] * 7


def test_no_cell_begins_as_a_formula_does():
    cited = CitationFace(
        quote=HOSTILE, lang="en", document=Said(), document_url="", paragraph=1, clause="-1", url="https://c/d#p1"
    )
    (row,) = rows(
        promise(
            title=Said(HOSTILE, "en"),
            citations=(cited,),
            parties=(PartyFace(code="@X", name=Said("+1", "en")),),
            realised_by=(RealisingFace(noun="event", title=Said(HOSTILE, "en"), url="", status="held"),),
        )
    )
    assert row["title"] == row["quote"] == row["realised_by"] == f"'{HOSTILE}"
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())


def test_the_object_holds_the_same_under_the_same_names():
    made = json.loads(promises.document([promise()], lang="en", url="https://c/promises"))
    assert (made["lang"], made["url"], len(made["promises"])) == ("en", "https://c/promises", 1)
    (one,) = made["promises"]
    assert list(one) == list(FIELDS)
    assert (one["days"], one["parties"], one["latest"]) == (180, ["IT", "KZ"], "2026-05-31")
