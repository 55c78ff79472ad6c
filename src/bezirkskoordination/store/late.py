"""Slow modules that are loaded when something of them is first used: the first rows of a list need none of them.

Who uses one has it under its name, `sa = Late("sqlalchemy")`, and imports it for the type checker alone.
"""

import sys
from importlib import import_module
from typing import Any

MODULES = ("sqlalchemy.dialects.sqlite", "bezirkskoordination.store.statements")


def load() -> None:
    """Load all of them, for example while somebody types."""
    for name in MODULES:
        import_module(name)


def is_loaded() -> bool:
    """Whether nothing is left to load."""
    return all(name in sys.modules for name in MODULES)


class Late:
    """Stands for a module. Safe in threads: loading one is."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Any:
        found = getattr(import_module(self._module), name)
        setattr(self, name, found)  # next time it is at hand
        return found
