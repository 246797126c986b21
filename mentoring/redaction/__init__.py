"""From a consented note to the only text anybody else may meet."""

from mentoring.redaction.redactor import Redactor

__all__ = ["Redactor"]
