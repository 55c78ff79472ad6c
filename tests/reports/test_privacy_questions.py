"""The sheet with five questions: it asks, leaves room, and answers nothing."""

from datetime import date
from io import BytesIO

from pypdf import PdfReader

from bezirkskoordination.actions.settings import begin_office, shipped_offices
from bezirkskoordination.reports import privacy_questions
from bezirkskoordination.reports.document import Blank, Box, Heading, Paragraph
from bezirkskoordination.store.office import OfficeFile

TODAY = date(2026, 11, 12)


def test_five_questions_with_room_for_the_answers(office: OfficeFile) -> None:
    told = privacy_questions.collect(office.read, None, TODAY)
    asked = [block.text for block in told.blocks if isinstance(block, Heading) and block.level == 2]
    assert len(asked) == 5
    assert all(question.endswith("?") for question in asked)
    boxes = [block for block in told.blocks if isinstance(block, Box)]
    blanks = [blank for box in boxes for row in box.rows for blank in row]
    assert len(boxes) == 5
    assert all(isinstance(blank, Blank) for blank in blanks)  # a blank cannot be filled in or ticked
    assert "die Stadt" in [blank.label for blank in blanks]


def test_city_and_district_are_those_of_the_day(office: OfficeFile) -> None:
    with office.unit() as unit:
        begin_office(unit, shipped_offices()[0])
    for day, name in ((TODAY, "111 Hondelage-Volkmarode"), (date(2021, 10, 31), "114 Volkmarode")):
        told = privacy_questions.collect(office.read, None, day)
        (first,) = [block for block in told.blocks if isinstance(block, Paragraph) and not block.small]
        assert f"Stadtbezirk {name}" in str(first.words)
        assert "die Stadt Braunschweig" in str(told.blocks)


def test_it_is_one_page_and_nothing_is_cut(office: OfficeFile) -> None:
    with office.unit() as unit:
        begin_office(unit, shipped_offices()[0])
    (page,) = PdfReader(BytesIO(privacy_questions.make(office.read, None, TODAY))).pages
    printed = " ".join(page.extract_text().split())
    for question in privacy_questions.QUESTIONS:
        said = [question.asks, question.why, *(one for row in (*question.ticks, *question.lines) for one in row)]
        assert [one for one in map(str, said) if one != "{}" and one not in printed] == []
