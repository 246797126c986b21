"""Makes the fixtures that are no plain text: Word, Excel, PDF, archives. Run by hand; the results are kept.

python fixtures/make.py        (PDF needs Chromium, whose PDFs are those of Google Docs)
"""

from __future__ import annotations

import subprocess
import tempfile
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).parents[2] / "fixtures" / "mixed"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
STAMP = (2026, 6, 30, 12, 0, 0)


def pack(name: str, parts: dict[str, str | bytes]) -> None:
    """A zip archive with a fixed time in it, so that making it again changes nothing."""
    (HERE / name).parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(HERE / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(zipfile.ZipInfo(part, STAMP), content, zipfile.ZIP_DEFLATED)


def run(text: str, bold: bool = False) -> str:
    """A run of words; a line break inside a paragraph stands as in Teams' transcripts."""
    inner = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{'<w:rPr><w:b/></w:rPr>' if bold else ''}{inner}</w:r>"


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def table(rows: list[tuple[str, ...]]) -> str:
    cells = ["".join(f"<w:tc><w:tcPr/>{paragraph(run(cell))}</w:tc>" for cell in row) for row in rows]
    return f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def docx(name: str, *blocks: str) -> None:
    pack(name, docx_parts(*blocks))


def docx_parts(*blocks: str) -> dict[str, str | bytes]:
    return {
        "[Content_Types].xml": f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {WORD}><w:body>'
        + "".join(blocks)
        + "<w:sectPr/></w:body></w:document>",
    }


def xlsx(name: str, rows: list[list[str | int]]) -> None:
    """A sheet with inline words; numbers are dates, as Microsoft Forms writes them (style 1)."""
    lines = []
    for at, row in enumerate(rows, start=1):
        cells = "".join(
            f'<c r="{chr(65 + n)}{at}" s="1"><v>{cell}</v></c>'
            if isinstance(cell, int)
            else f'<c r="{chr(65 + n)}{at}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
            for n, cell in enumerate(row)
        )
        lines.append(f'<row r="{at}">{cells}</row>')
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    pack(
        name,
        {
            "[Content_Types].xml": f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{TYPES}"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
            f'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{main}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{main}.worksheet+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{main}.styles+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook {SHEET} xmlns:r="{OFFICE}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/>'
            "</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" '
            f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{OFFICE}/styles" '
            'Target="styles.xml"/></Relationships>',
            "xl/styles.xml": f'<styleSheet {SHEET}><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders '
            'count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/>'
            '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
            "xl/worksheets/sheet1.xml": f"<worksheet {SHEET}><sheetData>{''.join(lines)}</sheetData></worksheet>",
        },
    )


def pdf(name: str, page: str) -> None:
    """A page printed by Chromium."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(f"<meta charset=utf-8><body style='font:12pt serif'>{page}", encoding="utf-8")
        (HERE / name).parent.mkdir(parents=True, exist_ok=True)
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        subprocess.run([*command, f"--print-to-pdf={HERE / name}", str(source)], check=True, capture_output=True)


def make_word() -> None:
    said = [
        ("Amara Okafor", "0:03", "Morning. Can everybody hear me, or is it only the two of us?"),
        ("Sven Holm", "0:09", "Only us. I skipped the town hall for this."),
        (
            "Amara Okafor",
            "0:15",
            "You should record the town hall in pieces of three minutes. Nobody under thirty watches an hour.",
        ),
        ("Sven Holm", "1:02", "Three minutes. I will ask communications to cut the June one by 12 June."),
        ("AO", "1:10", "I can send them an example."),
        ("Sven H.", "1:18", "Please do."),
    ]
    docx(
        "teams/Reverse mentoring aster-3 2026-06-02.docx",
        paragraph(run("Reverse mentoring aster-3-20260602_100012-Meeting Recording", bold=True)),
        paragraph(run("2 June 2026, 08:00AM")),
        paragraph(run("22m 31s")),
        *(paragraph(run(name, bold=True), run(f"   {at}\n{words}")) for name, at, words in said),
    )
    docx(
        "teams/aster-2 2026-05-20 old transcript.docx",
        *(
            paragraph(run(line))
            for line in (
                "00:00:02.120 --> 00:00:05.960", "Tomasz Wiśniewski", "Did you try the warehouse chat for a week?",
                "00:00:06.400 --> 00:00:11.010", "Maria-Luísa Carvalho", "I did. People answer me faster there than my own office does.",
                "00:00:11.800 --> 00:00:15.300", "Tomasz Wisniewski", "Because nobody has to find the right form of address first.",
                "00:00:16.000 --> 00:00:19.250", "Carvalho, Maria-Luísa", "I will keep one hour a week for it, on Thursdays.",
            )
        ),
    )  # fmt: skip
    docx(
        "meet/Mentoring Priya - Sven (2026-06-08 14_00 GMT+2) - Transcript.docx",
        paragraph(run("📖 Transcript", bold=True)),
        paragraph(run("Jun 8, 2026", bold=True)),
        paragraph(run("Mentoring Priya / Sven - Transcript", bold=True)),
        paragraph(run("00:00:00", bold=True)),
        paragraph(run("Priya Natarajan:", bold=True), run(" Hello Sven, the door is closed now.")),
        paragraph(run("Sven Lindqvist:", bold=True), run(" Good. I have read the three posts you sent me.")),
        paragraph(run("Priya Natarajan:", bold=True), run(" And? Which of them would you have written?")),
        paragraph(run("00:05:12", bold=True)),
        paragraph(run("Sven Lindqvist:", bold=True), run(" None. They say what went wrong, and I was trained not to.")),
        paragraph(run("Priya Natarajan:", bold=True), run(" That is the lesson. Note: people copy what you admit.")),
        paragraph(
            run("Sven Lindqvist:", bold=True), run(" I will write one about the delayed portal before the end of June.")
        ),
        paragraph(run("Meeting ended after 00:21:40 👋")),
    )
    docx(
        "template/session form filled in.docx",
        paragraph(run("Reverse mentoring: session record", bold=True)),
        table([
            ("Programme", "reverse-2026"), ("Pair", "aster-2"), ("Mentor", "Tomasz Wiśniewski"),
            ("Mentee", "Maria-Luísa Carvalho"), ("Date of session", "3 June 2026"),
        ]),
        paragraph(run("What did the senior person take away?", bold=True)),
        paragraph(run("Shift plans on the wall are read, shift plans in the mail are not. She will have the dock plan printed from 15 June on.")),
        paragraph(run("What did the junior person take away?", bold=True)),
        paragraph(run("Say the number first, then the story. I rewrite my summary that way.")),
    )  # fmt: skip


def make_sheets() -> None:
    headings = ["ID", "Start time", "Completion time", "Email", "Name", "Mentoring pair", "Session date",
                "What did the senior person learn?", "Which topics came up?"]  # fmt: skip
    xlsx(
        "forms/Session feedback(1-2).xlsx",
        [
            headings,
            ["1", 46188, 46188, "tomasz.wisniewski@asterworks.example", "Tomasz Wiśniewski", "aster-2", 46187,
             "That a poll with two answers gets forty votes and a survey with thirty questions gets four.",
             "Digital tools;Feedback;Other: forms;"],
            ["2", 46190, 46190, "amara.okafor@asterworks.example", "Amara Okafor", "aster-3", 46189,
             "That interns read the strategy if it is one page. He will cut it to one page by the end of June.", "Communication;"],
        ],
    )  # fmt: skip


def make_pdf() -> None:
    pdf(
        "pdf/aster-1 notes 15 June 2026.pdf",
        "<h1>Notes from our session</h1><p>Mentor: Priya Natarajan<br>Mentee: Sven Lindqvist<br>Date: 15 June 2026</p>"
        "<p>Sven tried the voice assistant for his travel notes. He found that he dictates decisions, not reasons. We "
        "agreed that he adds one sentence of reason to every decision he sends.</p><p>I will show two colleagues how he "
        "does it.</p>",
    )
    pdf(
        "pdf/transcript aster-3 2026-06-16.pdf",
        "<p>Amara Okafor: You asked for examples of good remote meetings.</p><p>Sven Holm: Yes, ours feel like radio.</p>"
        "<p>Amara Okafor: Give everybody one question before, and begin with the answers.</p><p>Sven Holm: I will try that "
        "on 23 June with the site leads.</p>",
    )
    from pypdf import PdfReader, PdfWriter

    locked = PdfWriter(clone_from=PdfReader(HERE / "pdf/transcript aster-3 2026-06-16.pdf"))
    locked.encrypt("secret", algorithm="RC4-128")
    locked.write(HERE / "refused/locked.pdf")


def make_archives() -> None:
    page = "0f3c1b2a4d5e6f708192a3b4c5d6e7f8"
    notes = (
        "# Session 6\n\nDate: June 9, 2026\nMentor: Tomasz Wiśniewski\nMentee: Maria-Luísa Carvalho\nStatus: Done\n\n"
        "She sat with the night shift and wrote down every screen they open. Eleven screens for one return. She asks IT "
        "to merge the first three by 30 June.\n"
    )
    listing = 'Name,Date,Mentor,Mentee,Status\nSession 6,"June 9, 2026",Tomasz Wiśniewski,Maria-Luísa Carvalho,Done\n'
    pack(
        "zips/Notion export.zip",
        {
            f"Mentoring log {page[::-1]}.csv": listing,
            f"Mentoring log {page[::-1]}/Session 6 {page}.md": notes,
            f"Mentoring log {page[::-1]}/photo.png": b"\x89PNG\r\n\x1a\n",
        },
    )
    html = (
        "<html><head><style>p{color:#000}</style><title>x</title></head><body><h1>aster-1: session of 22 June 2026</h1>"
        "<p>Mentor: Priya Natarajan</p><p>Mentee: Sven Lindqvist</p><p>We talked about how reviews are read: the first line "
        "decides.&nbsp;Sven puts the decision into the subject line from now on.</p><ul><li>Priya collects five good "
        "examples by 29 June</li></ul></body></html>"
    )
    pack(
        "zips/Google Docs takeout.zip",
        {"Takeout/Drive/aster-1 session.html": html, "Takeout/Drive/images/image1.png": b"\x89PNG"},
    )


if __name__ == "__main__":
    (HERE / "refused").mkdir(parents=True, exist_ok=True)
    make_word()
    make_sheets()
    make_pdf()
    make_archives()
    (HERE / "refused/really a document.txt").write_bytes((HERE / "template/session form filled in.docx").read_bytes())
