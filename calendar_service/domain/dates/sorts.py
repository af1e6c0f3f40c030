"""The sorts of tokens: what a word can mean in a date, whatever its language."""

from typing import ClassVar

from calendar_service.domain.dates.members import Numbered


class Sort(Numbered):
    """What a token is; in parentheses, what its value says."""

    NUMBER: ClassVar["Sort"]  # the number
    ORDINAL: ClassVar["Sort"]  # the number, from a word or a Roman numeral
    CARDINAL: ClassVar["Sort"]  # the number, from a word
    THOUSAND: ClassVar["Sort"]  # 100 or 1000
    SHORT_YEAR: ClassVar["Sort"]  # '26
    MONTH: ClassVar["Sort"]  # 1 to 12
    SEASON: ClassVar["Sort"]  # 21 to 24
    WEEKDAY: ClassVar["Sort"]  # 0 to 6
    PART: ClassVar["Sort"]  # 0 start, 1 middle, 2 end
    MIDDLE_OR_HALF: ClassVar["Sort"]  # metà
    LETTER: ClassVar["Sort"]  # q, h, w and the like: the letter's code
    # units
    HALF: ClassVar["Sort"]
    THIRD: ClassVar["Sort"]
    TEN_DAYS: ClassVar["Sort"]
    DECADE: ClassVar["Sort"]
    YEAR: ClassVar["Sort"]
    HALF_YEAR: ClassVar["Sort"]
    QUARTER: ClassVar["Sort"]
    MONTH_UNIT: ClassVar["Sort"]
    WEEK: ClassVar["Sort"]
    DAY: ClassVar["Sort"]
    CENTURY: ClassVar["Sort"]
    # which one
    LAST: ClassVar["Sort"]
    RELATIVE: ClassVar["Sort"]  # so many units on: -1 last, 0 this, 1 next
    RELATIVE_DAY: ClassVar["Sort"]  # days from the day of writing
    THIS_YEAR: ClassVar["Sort"]
    THROUGH: ClassVar["Sort"]  # через
    IN: ClassVar["Sort"]  # "in", which is noise unless a duration follows
    A: ClassVar["Sort"]  # "a": an article, or Italian "to"
    AGO: ClassVar["Sort"]
    # how a date is bounded
    FROM: ClassVar["Sort"]
    TO: ClassVar["Sort"]
    UNTIL: ClassVar["Sort"]  # the end of a range, or "by"
    BY: ClassVar["Sort"]
    BEFORE: ClassVar["Sort"]
    NOT_BEFORE: ClassVar["Sort"]
    AFTER: ClassVar["Sort"]
    ONWARDS: ClassVar["Sort"]  # 1 after what it bounds: later; -1: earlier
    BETWEEN: ClassVar["Sort"]
    ONE_OF: ClassVar["Sort"]
    EITHER: ClassVar["Sort"]
    OR: ClassVar["Sort"]
    AND: ClassVar["Sort"]
    TURN: ClassVar["Sort"]
    WEEK_STARTING: ClassVar["Sort"]
    # marks and what is not settled
    MARK: ClassVar["Sort"]  # 0 ~, 1 ?, 2 %
    CONFIRM: ClassVar["Sort"]  # tbc: a mark beside a date, nothing alone
    OPEN: ClassVar["Sort"]  # уточняется
    SETTLED: ClassVar["Sort"]  # определена: open after "to be" or "not"
    TO_BE: ClassVar["Sort"]
    NOT: ClassVar["Sort"]
    DATE_NOUN: ClassVar["Sort"]  # 1 one date, 2 dates, 0 something else: time, place
    OPEN_ADVERB: ClassVar["Sort"]
    LATER: ClassVar["Sort"]
    NOTHING: ClassVar["Sort"]  # n/a
    # what stands around
    NOISE: ClassVar["Sort"]
    HOLDING: ClassVar["Sort"]
    EVENT: ClassVar["Sort"]
    DURING: ClassVar["Sort"]
    COUNTED: ClassVar["Sort"]
    NOT_A_DATE: ClassVar["Sort"]
    # times of day
    AT: ClassVar["Sort"]
    HOURS: ClassVar["Sort"]
    MINUTES: ClassVar["Sort"]
    MERIDIAN: ClassVar["Sort"]  # 0 a.m., 1 p.m.
    DAY_PART: ClassVar["Sort"]  # 0 morning, 1 afternoon or evening, 2 night
    NOON: ClassVar["Sort"]  # 12, or 0 for midnight
    TIME: ClassVar["Sort"]
    LOCAL: ClassVar["Sort"]
    UTC: ClassVar["Sort"]
    ZONE: ClassVar["Sort"]
    FIXED: ClassVar["Sort"]
    # signs
    COMMA: ClassVar["Sort"]
    DASH: ClassVar["Sort"]
    SLASH: ClassVar["Sort"]
    DOT: ClassVar["Sort"]
    COLON: ClassVar["Sort"]
    PARENTHESIS: ClassVar["Sort"]
    WORD: ClassVar["Sort"]  # not known
    END: ClassVar["Sort"]  # after the last token
