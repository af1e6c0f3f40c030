"""A place in a list of tokens that moves on as they are understood."""

from collections.abc import Collection

from calendar_service.domain.dates import refusals
from calendar_service.domain.dates.refusals import DateRefused
from calendar_service.domain.dates.sorts import Sort
from calendar_service.domain.dates.tokens import Token

END = Token(Sort.END, 0, "")
_ENDS = [END] * 6  # as many as grammar ever looks beyond the last token


class Cursor:
    """Tokens and a place among them. `sorts` is how far grammar looks ahead: tokens by their sort."""

    __slots__ = ("_end", "_sorts", "place", "tokens")

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens + _ENDS
        self._sorts = [token.sort for token in self.tokens]
        self.place = 0
        self._end = len(tokens)

    def token(self, ahead: int = 0) -> Token:
        """Return a token ahead; `END` after the last."""
        return self.tokens[self.place + ahead]

    def sort(self, ahead: int = 0) -> Sort:
        """Return the sort of a token ahead."""
        return self._sorts[self.place + ahead]

    def take(self, count: int = 1) -> Token:
        """Move on, and return the first token passed."""
        token = self.tokens[self.place]
        self.place = min(self.place + count, self._end)
        return token

    def accept(self, sort: Sort) -> Token | None:
        """Return and pass the next token, if it is of a sort."""
        return self.take() if self._sorts[self.place] is sort else None

    def replace(self, token: Token) -> None:
        """Put another token in the place of the next one, which turns out to mean something else here."""
        self.tokens[self.place] = token
        self._sorts[self.place] = token.sort

    def skip(self, sorts: Collection[Sort]) -> bool:
        """Pass all tokens of some sorts; tell whether there was one."""
        before = self.place
        while self._sorts[self.place] in sorts:
            self.place += 1
        return self.place > before

    def at_end(self) -> bool:
        """Tell whether all tokens are passed."""
        return self._sorts[self.place] is Sort.END

    def unexpected(self) -> DateRefused:
        """Return the refusal of the token that does not fit here, by name."""
        token = self.token()
        if token.sort is Sort.END:
            token = self.tokens[max(0, self.place - 1)]
        return refusals.not_understood(token.text)
