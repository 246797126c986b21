"""What is hidden, to the last character, and what is left alone."""

from datetime import date

import pytest

from mentoring.records import Person, RedactedText, WithheldPassage
from mentoring.redaction import Redactor
from mentoring.redaction.found import Found
from mentoring.redaction.labels import find_labels
from mentoring.redaction.units import units
from mentoring.redaction.withhold import whole

DAY = date(2026, 3, 12)


BEFORE = "Second session, an hour in the canteen. We went through the release list and the stand-ups.\n\n"
AFTER = "\n\nNext time we look at the dashboards together and compare them with the ones of last year.\n"
"""A note around what is tested: nobody hands in a single sentence."""


def redact(body: str) -> RedactedText:
    text, _ = Redactor().preview(body, mentor="Thandi Nkosi", mentee="Ravi van der Menon", session_date=DAY)
    return text


def amid(body: str) -> str:
    text = redact(BEFORE + body + AFTER).text
    assert text.startswith(BEFORE)
    assert text.endswith(AFTER)
    return text[len(BEFORE) : -len(AFTER)]


def hidden(body: str, words: str) -> bool:
    text, start = redact(BEFORE + body + AFTER), len(BEFORE) + body.index(words)
    covered = {i for s in (*text.spans, *text.withheld) for i in range(s.start, s.end)}
    return set(range(start, start + len(words))) <= covered


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Met Thandi Nkosi at ten.", "Thandi Nkosi"),
        ("thandi was late, as ever", "thandi"),
        ("Present: Nkosi, Thandi. Payroll has it.", "Nkosi, Thandi"),
        ("tn x rvdm, 40 min, canteen", "tn"),
        ("See deck_TN_march.pdf for it.", "TN"),
        ("The snow was deep. T. does not take the bus.", "T."),
        ("The plate of the van says LR 1847 now.", "LR 1847"),
        ("Passport no. for the visa letter: TR 4471902.", "TR 4471902"),
        ("Matricule 1999 0412 113 57, as before.", "1999 0412 113 57"),
        ("Staff, she: GH/40071, by the gate.", "GH/40071"),
        ("Night line, me (867) 555 0177, in case.", "(867) 555 0177"),
        ("It rings at 031 555 014 poste 12.", "12"),
        ("He will be seventy on the national day.", "seventy"),
        ("Her father died at fifty-three, in spring.", "fifty-three"),
        ("We used Thandi's list.", "Thandi"),
        ("Thandy sent the deck.", "Thandy"),
        ("TN: push the list out by Monday", "TN"),
        ("T.N. and R.M., session two", "T.N."),
        ("a word with R. Menon first", "R. Menon"),
        ("see Thandi_Nkosi_review.docx", "Thandi_Nkosi"),
        ("Ms Nkosi was kind about it.", "Ms Nkosi"),
        ("Then we asked Bolatito in treasury.", "Bolatito"),
        ("Siobhan O'Driscoll-Byrne came along.", "Siobhan O'Driscoll-Byrne"),
        ("Asked Faith to chase the vendor.", "Faith"),
        ("auntie May knows the macro", "auntie May"),
        ('They spelt me "Guy" in the captions.', "Guy"),
        ("Best,\nThandi\n", "Thandi"),
        ("And Seluvaia Moala? He will not mind.", "Seluvaia Moala"),
        ("i asked oddvar to send it and priyanka said no", "oddvar"),
        ("Kamala didi in the canteen printed it.", "Kamala didi"),
    ],
)
def test_names_in_every_form_are_hidden(body, words):
    assert hidden(body, words)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("ring the desk on +33 1 99 00 12 34 please", "+33 1 99 00 12 34"),
        (
            "call me on oh seven seven double oh nine hundred four six one",
            "oh seven seven double oh nine hundred four six one",
        ),
        ("mail thandi dot nkosi at umoya dot co dot za", "thandi dot nkosi at umoya dot co dot za"),
        ("or ravi[at]kestrelbank[dot]in works", "ravi[at]kestrelbank[dot]in"),
        ("staff card E4471 opens it", "E4471"),
        ("passport no. X1234567 expires in June", "X1234567"),
        ("PESEL 66081200011 on the form", "66081200011"),
        ("Her Slack is t.nkosi_ops there", "t.nkosi_ops"),
        ("profile: linkedin.example/in/thandi-nkosi", "linkedin.example/in/thandi-nkosi"),
        ("lives at 14 Baobab Close, Borrowdale", "14 Baobab Close, Borrowdale"),
        ("write to Kastanienallee 12, 10435 Berlin", "Kastanienallee 12, 10435 Berlin"),
    ],
)
def test_identifiers_with_a_form_are_hidden(body, words):
    assert hidden(body, words)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("I was the only nurse on the night desk.", "the only nurse on the night desk"),
        ("She is Head of Fleet Planning here.", "Head of Fleet Planning"),
        ("His daughter uses it all day.", "His daughter"),
        ("He turns 61 in June.", "61"),
        ("Born 3 May 1969, and proud.", "3 May 1969"),
        ("She lives in Harare now.", "Harare"),
        ("He is the only Finnish engineer.", "Finnish"),
        ("his salary went up to 64,000 euros", "64,000 euros"),
        ("Bolatito, the night dispatcher, agreed.", "the night dispatcher"),
        ("Packhouse lead Bolatito is not convinced.", "Packhouse lead"),
        ("She is a retired judge.", "a retired judge"),
        ("We were a team of four then.", "team of four"),
        ("Bolatito, 58, hates it.", "58"),
        ("she has a six-year-old at home", "six-year-old"),
        ("Bolatito is Tongan.", "Tongan"),
        ("The twins share a room now.", "The twins"),
        ("Bolatito has two daughters.", "two daughters"),
        ("He was on paternity leave.", "paternity leave"),
        ("She cannot hear on the left.", "cannot hear"),
        ("he broke his ankle skiing", "broke his ankle"),
        ("I still owe GHS 18,000 for school.", "GHS 18,000"),
        ("Bolatito in Naivasha shared it.", "Naivasha"),
        ("He grew up between Bamako and Lyon.", "Lyon"),
        ("My sister works at Brightwater Insurance.", "Brightwater Insurance"),
    ],
)
def test_traits_of_one_person_are_hidden(body, words):
    assert hidden(body, words)


