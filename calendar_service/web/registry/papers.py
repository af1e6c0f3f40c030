"""The views of the forms of documents and promises, where they differ from those of other nouns.

A text may be long, a draft may be deleted while somebody edits it, and a promise has no page of its own.
"""

from uuid import UUID, uuid4

from flask import Response, request

from calendar_service.domain.errors import Gone, NotFound
from calendar_service.domain.words import _, say
from calendar_service.services import commitments
from calendar_service.web import csrf, forms, language, page
from calendar_service.web.forms import Typed
from calendar_service.web.registry import views

MOST_BYTES = 4_000_000  # of a form with a text in it
_GONE = _(
    "This record was deleted or withdrawn while you were typing. What you typed stands here: save it as a new one, or leave it."
)


def take_document(name: str = "") -> Response:
    """Take the form of a document, whose text may be long."""
    request.max_content_length = request.max_form_memory_size = MOST_BYTES
    return _take("documents", name)


def take_commitment(name: str = "") -> Response:
    """Take the form of a promise."""
    return _take("commitments", name)


def show_commitment(commitment_id: UUID) -> Response:
    """Lead to a promise on the page of its document."""
    page.asked()
    with page.database().reading() as session:
        row = commitments.get(session, commitment_id, to=page.actor())
        path = f"/documents/{row.document.slug}"
    said = forms.word(request.args.getlist("said"))
    return page.sent(path, f"said={said}" if said else "", fragment=f"promise-{commitment_id}")


def _take(sort: str, name: str) -> Response:
    try:
        return views.take(sort, name)
    except (Gone, NotFound) as error:
        if not page.actor().has_rank("editor") or not csrf.is_valid():
            raise
        noun = views.PAPERS[sort]
        kept = {field: texts for field, texts in forms.sent().values.items() if field in noun.typed}
        errors = {"": say(language.current(), _GONE)}
        with page.database().reading() as session:
            typed = Typed({**kept, "record": [str(uuid4())]})
            status = 410 if isinstance(error, Gone) else 404
            path = f"{noun.path}/new"
            return views.Sheet(
                session=session, noun=noun, typed=typed, errors=errors, status=status, path=path
            ).respond()
