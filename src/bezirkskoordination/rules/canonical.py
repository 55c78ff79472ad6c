"""Frozen values as canonical JSON and back, without loss: for what must be the same, byte for byte, for ever.

Keys are sorted, numbers are texts, days are ISO, members of a list of values are their codes, nothing is left out. A
value that an older payload lacks is its field's default, so a new field needs one. Refuses to know what it writes.
"""

import dataclasses
import hashlib
import json
import types
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def dumped(value: Any) -> str:
    """A frozen dataclass as canonical JSON: the same value is the same text."""
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def loaded(cls: type[T], text: str) -> T:
    """The value of this dataclass that `dumped` wrote; ValueError for what is none."""
    try:
        value: T = _read(cls, json.loads(text))
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"no {cls.__name__}") from error
    return value


def sha256(text: str) -> str:
    """The checksum of a payload: of its bytes in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if dataclasses.is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in dataclasses.fields(value)}
    raise TypeError(f"{type(value).__name__} has no canonical form")


@cache
def _hints(cls: type) -> dict[str, Any]:
    hints = get_type_hints(cls)
    return {one.name: hints[one.name] for one in dataclasses.fields(cls)}


def _read(hint: Any, data: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        (inner,) = (one for one in get_args(hint) if one is not type(None))
        return None if data is None else _read(inner, data)
    if get_origin(hint) is tuple:
        return _read_tuple(get_args(hint), data)
    if hint in (str, bool):
        if not isinstance(data, hint):
            raise TypeError(f"{data!r} is no {hint.__name__}")
        return data
    if hint is int:
        return int(data)
    if hint is date:
        return date.fromisoformat(data)
    if issubclass(hint, Enum):
        return hint(data)
    if issubclass(hint, tuple):  # a named one
        return hint(*(_read(of, one) for of, one in zip(get_type_hints(hint).values(), data, strict=True)))
    return hint(**{name: _read(of, data[name]) for name, of in _hints(hint).items() if name in data})


def _read_tuple(inner: tuple[Any, ...], data: Any) -> tuple[Any, ...]:
    if inner == (tuple[str, str], Ellipsis):  # records behind a figure: there are very many
        return tuple((one, other) for one, other in data)
    if len(inner) == 2 and inner[1] is Ellipsis:
        return tuple(_read(inner[0], one) for one in data)
    return tuple(_read(of, one) for of, one in zip(inner, data, strict=True))
