"""The first start: three steps from nothing to an office file that can be worked with.

Going back loses nothing, and nothing is written before the last step; then the file is there as a whole.
"""

from datetime import date

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from bezirkskoordination.actions import founding
from bezirkskoordination.actions.founding import Founding
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.store import office as office_store
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.ui import style
from bezirkskoordination.ui.cards import Scrolled, button, label
from bezirkskoordination.ui.first_start.key_step import KeyStep
from bezirkskoordination.ui.first_start.office_step import OfficeStep
from bezirkskoordination.ui.first_start.person_step import PersonStep
from bezirkskoordination.ui.first_start.step import Step

_WINDOW = N_("FirstStart", "Neu beginnen – Schritt {} von {}: {}")
_STAGE, _DONE = N_("FirstStart", "{}  {}"), N_("FirstStart", "✓  {}")
_NEXT, _SKIP, _MAKE = N_("FirstStart", "&Weiter"), N_("FirstStart", "Über&springen"), N_("FirstStart", "Datei an&legen")
_SIZE = QSize(740, 730)


class FirstStart(QDialog):
    """Asks in three steps and makes the file; `office` holds it when accepted."""

    sample_wanted = Signal()

    def __init__(self, parent: QWidget | None = None, today: date | None = None) -> None:
        super().__init__(parent)
        self.office: OfficeFile | None = None
        day = today or office_store.now().date()
        self.office_step, self.person_step, self.key_step = OfficeStep(day), PersonStep(day), KeyStep()
        self.steps: tuple[Step, ...] = (self.office_step, self.person_step, self.key_step)
        self.stages = [QLabel() for _step in self.steps]
        self.title = label(role="title")
        self.pages = QStackedWidget()
        self.back = button(N_("FirstStart", "&Zurück"), self.go_back)
        self.forward = button(_NEXT, self.go_on, "primary")
        self.sample = button(N_("FirstStart", "Mit &Beispielbezirk üben"), self._practise, "link")
        self.leave = button(N_("FirstStart", "Abbrechen"), self.reject)
        self._lay_out()
        for step in self.steps:
            step.changed.connect(self._dress)
        self.show_step(0)

    def _lay_out(self) -> None:
        stages = QHBoxLayout()
        stages.setSpacing(22)
        for stage in self.stages:
            stages.addWidget(stage)
        stages.addStretch(1)
        for step in self.steps:
            self.pages.addWidget(Scrolled(_ground(step)))
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.sample)
        foot.addStretch(1)
        for one in (self.leave, self.back, self.forward):
            one.setMinimumHeight(self.forward.sizeHint().height())
            foot.addWidget(one)
        self.forward.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 22, 18)
        column.setSpacing(10)
        column.addLayout(stages)
        column.addWidget(self.title)
        column.addWidget(self.pages, 1)
        column.addLayout(foot)
        room = self.screen().availableSize()
        self.resize(_SIZE.boundedTo(QSize(room.width() - 40, room.height() - 60)))

    # --- going ----------------------------------------------------------------------------

    @property
    def at(self) -> int:
        """The step that is shown, from 0."""
        return self.pages.currentIndex()

    def show_step(self, at: int) -> None:
        """Show a step as it was left."""
        self.pages.setCurrentIndex(at)
        step = self.steps[at]
        if step is self.key_step:
            self.key_step.knows(self._names())
        self.title.setText(str(step.title))
        self.setWindowTitle(_WINDOW(at + 1, len(self.steps), step.title))
        step.setAccessibleName(self.windowTitle())
        for number, (stage, one) in enumerate(zip(self.stages, self.steps, strict=True)):
            stage.setText(_DONE(one.called) if number < at else _STAGE(number + 1, one.called))
            style.mark(stage, "role", "stage_now" if number == at else "stage")
        self._dress()
        step.focus_first()

    def _dress(self) -> None:
        """What the buttons say: a step with nothing in it is skipped."""
        self.back.setEnabled(self.at > 0)
        skips = self.steps[self.at] is self.person_step and self.person_step.is_empty
        last = self.at == len(self.steps) - 1
        self.forward.setText(str(_MAKE if last else _SKIP if skips else _NEXT))

    def go_back(self) -> None:
        """To the step before; what stands here stays, right or wrong."""
        if self.at > 0:
            self.show_step(self.at - 1)

    def go_on(self) -> None:
        """To the next step, or to the file; stays where an answer does not hold."""
        if not self.steps[self.at].check():
            self._bring_into_sight()
            return
        if self.at < len(self.steps) - 1:
            self.show_step(self.at + 1)
        else:
            self._make()

    def _bring_into_sight(self) -> None:
        """Scroll to what the keyboard was led to."""
        area, wrong = self.pages.currentWidget(), self.focusWidget()
        if isinstance(area, Scrolled) and wrong is not None:
            area.ensureWidgetVisible(wrong)

    def _names(self) -> list[str]:
        """What somebody who knows the office would try as a passphrase first."""
        present = self.office_step.office().districts[-1]
        person = self.person_step.person()
        own = (person.first_name, person.last_name, person.city) if person else ()
        return [present.number, present.name, present.city, *self.office_step.office().sub_areas, *own]

    # --- the file -------------------------------------------------------------------------

    def answers(self) -> Founding:
        """What was answered in the first two steps."""
        person = self.person_step.person()
        return Founding(
            self.office_step.office(), self.office_step.sitting(), self.office_step.days(), person,
            self.person_step.mandate() if person else None,
        )  # fmt: skip

    def _make(self) -> None:
        for at, step in enumerate(self.steps):  # a day may have gone by since an earlier step was answered
            if not step.check():
                self.show_step(at)
                step.check()
                self._bring_into_sight()
                return
        told = self.answers()
        try:
            self.office = office_store.create(
                self.key_step.path(), self.key_step.lines[0].text(), begin=lambda unit: founding.found(unit, told)
            )
        except Refused as refusal:
            self.key_step.refused(str(refusal))
            return
        self.accept()

    def _practise(self) -> None:
        self.reject()
        self.sample_wanted.emit()

    def done(self, result: int) -> None:
        """Close; the answers stay for the next time it is shown, the passphrase does not."""
        self.key_step.forget()
        super().done(result)


def _ground(step: Step) -> QWidget:
    ground = QWidget()
    column = QVBoxLayout(ground)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(step)
    column.addStretch(1)
    return ground
