"""The house stands on its floors: imports go down only, siblings do not know each other."""

import ast
from collections.abc import Iterator
from pathlib import Path

import bezirkskoordination

SOURCE = Path(bezirkskoordination.__file__).parent
PACKAGE = "bezirkskoordination"
BELOW_EVERYTHING = {"paths", "i18n", ""}
#: From the ground up; what stands in one row are siblings.
FLOORS = [
    {"records"},
    {"store", "rules"},
    {"actions", "exchange", "reports"},
    {"ui"},
    {"app", "cli", "sample", "showing", "start", "__main__"},
]
LEVEL = {name: level for level, row in enumerate(FLOORS) for name in row}
#: Slow libraries must be loaded late, and only where they are needed.
SLOW = {
    "reportlab",
    "alembic",
    "openpyxl",
    "python_calamine",
    "charset_normalizer",
    "phonenumbers",
    "uharfbuzz",
    "icalendar",
}
ONLY_ON = {
    "sqlalchemy": "store", "sqlcipher3": "store", "alembic": "store", "zxcvbn": "store", "reportlab": "reports",
    "PySide6": "ui",
}  # fmt: skip
COMPOSITION = {"app", "cli", "sample", "showing", "start", "__main__"}


def modules() -> Iterator[tuple[str, Path]]:
    for path in SOURCE.rglob("*.py"):
        relative = path.relative_to(SOURCE)
        if "_data" not in relative.parts:
            yield relative.parts[0].removesuffix(".py"), path


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if node.module == PACKAGE:
                yield from (f"{PACKAGE}.{alias.name}" for alias in node.names)


def test_imports_go_down_only() -> None:
    wrong = []
    for floor, path in modules():
        for name in imported(ast.parse(path.read_text(encoding="utf-8"))):
            if not name.startswith(PACKAGE + "."):
                continue
            target = name.split(".")[1]
            if target in BELOW_EVERYTHING or target == floor or target not in LEVEL or floor == "__init__":
                continue
            if floor in COMPOSITION and target in COMPOSITION:
                continue
            if floor in BELOW_EVERYTHING or LEVEL[target] >= LEVEL[floor]:
                wrong.append(f"{path.relative_to(SOURCE)} imports {name}")
    assert not wrong, "\n".join(wrong)


def test_a_library_is_known_on_one_floor() -> None:
    wrong = [
        f"{path.relative_to(SOURCE)} imports {name}"
        for floor, path in modules()
        for name in imported(ast.parse(path.read_text(encoding="utf-8")))
        if (owner := ONLY_ON.get(name.split(".")[0])) and owner != floor and floor not in COMPOSITION
    ]
    assert not wrong, "\n".join(wrong)


def test_whoever_uses_qt_has_its_guard() -> None:
    """`ui/__init__.py` must have run before PySide6 is at work, see there."""
    wrong = []
    for floor, path in modules():
        names = set(imported(ast.parse(path.read_text(encoding="utf-8"))))
        guarded = floor == "ui" or any(name.startswith(f"{PACKAGE}.ui") for name in names)
        if not guarded and any(name.startswith("PySide6") for name in names):
            wrong.append(str(path.relative_to(SOURCE)))
    assert not wrong, wrong


def test_records_need_the_standard_library_only() -> None:
    import sys

    foreign = {
        name.split(".")[0]
        for floor, path in modules()
        if floor in {"records", "rules"}
        for name in imported(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert foreign <= set(sys.stdlib_module_names) | {PACKAGE}


def test_no_bare_except() -> None:
    """Errors are refused in words or are bugs; `except Exception` swallows both."""
    allowed = {"app.py"}
    wrong = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for _floor, path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id == "Exception"))
        and path.name not in allowed
    ]
    assert not wrong, wrong
