"""A list of stories, however long: their numbers are known, a row is read when it is looked at."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import overload

from reader.model import StorySummary

_PAGE = 64
"""Rows read at once: more than a screen shows."""
_PAGES = 64
"""Pages kept, those not looked at for longest given up first."""

ReadRows = Callable[[Sequence[int]], Sequence[StorySummary | None]]
"""Reads the rows of stories by their numbers, None for one that is gone."""

GONE = StorySummary("", "…", None, (), 0, 0, None)
"""Stands for a story that went into another since the list was read."""


class Listing(Sequence[StorySummary]):
    """The stories that a query finds, in order.

    `query` and `sort` are as asked; `copies`, `outlets` and `unread` count over all its stories.
    """

    def __init__(
        self,
        numbers: array[int],
        read: ReadRows,
        *,
        query: str = "",
        copies: int = 0,
        outlets: int = 0,
        unread: int = 0,
    ) -> None:
        self.numbers = numbers
        self.query = query
        self.copies = copies
        self.outlets = outlets
        self.unread = unread
        self._read = read
        self._pages: OrderedDict[int, list[StorySummary]] = OrderedDict()

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, at: int) -> StorySummary: ...
    @overload
    def __getitem__(self, at: slice) -> list[StorySummary]: ...
    def __getitem__(self, at: int | slice) -> StorySummary | list[StorySummary]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        if at < 0:
            at += len(self)
        if not 0 <= at < len(self):
            raise IndexError(at)
        page, place = divmod(at, _PAGE)
        return self._page(page)[place]

    def _page(self, page: int) -> list[StorySummary]:
        if page in self._pages:
            self._pages.move_to_end(page)
            return self._pages[page]
        rows = self._read(self.numbers[page * _PAGE : (page + 1) * _PAGE])
        made = self._pages[page] = [GONE if row is None else row for row in rows]
        while len(self._pages) > _PAGES:
            self._pages.popitem(last=False)
        return made

    def place_of(self, number: int) -> int | None:
        """Return where a story stands, by its number; None if it is not listed."""
        try:
            return self.numbers.index(number)
        except ValueError:
            return None

    def amend(self, at: int, row: StorySummary) -> None:
        """Hold a row as it will be when what was done to it is kept; `forget` has it read again."""
        self[at]
        self._pages[at // _PAGE][at % _PAGE] = row

    def forget(self, places: Iterable[int] | None = None) -> None:
        """Read these rows anew when they are looked at next; None: all of them."""
        if places is None:
            self._pages.clear()
        else:
            for at in places:
                self._pages.pop(at // _PAGE, None)
