"""What stands in the way of a release, what is only to be looked at, and where each line leads."""

from dataclasses import replace
from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.council import Consultation, Report, ReportStatus
from bezirkskoordination.rules import report_checks, sentences
from bezirkskoordination.rules.figures import Figure
from bezirkskoordination.rules.late import Late
from bezirkskoordination.rules.leaks import Leak, Sort

TODAY = date(2026, 11, 12)
ROUTE = (Consultation(body="Stadtbezirksrat", on_date=date(2026, 12, 1)),)
REPORT = Report(
    subject="Bericht", period_from=date(2026, 5, 1), reference_date=date(2026, 10, 31), dated_on=TODAY,
    consultations=ROUTE, signed_by="Ines Kranichfeld",
)  # fmt: skip
LABELS = {"lage": "Auf einen Blick", "netzwerk": "Netzwerk"}


def fields(report: Report, signed_by: str = "") -> list[tuple[str, bool]]:
    return [(one.field, one.blocks) for one in report_checks.of_fields(report, TODAY, signed_by)]


def figure(value: int) -> Figure:
    return Figure("K11", N_("Test", "Ehrenamtliche"), value, "Personen")


def test_a_complete_head_is_in_nobodys_way() -> None:
    assert fields(REPORT) == []


def test_each_missing_part_of_the_head_blocks_and_leads_to_its_field() -> None:
    assert fields(replace(REPORT, consultations=())) == [("consultations", True)]
    assert fields(replace(REPORT, consultations=(Consultation(body="Stadtbezirksrat"),))) == [("consultations", True)]
    assert fields(replace(REPORT, signed_by="")) == [("signed_by", True)]
    assert fields(replace(REPORT, signed_by=""), "Ines Kranichfeld") == []
    assert fields(replace(REPORT, reference_date=date(2026, 12, 24), dated_on=date(2026, 12, 24)))[0] == (
        "reference_date", True,
    )  # fmt: skip


def test_a_date_after_the_sitting_is_only_to_be_looked_at() -> None:
    late = replace(REPORT, consultations=(replace(ROUTE[0], on_date=date(2026, 11, 1)),))
    assert fields(late) == [("dated_on", False)]


def test_a_period_that_was_reported_on_already_is_to_be_looked_at() -> None:
    """One day is enough; drafts, what was replaced, what is corrected and the report itself are nobody's double."""
    draft = replace(REPORT, id=7, corrects=3)
    issued = replace(REPORT, number="BER-2026-0001", status=ReportStatus.SUBMITTED)

    def shared(*others: Report) -> list[tuple[str, bool]]:
        return [(one.field, one.blocks) for one in report_checks.of_period(draft, others)]

    until, since = replace(issued, id=1, period_from=date(2025, 11, 1)), replace(issued, id=2)
    assert shared(replace(until, reference_date=date(2026, 5, 1))) == [("period_from", False)]
    assert shared(replace(since, period_from=date(2026, 10, 31), reference_date=TODAY)) == [("period_from", False)]
    assert shared(replace(until, reference_date=date(2026, 4, 30))) == []
    assert shared(replace(since, period_from=date(2026, 11, 1), reference_date=TODAY)) == []
    assert shared(replace(issued, id=7), replace(issued, id=3), replace(issued, status=ReportStatus.CORRECTED)) == []
    assert shared(replace(issued, id=1, status=ReportStatus.FROZEN)) == []
    (line,) = report_checks.of_period(draft, [replace(issued, id=1)])
    assert "BER-2026-0001, 01.05.–31.10.2026" in line.text


def test_open_spots_block_doubtful_figures_do_not_and_both_lead_to_their_words() -> None:
    texts = {"lage": "<noch offen: Fest>", "netzwerk": "Es helfen 9 Ehrenamtliche."}
    found = {"netzwerk": sentences.check(texts["netzwerk"], {"K11": figure(7)}, {})}
    lines = list(report_checks.of_texts(texts, LABELS, [], found))
    assert [(one.section, one.blocks) for one in lines] == [("lage", True), ("netzwerk", False)]
    assert [texts[one.section][slice(*one.span)] for one in lines] == ["<noch offen: Fest>", "9"]


def test_a_figure_that_the_public_paper_hides_blocks() -> None:
    text = "Es helfen 2 Ehrenamtliche."
    found = {"lage": sentences.check(text, {"K11": figure(2)}, {}, {"K11": True})}
    (line,) = report_checks.of_texts({"lage": text}, LABELS, [], found)
    assert line.blocks


def test_odd_figures_lead_to_their_row() -> None:
    (line,) = report_checks.of_figures({"K11": figure(20)}, {"K11": figure(9)})
    assert (line.figure, line.blocks) == ("K11", False)
    assert list(report_checks.of_figures({"K11": figure(20)}, {})) == []


def test_a_leak_leads_to_the_own_words_or_else_to_the_page() -> None:
    leak = Leak(Sort.NAME, "Oda Lindwurmski", ("unter „1 Auf einen Blick“",), blocks=True)
    doubt = replace(leak, text="Herbst", blocks=False)
    own, page = report_checks.of_leaks([leak, doubt], {"lage": "Dank an Oda Lindwurmski."})
    assert (own.section, own.span, own.blocks) == ("lage", (8, 23), True)
    assert (page.section, page.words, page.blocks) == ("", "Herbst", False)


def test_late_entries_lead_to_their_record() -> None:
    (line,) = report_checks.of_late([Late(N_("Test", "Person"), ("person", "u1"), date(2026, 10, 1))])
    assert (line.record, line.blocks) == (("person", "u1"), False)
    assert "01.10.2026" in line.text
