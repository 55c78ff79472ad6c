"""What a report says survives being written down: every value, in one form only."""

import dataclasses
import hashlib
import json
import types
from datetime import date
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bezirkskoordination.i18n import Text
from bezirkskoordination.records.council import Publicity, Section
from bezirkskoordination.rules import canonical
from bezirkskoordination.rules.facts import Basis, Facts, Office, Stop, Words, from_json, to_json
from bezirkskoordination.rules.figures import Figure, Guard, Part
from bezirkskoordination.rules.periods import Period

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SIMPLE: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS, int: st.integers(), bool: st.booleans(), date: st.dates(), Text: st.builds(Text, TEXTS, TEXTS),
}  # fmt: skip


def values(hint: Any, within: int = 0) -> st.SearchStrategy[Any]:
    """Any value of a type that facts are made of; facts hold others, which hold none."""
    if hint in SIMPLE:
        return SIMPLE[hint]
    if get_origin(hint) in (Union, types.UnionType):
        choices = [one for one in get_args(hint) if one is not type(None) and not (one is Facts and within > 1)]
        return st.one_of(st.none(), *(values(one, within) for one in choices))
    if get_origin(hint) is tuple:
        inner = get_args(hint)
        if inner[-1] is Ellipsis:
            return st.lists(values(inner[0], within), max_size=2).map(tuple)
        return st.tuples(*(values(one, within) for one in inner))
    if issubclass(hint, Enum):
        return st.sampled_from(hint)
    hints, within = get_type_hints(hint), within + (hint is Facts)
    return st.builds(hint, **{one.name: values(hints[one.name], within) for one in dataclasses.fields(hint)})


def leaves(data: Any) -> list[Any]:
    if isinstance(data, dict):
        return [leaf for one in data.values() for leaf in leaves(one)]
    return [leaf for one in data for leaf in leaves(one)] if isinstance(data, list) else [data]


def keys_in_order(data: Any) -> bool:
    if isinstance(data, dict):
        return list(data) == sorted(data) and all(map(keys_in_order, data.values()))
    return all(map(keys_in_order, data)) if isinstance(data, list) else True


FACTS = Facts(
    period=Period(date(2026, 5, 1), date(2026, 10, 31)),
    words=Words(
        kind="SACHSTAND", subject="Bericht", dated_on=date(2026, 11, 12), office=Office("Stelle"),
        route=(Stop("Rat", "zur Kenntnis", date(2026, 12, 1), Publicity.CLOSED),), basis=Basis(),
        sections=(Section(key="lage", text="Ä\n„b“ \U0001f600", on=False),),
    ),
    thresholds=(),
    now=(Figure("K11", Text("F", "Ehrenamtliche"), 41, "Personen", (Part("im Einsatz", 41),), Guard.VOLUNTEERS),),
    then=(), earlier=(), year_before=(),
)  # fmt: skip


@given(values(Facts))
def test_facts_survive_being_written_down(facts: Facts) -> None:
    payload = to_json(facts)
    assert from_json(payload) == facts
    assert to_json(from_json(payload)) == payload


@given(values(Facts))
def test_the_payload_is_canonical(facts: Facts) -> None:
    """Domain model 5.6.2: sorted keys, UTF-8, numbers as texts; no blank that could be elsewhere."""
    payload = to_json(facts)
    data = json.loads(payload)
    assert keys_in_order(data)
    assert {type(one) for one in leaves(data)} <= {str, bool, type(None)}
    assert payload == json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert canonical.sha256(payload) == hashlib.sha256(payload.encode("utf-8")).hexdigest()


def test_every_record_behind_a_figure_is_kept() -> None:
    behind = tuple(("person", f"{one:032x}") for one in range(500))
    (figure,) = FACTS.now
    kept = from_json(to_json(dataclasses.replace(FACTS, now=(dataclasses.replace(figure, behind=behind),))))
    assert kept.now[0].behind == behind


def test_equal_facts_have_one_checksum_and_others_another() -> None:
    assert to_json(FACTS) == to_json(dataclasses.replace(FACTS))
    other = dataclasses.replace(FACTS, period=Period(date(2026, 5, 2), date(2026, 10, 31)))
    assert canonical.sha256(to_json(FACTS)) != canonical.sha256(to_json(other))


def test_what_an_older_payload_lacks_is_the_default() -> None:
    data = json.loads(to_json(FACTS))
    for name in ("recommendations", "members", "taken_at"):
        del data[name]
    assert from_json(json.dumps(data)) == FACTS


@pytest.mark.parametrize("broken", ["", "[]", "null", '"x"', "{}", '{"period":{"start":"gestern"}}'])
def test_what_is_no_payload_is_refused(broken: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        from_json(broken)


def test_a_text_that_is_none_is_refused() -> None:
    data = json.loads(to_json(FACTS))
    data["words"]["subject"] = 7
    with pytest.raises(ValueError, match="no Facts"):
        from_json(json.dumps(data))
