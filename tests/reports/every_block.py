"""A paper with one block of each kind, all saying the same, and words that give trouble."""

from typing import get_args

from hypothesis import strategies as st

from bezirkskoordination.reports.document import (
    Align,
    Bar,
    BarChart,
    Blank,
    Block,
    Box,
    Closing,
    Column,
    Document,
    Fields,
    Gap,
    Heading,
    Items,
    Letter,
    PageBreak,
    Pair,
    Paragraph,
    Run,
    Series,
    SideBySide,
    Signature,
    SignHere,
    Table,
)

#: What people type, paste and import.
TROUBLE = ["<b>", "&amp;", '"', "محمد العلي", "رضا\u200cنیا", "ተስፋይ", "L\u0325", "😀", "\x00", "\ud800", "\u202e"]
TROUBLE += ["\u2067", "\u2069", "\u00ad", "\u00a0", "(030)", "\n", "A" * 300, "\uffff", "\t", "\\", ")", "\ue000"]
TROUBLE += ["\u200b", "\U0010fffd", "זה", "👩‍👩‍👧", "]]>", "=1+1", "\r\n", "\u2028", "%s{}", "\ufeff"]
hostile = st.lists(st.sampled_from(TROUBLE) | st.text(max_size=8)).map("".join)


def every_block(words: str) -> tuple[Block, ...]:
    """One block of each kind."""
    blocks: tuple[Block, ...] = (
        Heading(words, 0),
        Fields(((words, words),)),
        Heading(words, 1, "1"),
        Paragraph((Run(words), Run(words, bold=True), Run(words, muted=True))),
        Items((words,)),
        Table((Column(words), Column(words, Align.RIGHT)), ((words, words),), (words, words), words),
        BarChart((Series(words, (Bar(words, 1, words),)), Series(words, (Bar(words, 0, words),))), words, words),
        Box(words, ((Blank(words), Blank(words, square=True)),)),
        SideBySide((Pair(words, words, square=True, lines=1), Pair(words, words, bold=True)), "fa", True),
        SideBySide((Pair(words, "", square=True), Pair(words, small=True)), kept=True),
        SignHere((words, words)),
        Signature(words, words),
        Gap(12.0),
        PageBreak(),
        Letter(
            (words,), (Paragraph(words), Closing(words, words)), (words,), words, (words,), ((words, words),)
        ),
    )  # fmt: skip
    kinds = {type(block) for block in blocks} | {Closing}
    assert kinds == set(get_args(Block)), "a kind of block that no test draws"
    return blocks


def every_field(words: str) -> Document:
    """A paper that says the same in all its fields."""
    return Document(words, words, every_block(words), words[:200], words[:200], words[:40], words[:20])
