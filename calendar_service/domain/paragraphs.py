"""Paragraphs: a document's text as counted lines, each with the clause number printed before it."""

import re
from dataclasses import dataclass

BEFORE_LENGTH, AFTER_LENGTH = 90, 60  # characters of a sentence that are shown around what is quoted of it
_CLAUSE = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)[.)]\s+\S")
_NO_END = "".join(rf"(?<!\b{word})" for word in (r"\w", "гг", "им", "ст", "Dr", "Mr", "Ms", "St"))  # "г.", "К. Иванов"
_SENTENCE_END = re.compile(rf"{_NO_END}[.!?…][»”\"]?\s+(?=[«“\"]?[A-ZА-ЯЁ])")


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


def around(text: str, quote: str) -> tuple[str, str]:
    """Return what stands before and after a quotation in its sentence, cut at words where that is long.

    What is cut is marked with an ellipsis; the clause number is left out. Both are empty where the
    text does not hold the quotation.
    """
    place = text.find(quote) if quote else -1
    if place < 0:
        return "", ""
    printed = _CLAUSE.match(text)
    start = printed.end() - 1 if printed and printed.end() <= place + 1 else 0
    for found in _SENTENCE_END.finditer(text, start, place + 1):
        start = min(found.end(), place)
    end = place + len(quote)
    closing = _SENTENCE_END.search(text, max(end - 2, 0))
    stop = max(closing.end(), end) if closing else len(text)
    return _tail(text[start:place]), _start(text[end:stop].rstrip())


def _tail(text: str) -> str:
    if len(text) <= BEFORE_LENGTH:
        return text
    return f"…{text[-BEFORE_LENGTH:].partition(' ')[2]}"


def _start(text: str) -> str:
    if len(text) <= AFTER_LENGTH:
        return text
    return f"{text[:AFTER_LENGTH].rpartition(' ')[0].rstrip(',;:')}…"
