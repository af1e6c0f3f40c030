"""What stands around a date: words of holding, what is not settled yet, and what is no date at all.

`settle` takes these tokens away and says what they said; what is left is for the grammar.
"""

from dataclasses import dataclass, field

from calendar_service.domain.dates import refusals
from calendar_service.domain.dates.sorts import Sort
from calendar_service.domain.dates.tokens import Token

_RUN = frozenset(
    {
        Sort.DATE_NOUN, Sort.OPEN, Sort.SETTLED, Sort.TO_BE, Sort.NOT, Sort.CONFIRM, Sort.OPEN_ADVERB, Sort.LATER,
        Sort.HOLDING, Sort.EVENT, Sort.NOTHING, Sort.NOT_A_DATE,
    }
)  # fmt: skip
_SAID_AROUND = _RUN | {Sort.COUNTED}
_JOINTS = frozenset(
    {Sort.AND, Sort.COMMA, Sort.COLON, Sort.DASH, Sort.A, Sort.AT, Sort.IN, Sort.PARENTHESIS, Sort.SLASH}
)
_AROUND = frozenset({Sort.COMMA, Sort.DASH, Sort.COLON, Sort.PARENTHESIS})
_BEFORE_EVENT = frozenset({Sort.ORDINAL, Sort.RELATIVE, Sort.LAST, Sort.A})
_COUNTING = frozenset(
    {
        Sort.ORDINAL, Sort.RELATIVE, Sort.LAST, Sort.WORD, Sort.CARDINAL, Sort.NUMBER, Sort.DAY, Sort.WEEK, Sort.MONTH_UNIT,
        Sort.YEAR, Sort.A, Sort.IN, Sort.PART,
    }
)  # fmt: skip
_BOUNDS = frozenset(
    {
        Sort.AFTER,
        Sort.BEFORE,
        Sort.BY,
        Sort.FROM,
        Sort.TO,
        Sort.UNTIL,
        Sort.NOT_BEFORE,
        Sort.COUNTED,
        Sort.DURING,
        Sort.THROUGH,
    }
)
_DATED = frozenset({Sort.NUMBER, Sort.MONTH, Sort.SEASON, Sort.PART, Sort.ORDINAL})
_DAYS_AS_DATES = {"day": 1, "days": 2, "день": 1, "дни": 2, "giorno": 1, "giorni": 2}
_LATER_THAN = frozenset({"позднее", "позже"})
_YEAR_DIGITS = 4


@dataclass(slots=True)
class Surroundings:
    """What was said around a date. `is_open` with how many dates are open: 1, 2 for several, 0 not said."""

    core: list[Token] = field(default_factory=list)
    is_open: bool = False
    open_dates: int = 0
    is_to_be_confirmed: bool = False
    is_no_date: bool = False
    is_held: bool = False


def settle(tokens: list[Token]) -> Surroundings:
    """Return the core of a text and what stands around it; raises `DateRefused`."""
    if _SAID_AROUND.isdisjoint([token.sort for token in tokens]):
        return Surroundings(tokens)
    found = Surroundings()
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token.sort is Sort.COUNTED:
            raise refusals.counted_from_event()
        if token.text in _DAYS_AS_DATES and place + 1 < len(tokens) and tokens[place + 1].sort in _RUN:
            token = tokens[place] = token._replace(sort=Sort.DATE_NOUN, value=_DAYS_AS_DATES[token.text])
        if token.text in _LATER_THAN and place + 1 < len(tokens) and tokens[place + 1].sort in _DATED:
            token = token._replace(sort=Sort.AFTER)
        if token.sort not in _RUN:
            found.core.append(token)
            place += 1
            continue
        end = _end_of_run(tokens, place)
        _understand(tokens[place:end], found)
        place = _past_joint(tokens, end, found)
    return found


def _end_of_run(tokens: list[Token], place: int) -> int:
    """Return the place after the words that belong together: «дата и место будут определены»."""
    end = place + 1
    while end < len(tokens):
        ahead = end
        while ahead < len(tokens) and tokens[ahead].sort in _JOINTS and ahead - end < 2:  # noqa: PLR2004
            ahead += 1
        if ahead >= len(tokens) or tokens[ahead].sort not in _RUN:
            break
        end = ahead + 1
    return end


def _past_joint(tokens: list[Token], end: int, found: Surroundings) -> int:
    """Drop what joined a run to the date before or after it: a dash, a colon."""
    while found.core and found.core[-1].sort in {Sort.DASH, Sort.COLON}:
        found.core.pop()
    while end < len(tokens) and (tokens[end].sort is Sort.COLON or (tokens[end].sort in _AROUND and not found.core)):
        end += 1
    return end


def _understand(run: list[Token], found: Surroundings) -> None:
    sorts = {token.sort for token in run}
    nouns = [token.value for token in run if token.sort is Sort.DATE_NOUN or (token.sort is Sort.OPEN and token.value)]
    is_unsettled = Sort.SETTLED in sorts and bool(sorts & {Sort.TO_BE, Sort.NOT, Sort.LATER})
    is_missing = Sort.NOT in sorts and bool(nouns) and Sort.HOLDING not in sorts
    if sorts & {Sort.OPEN, Sort.NOTHING} or is_unsettled or is_missing or (Sort.CONFIRM in sorts and nouns):
        if not nouns or max(nouns) > 0:
            found.is_open = True
            found.open_dates = max([found.open_dates, *nouns])
        return
    if Sort.CONFIRM in sorts:
        found.is_to_be_confirmed = True
        return
    _understand_holding(run, found)


def _understand_holding(run: list[Token], found: Surroundings) -> None:
    found.is_held = True
    is_alone = len(run) == 1
    for token in run:
        is_no_word = token.sort is Sort.OPEN_ADVERB or (token.sort is Sort.SETTLED and not found.core)
        if token.sort is Sort.NOT or (is_no_word and is_alone):
            raise refusals.not_understood(token.text)
        if token.sort is Sort.NOT_A_DATE or (token.sort is Sort.LATER and token.value):
            found.is_no_date = True
        if token.sort is Sort.EVENT:
            _refuse_counting(found.core)


def _refuse_counting(core: list[Token]) -> None:
    """Refuse "within 30 days of signature" and "following the summit"; drop the number of "third summit"."""
    if core and core[-1].text == "following":
        raise refusals.counted_from_event()
    for token in reversed(core):
        if token.sort in _BOUNDS:
            raise refusals.counted_from_event()
        if token.sort not in _COUNTING or (token.sort is Sort.NUMBER and len(token.text) >= _YEAR_DIGITS):
            break
    while core and (core[-1].sort in _BEFORE_EVENT or (core[-1].sort is Sort.NUMBER and core[-1].suffix)):
        core.pop()
