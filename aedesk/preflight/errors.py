"""What ends the reading of a file early, each with a clear verdict."""

from __future__ import annotations

from aedesk.kit.text import T


class Unreadable(Exception):
    """The file is damaged, encrypted or none of ours; `says` is the verdict in both languages."""

    def __init__(self, says: T, code: str = "damaged") -> None:
        super().__init__(says.en)
        self.says, self.code = says, code


class TooMuch(Unreadable):
    """The file asks for more than a check may cost: operators, pixels, nesting, pages."""

    def __init__(self, says: T) -> None:
        super().__init__(says, "too_much")
