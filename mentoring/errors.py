"""What can go wrong, as sentences for whoever can act on them.

UpwellError
├── BadInput        a file, argument or field is not what it should be
├── NotAllowed      this caller may not do that
│   └── NotSignedIn nobody is known to be asking
├── NotFound        nothing by that name that this caller may see
├── Conflict        somebody else changed it meanwhile
├── TooMany         asked too often; says how long to wait
├── HomeBusy        another process owns this home
├── Misconfigured   a setting, key or package stands in the way
├── Damaged         something stored cannot be read back
└── EngineFailed    an extraction engine gave up on one note

Every message says what, which one, and what to do. It never carries note text, a person's name or
a file's content; a `file` is named only where the person who gave it reads the answer.
"""

from __future__ import annotations


class UpwellError(Exception):
    """Root of Upwell's errors. `code` is stable for programs, the message is one sentence for people."""

    code = "error"

    def __init__(self, message: str, *, code: str | None = None, file: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        if code is not None:
            self.code = code


class BadInput(UpwellError):
    """A file, argument or field is not what it should be."""

    code = "input"


class NotAllowed(UpwellError):
    """This caller may not do that."""

    code = "not-allowed"


class NotSignedIn(NotAllowed):
    """Nobody is known to be asking: no session or token, or one that has ended."""

    code = "sign-in"


class NotFound(UpwellError):
    """Nothing by that name that this caller may see."""

    code = "not-found"


class Conflict(UpwellError):
    """Somebody else changed it meanwhile."""

    code = "conflict"


class TooMany(UpwellError):
    """Asked too often."""

    code = "rate"

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Too many requests: wait {seconds} seconds.")
        self.seconds = seconds
        """To wait before the next request."""


class HomeBusy(UpwellError):
    """Another process owns this home."""

    code = "busy"


class Misconfigured(UpwellError):
    """A setting, key or package stands in the way."""

    code = "config"


class Damaged(UpwellError):
    """Something stored cannot be read back."""

    code = "damaged"


class EngineFailed(UpwellError):
    """An extraction engine gave up on one note."""

    code = "engine"
