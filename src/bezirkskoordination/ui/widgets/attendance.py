"""Who is asked to a meeting, what they answered, who came: one key for each, in a list that goes on by itself."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QLabel, QPushButton

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.network import Answer, Attendance, Presence
from bezirkskoordination.rules import meetings
from bezirkskoordination.ui.chips import ChipDelegate
from bezirkskoordination.ui.widgets.people import PeopleWidget, WidgetFor
from bezirkskoordination.ui.widgets.who import Who

_A, _P = Answer, Presence
_ANSWER_KEYS = {"j": _A.YES, "n": _A.NO, "v": _A.MAYBE}
_PRESENCE_KEYS = {"a": _P.PRESENT, "e": _P.EXCUSED, "u": _P.ABSENT, "g": _P.GUEST}

_MARK = N_("Attendance", "{} ({})")
_UNASKED = N_("Attendance", "nicht eingeladen")
_INVITED = N_("Attendance", "Einladung an oder aus (I)")
_NOBODY = N_("Attendance", "Noch niemand. Die Mitglieder des Gremiums kommen beim Planen von selbst dazu.")

_COUNTS: tuple[tuple[Answer, Text, Text], ...] = (
    (_A.YES, N_("Attendance", "eine Zusage"), N_("Attendance", "{} Zusagen")),
    (_A.NO, N_("Attendance", "eine Absage"), N_("Attendance", "{} Absagen")),
    (_A.MAYBE, N_("Attendance", "{} vielleicht"), N_("Attendance", "{} vielleicht")),
    (_A.OPEN, N_("Attendance", "{} ohne Antwort"), N_("Attendance", "{} ohne Antwort")),
)
_ASKED = N_("Attendance", "{} eingeladen")
_THERE, _FROM = N_("Attendance", "{} anwesend"), N_("Attendance", "{} anwesend aus {} Institutionen")


def counts(attendance: Sequence[Attendance], held: bool) -> str:
    """„13 eingeladen · 11 Zusagen · eine Absage“, and once it was held how many were there."""
    answered = meetings.answers(attendance)
    parts = [_ASKED(asked)] if (asked := answered.total()) else []
    for answer, one, many in _COUNTS:
        if (number := answered[answer]) and not (held and answer is Answer.OPEN):
            parts.append((one if number == 1 else many)(number))
    if held and (there := len(meetings.present(attendance))):
        organisations = meetings.organisations(attendance)
        parts.append(_FROM(there, organisations) if organisations > 1 else _THERE(there))
    return " · ".join(parts)


class AttendanceWidget(PeopleWidget):
    """All who are asked or came. Before a meeting the blank answers, once it was `held` it says who was there."""

    heads = (N_("Attendance", "Antwort"), N_("Attendance", "Anwesenheit"))

    def _build(self, widget_for: WidgetFor) -> None:
        self._held = False
        self.sum = QLabel(self)
        self.sum.setWordWrap(True)
        self.sum.setIndent(0)
        self.sum.setProperty("role", "section")
        self._column.addWidget(self.sum)
        self.answer_buttons = self._row_of({key: str(one.label) for key, one in _ANSWER_KEYS.items()})
        self.presence_buttons = self._row_of({key: str(one.label) for key, one in _PRESENCE_KEYS.items()})
        self.invited = QPushButton(str(_INVITED), self)
        self.invited.clicked.connect(lambda: self._key("i"))
        self.shelf.addWidget(self.invited)
        self.table.setItemDelegateForColumn(1, ChipDelegate(self.table, Answer))
        self.table.setItemDelegateForColumn(2, ChipDelegate(self.table, Presence))

    def _row_of(self, words: dict[str, str]) -> list[QPushButton]:
        made = []
        for key, said in words.items():
            button = QPushButton(_MARK(said, key.upper()), self)
            button.clicked.connect(lambda _checked=False, key=key: self._key(key))
            self.shelf.addWidget(button)
            made.append(button)
        return made

    # --- what is shown --------------------------------------------------------------------

    @property
    def held(self) -> bool:
        """Whether the meeting took place, so that it is noted who was there."""
        return self._held

    @held.setter
    def held(self, held: bool) -> None:
        self._held = held
        self._show()

    def _texts(self, row: Attendance) -> Sequence[str]:
        return (
            str(row.answer.label) if row.invited else "",
            "" if row.presence is _P.OPEN else str(row.presence.label),
        )  # fmt: skip

    def _marked(self, row: Attendance, name: str) -> str:
        return name if row.invited or self._held else _MARK(name, _UNASKED)

    def _show(self) -> None:
        super()._show()
        answered = any(one.answer is not _A.OPEN for one in self._all)
        self.table.setColumnHidden(1, self._held and not answered)
        self.table.setColumnHidden(2, not self._held)
        self.sum.setText(counts(self._all, self._held) or str(_NOBODY))

    def _offer(self) -> None:
        super()._offer()
        for button in (*self.answer_buttons, self.invited):
            button.setVisible(not self._held)
        for button in self.presence_buttons:
            button.setVisible(self._held)

    # --- keys -----------------------------------------------------------------------------

    def _key(self, letter: str) -> None:
        """An answer or a presence for what is chosen; with one row chosen the next one is chosen then."""
        rows = self._chosen()
        if self._read_only or not rows:
            return
        if letter == " ":
            self._toggle(rows)
        elif letter in _ANSWER_KEYS:
            self._put(rows, answer=_ANSWER_KEYS[letter])
        elif letter in _PRESENCE_KEYS and self._held:
            self._put(rows, presence=_PRESENCE_KEYS[letter])
        elif letter == "i" and not self._held:
            self._put(rows, invited=not self._all[rows[0]].invited)
        else:
            return
        if letter not in " i" and len(rows) == 1 and rows[0] + 1 < len(self._all):
            self._choose(rows[0] + 1)

    def _toggle(self, rows: list[int]) -> None:
        """The blank says yes, and takes it back; once the meeting was held, that somebody was there."""
        first = self._all[rows[0]]
        if self._held:
            self._put(rows, presence=_P.OPEN if first.presence is _P.PRESENT else _P.PRESENT)
        else:
            self._put(rows, answer=_A.OPEN if first.answer is _A.YES else _A.YES)

    def _put(self, rows: list[int], **values: Any) -> None:
        for row in rows:
            self._all[row] = replace(self._all[row], **values)
        self._show()
        self._changed()

    # --- rows -----------------------------------------------------------------------------

    def _begun(self, who: Who) -> Attendance:
        """Whoever is added before the meeting is to be invited; whoever is added after it was a guest."""
        presence = _P.GUEST if self._held else _P.OPEN
        return Attendance(institution=who.institution, person=who.person, invited=not self._held, presence=presence)

    def _as_json(self, row: Attendance) -> dict[str, Any]:
        return {
            "institution": row.institution, "person": row.person, "invited": row.invited, "answer": row.answer.value,
            "presence": row.presence.value,
        }  # fmt: skip

    def _from_json(self, raw: dict[str, Any]) -> Attendance:
        said = {"answer": Answer.of(raw["answer"]), "presence": Presence.of(raw["presence"])}
        return Attendance(**{**raw, **said})
