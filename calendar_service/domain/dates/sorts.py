"""The sorts of tokens: what a word can mean in a date, whatever its language."""

from enum import IntEnum, auto


class Sort(IntEnum):
    """What a token is; in parentheses, what its value says."""

    NUMBER = auto()  # the number
    ORDINAL = auto()  # the number, from a word or a Roman numeral
    CARDINAL = auto()  # the number, from a word
    THOUSAND = auto()  # 100 or 1000
    SHORT_YEAR = auto()  # '26
    MONTH = auto()  # 1 to 12
    SEASON = auto()  # 21 to 24
    WEEKDAY = auto()  # 0 to 6
    PART = auto()  # 0 start, 1 middle, 2 end
    MIDDLE_OR_HALF = auto()  # metà
    LETTER = auto()  # q, h, w and the like: the letter's code
    # units
    HALF = auto()
    THIRD = auto()
    TEN_DAYS = auto()
    DECADE = auto()
    YEAR = auto()
    HALF_YEAR = auto()
    QUARTER = auto()
    MONTH_UNIT = auto()
    WEEK = auto()
    DAY = auto()
    CENTURY = auto()
    # which one
    LAST = auto()
    RELATIVE = auto()  # so many units on: -1 last, 0 this, 1 next
    RELATIVE_DAY = auto()  # days from the day of writing
    THIS_YEAR = auto()
    THROUGH = auto()  # через
    IN = auto()  # "in", which is noise unless a duration follows
    A = auto()  # "a": an article, or Italian "to"
    AGO = auto()
    # how a date is bounded
    FROM = auto()
    TO = auto()
    UNTIL = auto()  # the end of a range, or "by"
    BY = auto()
    BEFORE = auto()
    NOT_BEFORE = auto()
    AFTER = auto()
    ONWARDS = auto()  # 1 after what it bounds: later; -1: earlier
    BETWEEN = auto()
    ONE_OF = auto()
    EITHER = auto()
    OR = auto()
    AND = auto()
    TURN = auto()
    WEEK_STARTING = auto()
    # marks and what is not settled
    MARK = auto()  # 0 ~, 1 ?, 2 %
    CONFIRM = auto()  # tbc: a mark beside a date, nothing alone
    OPEN = auto()  # уточняется
    SETTLED = auto()  # определена: open after "to be" or "not"
    TO_BE = auto()
    NOT = auto()
    DATE_NOUN = auto()  # 1 one date, 2 dates, 0 something else: time, place
    OPEN_ADVERB = auto()
    LATER = auto()
    NOTHING = auto()  # n/a
    # what stands around
    NOISE = auto()
    HOLDING = auto()
    EVENT = auto()
    DURING = auto()
    COUNTED = auto()
    NOT_A_DATE = auto()
    # times of day
    AT = auto()
    HOURS = auto()
    MINUTES = auto()
    MERIDIAN = auto()  # 0 a.m., 1 p.m.
    DAY_PART = auto()  # 0 morning, 1 afternoon or evening, 2 night
    NOON = auto()  # 12, or 0 for midnight
    TIME = auto()
    LOCAL = auto()
    UTC = auto()
    ZONE = auto()
    FIXED = auto()
    # signs
    COMMA = auto()
    DASH = auto()
    SLASH = auto()
    DOT = auto()
    COLON = auto()
    PARENTHESIS = auto()
    WORD = auto()  # not known
    END = auto()  # after the last token