@pytest.mark.parametrize(
    "body",
    ["The van is in the FY 2027 plan.", "A truck from KW 30 on.", "The report SOP/2026 is out.", "Plan B. then lunch."],
)
def test_numbers_of_things_are_left_alone(body):
    assert amid(body) == body


def test_what_is_hidden_ends_with_a_word():
    said = amid("I saw it with my son, who is fourteen and now wants to build wheels.")
    assert said.endswith("] and now wants to build wheels.")


def test_a_name_that_is_a_word_stays_a_word_where_it_reads_as_one():
    body = BEFORE + "It is 300 miles from anywhere as usual. Then miles showed me the list." + AFTER
    text, _ = Redactor().preview(body, mentor="Miles Ono", mentee="Ravi van der Menon", session_date=DAY)
    assert "300 miles from anywhere" in text.text
    assert "Then [MENTOR] showed me" in text.text


@pytest.mark.parametrize("line", ["- T: print the cards", "* R. → the map, Friday", "T -> the list"])
def test_a_letter_that_heads_a_promise_is_a_participant(line):
    assert hidden(line, line.lstrip("-* ")[0])


@pytest.mark.parametrize("line", ["mark -> ask ops by Friday", "- may → the list", "* Mark => the map"])
def test_a_name_that_is_a_word_is_a_participant_where_it_heads_a_promise(line):
    text, _ = Redactor().preview(BEFORE + line + AFTER, mentor="Mark Ono", mentee="May Lund", session_date=DAY)
    assert line.lstrip("-* ").split()[0] not in text.text


@pytest.mark.parametrize("body", ["A: the cards\nR: the map\nT: the list", "Plan\nT-shirts: blue.", "Plan T: list"])
def test_a_letter_that_counts_points_is_nobody(body):
    assert not hidden(body, body[body.rindex("T") :][0])


def test_a_title_is_no_first_name():
    body = f"{BEFORE}EK was late; Emil laughed, and the dr. said so.\n- E: parts by Friday{AFTER}"
    text, _ = Redactor().preview(body, mentor="Dr. Emil Katz", mentee="Ravi Menon", session_date=DAY)
    assert (
        text.text
        == f"{BEFORE}[MENTOR] was late; [MENTOR] laughed, and the dr. said so.\n- [MENTOR]: parts by Friday{AFTER}"
    )


@pytest.mark.parametrize(
    "body",
    [
        "Will it stick? Mark my words, it may.",
        "A grace period of thirty minutes.",
        "We may meet in May or in June.",
        "Captions help deaf colleagues.",
        "The tender is worth 2 million euros to the firm.",
        "The only way is a shorter form.",
        "Managers read posts by people under thirty.",
        "Under-25s return half of it, Q3 says.",
        "Teams and Outlook fight for attention on Mondays at 10:30.",
        "The rich do not chase a bill.",
        "Invoices from 2024-2025 and 12/6 came in one pile.",
    ],
)
def test_ordinary_words_stay(body):
    assert amid(body) == body


