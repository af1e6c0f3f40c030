"""Formats, series, parties, documents and commitments over the API."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, select

from calendar_service.api import lists, schemas
from calendar_service.api.calls import Answer, Call, database
from calendar_service.api.operations import Parameter, operation
from calendar_service.domain.errors import NotFound
from calendar_service.domain.words import _
from calendar_service.models.commitments import Commitment
from calendar_service.models.documents import Document
from calendar_service.models.formats import Format, Series
from calendar_service.models.parties import Party
from calendar_service.services import documents, registry, resources
from calendar_service.services.visibility import visible_to

_LANG = {"lang": lists.LANG}
_DOCUMENT = {"document": Parameter("The slug of a document.", {"type": "string"})}
_FORMAT = {"format": Parameter("The slug of a format.", {"type": "string"})}


@operation("GET", "/formats", name="list_formats", tag="Formats", answer=schemas.Formats, parameters=lists.PAGING)
def formats(call: Call) -> Answer:
    """List formats, by their slugs."""
    return _listed(call, select(Format), Format.slug, resources.format_)


@operation(
    "GET", "/formats/{name}", name="get_format", tag="Formats", answer=schemas.Format, parameters=_LANG, errors=(404,)
)
def format_(call: Call) -> Answer:
    """Read a format, by its slug, one that it had before, or its id."""
    return _one(call, registry.format_of, resources.format_)


@operation(
    "GET",
    "/series",
    name="list_series",
    tag="Formats",
    answer=schemas.SeriesList,
    parameters={**_FORMAT, **lists.PAGING},
)
def series(call: Call) -> Answer:
    """List series, by their slugs."""
    query = select(Series)
    if slug := call.one("format"):
        query = query.join(Series.format).where(Format.slug == slug)
    return _listed(call, query, Series.slug, resources.series)


@operation(
    "GET", "/series/{name}", name="get_series", tag="Formats", answer=schemas.Series, parameters=_LANG, errors=(404,)
)
def one_series(call: Call) -> Answer:
    """Read a series, by its slug, one that it had before, or its id."""
    return _one(call, registry.series_of, resources.series)


@operation("GET", "/parties", name="list_parties", tag="Parties", answer=schemas.Parties, parameters=lists.PAGING)
def parties(call: Call) -> Answer:
    """List parties, by their codes."""
    return _listed(call, select(Party), Party.code, resources.party)


@operation(
    "GET", "/parties/{name}", name="get_party", tag="Parties", answer=schemas.Party, parameters=_LANG, errors=(404,)
)
def party(call: Call) -> Answer:
    """Read a party, by its code or its id."""
    return _one(call, registry.party_of, resources.party)


@operation(
    "GET", "/documents", name="list_documents", tag="Documents", answer=schemas.Documents, parameters=lists.PAGING
)
def all_documents(call: Call) -> Answer:
    """List documents, by their slugs, without their text."""
    query = select(Document).where(visible_to(call.actor, Document), Document.visibility != "withdrawn")
    return _listed(call, query, Document.slug, resources.document)


@operation(
    "GET",
    "/documents/{name}",
    name="get_document",
    tag="Documents",
    answer=schemas.Document,
    parameters=_LANG,
    errors=(404, 410),
)
def document(call: Call) -> Answer:
    """Read a document with its paragraphs, by its slug, one that it had before, or its id."""
    with database().reading() as session:
        row = documents.get(session, call.arguments["name"], to=call.actor)
        found = resources.document(session, row, to=call.actor)
        return Answer(found | {"paragraphs": [resources.paragraph(one) for one in row.paragraphs]}, version=row.version)


@operation(
    "GET",
    "/commitments",
    name="list_commitments",
    tag="Commitments",
    answer=schemas.Commitments,
    parameters={**_DOCUMENT, **lists.PAGING},
)
def commitments(call: Call) -> Answer:
    """List commitments, by their ids."""
    seen = [visible_to(call.actor, Document), Document.visibility != "withdrawn"]
    query = select(Commitment).join(Commitment.document).where(*seen)
    if slug := call.one("document"):
        query = query.where(Document.slug == slug)
    return _listed(call, query, Commitment.id, resources.commitment)


@operation(
    "GET",
    "/commitments/{commitment_id}",
    name="get_commitment",
    tag="Commitments",
    answer=schemas.Commitment,
    parameters=_LANG,
    errors=(404,),
)
def commitment(call: Call) -> Answer:
    """Read a commitment."""
    with database().reading() as session:
        query = select(Commitment).join(Commitment.document).where(Commitment.id == call.id("commitment_id"))
        row = session.scalar(query.where(visible_to(call.actor, Document), Document.visibility != "withdrawn"))
        if row is None:
            raise NotFound(_("There is no such record in this calendar."))
        return Answer(resources.commitment(session, row, to=call.actor), version=row.version)


def _one(call: Call, find: Callable[..., Any], shown: Callable[..., resources.Resource]) -> Answer:
    """Return the row that the path names."""
    with database().reading() as session:
        row = find(session, call.arguments["name"])
        return Answer(shown(session, row, to=call.actor), version=row.version)


def _listed(call: Call, query: Select[Any], key: Any, shown: Callable[..., resources.Resource]) -> Answer:
    """Return a page of rows in the order of a key that each row has to itself."""
    most, after = lists.limit(call), lists.start(call)
    with database().reading() as session:
        if after:
            query = query.where(key > _typed(key, after))
        rows = session.scalars(query.order_by(key).limit(most + 1)).all()
        items = [shown(session, row, to=call.actor) for row in rows[:most]]
        last = str(getattr(rows[most - 1], key.key)) if len(rows) > most else ""
        return lists.page(call, items, last)


def _typed(key: Any, text: str) -> Any:
    return key.type.python_type(text)
