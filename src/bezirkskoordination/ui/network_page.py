"""„Netzwerkbild“: the network drawn, or the same as lists, for those who would rather read.

The picture is made in the worker; here it is shown, and what is chosen in it.
"""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.institutions import Cooperation, Institution
from bezirkskoordination.records.office import ListItem
from bezirkskoordination.reports.drawing import Drawing
from bezirkskoordination.store.unit import Change, Reader
from bezirkskoordination.ui.cards import button, label
from bezirkskoordination.ui.drawing_view import DrawingStrip, DrawingView
from bezirkskoordination.ui.flow import Flow
from bezirkskoordination.ui.listening import listen
from bezirkskoordination.ui.printing import hand_out
from bezirkskoordination.ui.two_lines import TwoLines
from bezirkskoordination.ui.worker import Progress, worker

if TYPE_CHECKING:
    from bezirkskoordination.reports.network_picture import Network
    from bezirkskoordination.ui.window import MainWindow

_SHOWN = (Institution, Cooperation, ListItem)
_NAME = N_("NetworkPage", "Netzwerkbild")
_DRAWING = N_("NetworkPage", "Das Bild wird gezeichnet … {} %")
_EMPTY = N_(
    "NetworkPage",
    "Noch ist keine Institution im Netzwerk. Tragen Sie bei einer Institution „im Netzwerk seit“ ein;"
    " unter „Zusammenarbeit“ steht, wer mit wem zu tun hat.",
)
_CHOSEN, _TIES_OF = N_("NetworkPage", "{}: {}"), N_("NetworkPage", "Verbindungen von {}")
_CHOOSE = N_("NetworkPage", "Pfeiltasten oder Maus wählen eine Institution, Eingabe öffnet sie.")
_LIST, _TIES = N_("NetworkPage", "Institutionen im Netzwerk"), N_("NetworkPage", "Verbindungen")


