"""What can go wrong in a way that the user can mend.

An error carries a code and values; `casustafel.domain.wording` says in Dutch or English what is
wrong and what to do. Anything else that is raised is a fault of the program itself.
"""

from collections.abc import Mapping, Sequence
from typing import Self


class FieldName(str):
    """The name of a field of a record as a value of an error, which says the word for it."""

    __slots__ = ()


class CasustafelError(Exception):
    """Something the user can mend. `exit_code` is what the command line ends with."""

    exit_code = 2

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values: Mapping[str, object] = values

    def __str__(self) -> str:
        return f"{self.code} {dict(self.values)}" if self.values else self.code


class UsageError(CasustafelError):
    """The question itself is wrong: an unknown table, a date that does not exist."""


class RuleError(CasustafelError):
    """A rule of the field refuses it: a case that may not move, an outcome without a reason."""


class ConflictError(CasustafelError):
    """Somebody else changed the same field in the meantime."""


class FileError(CasustafelError):
    """A file cannot be read or written; nothing was changed."""

    exit_code = 4

    @classmethod
    def in_use(cls, file: str, programs: Sequence[str]) -> Self:
        """Return that other programs hold a file, by name as far as those are known."""
        if programs:
            return cls("file-in-use-by", file=file, program=", ".join(programs))
        return cls("file-in-use", file=file)


class DatabaseError(CasustafelError):
    """The database cannot be opened: wrong passphrase, damaged, locked, made by a newer version."""

    exit_code = 5


#: Of these errors: the server cannot be reached now, and nothing is said of what was asked.
CUT = frozenset({"connection-lost", "server-unreachable", "server-full"})


class RightError(CasustafelError):
    """This person has no right to that."""

    exit_code = 6


class FaultFoundError(CasustafelError):
    """`check` found a fault."""

    exit_code = 7
