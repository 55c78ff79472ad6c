"""Every word of a paper is read before it goes out, whatever block it stands in."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum

from tests.reports.every_block import every_field

from bezirkskoordination.reports.document import (
    Bar,
    BarChart,
    Document,
    Heading,
    Paragraph,
    Run,
    Series,
    Signature,
    Table,
)
from bezirkskoordination.reports.passages import passages


def every_text(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from every_text(one)
    elif is_dataclass(value) and not isinstance(value, Enum):
        for one in fields(value):
            yield from every_text(getattr(value, one.name))


def test_nothing_is_left_out() -> None:
    paper = every_field("Zzmarker")
    read = [one.text for one in passages(paper)]
    assert [one for one in every_text(paper.blocks) if one.strip() and not any(one in text for text in read)] == []
    assert sum("Zzmarker" in text for text in read) > len(paper.blocks)


def test_a_name_is_read_in_one_piece_and_where_it_stands() -> None:
    chart = BarChart((Series("", (Bar("x", 1.0, "1"),)),), "Kaya führt")
    paper = Document("T", "A", (
        Paragraph("oben"), Heading("Lage", number="1"), Paragraph((Run("Ka"), Run("ya", bold=True))), chart,
        Table((), (("eins", "zwei"),)), Signature("Kaya"),
    ))  # fmt: skip
    read = {one.text: one for one in passages(paper, ("kaya.pdf",))}

    assert read["oben"].place == "Kopf des Berichts"
    assert read["Kaya führt"].place == "Alternativtext des Schaubilds unter „1 Lage“"
    assert read["Kaya"].signed
    assert read["kaya.pdf"].loose
    assert next(one.text for one in passages(paper) if one.place == "unter „1 Lage“") == "Lage"
    assert {"eins", "zwei"} <= read.keys()
