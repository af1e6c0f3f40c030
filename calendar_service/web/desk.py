"""The desk: one page from which whoever is signed in reaches all that their role may do."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, current_app
from werkzeug.exceptions import HTTPException

from calendar_service.domain.access import Actor
from calendar_service.domain.kinds import USER_ROLES
from calendar_service.domain.words import _, say
from calendar_service.services import notes
from calendar_service.web import forms, language, page


@dataclass(frozen=True, slots=True)
class Way:
    """A way from the desk: where it leads, how it is called, what is there, and the least role that may go it."""

    path: str
    name: str
    note: str
    role: str = "editor"


GROUPS: Sequence[tuple[str, Sequence[Way]]] = (
    (
        _("To record"),
        (
            Way("/events/new", _("New event"), _("A date as it was stated, a place, a source.")),
            Way("/documents/new", _("New document"), _("Paste its text: it is split into paragraphs.")),
            Way("/formats/new", _("New format"), _("A framework in which parties meet again and again.")),
            Way("/series/new", _("New series"), _("The run of one kind of meeting within a format.")),
            Way("/parties/new", _("New party"), _("A state, an organisation, or an institution of one.")),
            Way("/feeds/new", _("New feed"), _("A selection under a short name, for all to subscribe to.")),
        ),
    ),
    (
        _("To look after"),
        (
            Way("/reports", _("Reports of readers"), _("What readers say is wrong or missing."), "planner"),
            Way("/calendar", _("Several at once"), _("Tick meetings in the list, then set owner, format or status of all.")),
            Way("/journal", _("Whole journal"), _("Who changed what, and when; editors take it back."), "planner"),
        ),
    ),
    (
        _("Your own"),
        (
            Way("/account", _("Your account"), _("Name, language, password, where you are signed in."), "reader"),
            Way("/account/feeds", _("Your feeds"), _("Your own selections, and secret links to them."), "reader"),
        ),
    ),
    (_("To administer"), (Way("/users", _("Users"), _("Accounts, roles, invitations, lost passwords."), "administrator"),)),
)  # fmt: skip


def show() -> Response:
    """Show what whoever is signed in can do here."""
    page.asked()
    if away := forms.require("reader"):
        return away
    actor = page.actor()
    with page.database().reading() as session:
        return page.respond(
            "desk.html",
            session,
            path="/desk",
            groups=_groups(actor),
            role=say(language.current(), USER_ROLES[actor.role]),
            counts={"/reports": notes.count_open(session, to=actor)},
        )


def _groups(actor: Actor) -> list[tuple[str, list[Way]]]:
    found = [
        (heading, [one for one in ways if actor.has_rank(one.role) and _leads(one.path)]) for heading, ways in GROUPS
    ]
    return [(heading, ways) for heading, ways in found if ways]


def _leads(path: str) -> bool:
    """Tell whether a page of its own stands at a path: `/parties/new` may also be a party called so."""
    try:
        rule, _given = current_app.url_map.bind("").match(path, return_rule=True)
    except HTTPException:
        return False
    return rule.rule == path
