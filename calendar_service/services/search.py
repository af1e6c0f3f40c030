"""Search: which records hold the words of a query, on either engine, and the table that says so.

What is put into the table is the business of `indexing`. All that differs between the engines stands
here and in the migration that made the table.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    cast,
    column,
    delete,
    func,
    literal,
    literal_column,
    select,
    table,
    union_all,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from calendar_service.domain import search
from calendar_service.domain.search import Query, Term
from calendar_service.models.events import Event
from calendar_service.models.search import SearchEntry

MOST_FEW = 300  # records, of which each is looked at by itself
STROKE = "|"  # between texts, so that no phrase reaches from one into the next
_MARK = "·"  # before the name of a noun, which makes it a word that nobody can ask for
_MOST = "event"  # the noun of which there are so many that a word of their own would only cost time
_FTS5 = table("search_words", column("rowid"), column("search_words"))
_LEXEMES = func.array_to_tsvector(func.string_to_array(SearchEntry.words, literal_column("' '")))  # as it is indexed
_INSERT: dict[str, Callable[..., sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


def finds(session: Session, text: str) -> ColumnElement[bool] | None:
    """Return the condition that an event holds all that a query asks for; `None` for a query without words."""
    query = search.read(text)
    return Event.id.in_(matching(session, query, "event")) if query else None


def narrowed(
    session: Session, conditions: Sequence[ColumnElement[bool]], texts: Sequence[str]
) -> list[ColumnElement[bool]]:
    """Return conditions for events so that a database begins with what these queries find, where that is little.

    SQLite takes any index for better than what a search finds, and would look at every event that is published.
    """
    queries = [query for text in texts if (query := search.read(text))]
    if not queries or _dialect(session) != "sqlite":
        return list(conditions)
    found = union_all(*(matching(session, query, "event") for query in queries)).limit(MOST_FEW + 1)
    ids = session.scalars(found).all()
    if len(ids) > MOST_FEW:
        return list(conditions)
    return [Event.id.in_(ids), case((and_(*conditions), 1), else_=0) == 1]  # within a case no index is looked for


def matching(session: Session, query: Query, noun: str) -> Select[UUID]:
    """Return the ids of the records of a noun that hold every term of a query that has any."""
    of_noun = select(SearchEntry.record_id).where(SearchEntry.noun == noun, _holds(session, query, noun))
    phrases = [term.stems for term in query.terms if len(term.stems) > 1]
    padded = literal(" ").concat(SearchEntry.words).concat(" ")
    return of_noun.where(*(padded.contains(f" {' '.join(stems)} ", autoescape=True) for stems in phrases))


def _holds(session: Session, query: Query, noun: str) -> ColumnElement[bool]:
    terms = query.terms if noun == _MOST else (Term((f"{_MARK}{noun}",)), *query.terms)
    if _dialect(session) == "sqlite":
        asked = " AND ".join(_written(term, joined=" AND ", either=" OR ", quote='"', beginning="*") for term in terms)
        return SearchEntry.number.in_(select(_FTS5.c.rowid).where(_FTS5.c.search_words.op("MATCH")(asked)))
    asked = " & ".join(_written(term, joined=" & ", either=" | ", quote="'", beginning=":*") for term in terms)
    return _LEXEMES.op("@@", is_comparison=True)(cast(literal(asked), postgresql.TSQUERY))


def _written(term: Term, *, joined: str, either: str, quote: str, beginning: str) -> str:
    """Return a term in an engine's language. Stems are letters and digits, so that there is nothing to escape."""
    said = joined.join(f"{quote}{stem}{quote}" for stem in term.stems)
    if term.beginning:
        said = f"{said}{either}{quote}{term.beginning}{quote}{beginning}"
    return f"({said})"


def keep(session: Session, noun: str, found: Mapping[UUID, str]) -> None:
    """Have records be found by these words from the end of the transaction on; what is as it was is left alone."""
    if not found:
        return
    session.flush()
    insert = _INSERT[_dialect(session)](SearchEntry)
    changed = insert.on_conflict_do_update(
        index_elements=["record_id", "noun"],
        set_={"words": insert.excluded.words},
        where=SearchEntry.words != insert.excluded.words,
    )
    mark = "" if noun == _MOST else f"{_MARK}{noun} {STROKE} "
    rows = [{"noun": noun, "record_id": id_, "words": f"{mark}{words}"} for id_, words in found.items()]
    session.execute(changed, rows)


def forget(session: Session, noun: str, ids: Iterable[UUID]) -> None:
    """Have records of a noun no longer be found."""
    session.execute(delete(SearchEntry).where(SearchEntry.noun == noun, SearchEntry.record_id.in_(list(ids))))


def empty(session: Session) -> None:
    """Have nothing be found, until it is kept anew."""
    session.execute(delete(SearchEntry))


def _dialect(session: Session) -> str:
    return session.get_bind().dialect.name
