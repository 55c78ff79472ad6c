"""The verbs that put something on paper: figures, report, claim, and every other paper by its code."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bezirkskoordination.cli.terminal import (
    PATH,
    Day,
    Year,
    file_argument,
    json_option,
    not_itself,
    opened,
    out_option,
    passphrase_option,
    print_json,
    print_table,
    record,
    verb,
)
from bezirkskoordination.i18n import N_
from bezirkskoordination.records import view
from bezirkskoordination.records.council import Report
from bezirkskoordination.records.fields import View
from bezirkskoordination.records.kinds import show_cents, show_hours, show_hundredths, show_tenths
from bezirkskoordination.records.money import Claim, ClaimStatus
from bezirkskoordination.records.network import Meeting
from bezirkskoordination.reports.formats import BY_ENDING, FORMATS
from bezirkskoordination.reports.papers import BY_CODE, PAPERS
from bezirkskoordination.rules import disclosure, money, periods
from bezirkskoordination.rules.disclosure import Published
from bezirkskoordination.rules.figures import CENTS, LESSONS, MINUTES, TENTHS, Ledger, compute
from bezirkskoordination.rules.periods import Period

if TYPE_CHECKING:
    from bezirkskoordination.store.office import OfficeFile
    from bezirkskoordination.store.unit import Unit


@verb()
@file_argument
@click.option("--on", type=Day(), required=True, help="Stichtag.")
@click.option("--from", "start", type=Day(), help="Beginn des Zeitraums; sonst der 1. Januar des Jahres.")
@click.option("--public", is_flag=True, help="Kleine Zahlen unterdrückt, wie in öffentlichen Papieren.")
@json_option
@passphrase_option
def figures(
    file: Path, on: date, start: date | None, public: bool, as_json: bool, passphrase_file: Path | None
) -> None:
    """Alle Kennzahlen zu einem Stichtag."""
    with opened(file, passphrase_file) as office:
        period = periods.checked(start or date(on.year, 1, 1), on, office.clock().date())
        told = _published(office, period, public)
    if as_json:
        from bezirkskoordination.exchange.shapes import figures_shape  # late: needs the store

        print_json(figures_shape(period, told))
        return
    click.echo(N_("Cli", "Zeitraum {}")(period))
    heads = N_("Cli", "Kennzahl"), N_("Cli", "Wert"), N_("Cli", "Einheit")
    print_table(("", *map(str, heads)), list(_lines(told)))


def _published(office: "OfficeFile", period: Period, public: bool) -> Sequence[Published]:
    """The figures; for the public as a paper would tell them, with the Stichtag before in mind."""
    from bezirkskoordination.store.settings import public_thresholds  # late: needs the store

    ledger = Ledger.of(office.read)
    if not public:
        return list(disclosure.publish(compute(ledger, period, office.names), {}).values())
    three = (period.before().before(), period.before(), period)
    told = disclosure.in_turn((compute(ledger, one, office.names) for one in three), public_thresholds(office.read))
    return list(told[-1].values())


def _lines(told: Sequence[Published]) -> Iterator[tuple[str, ...]]:
    for one in told:
        unit = one.figure.unit
        yield one.figure.code, str(one.figure.label), _said(one.value, unit), _UNITS.get(unit, unit)
        for part in one.breakdown:
            yield "", f"· {part.label}", _said(part.value, unit), ""
        if one.figure.note is not None:
            yield "", f"({one.figure.note})", "", ""


#: Units that are kept in a smaller one: how they are called, and shown.
_UNITS = {CENTS: "€", TENTHS: "", MINUTES: "Stunden", LESSONS: "Unterrichtsstunden"}
_SHOWN: dict[str, Callable[[int], str]] = {
    CENTS: lambda cents: show_cents(cents).removesuffix("€").strip(),
    TENTHS: show_tenths,
    MINUTES: show_hours,
    LESSONS: show_hundredths,
}


def _said(value: int | str | None, unit: str) -> str:
    if value is None:
        return "n. e."
    return _SHOWN.get(unit, str)(value) if isinstance(value, int) else value


@verb()
@file_argument
@click.option("--from", "start", type=Day(), help="Beginn des Zeitraums.")
@click.option("--to", "end", type=Day(), help="Stichtag: Ende des Zeitraums.")
@click.option("--id", "id_", metavar="R", help="Ein Bericht, den es schon gibt: id, uid oder laufende Nummer.")
@click.option("--internal", is_flag=True, help="Mit allen Zahlen; nicht für die Öffentlichkeit.")
@out_option("OUT.pdf|.docx|.xlsx")
@passphrase_option
def report(
    file: Path, start: date | None, end: date | None, id_: str | None, internal: bool, out: Path,
    passphrase_file: Path | None,
) -> None:  # fmt: skip
    """Den Bericht an den Stadtbezirksrat schreiben.

    Über einen Zeitraum (--from und --to), oder einen Bericht, den es schon gibt (--id). Der Name sagt, als was: PDF,
    Word-Datei (.docx) oder nur die Zahlen als Tabelle (.xlsx).
    """
    written_as = BY_ENDING.get(out.suffix.lower())
    if written_as is None:
        raise click.UsageError(
            N_("Cli", "„{}“: Der Name muss auf {} enden.")(out.name, _or(one.ending for one in FORMATS))
        )
    not_itself(out, file)
    # late: needs the store
    from bezirkskoordination.exchange.targets import placed
    from bezirkskoordination.reports import council_gather, council_report, issuing

    with opened(file, passphrase_file) as office:
        if id_ is not None and start is None and end is None:
            kept = record(office.read, View.plain(Report.type), id_)
            assert isinstance(kept, Report)
            request = council_gather.Request.of(kept, not internal)
        elif id_ is None and start is not None and end is not None:
            today = office.clock().date()
            request = council_gather.Request(periods.checked(start, end, today), today, not internal)
        else:
            raise click.UsageError(N_("Cli", "Bitte --from und --to zusammen angeben, oder --id.")())
        stored = issuing.stored(office.read, request) if written_as is FORMATS[0] else None
        data = stored or written_as.render(council_report.collect(office.read, request))
    with placed(out) as new:
        new.write_bytes(data)
    click.echo(N_("Cli", "Geschrieben: {}")(out))


@verb()
@file_argument
@click.option("--from", "start", type=Day(), required=True, help="Beginn des Zeitraums.")
@click.option("--to", "end", type=Day(), required=True, help="Stichtag: Ende des Zeitraums; nie in der Zukunft.")
@click.option("--meeting", metavar="ID", help="Die Sitzung, für die der Bericht ist: id oder uid.")
@passphrase_option
def freeze(file: Path, start: date, end: date, meeting: str | None, passphrase_file: Path | None) -> None:
    """Die Zahlen eines Zeitraums einfrieren und die Nummer des Berichts nennen.

    Ein Entwurf über genau diesen Zeitraum behält seine Texte; sonst entsteht ein neuer Bericht. Beide Fassungen, die
    öffentliche und die nichtöffentliche, liegen danach in der Datei. Freigegeben wird im Fenster, nach der Prüfung.
    """
    # late: needs the store
    from bezirkskoordination.actions import editing, freezing
    from bezirkskoordination.actions.desk import Desk
    from bezirkskoordination.reports import council_gather, issuing

    with opened(file, passphrase_file) as office:
        period = periods.checked(start, end, office.clock().date())
        sitting = record(office.read, View.plain(Meeting.type), meeting) if meeting else None
        assert sitting is None or isinstance(sitting, Meeting)

        def take(unit: "Unit") -> Report:
            draft = council_gather.draft_of(unit, period, sitting, unit.today)
            kept = draft if draft.id is not None else editing.save(unit, None, draft)
            frozen = freezing.freeze(unit, kept, council_gather.gather(unit, council_gather.Request.of(kept)))
            twins = issuing.drawn(council_gather.facts_of(unit, council_gather.Request.of(frozen)))
            return freezing.keep_twins(unit, frozen, twins.public_pdf, twins.internal_pdf)

        number = Desk(office).do(str(freezing.FREEZING), take, undoable=False).number
    click.echo(number)


def _or(words: Iterable[str]) -> str:
    """„.pdf“, „.pdf oder .docx“, „.pdf, .docx oder .xlsx“."""
    *others, last = words
    return N_("Cli", "{} oder {}")(", ".join(others), last) if others else last


def _beside(out: Path, file: Path, endings: Sequence[str] = (".pdf",)) -> None:
    """Refuse a name that has none of these endings, or that is the office file's."""
    if out.suffix.lower() not in endings:
        raise click.UsageError(N_("Cli", "„{}“: Der Name muss auf {} enden.")(out.name, _or(endings)))
    not_itself(out, file)


