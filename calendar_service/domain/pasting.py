"""Pasting: a document's text as somebody pastes it, read into paragraphs; and paragraphs written out to be corrected.

Texts come out of PDF files, mails and word processors: with other line ends, soft hyphens, and lines
broken where the page ended. What is guessed here is shown before anything is kept.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.paragraphs import ParagraphFacts, clause_of
from calendar_service.domain.words import _

MOST_CHARACTERS = 180_000  # of a text
MOST_PARAGRAPHS = 2_000
PARTINGS = {  # how paragraphs are told apart
    "guess": _("as the text itself shows: blank lines, numbers, line ends"),
    "blank": _("by blank lines alone"),
    "line": _("every line is one"),
}
_SOFT = dict.fromkeys(map(ord, "\u00ad\ufeff\u200b"))  # soft hyphen, byte order mark, zero-width space
_LINE_END = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*[.)]")
_ENDED = re.compile(r"[.!?:;…][»”\")]?$")
_BROKEN_WORD = re.compile(r"(\w+)-$")
_FIRST_WORD = re.compile(r"[a-zа-яё]\w*")
_TAG = re.compile(r"</?(?:p|br|div|span|table|td|tr|html|body|a|b|i|h[1-6]|ul|ol|li)\b[^<>]{0,500}>", re.IGNORECASE)
_WIDTHS = range(40, 141)  # characters: a page's lines are neither narrower nor wider
_FULL = 0.7  # of the widest line: a line that was broken because the page ended there
_FEWEST_UNPARTED = 2  # lines without a blank one among them: a text that was never parted by those
_FEWEST_BROKEN = 2  # lines that run on, before a text is taken to be broken


def read(text: str, parting: str = "guess") -> tuple[ParagraphFacts, ...]:
    """Return the paragraphs of a pasted text, each with the number printed before it.

    Raises `InvalidInput` for too long a text, too many paragraphs, and an unknown way to part them.
    """
    if parting not in PARTINGS:
        raise InvalidInput(_("This is none of those to choose from. Choose anew."), field="parting")
    if len(text) > MOST_CHARACTERS:
        raise InvalidInput(
            _("The text has %(length)s characters; %(limit)s at most can be kept. Shorten it."),
            field="text",
            length=len(text),
            limit=MOST_CHARACTERS,
        )
    lines = [line.replace("\t", " ").strip() for line in _LINE_END.split(text.translate(_SOFT))]
    found = list(_parted(lines, parting, text))
    if len(found) > MOST_PARAGRAPHS:
        raise InvalidInput(
            _("The text falls into %(number)s paragraphs; %(limit)s at most can be kept. Part it in another way."),
            field="text",
            number=len(found),
            limit=MOST_PARAGRAPHS,
        )
    return tuple(ParagraphFacts(number=number, text=one, clause=clause_of(one)) for number, one in enumerate(found, 1))


def written(paragraphs: Iterable[ParagraphFacts]) -> str:
    """Return paragraphs as a text that is read as the same ones by its blank lines."""
    return "\n\n".join(one.text for one in paragraphs)


def has_tags(text: str) -> bool:
    """Tell whether a text looks like the source of a web page."""
    return _TAG.search(text) is not None


def _parted(lines: Sequence[str], parting: str, text: str) -> Iterator[str]:
    blocks = list(_blocks(lines))
    if parting == "blank" and len(blocks) == 1 and len(blocks[0]) > _FEWEST_UNPARTED:  # pasted anew
        parting = "guess"
    if parting == "blank":
        yield from (_joined(block, text) for block in blocks)
        return
    is_broken = parting == "guess" and _is_broken(blocks)
    for block in blocks:
        if is_broken:
            width = max(map(len, block))
            yield from (_joined(part, text) for part in _unbroken(block, width))
        else:
            yield from _with_numbers(block)


def _blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    """Yield the runs of lines that hold something."""
    block: list[str] = []
    for line in lines:
        if line:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _is_broken(blocks: Sequence[Sequence[str]]) -> bool:
    """Tell whether the lines of a text end where those of a page did: none is long, and most run on."""
    widest = max((len(line) for block in blocks for line in block), default=0)
    pairs = [pair for block in blocks for pair in pairwise(block)]
    full = [first for first, _next in pairs if len(first) >= _FULL * widest]
    running = [line for line in full if not _ENDED.search(line)]
    return widest in _WIDTHS and len(running) >= max(_FEWEST_BROKEN, len(pairs) / 3)


def _unbroken(block: Sequence[str], width: int) -> Iterator[list[str]]:
    """Yield the lines of each paragraph of a block whose lines were broken at a width."""
    part: list[str] = []
    for line in block:
        if part and _begins(part[-1], line, width):
            yield part
            part = []
        part.append(line)
    yield part


def _begins(before: str, line: str, width: int) -> bool:
    """Tell whether a line begins a paragraph after another line."""
    is_ended, is_short = _ENDED.search(before) is not None, len(before) < _FULL * width
    if _NUMBER.fullmatch(before):
        return False
    if _NUMBER.match(line):
        return is_ended or is_short
    return is_short and (is_ended or not _FIRST_WORD.match(line))


def _with_numbers(block: Sequence[str]) -> Iterator[str]:
    """Yield lines, a number that stands on its own with the one that follows it."""
    waiting = ""
    for line in block:
        if _NUMBER.fullmatch(line) and not waiting:
            waiting = line
            continue
        yield f"{waiting} {line}".lstrip()
        waiting = ""
    if waiting:
        yield waiting


def _joined(lines: Sequence[str], text: str) -> str:
    """Return lines as one; a word that was broken at the end of a line is whole again."""
    joined = lines[0]
    for line in lines[1:]:
        broken, rest = _BROKEN_WORD.search(joined), _FIRST_WORD.match(line)
        if broken and rest and not _is_compound(broken[1], rest[0], text):
            joined = joined[:-1] + line
        else:
            joined += line if broken and rest else f" {line}"
    return joined


def _is_compound(first: str, rest: str, text: str) -> bool:
    """Tell whether the hyphen at the end of a line belongs to the word: elsewhere it is written with one."""
    return f"{first}-{rest}" in text and f"{first}{rest}" not in text
