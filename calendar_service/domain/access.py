"""Who may see and do what: the one function that decides with the object at hand.

The same rule as a condition of a query is `services.visibility.visible_to`.
"""

from dataclasses import dataclass
from uuid import UUID

from calendar_service.domain.errors import Forbidden
from calendar_service.domain.kinds import USER_ROLES
from calendar_service.domain.words import Term, _

RANKS = {"": 0, "reader": 1, "planner": 2, "editor": 3, "administrator": 4}
PERSONAL = ("user", "secret_feed")  # nouns that are about a person
SCOPES = {"read": "reader", "write": "planner", "admin": "administrator"}  # of tokens; the least role that can use each


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts. `kind` is `person`, `service` (the calendar itself), `command` or `import`.

    The service and the command line may do what an administrator may. `token_id` is that of the token
    by which a program acts for the person.
    """

    kind: str = "person"
    user_id: UUID | None = None
    name: str = ""
    role: str = ""
    request_id: str = ""
    token_id: UUID | None = None

    def has_rank(self, role: str) -> bool:
        """Tell whether the actor sees and does all that a role does."""
        return RANKS[self.role] >= RANKS[role]


ANYONE = Actor()
SERVICE = Actor(kind="service", name="service", role="administrator")
COMMAND = Actor(kind="command", name="command line", role="administrator")


def may_see(actor: Actor, visibility: str) -> bool:
    """Tell whether an actor may see a record of this visibility (drafts: planner and up).

    What was withdrawn is seen by editors alone; for all others its page says that it is gone.
    """
    if visibility == "published":
        return True
    return actor.has_rank("planner" if visibility == "draft" else "editor")


def may_read_line(actor: Actor, noun: str, visibility: str = "published", *, is_changing: bool = False) -> bool:
    """Tell whether an actor may read a line of the whole journal about a record of this visibility.

    Planners and up do; lines about what is a person's own are for administrators. `is_changing` asks whether the
    actor may also take it back, which is for editors.
    """
    if noun in PERSONAL:
        return actor.has_rank("administrator")
    return actor.has_rank("editor" if is_changing else "planner") and may_see(actor, visibility)


def require_rank(actor: Actor, role: str) -> None:
    """Raise `Forbidden` unless the actor does all that a role does."""
    if not actor.has_rank(role):
        raise Forbidden(
            _("This needs the role of %(role)s. Sign in with an account that has it."), role=Term(USER_ROLES[role])
        )
