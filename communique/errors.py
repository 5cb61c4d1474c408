"""Every error that a caller may catch.

CommuniqueError
├── InputError            something given to read cannot be read; names the input and the remedy
│   ├── EmptyInput        nothing to read in it
│   ├── UnreadableInput   missing, binary, damaged or not what it claims to be
│   └── InputTooLarge     over the size that was allowed
├── RecordError           the record cannot be opened, read or written
│   ├── RecordLocked      another program is writing to it
│   ├── RecordDamaged     the file is not a record, or a damaged one
│   └── NotInRecord       nothing in the record answers to that id
├── ModelError            the reading model is missing or damaged
├── ReaderError           a reader cannot be opened, is none, or gives two facts one id
│   └── UnknownReader     nobody brings a reader of that name
├── CorrectionRefused     a correction names no fact, or makes none
├── AccountRefused        a password is too short, or too long
├── ExtraMissing          what is asked for needs a package that is not installed
├── ServingError          the web app cannot be served as it is asked for
└── EvidenceMoved         a span no longer stands on the words that it was taken from
"""

from __future__ import annotations


class CommuniqueError(Exception):
    """Base of all errors raised on purpose; its message is fit to be shown to a user."""


class InputError(CommuniqueError):
    """An input that cannot be read.

    Attributes:
        where: what the user knows the input by: a file name, with the line in JSON Lines.
    """

    def __init__(self, where: str, message: str) -> None:
        super().__init__(f"{where}: {message}")
        self.where = where


class EmptyInput(InputError):
    """There is nothing to read in the input."""


class UnreadableInput(InputError):
    """The input is missing, binary, damaged, or not what it claims to be."""


class InputTooLarge(InputError):
    """The text is longer than what was allowed."""


class RecordError(CommuniqueError):
    """The record cannot be opened, read or written."""


class RecordLocked(RecordError):
    """Another program holds the record."""


class RecordDamaged(RecordError):
    """The file is not a record, or it is damaged."""


class NotInRecord(RecordError):
    """Nothing in the record answers to the given id."""


class ModelError(CommuniqueError):
    """The reading model is missing or damaged."""


class ReaderError(CommuniqueError):
    """A reader cannot be opened, what was opened is none, or two of its facts have one id."""


class UnknownReader(ReaderError):
    """There is no reader of that name, neither shipped nor brought by another package."""


class CorrectionRefused(CommuniqueError):
    """A correction names a fact that is not there, or what it gives makes none."""


class AccountRefused(CommuniqueError):
    """A user cannot be given this password."""


class ServingError(CommuniqueError):
    """The web app cannot be served at this address, or must not be."""


class ExtraMissing(CommuniqueError):
    """What is asked for needs packages that an extra of Communique brings."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f'{what} need the extra "{extra}": pip install "communique[{extra}]"')


class EvidenceMoved(CommuniqueError):
    """A span does not stand on the words that it was taken from."""
