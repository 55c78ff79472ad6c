"""A copy under another passphrase: equal in content, closed to the old one, whole or not there; and the new folder."""

import contextlib
import gc
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from bezirkskoordination.records.office import Attachment
from bezirkskoordination.records.people import Person
from bezirkskoordination.records.refusal import BadValue, Refused
from bezirkskoordination.store import disk, key, office
from bezirkskoordination.store.folder import NewFolder
from bezirkskoordination.store.office import OfficeFile

OLD, NEW = "altes kennwort hier", "Größe Übung neun Äpfel"


@pytest.fixture
def kept(make_office: Any) -> OfficeFile:
    made: OfficeFile = make_office("amt.bezirk", OLD)
    with made.unit() as unit:
        unit.add(Person(last_name="Müller"))
        unit.add(Attachment(name="a.pdf", size=3_000_000, sha256=unit.keep_blob(bytes(3_000_000))))
    made.keep_draft("person:new", "halb fertig")
    return made


def _rows(path: Path, passphrase: str) -> dict[str, list[Any]]:
    """Every row of every table, hidden ones of the search included."""
    connection = disk.connector(path, key.derive(passphrase, key.salt_of(path)), read_only=True)()
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    found = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names if "vocab" not in name}
    found["pragmas"] = [connection.execute(f"PRAGMA {of}").fetchone() for of in ("user_version", "application_id")]
    connection.close()
    return found


def test_the_copy_is_equal_and_only_the_new_passphrase_opens_it(kept: OfficeFile, tmp_path: Path) -> None:
    target, steps = tmp_path / "neu.bezirk", list[tuple[int, int]]()
    kept.copy_under(target, NEW, lambda done, total: steps.append((done, total)))
    assert _rows(target, NEW) == _rows(kept.path, OLD)
    assert [row for row in _rows(target, NEW)["draft"] if row[1] == "halb fertig"]
    assert steps[-1][0] == steps[-1][1] > 256 < len(steps) * 256
    assert key.salt_of(target) != key.salt_of(kept.path)
    assert sorted(one.name for one in tmp_path.glob("neu*")) == ["neu.bezirk"]
    with pytest.raises(Refused):
        office.open_(target, OLD)
    with office.open_(target, NEW) as opened:
        assert [one.last_name for one in opened.read.all(Person)] == ["Müller"]
        assert opened.check() == []
    assert kept.opens_with(OLD)
    assert not kept.opens_with(NEW)
    with kept.unit() as unit:  # her own file goes on
        unit.add(Person(last_name="Danach"))
    assert kept.check() == []


def test_the_new_passphrase_opens_it_however_the_keyboard_composes_it(kept: OfficeFile, tmp_path: Path) -> None:
    composed, apart = (unicodedata.normalize(form, NEW) for form in ("NFC", "NFD"))
    assert composed != apart
    kept.copy_under(tmp_path / "neu.bezirk", apart)
    with office.open_(tmp_path / "neu.bezirk", composed) as opened:
        assert len(opened.read.all(Person)) == 1


def test_the_old_passphrase_is_no_new_one(kept: OfficeFile, tmp_path: Path) -> None:
    with pytest.raises(BadValue, match="bisherige"):
        kept.copy_under(tmp_path / "neu.bezirk", OLD)
    assert not (tmp_path / "neu.bezirk").exists()


