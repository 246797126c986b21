"""One point in other words lies nearer than another point on the same subject."""

from extractor.alike import alike
from retrieval.embed import Embedder

ONE_POINT_AND_A_NEAR_MISS = [
    (
        "Our drivers learn of a new timetable from passengers, the notice went to a mailbox none of them has.",
        "news for the loading dock was pinned up in the canteen of head office, nobody who lifts crates saw it",
        "Drivers get forty mails a day and read none of them.",
    ),
    (
        "Half the team uses a chatbot on the quiet since no rule says whether it is permitted.",
        "nobody admits to the writing assistant, the policy is silent so people are too",
        "The chatbot's summary was wrong in three places and nobody had checked it.",
    ),
    (
        "The steering call is always at nine in Lisbon, so Manila dials in at night or not at all.",
        "[our colleagues in the east have stopped speaking up, the hour suits only the west]",
        "The steering call has fourteen people and could be a mail.",
    ),
    (
        "Trainees never hear how they did; the only feedback is the yearly form.",
        "twelve months until anyone tells you whether your work was any good",
        "Trainees give feedback about their supervisors and nothing happens with it.",
    ),
]


def margin(vectors):
    """How much nearer the same point lies, on average of the table."""
    triples = vectors.reshape(len(ONE_POINT_AND_A_NEAR_MISS), 3, -1)
    return sum(float(one @ same - one @ other) for one, same, other in triples) / len(triples)


def test_the_same_point_lies_nearer_than_with_the_vectors_of_search():
    texts = [text for row in ONE_POINT_AND_A_NEAR_MISS for text in row]
    assert margin(alike(texts)) > margin(Embedder().embed(texts)) + 0.1


def test_no_text_has_no_vector():
    assert alike([]).shape == (0, 768)