def test_a_person_keeps_one_number_and_participants_have_their_role():
    text = amid("Bolatito told Thandi. Later Bolatito Adeyemi told Ravi.")
    assert text == "[PERSON_1] told [MENTOR]. Later [PERSON_1] told [MENTEE]."


def test_who_is_known_by_an_id_alone_hides_no_words():
    known = [Person("p-1", "mentor-0"), Person("p-2", "rota-1", ("poll-2",))]
    body = f"{BEFORE}The mentor put the rota up and counted the poll.{AFTER}"
    text, _ = Redactor(known).preview(body, mentor="mentor-0", mentee="Ravi Menon", session_date=DAY)
    assert text.text == body


def test_speaker_labels_are_names():
    body = "Oyin: one\nRavi: two\nOyin: three\nRavi: four\nOyin: five\n"
    assert amid(body) == "[PERSON_1]: one\n[MENTEE]: two\n[PERSON_1]: three\n[MENTEE]: four\n[PERSON_1]: five\n"


def test_text_is_rebuilt_from_body_spans_and_passages():
    body = f"{BEFORE}Strictly between us, Ravi is leaving.{AFTER}"
    text, vault = Redactor().preview(body, mentor="Thandi Nkosi", mentee="Ravi Menon", session_date=DAY)
    assert text.text == f"{BEFORE}[WITHHELD]{AFTER}"
    assert ("Ravi", "[MENTEE]") in vault.surfaces
    assert vault.withheld == ("Strictly between us, Ravi is leaving.",)


@pytest.mark.parametrize(("start", "end"), [(9, 20), (0, 6), (5, 8), (0, 20)])
def test_a_passage_that_begins_or_ends_amid_an_identifier_takes_all_of_it(start: int, end: int) -> None:
    address, phone = Found(4, 12, "ADDRESS", "pattern"), Found(18, 26, "PHONE", "pattern")
    (kept,) = whole([WithheldPassage(start, end, "health")], [address, phone])
    for find in (address, phone):
        touched = find.start < end and start < find.end
        assert (kept.start <= find.start and find.end <= kept.end) == touched
    assert (kept.start, kept.end) == (min(start, 4), 26 if end > 18 else max(end, 12))


@pytest.mark.parametrize("label", ["@{}.w 09:04: ", "{} 09:04 ", "{} [09:04] ", "[27 Aug 09:04] {}: "])
def test_names_beside_a_clock_are_speakers(label: str):
    body = "\n".join(label.format(name) + "all fine here" for name in ("Ulrike", "Mirela") * 3)
    labels = list(find_labels(body))
    assert len(labels) == 6
    assert [body[unit.start : unit.end] for unit in units(body, labels)] == ["all fine here"] * 6


@pytest.mark.parametrize(
    ("body", "words"),
    [
        pytest.param("Her login is octoliaz and works.", "octoliaz", id="a sign-on of letters"),
        pytest.param("GitHub: octoliaz", "octoliaz", id="an account of letters"),
        pytest.param("GitHub: octoliaz and no other", "octoliaz", id="an account and more"),
        pytest.param("Her login is octoliaz again.", "octoliaz", id="a sign-on in a sentence"),
        pytest.param("My Insta is octoliaz now.", "octoliaz", id="somebody's account"),
        pytest.param("[10:14] Thandi: sibuzwe.jpg (file attached)\n[10:15] Ravi: seen", "sibuzwe", id="a file sent"),
        pytest.param("[10:14] Thandi: <attached: cv_sibuzwe.doc>\n[10:15] Ravi: ok", "sibuzwe", id="a file named"),
        pytest.param("Our site has nine people.", "nine people", id="how few they are"),
        pytest.param("There are only six of us at the depot.", "six of us at the depot", id="how few we are"),
        pytest.param("Our Ghanaian planner asked first.", "Our Ghanaian planner", id="a nation before a job"),
    ],
)
def test_what_singles_somebody_out_is_hidden_in_passing_too(body, words):
    assert hidden(body, words)


@pytest.mark.parametrize(
    "body",
    [
        "The login is broken. Login is slow. User name: required.",
        "GitHub: kubernetes runners fail. Discord is gamified. TikTok: hashtags",
        "The file is budget.xlsx (file attached).",
        "Our German buyer and our Polish drivers read it.",
        "Our site has nine lifts. There are three of us on the call.",
    ],
)
def test_words_that_single_out_nobody_stay(body):
    assert amid(body) == body
