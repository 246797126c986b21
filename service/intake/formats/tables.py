"""CSV and Excel tables as rows of text: first row the headings, every further row one answer."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime

from mentoring.errors import BadInput
from service.intake.formats.office import checked
from service.intake.formats.text import LONGEST_LINE, refuse_endless
from service.intake.note_file import decode

MOST_ROWS = 10_000
MOST_COLUMNS = 300
Rows = list[list[str]]


def rows_of(raw: bytes, file: str) -> Rows:
    """Rows of a table, Excel by its ending, else CSV."""
    return rows_of_xlsx(raw, file) if file.lower().endswith(".xlsx") else rows_of_csv(raw, file)


def rows_of_csv(raw: bytes, file: str) -> Rows:
    """Rows of a CSV whose cells stand between commas, semicolons or tabs."""
    return [row for _, row in lines_of_csv(raw, file)]


def lines_of_csv(raw: bytes, file: str) -> list[tuple[int, list[str]]]:
    """The same rows, each with the line of the file on which it begins."""
    text = decode(raw, file)
    refuse_endless(text, file)
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    csv.field_size_limit(LONGEST_LINE)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    made: list[tuple[int, list[str]]] = []
    try:
        before = 0
        for row in reader:
            made += [(before + 1, cells) for cells in _table([row], file)]
            before = reader.line_num
            if len(made) > MOST_ROWS:
                raise _too_large(file)
    except csv.Error:
        raise BadInput(f"{file} is no CSV that can be read: export it again.", code="format", file=file) from None
    return made


def rows_of_xlsx(raw: bytes, file: str) -> Rows:
    """Rows of the first sheet that has any; formulas come as their last result and are never worked out."""
    checked(raw, file, ".xlsx")
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.height > MOST_ROWS or sheet.width > MOST_COLUMNS:
                raise _too_large(file)
            if rows := _table(sheet.to_python(skip_empty_area=True), file):
                return rows
    except (python_calamine.CalamineError, ValueError, OSError):
        raise BadInput(f"{file} is no .xlsx file, or a damaged one: save it again.", code="format", file=file) from None
    raise BadInput(f"{file} holds no rows.", code="empty", file=file)


def _table(rows: Iterable[Iterable[object]], file: str) -> Rows:
    made: Rows = []
    for row in rows:
        cells = [_cell(value) for value in row]
        if any(cells):
            made.append(cells)
        if len(made) > MOST_ROWS or len(cells) > MOST_COLUMNS:
            raise _too_large(file)
    return made


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\r\n", "\n").replace("_x000D_", "").strip()


def _too_large(file: str) -> BadInput:
    return BadInput(
        f"{file} has more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns: split it.", code="size", file=file
    )