def test_a_file_to_practise_with_is_not_handed_over(make_office: Any, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Üben"):
        make_office("plain.bezirk").copy_under(tmp_path / "neu.bezirk", NEW)


def test_a_disk_that_is_full_half_way_is_said(
    kept: OfficeFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The driver gives no name to what ends the copying; here the copy may have no more pages than this."""
    connector = disk.connector

    def narrow(path: Path, raw: key.Key | None, read_only: bool) -> Any:
        def connect() -> Any:
            made = connector(path, raw, read_only)()
            if not read_only:
                made.execute("PRAGMA max_page_count=300")
            return made

        return connect

    with monkeypatch.context() as full:
        full.setattr(disk, "connector", narrow)
        with pytest.raises(Refused, match=r"„neu\.bezirk“: Der Datenträger ist voll"):
            kept.copy_under(tmp_path / "neu.bezirk", NEW)
    assert list(tmp_path.glob("neu*")) == []
    assert kept.check() == []


def test_stopped_half_way_nothing_is_left(kept: OfficeFile, tmp_path: Path) -> None:
    before = _rows(kept.path, OLD)

    def stop(done: int, _total: int) -> None:
        if done > 256:
            raise Refused(key_words)

    from bezirkskoordination.i18n import N_

    key_words = N_("Worker", "Abgebrochen. Es wurde nichts geändert.")
    with pytest.raises(Refused, match="Abgebrochen"):
        kept.copy_under(tmp_path / "neu.bezirk", NEW, stop)
    assert list(tmp_path.glob("neu*")) == []
    assert _rows(kept.path, OLD) == before


def test_nobody_writes_while_it_is_copied_and_drafts_come_after(kept: OfficeFile, tmp_path: Path) -> None:
    def meanwhile(_done: int, _total: int) -> None:
        kept.keep_draft("person:new", "weiter geschrieben")
        with pytest.raises(Refused, match="Augenblick"), kept.unit():
            pass

    kept.copy_under(tmp_path / "neu.bezirk", NEW, meanwhile)
    assert kept.draft("person:new") == "weiter geschrieben"
    with office.open_(tmp_path / "neu.bezirk", NEW) as opened:
        assert opened.draft("person:new") == "halb fertig"


# --- the folder ---------------------------------------------------------------------------


def test_a_folder_is_there_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "paket"
    with NewFolder(target) as folder:
        folder.add("a.pdf", b"a")
        assert not target.exists()
        folder.place()
    assert [one.name for one in target.iterdir()] == ["a.pdf"]
    with contextlib.suppress(ZeroDivisionError), NewFolder(tmp_path / "zwei") as folder:
        folder.add("a.pdf", b"a")
        folder.place()
        raise ZeroDivisionError
    with NewFolder(tmp_path / "drei") as folder:
        folder.add("a.pdf", b"a")
    forgotten = NewFolder(tmp_path / "vier")
    del forgotten
    gc.collect()
    assert [one.name for one in tmp_path.iterdir() if one.name != "home"] == ["paket"]


def test_what_is_in_clear_comes_to_the_disk_with_the_placing(tmp_path: Path) -> None:
    with NewFolder(tmp_path / "paket") as folder:
        folder.add("namen.pdf", b"Namen")
        assert list(folder.filling.iterdir()) == []
        folder.place()
    assert (tmp_path / "paket" / "namen.pdf").read_bytes() == b"Namen"


@pytest.mark.parametrize("kind", ["folder", "file", "dangling"])
def test_what_is_there_is_never_written_over(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "paket"
    if kind == "folder":
        target.mkdir()
    elif kind == "file":
        target.write_text("da")
    else:
        target.symlink_to(tmp_path / "nirgends")
    with pytest.raises(Refused, match="gibt es schon"):
        NewFolder(target)


def test_what_appeared_meanwhile_stays_and_the_new_one_goes(tmp_path: Path) -> None:
    target = tmp_path / "paket"
    with NewFolder(target) as folder:
        folder.add("a.pdf", b"a")
        target.mkdir()
        with pytest.raises(Refused, match="gibt es schon"):
            folder.place()
    assert list(target.iterdir()) == []
    assert [one.name for one in tmp_path.iterdir() if one.name != "home"] == ["paket"]


def test_what_a_killed_program_left_goes_with_the_next_one(tmp_path: Path) -> None:
    left, other = tmp_path / ".paket.neu-0", tmp_path / ".anderes.neu-0"
    for one in (left, other):
        one.mkdir()
        (one / "a").write_text("halb")
    with NewFolder(tmp_path / "paket") as folder:
        folder.place()
    assert not left.exists()
    assert other.exists()


def test_a_missing_or_locked_place_is_said(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Den Ordner für „paket“ gibt es nicht"):
        NewFolder(tmp_path / "nirgends" / "paket")
