"""Settings are kept as typed, refused when unreadable; a new office begins with lists and its district."""

from collections.abc import Callable
from datetime import date

import pytest

from bezirkskoordination.actions.settings import begin_office, change_setting, shipped_offices
from bezirkskoordination.records.kinds import DATE, WHOLE
from bezirkskoordination.records.office import District, ListItem, Setting, SubArea
from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.records.settings import SETTINGS
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.store.settings import district_on, setting


@pytest.fixture
def office(make_office: Callable[..., OfficeFile]) -> OfficeFile:
    """An office file without value lists: quicker to make."""
    made: OfficeFile = make_office()
    return made


@pytest.mark.parametrize("declared", SETTINGS, ids=lambda declared: declared.name)
def test_every_setting_has_a_default_that_its_kind_reads(office: OfficeFile, declared) -> None:
    value = setting(office.read, declared.name)
    assert declared.kind.show(value, None, office.names) == declared.default


@pytest.mark.parametrize("declared", [one for one in SETTINGS if one.kind in (WHOLE, DATE)], ids=lambda one: one.name)
def test_what_a_setting_cannot_be_is_refused_by_name(office: OfficeFile, declared) -> None:
    for typed in ("bald", *(("", "0", "-3", "1,5") if declared.kind is WHOLE else ("30.2.2026",))):
        with pytest.raises(BadValue) as refusal, office.unit() as unit:
            change_setting(unit, declared.name, typed)
        assert refusal.value.field == declared.name
    assert office.read.count(Setting.type) == 0


def test_a_setting_is_kept_once(office: OfficeFile) -> None:
    for typed in ("12", "3"):
        with office.unit() as unit:
            change_setting(unit, "report_months", typed)
        assert setting(office.read, "report_months") == int(typed)
    with office.unit() as unit:
        change_setting(unit, "resolved_on", "")
    assert setting(office.read, "resolved_on") is None
    assert office.read.count(Setting.type) == 2


@pytest.mark.parametrize("shipped", shipped_offices(), ids=lambda shipped: shipped.title)
def test_a_new_office_knows_its_district_under_every_name_it_had(office: OfficeFile, shipped) -> None:
    with office.unit() as unit:
        begin_office(unit, shipped)
    districts = office.read.all(District)
    today = district_on(office.read, date(2026, 11, 12))
    assert today is not None
    assert today.valid_until is None
    for one in districts:
        assert district_on(office.read, one.valid_from).uid == one.uid
        assert one.valid_until is None or office.read.get(District, one.successor).valid_from > one.valid_until
    parts = office.read.all(SubArea)
    assert [part.name for part in parts if part.outside] == ["außerhalb"]
    assert all(part.district == today.id for part in parts if not part.outside)
    assert office.read.count(ListItem.type) > 50
    assert office.check() == []


def test_every_shipped_code_and_label_is_once_in_its_list(office: OfficeFile) -> None:
    with office.unit() as unit:
        begin_office(unit, None)
    items = office.read.all(ListItem)
    assert len({(item.values, item.code) for item in items}) == len(items)
    for item in items:
        assert office.names.code(item.values, item.code) == item.code
        assert office.names.code(item.values, item.label) == item.code