@verb()
@file_argument
@click.option("--year", type=Year(), required=True, help="Haushaltsjahr.")
@out_option("OUT.pdf")
@click.option("--sheets", type=PATH, metavar="OUT2.pdf", help="Auch den Belegbogen für die Papieroriginale schreiben.")
@passphrase_option
def claim(file: Path, year: int, out: Path, sheets: Path | None, passphrase_file: Path | None) -> None:
    """Den Erstattungsantrag eines Haushaltsjahres schreiben.

    Den offenen Antrag, sonst einen Entwurf über alles, was noch nicht beantragt ist. In der Datei ändert sich nichts.
    """
    for name in filter(None, (out, sheets)):
        _beside(name, file)
    if sheets is not None and sheets.resolve() == out.resolve():
        raise click.UsageError(N_("Cli", "Antrag und Belegbogen brauchen zwei Namen.")())
    # late: reportlab
    from bezirkskoordination.exchange.targets import placed
    from bezirkskoordination.reports import claim_paper

    with opened(file, passphrase_file) as office:
        told = _open_claim(office, year)
        made = [(out, claim_paper.handed_out(office.read, told))]
        if sheets is not None:
            made.append((sheets, claim_paper.glue_sheets(office.read, told)))
    with ExitStack() as both:
        for path, data in made:
            both.enter_context(placed(path)).write_bytes(data)
    for path, _ in made:
        click.echo(N_("Cli", "Geschrieben: {}")(path))


