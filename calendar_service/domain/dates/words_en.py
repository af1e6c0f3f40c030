"""English words of dates."""

from calendar_service.domain.dates.sorts import Sort

_MONTHS = (
    "january|jan", "february|feb|febr", "march|mar", "april|apr", "may", "june|jun", "july|jul", "august|aug",
    "september|sep|sept", "october|oct", "november|nov", "december|dec",
)  # fmt: skip
_WEEKDAYS = (
    "monday|mon|mondays", "tuesday|tue|tues", "wednesday|wed|weds", "thursday|thu|thur|thurs", "friday|fri", "saturday|sat", "sunday|sun",
)  # fmt: skip
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
_CARDINALS = (
    "one", "two|a couple of|couple of", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip

ENTRIES = (
    *((Sort.MONTH, number, words) for number, words in enumerate(_MONTHS, 1)),
    (Sort.SEASON, 21, "spring|springtime|spring's"),
    (Sort.SEASON, 22, "summer|summertime"),
    (Sort.SEASON, 23, "autumn|fall|autumnal"),
    (Sort.SEASON, 24, "winter|wintertime"),
    *((Sort.WEEKDAY, number, words) for number, words in enumerate(_WEEKDAYS)),
    *((Sort.ORDINAL, number, words) for number, words in enumerate(_ORDINALS, 1)),
    (Sort.ORDINAL, 30, "thirtieth"),
    *((Sort.CARDINAL, number, words) for number, words in enumerate(_CARDINALS, 1)),
    *((Sort.CARDINAL, number, words) for number, words in zip(range(30, 100, 10), ("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), strict=True)),
    (Sort.THOUSAND, 1000, "thousand"),
    (Sort.THOUSAND, 100, "hundred"),
    # parts
    (Sort.PART, 0, "early|beginning|start|first days|first few days|opening days|early part|very beginning|outset|onset|early days|opening weeks"),
    (Sort.PART, 1, "mid|middle|midst|mid part|midpoint"),
    (Sort.PART, 2, "late|end|close|last days|final days|closing days|later part|latter part|very end|late part|towards the end|toward the end|tail end|closing weeks|conclusion|expiry"),
    (Sort.PART, 2, "year's end|year-end|year end"),
    (Sort.HALF, 0, "half"),
    (Sort.TEN_DAYS, 0, "ten days|ten-day period|10 days|10-day period|ten day period|ten-day"),
    (Sort.DECADE, 0, "decade|decades|decade's"),
    (Sort.YEAR, 0, "year|years|yr|yrs|year's|years'"),
    (Sort.HALF_YEAR, 0, "half-year|half year|semester"),
    (Sort.QUARTER, 0, "quarter|quarters|qtr|quarter's"),
    (Sort.MONTH_UNIT, 0, "month|months|month's|months'"),
    (Sort.WEEK, 0, "week|weeks|wk|week's|weeks'|calendar week"),
    (Sort.WEEK, 14, "fortnight|fortnight's"),
    (Sort.DAY, 0, "day|days|days'|day's"),
    (Sort.CENTURY, 0, "century"),
    (Sort.LETTER, ord("q"), "q"),
    (Sort.LETTER, ord("h"), "h"),
    (Sort.LETTER, ord("w"), "w|cw"),
    # which one
    (Sort.LAST, 0, "last|final|closing"),
    (Sort.ORDINAL, 2, "latter"),
    (Sort.RELATIVE, 1, "next|following|coming|upcoming|forthcoming|next year's"),
    (Sort.RELATIVE, 0, "this|current|present|running"),
    (Sort.RELATIVE, -1, "previous|past|preceding|prior"),
    (Sort.RELATIVE_DAY, 0, "today|this day|today's date"),
    (Sort.RELATIVE_DAY, 1, "tomorrow"),
    (Sort.RELATIVE_DAY, 2, "day after tomorrow"),
    (Sort.RELATIVE_DAY, -1, "yesterday"),
    (Sort.RELATIVE_DAY, -2, "day before yesterday"),
    (Sort.IN, 0, "in"),
    (Sort.IN, 1, "on"),
    (Sort.A, 0, "a|an"),
    (Sort.AGO, -1, "ago"),
    (Sort.AGO, 1, "from now|hence|from today"),
    # bounds
    (Sort.FROM, 0, "from|from the period"),
    (Sort.TO, 0, "to|thru|up to and including"),
    (Sort.UNTIL, 0, "until|till|'til|til|through|up to|up until|through to|on through"),
    (Sort.BY, 0, "by|no later than|not later than|by no later than|at the latest by|latest by|on or before|by or before|not after|no later than by|at the latest on|at the latest in|not beyond|in or before|before or on|before or in|deadline|due by"),
    (Sort.BEFORE, 0, "before|prior to|earlier than|ahead of|before the start of|before the beginning of|before the onset of|prior to the start of|prior to the beginning of|in advance of|preceding"),
    (Sort.NOT_BEFORE, 0, "not before|no earlier than|not earlier than|no sooner than|not sooner than|not until|starting|starting from|starting in|starting on|starting with|beginning in|beginning on|beginning from|beginning with"
                         "|as of|as from|since|on or after|in or after|from the start of|at the earliest in|at the earliest on|at the earliest by|not prior to|never before|effective|effective from|commencing|commencing on|commencing in|from as early as"),
    (Sort.AFTER, 0, "after|later than|following the end of|after the end of|after the close of|after the conclusion of|past the end of|subsequent to|beyond|upon the conclusion of|once|upon expiry of|upon completion of"),
    (Sort.ONWARDS, 1, "onwards|onward|or later|or after|and later|and after|and beyond|or thereafter|and thereafter|at the earliest|or beyond|forward|and onwards|or any time after"),
    (Sort.ONWARDS, -1, "or earlier|at the latest|or before|and earlier|and before|at latest|or sooner"),
    (Sort.BETWEEN, 0, "between|in between|sometime between|some time between|anywhere between|at some point between|at any time between"),
    (Sort.ONE_OF, 0, "one of|on one of|in one of|on any of|any of|some day|someday|any day|one day|any one of|some time in|sometime in|sometime|some time|at some point in|at some point|on some day|on a day|on any day|any time|any time in|single day|on one day"),
    (Sort.EITHER, 0, "either"),
    (Sort.OR, 0, "or|or else|or alternatively|alternatively|and/or|or possibly|or perhaps"),
    (Sort.AND, 0, "and|as well as|and then|but"),
    (Sort.TURN, 0, "turn|turn of the year|turn of the years|around the turn|cusp"),
    (Sort.WEEK_STARTING, 0, "commencing|beginning|starting|starting on|beginning on|commencing on|w/c|week commencing|that starts on|that begins on|which begins on|which starts on|containing|including|starting from|of monday"),
    # marks
    (Sort.MARK, 0, "circa|c|ca|around|approximately|about|approx|roughly|or so|more or less|or thereabouts|thereabouts|in the region of|or around|give or take|around about|somewhere around|close to"),
    (Sort.MARK, 1, "possibly|probably|tentatively|tentative|provisional|provisionally|perhaps|maybe|likely|most likely|in all likelihood|presumably|on a provisional basis|prov|supposedly|on a tentative basis"
                   "|very likely|in all probability|subject to change|penciled in|pencilled in|potentially|conceivably|unconfirmed"),
    (Sort.CONFIRM, 0, "tbc|t.b.c|to be confirmed|subject to confirmation|awaiting confirmation|pending confirmation|will be confirmed|is to be confirmed|are to be confirmed|yet to be confirmed|still to be confirmed|not yet confirmed|not confirmed|not yet been confirmed|have yet to be confirmed|has yet to be confirmed|remains to be confirmed|remain to be confirmed|needs confirmation|requires confirmation|being confirmed"),
    (Sort.OPEN, 0, "tbd|tba|t b d|t b a|t b c|under discussion|under consideration|pending|being discussed|being finalised|being finalized|being agreed|being determined|being clarified|being arranged|being set|undetermined|undecided|unspecified|not available"
                   "|subject to agreement|by agreement|by mutual agreement|to follow|upon agreement|in discussion|up in the air|outstanding|open|unknown|under negotiation|as agreed|by arrangement|to be advised|being worked out|being decided|undated|without a date|no date|tbd/tba|subject to further agreement|not known"),
    (Sort.SETTLED, 0, "fixed|set|determined|decided|announced|agreed|defined|specified|finalised|finalized|agreed upon|clarified|communicated|settled|established|named|notified|arranged|chosen|advised|given|stated|mutually agreed|jointly agreed|jointly determined|decided upon|agreed on"),
    (Sort.TO_BE, 0, "to be|will be|is to be|are to be|remains to be|remain to be|yet to be|still to be|has yet to be|have yet to be|shall be|is yet to be|are yet to be|is still to be|are still to be|will|shall|be"),
    (Sort.NOT, 0, "not|not yet|not been|not yet been|has not been|has not yet been|have not been|have not yet been|is not|is not yet|are not|are not yet|hasn't been|haven't been|never"),
    (Sort.DATE_NOUN, 1, "date|exact date|specific date|day|exact day|date of the meeting"),
    (Sort.DATE_NOUN, 2, "dates|exact dates|specific dates|timing|days|exact timing|timeframe|time frame"),
    (Sort.DATE_NOUN, 0, "time|venue|place|location"),
    (Sort.OPEN_ADVERB, 0, "through diplomatic channels|via diplomatic channels|by diplomatic channels|exact|precise|specific|definite|definitive|further|jointly|separately|mutually|still|yet|by the parties|by the sides|by both sides|between the parties|by the host|firm|concrete|by the host country|by the organisers|by the organizers|new|closer to the time|nearer the time|later on|convenient|mutual|as yet|as of yet"),
    (Sort.LATER, 1, "later|soon|shortly|in due course|in due time|at a later date|at a later stage|very soon"),
    (Sort.NOTHING, 0, "n/a|none|not applicable"),
    # around
    (Sort.NOISE, 0, "the|of|for|within the period|over|calendar|period|season|dates of|into|time of|that|the period|inclusive|incl|inclusively|both days inclusive|as early as|as late as|part of"),
    (Sort.AT, 0, "at"),
    (Sort.DURING, 0, "during|in the course of|within|throughout|over the course of|in the period|inside"),
    (Sort.COUNTED, 0, "on the eve of|in the run-up to|in the wake of|upon|from the date of|after the date of|of the date of|from the day of|as soon as possible after|at the time of|to coincide with|in conjunction with|back to back with|back-to-back with|immediately after|immediately before|shortly after|shortly before|following the date of|on the occasion of"),
    (Sort.NOT_A_DATE, 0, "soon|very soon|shortly|in due course|in the near future|in the foreseeable future|in the coming days|in the coming weeks|in the coming months|in the coming years|in the next few days|in the next few weeks|in the next few months|as soon as possible|asap|at an early date|at the earliest possible date|at the earliest opportunity|at the earliest convenience|at a later date|at a later stage"
                         "|in due time|eventually|regularly|on a regular basis|periodically|annually|every year|yearly|monthly|quarterly|from time to time|on the sidelines|on the margins|in the margins|when appropriate|at an appropriate time|at the appropriate time|at a mutually convenient time|at a mutually convenient date|at a convenient time|at a suitable time|in the long term|in the medium term|in the short term"
                         "|in the long run|in the future|promptly|immediately|without delay|at a time of mutual convenience|every two years|biennially|when conditions allow|when conditions permit|as appropriate|as needed|as necessary|at short notice|before long|one of these days|someday soon|anytime soon|sooner or later|in time|once conditions allow|in the coming period|at the first opportunity|whenever possible|now|never|always|sometimes|recently|in a timely manner|at a later point|any time soon|at regular intervals|as and when"),
    (Sort.EVENT, 0, "summit|meeting|meetings|conference|forum|visit|session|talks|negotiations|consultations|consultation|event|signature|signing|ratification|entry into force|adoption|approval|election|elections|dialogue|round|ceremony|receipt|conclusion of the talks|congress|referendum|inauguration|treaty|agreement|notification|exercise|exercises|round table|roundtable|workshop|seminar|presidency|chairmanship|opening|launch|assembly|council|request"),
    (Sort.HOLDING, 0, "held|hold|is|are|was|were|being|currently|has|have|been|due|expected|take place|takes place|taking place|took place|scheduled|schedule|planned|plan|plans|planning|due to be held|set for|slated for|slated|convene|convened|convenes|meet|meets|foreseen|envisaged|anticipated|expected to take place|expected to be held|is expected|are expected|was held|is expected to be held|due to take place|hosted|host|organised|organized|happen|happens|occur|occurs|organise|organize|to take place|to hold|to host|to convene|to meet|to occur|to happen"
                       "|would|it|they|we|intend|intended|to organise|to organize|starts|begins|start on|running|runs|lasting|sits|programmed|to be convened|to be organised|to be organized|opens"),
    # times
    (Sort.HOURS, 0, "hours|hrs|hour|hr|o'clock"),
    (Sort.MINUTES, 0, "minutes|min|mins|minute"),
    (Sort.DAY_PART, 0, "in the morning|morning"),
    (Sort.DAY_PART, 1, "in the afternoon|in the evening|afternoon|evening|at night"),
    (Sort.NOON, 12, "noon|midday|12 noon|12 midday"),
    (Sort.NOON, 0, "midnight|12 midnight"),
    (Sort.TIME, 0, "time zone|timezone|standard time"),
    (Sort.LOCAL, 0, "local time|local|venue time|lt|local hours"),
    (Sort.UTC, 0, "utc|coordinated universal time"),
    (Sort.FIXED, 0, "est|edt|cst|cdt|mst|mdt|pst|pdt|cet|cest|eet|eest|wet|west|gmt|bst|ist|jst|kst|msd|hst|akst|aest|z|eastern time|pacific time|central european time|central european summer time|eastern european time|greenwich mean time|eastern standard time|et|pt|ast|almt|uzt|pkt|sgt|hkt|british summer time|central time|mountain time"),
)  # fmt: skip
