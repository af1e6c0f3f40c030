"""Operations: what can be asked of the API, each declared once; routes and the description follow from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

if TYPE_CHECKING:
    from calendar_service.api.calls import Answer, Call

View = Callable[["Call"], "Answer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One operation.

    `scope` is that of the token it needs (nothing: none is needed; what is public can be read by
    anyone), `parameters` are those of the query, `errors` the statuses it may refuse with beside
    those of every operation, `matches` tells that `If-Match` is required.
    """

    method: str
    path: str
    name: str
    tag: str
    summary: str
    description: str
    view: View
    answer: type[BaseModel] | None
    status: int = 200
    scope: str = ""
    parameters: Mapping[str, "Parameter"] = field(default_factory=dict)
    body: type[BaseModel] | None = None
    errors: tuple[int, ...] = ()
    matches: bool = False
    example: Any = None

    @property
    def rule(self) -> str:
        """The path as the router has it."""
        return self.path.replace("{", "<").replace("}", ">")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of the query: what it says, its JSON schema, and whether it may be repeated."""

    description: str
    schema: Mapping[str, Any]
    repeats: bool = False


OPERATIONS: list[Operation] = []


def operation(method: str, path: str, **said: Any) -> Callable[[View], View]:
    """Declare a view as an operation; its docstring is the summary, and what follows the description."""

    def declare(view: View) -> View:
        first, _blank, rest = (view.__doc__ or "").strip().partition("\n\n")
        description = " ".join(rest.split())
        declared = Operation(
            method=method, path=path, name=said.pop("name", view.__name__), summary=" ".join(first.split()).rstrip("."),
            description=description, view=view, **said,
        )  # fmt: skip
        OPERATIONS.append(declared)
        return view

    return declare