class NetworkPage(QWidget):
    """The picture of today's network. `choose` shows one institution in it."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__()
        self._window = window
        self._stale, self._drawing = True, False
        self._wanted: int | None = None
        self._titles: dict[int | None, str] = {}
        self.ends: list[tuple[Text, int]] = []  # the ties of the chosen one, as they read from there
        self.network: Network | None = None
        self.view = DrawingView(str(_NAME))
        self.legend = DrawingStrip()
        self.summary = label(role="muted")
        self.list, self.ties = TwoLines(str(_LIST)), TwoLines(str(_TIES))
        self.about, self.of = label(_CHOOSE), label(role="section")
        self.open_button = button(N_("NetworkPage", "Institution öffnen"), self.open_chosen)
        self.as_list = button(N_("NetworkPage", "Als Liste"), self._show_part)
        self.as_list.setCheckable(True)
        self.verbs = (
            button("−", partial(self.view.zoom, 0.8), name=str(N_("NetworkPage", "Verkleinern"))),
            button("+", partial(self.view.zoom, 1.25), name=str(N_("NetworkPage", "Vergrößern"))),
            button(N_("NetworkPage", "Alles zeigen"), self.view.fit),
            self.as_list,
            button(N_("NetworkPage", "Als PDF …"), partial(window.run, "print_network_picture")),
            button(N_("NetworkPage", "Als SVG …"), self.save_svg),
        )
        self._lay_out()
        self.entry = self.view
        self.view.chosen_changed.connect(self.choose)
        self.view.opened.connect(self._open)
        self.list.currentRowChanged.connect(self._listed)
        self.list.itemActivated.connect(lambda _item: self.open_chosen())
        self.ties.itemActivated.connect(lambda _item: self._follow_tie())
        listen(window.desk, self, self._changed)

    def _lay_out(self) -> None:
        bar = QWidget()
        flow = Flow(bar, gap=8)
        for verb in self.verbs:
            flow.addWidget(verb)
        self._picture, self._lists = QWidget(), QSplitter()
        drawn = QVBoxLayout(self._picture)
        drawn.setContentsMargins(0, 0, 0, 0)
        drawn.setSpacing(8)
        drawn.addWidget(self.view, 1)
        drawn.addWidget(self.legend)
        right = QWidget()
        ends = QVBoxLayout(right)
        ends.setContentsMargins(0, 0, 0, 0)
        ends.addWidget(self.of)
        ends.addWidget(self.ties, 1)
        self._lists.setChildrenCollapsible(False)
        self._lists.setHandleWidth(14)
        self._lists.addWidget(self.list)
        self._lists.addWidget(right)
        self._stack = QStackedWidget()
        for part in (self._picture, self._lists):
            self._stack.addWidget(part)
        foot = QHBoxLayout()
        foot.addWidget(self.about, 1)
        foot.addWidget(self.open_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 18, 14)
        column.setSpacing(8)
        column.addWidget(self.summary)
        column.addWidget(bar)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)

    # --- when it is drawn -----------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._show_legend)  # once the parts have their widths

    def _changed(self, changes: list[Change]) -> None:
        if any(isinstance(change.record, _SHOWN) for change in changes):
            self._stale = True
            if self.isVisible():
                self.refresh()

    def refresh(self) -> None:
        """Have the picture drawn anew; while that goes on, the one before stays."""
        if self._drawing:
            return  # it asks again at the end
        self._stale, self._drawing = False, True
        progress = Progress(self)
        progress.changed.connect(lambda done, _total: self.view.say(_DRAWING(done)))
        self.view.say(_DRAWING(0))
        read, day = self._window.desk.office.read, self._window.today()
        worker().run(_drawn, read, day, progress, done=self._show, receiver=self)

    def _show(self, made: "tuple[Network, Drawing]") -> None:
        self._drawing = False
        self.network, drawing = made
        names = self._window.desk.office.names
        self.summary.setText(drawing.said)
        self.view.show_drawing(drawing)
        self.list.blockSignals(True)
        self.list.fill([(spot.name, spot.said) for spot in drawing.spots])
        self.list.blockSignals(False)
        self.view.say(str(_EMPTY))
        self._show_part()
        self._show_legend()
        self._titles = {one.id: one.title(names) for one in self.network.institutions}
        self.choose(self._wanted if self._wanted is not None else self.view.chosen)
        if self._stale:
            self.refresh()

    def _show_part(self) -> None:
        """The picture or the lists."""
        listed = self.as_list.isChecked()
        self._stack.setCurrentWidget(self._lists if listed else self._picture)
        for verb in self.verbs[:3]:
            verb.setEnabled(not listed)

    def _show_legend(self) -> None:
        if self.network is not None and self.network.institutions:
            from bezirkskoordination.reports.network_picture import legend  # late: it measures with reportlab

            self.legend.show_drawing(legend(self.network, self._stack.width() / self.legend.scale))

    # --- what is chosen -------------------------------------------------------------------

    @property
    def chosen(self) -> int | None:
        """The id of the chosen institution."""
        return self.view.chosen

    def choose(self, key: int | None) -> None:
        """Choose an institution in the picture and in the list; if nothing is drawn yet, as soon as it is."""
        self._wanted = key
        if self.network is None:
            return
        self.view.choose(key)
        self.ends = self._ties_of(self.view.chosen)
        self.ties.fill([(self._titles[other], str(words)) for words, other in self.ends])
        name = self._titles.get(self.view.chosen)
        spot = self.view.spot
        self.about.setText(_CHOSEN(spot.name, spot.said) if spot else str(_CHOOSE))
        self.of.setText(_TIES_OF(name) if name else "")
        self.open_button.setEnabled(name is not None)
        ids = [one.id for one in self.network.institutions]
        if self.view.chosen in ids:
            self._wanted = None
            self.list.blockSignals(True)
            self.list.setCurrentRow(ids.index(self.view.chosen))
            self.list.blockSignals(False)

    def _ties_of(self, key: int | None) -> list[tuple[Text, int]]:
        assert self.network is not None
        seen = [tie.seen_from(key) for tie in self.network.ties if key is not None and tie.touches(key)]
        return sorted(seen, key=lambda end: (str(end[0]), self._titles[end[1]]))

    def _listed(self, row: int) -> None:
        if self.network is not None and 0 <= row < len(self.network.institutions):
            self.choose(self.network.institutions[row].id)

    def _follow_tie(self) -> None:
        row = self.ties.currentRow()
        if 0 <= row < len(self.ends):
            self.choose(self.ends[row][1])

    def open_chosen(self) -> None:
        """Go to the chosen institution."""
        if self.view.chosen is not None:
            self._open(self.view.chosen)

    def _open(self, key: int) -> None:
        self._window.open_record("institution", key)

    # --- out ------------------------------------------------------------------------------

    def save_svg(self) -> None:
        """Write the picture as an SVG file where the person says."""
        from bezirkskoordination.reports import network_paper  # late: it draws papers

        read, today = self._window.desk.office.read, self._window.today()

        def make(progress: Progress) -> bytes:
            return network_paper.as_svg(network_paper.collect(read, today, tell=partial(_tell, progress)))

        hand_out(self._window, str(_NAME), f"{_NAME}_{today:%Y-%m-%d}", make, suffix=".svg")


def _tell(progress: Progress, share: float) -> None:
    progress.step(round(share * 100), 100)


def _drawn(read: Reader, day: date, progress: Progress) -> "tuple[Network, Drawing]":
    """What the worker does."""
    from bezirkskoordination.reports.network_picture import Network, picture  # late: it measures with reportlab

    network = Network.read(read, day)
    return network, picture(network, read.names, partial(_tell, progress))
