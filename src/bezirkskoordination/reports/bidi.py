"""In which order the letters of a line stand on the paper when the line itself runs right to left.

The Unicode bidirectional algorithm (UAX #9) for one line, without the invisible characters that steer it: `clean`
has taken those away. It knows characters only, neither fonts nor widths.
"""

import unicodedata
from collections.abc import Sequence
from itertools import groupby

_NEUTRAL = frozenset({"B", "S", "WS", "ON", "BN", "LRI", "RLI", "FSI", "PDI", "LRE", "RLE", "LRO", "RLO", "PDF"})
_CLOSES = {")": "(", "]": "[", "}": "{"}
_OPENS = frozenset(_CLOSES.values())


def runs(text: str, right_to_left: bool) -> list[tuple[int, int, bool]]:
    """The stretches of one direction, from left to right on the paper: start, end, whether it runs right to left."""
    levels = _levels(text, int(right_to_left))
    pieces: list[tuple[int, int, int]] = []
    at = 0
    for level, group in groupby(levels):
        end = at + len(list(group))
        pieces.append((at, end, level))
        at = end
    return [(start, end, bool(level % 2)) for start, end, level in _reordered(pieces)]


def _reordered(pieces: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Rule L2: from the highest level down, what lies at or above it is turned round."""
    ordered = list(pieces)
    for level in range(max((one[2] for one in pieces), default=0), 0, -1):
        turned: list[tuple[int, int, int]] = []
        for high, group in groupby(ordered, key=lambda one: one[2] >= level):
            stretch = list(group)
            turned += reversed(stretch) if high else stretch
        ordered = turned
    return ordered


def _levels(text: str, base: int) -> list[int]:
    kinds = [unicodedata.bidirectional(char) or "L" for char in text]
    own = "R" if base else "L"
    _weak(kinds, own)
    _brackets(text, kinds, own)
    _neutral(kinds, own)
    levels = [base + _RAISED[base][kind] for kind in kinds]
    for at in range(len(text) - 1, -1, -1):  # L1: blanks at the end follow the line
        if unicodedata.bidirectional(text[at]) not in ("WS", "S", "B", "BN"):
            break
        levels[at] = base
    return levels


#: Rules I1 and I2: by how much each kind lies above the line's own level.
_RAISED = ({"L": 0, "R": 1, "EN": 2, "AN": 2}, {"R": 0, "L": 1, "EN": 1, "AN": 1})


def _weak(kinds: list[str], own: str) -> None:
    """Rules W1 to W7: marks, numbers and what belongs to them."""
    before, strong = own, own
    for at, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[at] = "ON" if before in ("LRI", "RLI", "FSI", "PDI") else before
        before = kinds[at]
    for at, kind in enumerate(kinds):
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[at] = "AN"
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    for at in range(1, len(kinds) - 1):
        left, kind, right = kinds[at - 1 : at + 2]
        if left == right and ((kind in ("ES", "CS") and left == "EN") or (kind == "CS" and left == "AN")):
            kinds[at] = left
    at = 0
    for kind, group in groupby(tuple(kinds)):
        end = at + len(list(group))
        near = (kinds[at - 1] if at else "", kinds[end] if end < len(kinds) else "")
        if kind == "ET" and "EN" in near:
            kinds[at:end] = ["EN"] * (end - at)
        at = end
    strong = own
    for at, kind in enumerate(kinds):
        if kind in ("ET", "ES", "CS"):
            kinds[at] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"


def _direction(kind: str) -> str:
    """What a kind is for the neutrals beside it: numbers count as right to left."""
    return "R" if kind in ("R", "EN", "AN") else kind if kind == "L" else ""


def _brackets(text: str, kinds: list[str], own: str) -> None:
    """Rule N0: both brackets of a pair take the direction of what they hold, or of what stands before them."""
    open_: list[int] = []
    pairs: list[tuple[int, int]] = []
    for at, char in enumerate(text):
        if kinds[at] not in _NEUTRAL:
            continue
        if char in _OPENS:
            open_.append(at)
        elif char in _CLOSES:
            for back in range(len(open_) - 1, -1, -1):
                if text[open_[back]] == _CLOSES[char]:
                    pairs.append((open_[back], at))
                    del open_[back:]
                    break
    for start, end in sorted(pairs):
        inside = {_direction(kind) for kind in kinds[start + 1 : end]} - {""}
        if own in inside:
            taken = own
        elif inside:
            before = next((found for kind in reversed(kinds[:start]) if (found := _direction(kind))), own)
            taken = before if before != own else own
        else:
            continue
        for place in (start, end):
            kinds[place] = taken
            at = place + 1  # marks on a bracket go with it
            while at < len(kinds) and unicodedata.bidirectional(text[at]) == "NSM":
                kinds[at] = taken
                at += 1


def _neutral(kinds: list[str], own: str) -> None:
    """Rules N1 and N2: what has no direction takes that of its neighbours if they agree, else the line's."""
    at = 0
    for neutral, group in groupby(tuple(kinds), key=_NEUTRAL.__contains__):
        end = at + len(list(group))
        if neutral:
            left = _direction(kinds[at - 1]) if at else own
            right = _direction(kinds[end]) if end < len(kinds) else own
            kinds[at:end] = [left if left == right else own] * (end - at)
        at = end


def order(text: str, right_to_left: bool) -> Sequence[int]:
    """The places of the characters, from left to right on the paper."""
    found: list[int] = []
    for start, end, backward in runs(text, right_to_left):
        found += range(end - 1, start - 1, -1) if backward else range(start, end)
    return found
