"""Paragraphs: a document's text as counted lines, each with the clause number printed before it."""

import re
from dataclasses import dataclass

_CLAUSE = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)[.)]\s+\S")


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphFacts:
    """A paragraph: `number` counts from 1, `clause` is the number printed in the text, or empty."""

    number: int
    text: str
    clause: str = ""


def split(text: str) -> tuple[ParagraphFacts, ...]:
    """Return the paragraphs of a text: its lines that are not empty, without white space around them."""
    lines = [line.strip() for line in text.splitlines()]
    kept = [line for line in lines if line]
    return tuple(
        ParagraphFacts(number=number, text=line, clause=clause_of(line)) for number, line in enumerate(kept, 1)
    )


def clause_of(line: str) -> str:
    """Return the clause number printed at the start of a paragraph, or nothing."""
    found = _CLAUSE.match(line)
    return found.group(1) if found else ""
