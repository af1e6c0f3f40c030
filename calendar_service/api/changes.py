"""The journal over the API: every change in order, for whoever keeps a copy."""

from calendar_service.api import lists, schemas
from calendar_service.api.calls import Answer, Call, database
from calendar_service.api.operations import Parameter, operation
from calendar_service.services import sync

_PARAMETERS = {
    "after": Parameter("The `cursor` that was answered last; from the beginning without it.", {"type": "string"}),
    "limit": lists.PAGING["limit"],
    "lang": lists.LANG,
}


@operation(
    "GET",
    "/changes",
    name="follow_changes",
    tag="Changes",
    answer=schemas.Changes,
    parameters=_PARAMETERS,
    errors=(410, 422),
)
def follow(call: Call) -> Answer:
    """Follow the journal.

    Every change in order, deletions and withdrawals included, each with the record as it stands now.
    Who keeps the cursor and asks again with it misses nothing. A cursor from before a restore is a
    410: read everything again.
    """
    with database().reading() as session:
        found = sync.follow(session, call.one("after"), to=call.actor, limit=lists.limit(call))
        return Answer({"items": found.items, "cursor": found.cursor, "more": found.has_more})
