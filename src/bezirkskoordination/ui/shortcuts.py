"""Every key on one page, read from the table of commands."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.ui.commands import COMMANDS, MENUS, key_text

#: Keys that belong to lists and forms rather than to a command.
IN_PLACE: tuple[tuple[str, Text], ...] = (
    ("Enter", N_("Shortcuts", "in der Liste: zum Formular · im Formular: speichern")),
    ("Esc", N_("Shortcuts", "im Formular: zurück zum Gespeicherten")),
    ("Entf", N_("Shortcuts", "in der Liste: löschen")),
    ("Strg+A", N_("Shortcuts", "in der Liste: alles auswählen")),
    ("Alt+↓", N_("Shortcuts", "im Datumsfeld: Kalender")),
    ("Leertaste", N_("Shortcuts", "im Zeitraster: Feld an oder aus")),
)


class ShortcutsDialog(QDialog):
    """A quiet table of keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(str(N_("Shortcuts", "Tasten")))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        grid = QGridLayout()
        grid.setHorizontalSpacing(28)
        column.addLayout(grid)
        sections = [
            (str(menu), [(key_text(c.shortcut), str(c.text)) for c in COMMANDS if c.menu == menu and c.shortcut])
            for menu in MENUS
        ]
        sections.append((str(N_("Shortcuts", "Liste und Formular")), [(key, str(text)) for key, text in IN_PLACE]))
        for number, (title, keys) in enumerate(sections):
            cell = QVBoxLayout()
            heading = QLabel(title)
            heading.setProperty("role", "section")
            cell.addWidget(heading)
            lines = QGridLayout()
            for row, (key, text) in enumerate(keys):
                shown = QLabel(key)
                shown.setProperty("role", "muted")
                lines.addWidget(shown, row, 0)
                lines.addWidget(QLabel(text), row, 1)
            lines.setColumnStretch(1, 1)
            lines.setHorizontalSpacing(16)
            cell.addLayout(lines)
            cell.addStretch(1)
            grid.addLayout(cell, number // 2, number % 2)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(str(N_("Shortcuts", "Schließen")))
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
