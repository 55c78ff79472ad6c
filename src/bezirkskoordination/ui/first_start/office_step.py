"""Step 1: the district with its council, and the next sitting with its Abgabefrist."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from bezirkskoordination.actions.settings import ShippedOffice, shipped_offices
from bezirkskoordination.i18n import N_
from bezirkskoordination.records import settings
from bezirkskoordination.records.kinds import TEXT, Details, show_date
from bezirkskoordination.records.network import Meeting
from bezirkskoordination.records.office import District, SubArea
from bezirkskoordination.rules import validity
from bezirkskoordination.rules.sittings import Sitting, days_left
from bezirkskoordination.ui.cards import label
from bezirkskoordination.ui.first_start.step import Step
from bezirkskoordination.ui.widgets.contract import DAYS

_TOP = Qt.AlignmentFlag.AlignTop
_OWN = ("number", "name", "city", "valid_from")
_COUNCIL = N_("FirstStart", "Stadtbezirksrat im Stadtbezirk {} {}")
_SINCE = N_("FirstStart", "Gültig ab {}. ")
_BEFORE = N_("FirstStart", "Davor: {} (bis {}); Papiere behalten den Namen ihres Tages. ")
_PARTS = N_("FirstStart", "Ortsteile: {}.")
_DEADLINE = N_("FirstStart", "Abgabefrist: {}, {} – {}")
_NO_SITTING = N_("FirstStart", "Noch nicht bekannt? Das Feld darf leer bleiben.")
_PAST = N_("FirstStart", "Die nächste Sitzung kann nicht vor dem heutigen Tag liegen.")
_TOO_FEW = N_("FirstStart", "Es braucht eine ganze Zahl ab 1.")
_SITTING = replace(
    Meeting.type.field("on_date"), label=N_("FirstStart", "Nächste Sitzung am"), required=False, default=None
)
_SUB_AREAS = N_("FirstStart", "Ortsteile")
_BY_COMMA = N_("FirstStart", "durch Komma getrennt; weitere lassen sich später ergänzen")


class OfficeStep(Step):
    """Which district, which council, which sitting."""

    called = N_("FirstStart", "Stelle")
    title = N_("FirstStart", "Stadtbezirk und nächste Sitzung")
    ahead = frozenset({"next_sitting"})

    def __init__(self, today: date) -> None:
        super().__init__(
            N_(
                "FirstStart",
                "Der Stadtbezirk und sein Gremium stehen auf jedem Bericht. Aus der Sitzung rechnet das Programm die"
                " Abgabefrist aus.",
            )
        )
        self._today = today
        self._councils: dict[int, str] = {}  # by line of the box, as they stood when it was left
        self._proposed = ""
        self.offices = shipped_offices()
        self.box = QComboBox()
        for office in self.offices:
            self.box.addItem(office.title)
        self.box.addItem(str(N_("FirstStart", "Anderer Stadtbezirk – selbst eintragen")))
        self.box.setAccessibleName(str(N_("FirstStart", "Stadtbezirk")))
        self.about = label(role="muted")
        self._at = 0
        self._build()
        self.box.currentIndexChanged.connect(self._chosen)
        self.changed.connect(self._tell)
        self._chosen(0)

    def _build(self) -> None:
        head = label(N_("FirstStart", "Stadtbezirk"), "label")
        head.setBuddy(self.box)
        chosen = QVBoxLayout()
        chosen.setSpacing(3)
        chosen.addWidget(head)
        chosen.addWidget(self.box)
        self.own = QWidget()
        grid = QGridLayout(self.own)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(10)
        for at, name in enumerate(_OWN):
            grid.addWidget(self.ask(name, District.type.field(name)), at // 2, at % 2, _TOP)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 2)
        parts = replace(SubArea.type.field("name"), label=_SUB_AREAS, hint=_BY_COMMA, required=False, default="")
        parts = replace(parts, kind=TEXT, details=Details())
        grid.addWidget(self.ask("sub_areas", parts), 2, 0, 1, 2)
        council = self.ask("council_name", District.type.field("council_name"))
        sitting = self.ask("next_sitting", _SITTING)
        declared = settings.BY_NAME["deadline_days"]
        days = self.ask("deadline_days", replace(declared.field, hint=declared.source))
        days.set_raw(declared.default)
        row = QHBoxLayout()
        row.setSpacing(16)
        self.deadline = label()
        first = QVBoxLayout()
        first.setSpacing(6)
        first.addWidget(sitting)
        first.addWidget(self.deadline)
        first.addStretch(1)
        row.addLayout(first, 1)
        row.addWidget(days, 1, _TOP)
        self.put(chosen, self.own, council, self.about, row)

    # --- the district ---------------------------------------------------------------------

    @property
    def is_own(self) -> bool:
        """Whether the district is typed in."""
        return self.box.currentIndex() == len(self.offices)

    def _chosen(self, at: int) -> None:
        council = self.widgets["council_name"]
        if at != self._at:
            self._councils[self._at] = council.raw()
        self._at = at
        self.own.setVisible(self.is_own)
        if self.is_own:
            council.set_raw(self._councils.get(at, ""))
            self.about.setText("")
        else:
            present = self.offices[at].districts[-1]
            council.set_raw(self._councils.get(at, present.council_name))
            self.about.setText(_described(self.offices[at]))
        self.about.setVisible(not self.is_own)
        council.set_problem("")
        self._tell()
        self.changed.emit()

    def asked(self) -> list[str]:
        """The questions about another district only when it is one."""
        return [name for name in self.widgets if self.is_own or name not in (*_OWN, "sub_areas")]

    def focus_first(self) -> None:
        self.box.setFocus()

    def _tell(self) -> None:
        """Propose the usual wording for the council of another district; tell the Abgabefrist."""
        council = self.widgets["council_name"]
        if self.is_own and council.raw() == self._proposed:
            number, name = self.value("number"), self.value("name")
            self._proposed = _COUNCIL(number, name) if number and name else ""
            council.set_raw(self._proposed)
        on, days = self.value("next_sitting"), self.value("deadline_days")
        if on is None or not days:
            self.deadline.setText(str(_NO_SITTING) if on is None else "")
            return
        day = Sitting.of(on, days).deadline
        left = days_left((day - self._today).days)
        self.deadline.setText(_DEADLINE(DAYS[day.weekday()], show_date(day), left))

    # --- answers --------------------------------------------------------------------------

    def problems(self) -> list[tuple[str, str]]:
        """A sitting that has been, days that are none, and what a district must fulfil."""
        said = []
        on, days = self.value("next_sitting"), self.value("deadline_days")
        if on is not None and on < self._today:
            said.append(("next_sitting", str(_PAST)))
        if days is None or days < 1:
            said.append(("deadline_days", str(_TOO_FEW)))
        if self.is_own and all(self.value(name) for name in (*_OWN, "council_name")):
            said += [one for one in validity.problems(self._own_district(), self._today) if one[0] in self.widgets]
        return said

    def _own_district(self) -> District:
        return District(council_name=self.value("council_name"), **{name: self.value(name) for name in _OWN})

    def office(self) -> ShippedOffice:
        """The district with its council, as answered."""
        if self.is_own:
            district = self._own_district()
            parts = [" ".join(part.split()) for part in (self.value("sub_areas") or "").split(",")]
            return ShippedOffice(
                f"{district.number} {district.name}", (district,), tuple(dict.fromkeys(filter(None, parts)))
            )
        office = self.offices[self.box.currentIndex()]
        *earlier, present = office.districts
        named = replace(present, council_name=self.value("council_name"))
        return replace(office, districts=(*earlier, named))

    def sitting(self) -> date | None:
        """The next sitting, if it is known."""
        return self.value("next_sitting")

    def days(self) -> int | None:
        """The days from the Abgabefrist to the sitting, where they differ from what is shipped."""
        days = self.value("deadline_days")
        return None if str(days) == settings.BY_NAME["deadline_days"].default else days


def _described(office: ShippedOffice) -> str:
    *earlier, present = office.districts
    before = "".join(_BEFORE(f"{one.number} {one.name}", show_date(one.valid_until)) for one in earlier)
    return _SINCE(show_date(present.valid_from)) + before + _PARTS(", ".join(office.sub_areas))
