"""The list of a training to lie on the table: who has a seat, with room to sign; who waits stands below."""

from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.kinds import show_date, show_hundredths
from bezirkskoordination.records.trainings import Participant, Participation, Training
from bezirkskoordination.reports import pdf
from bezirkskoordination.reports.document import (
    Align,
    Block,
    Column,
    Document,
    Fields,
    Heading,
    Items,
    Paragraph,
    Table,
)
from bezirkskoordination.rules import trainings
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader

_TITLE = N_("TrainingList", "Teilnehmendenliste")
_STATE = N_("TrainingList", "Stand {}")
_WHEN, _PLACE, _PROVIDER = (
    N_("TrainingList", "Zeit:"), N_("TrainingList", "Ort:"), N_("TrainingList", "Träger:"),
)  # fmt: skip
_UNITS, _SEATS = N_("TrainingList", "Unterrichtsstunden:"), N_("TrainingList", "Plätze:")
_TAKEN = N_("TrainingList", "{} von {} vergeben")
_HEADS = (N_("TrainingList", "Nr."), N_("TrainingList", "Name"), N_("TrainingList", "Unterschrift"))
_NOBODY = N_("TrainingList", "Noch niemand ist angemeldet.")
_WAITING = N_("TrainingList", "Warteliste")
_PERSONAL = N_("TrainingList", "Enthält personenbezogene Angaben. Nach der Schulung bitte verschlossen aufbewahren.")
#: Lines for those who come unannounced.
_SPARE = 3


def collect(reader: Reader, training: Training, today: date) -> Document:
    """The list as values."""
    seated = [one for one in training.participants if one.status in trainings.SEATED]
    waiting = [one for one in training.participants if one.status is Participation.WAITING]
    blocks: list[Block] = [Heading(str(_TITLE), level=0), Heading(training.name), Fields(_facts(reader, training))]
    blocks.append(_to_sign(reader, seated) if seated else Paragraph(str(_NOBODY)))
    if waiting:
        names = tuple(reader.names.title("person", one.person) for one in waiting)
        blocks += [Heading(str(_WAITING), level=2), Items(names)]
    blocks.append(Paragraph(str(_PERSONAL), small=True))
    office = setting(reader, "office_name")
    return Document(
        title=f"{_TITLE}: {training.name}", author=office, blocks=tuple(blocks), header=office, footer=training.name,
        mark=_STATE(show_date(today)),
    )  # fmt: skip


def _facts(reader: Reader, training: Training) -> tuple[tuple[str, str], ...]:
    last = trainings.last_day(training)
    days = show_date(training.start_on) + (f" – {show_date(last)}" if last != training.start_on else "")
    seats = trainings.count(training, *trainings.SEATED)
    rows = (
        (str(_WHEN), ", ".join(filter(None, (days, training.hours)))),
        (str(_PLACE), training.place),
        (str(_PROVIDER), reader.names.title("institution", training.provider) if training.provider else ""),
        (str(_UNITS), show_hundredths(training.units)),
        (str(_SEATS), _TAKEN(seats, training.places) if training.places else ""),
    )
    return tuple(row for row in rows if row[1])


def _to_sign(reader: Reader, seated: list[Participant]) -> Table:
    columns = (
        Column(str(_HEADS[0]), Align.RIGHT, 0.0), Column(str(_HEADS[1]), weight=2.0),
        Column(str(_HEADS[2]), weight=3.0),
    )  # fmt: skip
    names = [reader.names.title("person", one.person) for one in seated] + [""] * _SPARE
    return Table(columns, tuple((str(at), name, "") for at, name in enumerate(names, 1)), roomy=True)


def make(reader: Reader, record: Record | None, today: date) -> bytes:
    """The list of a day."""
    assert isinstance(record, Training)
    return pdf.render(collect(reader, record, today))
