"""The steps of a report on its way to the council, as buttons above its tabs: what is done with it now.

Each is an action of `actions.freezing`; the paper is drawn by the worker and handed to it.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtWidgets import QPushButton, QWidget

from bezirkskoordination.actions import freezing
from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.council import Report, ReportStatus
from bezirkskoordination.records.network import Order
from bezirkskoordination.reports import council_gather, issuing
from bezirkskoordination.reports.council_gather import Request
from bezirkskoordination.rules.issue import Issue
from bezirkskoordination.store.unit import Reader, Unit
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.flow import Flow
from bezirkskoordination.ui.progress import work
from bezirkskoordination.ui.report_step_dialogs import ReleaseDialog, day_field, sitting_fields, step_dialog
from bezirkskoordination.ui.saying import Saying

if TYPE_CHECKING:
    from bezirkskoordination.ui.report_form import ReportForm
    from bezirkskoordination.ui.window import MainWindow
    from bezirkskoordination.ui.worker import Progress

_S = ReportStatus
_FREEZE, _UNFREEZE = N_("ReportSteps", "Zahlen einfrieren"), N_("ReportSteps", "Zahlen wieder öffnen")
_RELEASE, _SUBMIT = N_("ReportSteps", "Freigeben …"), N_("ReportSteps", "Eingereicht …")
_DISCUSS, _CORRECT = N_("ReportSteps", "Zur Kenntnis genommen …"), N_("ReportSteps", "Berichtigen")
#: What is done with a report in each state, the usual first: the words, and the verb.
_STEPS: dict[ReportStatus, tuple[tuple[Text, str], ...]] = {
    _S.DRAFT: ((_FREEZE, "freeze"),),
    _S.FROZEN: ((_RELEASE, "release"), (_UNFREEZE, "unfreeze")),
    _S.RELEASED: ((_SUBMIT, "submit"), (_CORRECT, "correct")),
    _S.SUBMITTED: ((_DISCUSS, "discuss"), (_CORRECT, "correct")),
    _S.DISCUSSED: ((_CORRECT, "correct"),),
    _S.CORRECTED: (),
}
_MOST = 2
_FROZEN = N_("ReportSteps", "Die Zahlen sind eingefroren: Was jetzt noch eingetragen wird, ändert sie nicht. {}")
_RELEASED = N_("ReportSteps", "Freigegeben. Beide Fassungen liegen in Ihrer Datei. {}")
_DRAWING = N_("ReportSteps", "Beide Fassungen werden gesetzt …")
_IN_THE_WAY = N_("ReportSteps", "Noch nicht freigegeben: Unter „Prüfung“ steht, was im Weg ist.")
_HANDED_IN = N_("ReportSteps", "Wann wurde der Bericht eingereicht?")
_WHAT_BECAME = N_("ReportSteps", "Was wurde in der Sitzung daraus?")


class ReportSteps(QWidget):
    """The buttons. Every verb saves first what stands in the form."""

    def __init__(self, frame: "ReportForm", context: Context) -> None:
        super().__init__()
        self._frame, self._context = frame, context
        self._desk = context.desk
        self.verbs: tuple[str, ...] = ()
        flow = Flow(self, gap=6)
        self.buttons: list[QPushButton] = []
        for at in range(_MOST):
            made = QPushButton()
            made.clicked.connect(lambda _checked=False, at=at: self._pressed(at))
            flow.addWidget(made)
            self.buttons.append(made)

    def tell(self) -> None:
        """Offer what can be done with the report that is shown."""
        report = self._frame.report
        offered = _STEPS[report.status] if report is not None else ()
        self.verbs = tuple(verb for _words, verb in offered)
        for at, made in enumerate(self.buttons):
            made.setVisible(at < len(offered))
            if at < len(offered):
                made.setText(str(offered[at][0]))
        self.setVisible(bool(offered))

    @property
    def words(self) -> str:
        """What the step is called that usually comes now; empty without one."""
        return self.buttons[0].text() if self.verbs else ""

    def _pressed(self, at: int) -> None:
        getattr(self, self.verbs[at])()

    def next_step(self) -> None:
        """Take the step that usually comes now."""
        if self.verbs:
            self._pressed(0)

    def _kept(self) -> Report | None:
        """The report once everything is saved; None where something cannot be."""
        return self._frame.report if self._frame.leave() else None

    def _do(self, label: Text, action: Callable[[Unit], Report], undoable: bool = True) -> Report:
        return self._desk.do(str(label), action, undoable)

    # --- figures --------------------------------------------------------------------------------

    def freeze(self) -> None:
        """Let the figures stand still."""
        report = self._kept()
        if report is None:
            return

        def take(unit: Unit) -> Report:
            return freezing.freeze(unit, report, council_gather.gather(unit, Request.of(report)))

        with Saying(self._frame.refused):
            self._do(freezing.FREEZING, take, undoable=False)
            self._frame.notice.say(_FROZEN(freezing.NO_UNDO), "good")

    def unfreeze(self) -> None:
        """Let the figures follow the records again."""
        report = self._kept()
        if report is not None:
            with Saying(self._frame.refused):
                self._do(freezing.UNFREEZING, lambda unit: freezing.unfreeze(unit, report))

    # --- release --------------------------------------------------------------------------------

    def release(self) -> None:
        """Draw both twins, read the public one, and let them go; what is in the way is shown instead."""
        report = self._kept()
        if report is None:
            return
        if any(one.blocks for one in self._frame.obstacles()):
            self._show_obstacles()
            return
        read = self._desk.office.read

        def ask(issue: Issue) -> None:
            with Saying(self._frame.refused):
                self._ask(report, issue)

        work(
            cast("MainWindow", self._context), str(_DRAWING),
            lambda progress: _drawn(read, report, progress), ask,
        )  # fmt: skip

    def _ask(self, report: Report, issue: Issue) -> None:
        found = freezing.leaks(self._desk.office.read, issue.passages, self._context.today())
        if any(leak.blocks for leak in found):
            self._show_obstacles()
            return

        def release(accepted: Sequence[str]) -> None:
            with Saying(self._frame.refused):
                self._do(
                    freezing.RELEASING, lambda unit: freezing.release(unit, report, issue, accepted), undoable=False
                )
                self._frame.notice.say(_RELEASED(freezing.NO_UNDO), "good")

        self._frame.open_dialog(ReleaseDialog(found, release, self._frame))

    def _show_obstacles(self) -> None:
        self._frame.show_obstacles()
        self._frame.refused(str(_IN_THE_WAY))

    # --- in the council ---------------------------------------------------------------------------

    def submit(self) -> None:
        """Ask on which day it was handed in."""
        report = self._kept()
        if report is None:
            return

        def take(values: dict[str, Any]) -> None:
            self._do(freezing.SUBMITTING, lambda unit: freezing.submit(unit, report, values["on"]))

        fields = day_field(self._context.today())
        self._frame.open_dialog(step_dialog(_HANDED_IN, fields, self._desk.office.names, take, self._frame))

    def discuss(self) -> None:
        """Ask what became of it in the sitting."""
        report = self._kept()
        if report is None:
            return
        today = self._context.today()
        planned = next((row for row in report.consultations if row.on_date is not None), None)
        on = min(planned.on_date, today) if planned is not None and planned.on_date else today

        def take(values: dict[str, Any]) -> None:
            lines = (line.strip("-–• \t") for line in values["orders"].splitlines())
            orders = [Order(text=line, given_on=values["on"]) for line in lines if line]
            self._do(
                freezing.DISCUSSING,
                lambda unit: freezing.discuss(
                    unit, report, values["on"], values["result"], values["agenda_item"], orders
                ),
            )

        fields = sitting_fields(on, planned.agenda_item if planned else "")
        self._frame.open_dialog(step_dialog(_WHAT_BECAME, fields, self._desk.office.names, take, self._frame))

    def correct(self) -> None:
        """Begin a Berichtigung, and show it."""
        report = self._kept()
        if report is None:
            return
        with Saying(self._frame.refused):
            begun = self._do(freezing.CORRECTING, lambda unit: freezing.correct(unit, report))
            self._context.open_record(Report.type.name, begun.id or 0, "texts")


def _drawn(reader: Reader, report: Report, progress: "Progress") -> Issue:
    """Both twins of a frozen report. Runs in the worker."""
    progress.step(0, 100)
    facts = council_gather.final(reader, report)
    return issuing.drawn(facts, lambda share: progress.step(round(100 * share), 100))
