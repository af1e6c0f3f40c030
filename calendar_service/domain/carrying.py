"""Dates carried by a relation to an event that has none of its own (`domain.md`, "An event's life")."""

from calendar_service.domain.dates import StatedDate

CARRYING = ("sidelines_of", "prepares")


def carried(relation: str, target: StatedDate) -> StatedDate:
    """Return the date that a relation carries from its target; one that says nothing where it carries none.

    An event on the sidelines of another takes its bounds; one that prepares another is due by the
    other's latest day. What is carried is never firm, whatever the EDTF: who shows it must say so.
    """
    if relation == "sidelines_of":
        return StatedDate(target.edtf)
    if relation == "prepares" and target.latest is not None:
        return StatedDate(f"../{target.latest.isoformat()}")
    return StatedDate()