def _open_claim(office: "OfficeFile", year: int) -> Claim:
    """The claim that is being made or on its way, the newest first; else what a new one would be."""
    from bezirkskoordination.actions.claiming import proposed  # late: needs the store

    def urgency(one: Claim) -> tuple[bool, int]:
        return one.status in (ClaimStatus.DRAFT, ClaimStatus.SIGNED), one.id or 0

    found = [one for one in office.read.where(Claim, year=year) if one.status in money.OPEN]
    return max(found, key=urgency, default=None) or proposed(office.read, year, office.clock().date())


def _tell_papers(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted:
        heads = N_("Cli", "Code"), N_("Cli", "Papier"), N_("Cli", "über (TYPE)")
        print_table(tuple(map(str, heads)), [(one.code, str(one.label), one.of or "–") for one in PAPERS])
        ctx.exit()


@verb("print")
@file_argument
@click.argument("paper", metavar="PAPER")
@click.argument("id_", metavar="[ID]", required=False)
@out_option("OUT.pdf|.docx")
@click.option(
    "--list", is_flag=True, is_eager=True, expose_value=False, callback=_tell_papers,
    help="Alle Papiere mit ihrem Code nennen; sonst nichts.",
)  # fmt: skip
@passphrase_option
def print_(file: Path, paper: str, id_: str | None, out: Path, passphrase_file: Path | None) -> None:
    """Ein Papier über einen Eintrag oder über die ganze Stelle schreiben.

    PAPER ist sein Code (--list nennt alle), ID der Eintrag, über den es ist: id, uid oder laufende Nummer. Vorlagen und
    Sprechzettel gibt es auch als Word-Datei (.docx).
    """
    wanted = BY_CODE.get(paper)
    if wanted is None:
        raise click.UsageError(N_("Cli", "Das Papier „{}“ gibt es nicht. Möglich: {}.")(paper, ", ".join(BY_CODE)))
    if bool(wanted.of) != bool(id_):
        needs = N_("Cli", "„{}“ braucht die ID eines Eintrags.") if wanted.of else N_("Cli", "„{}“ braucht keine ID.")
        raise click.UsageError(needs(paper))
    _beside(out, file, wanted.endings)
    from bezirkskoordination.exchange.targets import placed  # late: needs the store

    with opened(file, passphrase_file) as office:
        about = record(office.read, view(wanted.of), id_) if id_ else None
        data = wanted.make(office.read, about, office.clock().date(), out.suffix.lower())
    with placed(out) as new:
        new.write_bytes(data)
    click.echo(N_("Cli", "Geschrieben: {}")(out))
