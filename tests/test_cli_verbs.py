import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bezirkskoordination.cli import main
from bezirkskoordination.records.council import Report, Section
from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.money import Budget, Expense
from bezirkskoordination.records.network import Body, Meeting
from bezirkskoordination.records.office import SubArea, Task
from bezirkskoordination.records.people import LanguageSkill, Person, VolunteerStatus
from bezirkskoordination.store import office as office_store
from bezirkskoordination.store.lists import fill_lists

Run = Callable[..., Result]
VERBS = [
    "backup",
    "check",
    "claim",
    "demo",
    "export",
    "figures",
    "freeze",
    "handover",
    "import",
    "list",
    "match",
    "network",
    "open",
    "print",
    "report",
    "show",
    "slip",
    "who",
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A small office file without a passphrase, closed."""
    path = tmp_path / "amt.bezirk"
    with office_store.create(path, "") as office, office.unit() as unit:
        fill_lists(unit)
        area = unit.add(SubArea(name="Dorf"))
        club = unit.add(Institution(name="Turnverein", kind="SPORT", network_from=date(2025, 1, 1)))
        for number in range(4):
            person = unit.add(
                Person(
                    last_name=f"Müller{number}", first_name="Anna", sub_area=area.id, institution=club.id,
                    languages=(LanguageSkill(language="ar", level="B2", interprets=True),), minutes_per_week=90,
                    fields_of_action=("HF1",), available=5,
                )
            )  # fmt: skip
            status = VolunteerStatus.PAUSED if number == 3 else VolunteerStatus.PLACED
            unit.record_status(person, status, date(2026, 2, 1))
        unit.add(Budget(year=2026, amount=65000))
        unit.add(Expense(on_date=date(2026, 3, 4), category="PORTO", payee="Post", purpose="Briefe", amount=160))
        unit.add(Task(subject="Anrufen", about=("person", person.uid)))
    return path


@pytest.fixture
def run(file: Path) -> Run:
    """Runs a verb on the office file."""

    def ran(verb: str, *arguments: object, on: Path | None = file) -> Result:
        given = [verb, *([str(on)] if on else []), *map(str, arguments)]
        return CliRunner().invoke(main, given)

    return ran


def told(result: Result) -> Any:
    assert result.exit_code == 0, result.stderr
    assert not result.stderr
    return json.loads(result.stdout)


def refused(result: Result, said: str) -> None:
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit)
    assert not result.stdout
    assert len(result.stderr.splitlines()) == 1
    assert said in result.stderr


def wrongly_called(result: Result, said: str) -> None:
    assert result.exit_code == 2, result.output
    assert result.stderr.startswith("Aufruf: bezirk ")
    assert said in result.stderr


# --- the program --------------------------------------------------------------------------


def test_help_is_german_and_offers_no_verb_that_is_not_there() -> None:
    helped = CliRunner().invoke(main, ["--help"])
    assert helped.exit_code == 0
    assert sorted(main.commands) == VERBS
    for verb in (None, *VERBS):
        said = CliRunner().invoke(main, [*([verb] if verb else []), "-h"]).stdout
        assert said.startswith("Aufruf: bezirk")
        assert not [word for word in ("Usage", "Options", "Commands", "Show this", "required") if word in said]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["quatsch"], "Den Befehl „quatsch“ gibt es nicht."), (["list"], "Es fehlt: FILE."),
        (["list", "x", "quatsch"], "„quatsch“ gibt es nicht. Möglich sind: "),
        (["list", "x", "person", "--foo"], "--foo"),
        (["figures", "x"], "Es fehlt: --on."), (["figures", "x", "--on", "31.02.2026"], "nicht im Kalender"),
        (["figures", "x", "--on", "03/04/2026"], "kein Datum"),
        (["demo", "x", "--size", "huge"], "small, year, large oder eine Zahl"),
        (["report", "x", "-o", "y.odt", "--from", "1.1.26", "--to", "2.1.26"], "auf .pdf, .docx oder .xlsx enden"),
        (["import", "x", "person", "y", "--map", "Spalte"], "Gleichheitszeichen"),
    ],
)  # fmt: skip
def test_wrong_calls(arguments: list[str], said: str) -> None:
    wrongly_called(CliRunner().invoke(main, arguments), said)


def test_the_light_way_to_help() -> None:
    code = (
        "import sys; from bezirkskoordination.cli import main; "
        "heavy = {'sqlalchemy', 'reportlab', 'openpyxl', 'docx', 'PySide6', 'phonenumbers', 'alembic'};"
        "sys.exit(len(heavy & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_as_a_real_process(file: Path) -> None:
    bezirk = [sys.executable, "-m", "bezirkskoordination.cli"]

    def process(*arguments: str, **more: Any) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
        return subprocess.run(
            [*bezirk, *arguments], capture_output=True, encoding="utf-8", env=environment, check=False, **more
        )

    listed = process("list", str(file), "volunteer", "--json")
    assert (listed.returncode, listed.stderr) == (0, "")
    assert [json.loads(line)["last_name"] for line in listed.stdout.splitlines()] == [f"Müller{i}" for i in range(4)]
    missing = process("check", str(file) + "x")
    assert (missing.returncode, missing.stdout) == (1, "")
    assert missing.stderr == "„amt.bezirkx“ wurde nicht gefunden.\n"
    assert process("list", str(file), "quatsch").returncode == 2


@pytest.mark.skipif(os.name == "nt", reason="pipes of another kind")
def test_a_reader_who_has_had_enough(file: Path) -> None:
    piped = f'"{sys.executable}" -m bezirkskoordination.cli list "{file}" list_item --json | head -n 1'
    ended = subprocess.run(piped, shell=True, capture_output=True, encoding="utf-8", check=False)
    assert json.loads(ended.stdout)
    assert not ended.stderr


# --- the file and its passphrase ----------------------------------------------------------


def test_the_passphrase_from_file_environment_or_not_at_all(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "zu.bezirk"
    office_store.create(path, "Grüße 1").close()
    refused(run("check", on=path), "--passphrase-file oder BEZIRK_PASSPHRASE")
    note = tmp_path / "kennwort.txt"
    note.write_bytes("\ufeffGrüße 1\r\n".encode())
    assert run("check", "--passphrase-file", note, on=path).exit_code == 0
    note.write_text("falsch\n", encoding="utf-8")
    refused(run("check", "--passphrase-file", note, on=path), "Das Kennwort ist falsch")
    note.write_text("\n", encoding="utf-8")
    refused(run("check", "--passphrase-file", note, on=path), "ist leer")
    refused(run("check", "--passphrase-file", tmp_path / "fehlt", on=path), "lässt sich nicht lesen")
    monkeypatch.setenv("BEZIRK_PASSPHRASE", "Grüße 1")
    assert run("check", on=path).exit_code == 0


def test_what_is_no_office_file_is_refused(run: Run, tmp_path: Path) -> None:
    foreign = tmp_path / "brief.bezirk"
    foreign.write_text("Sehr geehrte Damen und Herren" * 500)
    before = foreign.read_bytes()
    refused(run("check", "--passphrase-file", foreign, on=foreign), "keine Datei der Bezirkskoordination")
    refused(run("list", "person", on=tmp_path / "fehlt"), "nicht gefunden")
    assert foreign.read_bytes() == before


def test_demo(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "demo.bezirk"
    made = run("demo", "--size", 5, on=path)
    assert made.exit_code == 0, made.output
    assert "Personen" in made.stdout
    refused(run("demo", on=path), "gibt es schon")
    assert run("check", on=path).exit_code == 0


def test_backup_and_check(run: Run, file: Path, tmp_path: Path) -> None:
    assert run("backup", "-o", tmp_path / "kopie.bezirk").exit_code == 0
    assert "in Ordnung" in run("check", on=tmp_path / "kopie.bezirk").stdout
    refused(run("backup", "-o", file), "anderen Namen")


def test_check_tells_what_is_wrong(run: Run, file: Path) -> None:
    with office_store.open_(file, "") as office, office.unit() as unit:
        unit.connection.exec_driver_sql("UPDATE person SET volunteering = 'PAUSE' WHERE last_name = 'Müller0'")
    found = run("check")
    assert found.exit_code == 1
    assert "Status passt nicht" in found.stdout


def test_open_hands_on_to_the_window(run: Run, file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from bezirkskoordination import start

    opened: list[tuple[Path | None, str | None]] = []
    monkeypatch.setattr(start, "open_window", lambda *given: opened.append(given) or 0)
    told = tmp_path / "kennwort.txt"
    told.write_text("drei graue Gänse\n", encoding="utf-8")
    assert run("open").exit_code == 0
    assert run("open", on=None).exit_code == 0
    assert run("open", "--passphrase-file", told).exit_code == 0
    assert opened == [(file, None), (None, None), (file, "drei graue Gänse")]


# --- list and show ------------------------------------------------------------------------


def lines(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_list_shapes(run: Run) -> None:
    first = lines(run("list", "volunteer", "--json"))[0]
    assert first["title"] == "Müller0, Anna"
    assert len(first["uid"]) == 32
    assert first["id"] == 1
    assert first["volunteering"] == "EINSATZ"
    assert first["sub_area"] == {"id": 1, "title": "Dorf"}
    assert first["languages"] == [{"language": "ar", "level": "B2", "interprets": True, "proven": False}]
    assert first["fields_of_action"] == ["HF1"]
    assert (first["available"], first["minutes_per_week"], first["informed_on"]) == (5, 90, None)
    (expense,) = lines(run("list", "expense", "--json"))
    assert (expense["amount_cents"], expense["on_date"], expense["number"]) == (160, "2026-03-04", "K-2026-0001")
    assert "amount" not in expense
    (task,) = lines(run("list", "task", "--json"))
    assert task["about"]["type"] == "person"
    assert len(lines(run("list", "person", "--search", "mueller2", "--json"))) == 1


@pytest.mark.parametrize(
    ("of", "condition", "count"),
    [
        ("volunteer", "volunteering=PAUSE", 1), ("volunteer", "volunteering=pausiert", 1),
        ("volunteer", "languages=Arabisch", 4), ("volunteer", "languages=de", 0), ("volunteer", "sub_area=Dorf", 4),
        ("volunteer", "sub_area=1", 4), ("volunteer", "minutes_per_week=90", 4), ("volunteer", "available=4", 4),
        ("volunteer", "available=Mo abends", 4), ("volunteer", "available=2", 0), ("volunteer", "last_name=Müller1", 1),
        ("volunteer", "fields_of_action=HF1", 4), ("volunteer", "contact_block=nein", 4), ("volunteer", "email=", 4),
        ("expense", "amount_cents=160", 1), ("expense", "amount=1,60", 1), ("expense", "amount=1,61", 0),
        ("expense", "on_date=04.03.2026", 1), ("expense", "on_date=2026-03-05", 0), ("institution", "parent=", 1),
    ],
)  # fmt: skip
def test_list_where(run: Run, of: str, condition: str, count: int) -> None:
    assert len(lines(run("list", of, "--where", condition, "--json"))) == count


def test_list_where_wrongly(run: Run) -> None:
    wrongly_called(run("list", "volunteer", "--where", "alter=3"), "Möglich sind: salutation")
    wrongly_called(run("list", "expense", "--where", "amount="), "braucht einen Wert")
    refused(run("list", "volunteer", "--where", "languages=Klingonisch"), "nicht in der Liste")


def test_list_for_people(run: Run) -> None:
    result = run("list", "volunteer")
    head, rule, *rows = result.stdout.splitlines()
    assert head.startswith("id  Ehrenamtliche/r  Ortsteil")
    assert set(rule) == {"─", " "}
    assert len(rows) == 4
    assert result.stderr == "4 Einträge\n"
    assert run("list", "report").exit_code == 0


def test_show(run: Run) -> None:
    shown = told(run("show", "expense", "K-2026-0001", "--json"))
    assert shown == told(run("show", "expense", "1", "--json")) == told(run("show", "expense", shown["uid"], "--json"))
    assert re.search(r"^Zweck +Briefe$", run("show", "expense", 1).stdout, re.MULTILINE)
    refused(run("show", "volunteer", 99), "„99“ gibt es nicht")
    refused(run("show", "volunteer", "²"), "gibt es nicht")


# --- figures and reports ------------------------------------------------------------------


def test_figures(run: Run) -> None:
    shape = told(run("figures", "--on", "30.06.2026", "--json"))
    assert (shape["stichtag"], shape["from"]) == ("2026-06-30", "2026-01-01")
    assert list(shape) == ["stichtag", "from", "figures"]
    found = {one["code"]: one for one in shape["figures"]}
    assert all(list(one) == ["code", "label", "value", "unit", "breakdown"] for one in shape["figures"])
    assert (found["K11"]["value"], found["K12"]["value"], found["K20"]["value"]) == (4, 4, 1)
    assert (found["K27"]["value"], found["K27"]["unit"]) == (160, "cents")
    assert {"label": "pausiert", "value": 1} in found["K11"]["breakdown"]
    earlier = told(run("figures", "--on", "2025-06-30", "--from", "1.6.2025", "--json"))
    assert earlier["from"] == "2025-06-01"
    assert {one["code"]: one["value"] for one in earlier["figures"]}["K27A"] is None


def test_public_figures_hide_small_numbers(run: Run) -> None:
    shape = told(run("figures", "--on", "30.06.2026", "--public", "--json"))
    inside = told(run("figures", "--on", "30.06.2026", "--json"))
    for shown, true in zip(shape["figures"], inside["figures"], strict=True):
        hidden = isinstance(shown["value"], str)
        assert shown["value"] in ("<3", "<5", ".") if hidden else shown["value"] == true["value"]
        parts = {part["label"]: part["value"] for part in shown["breakdown"]}
        singly = {part["label"]: part["value"] for part in true["breakdown"] if part["label"] in parts}
        assert all(parts[label] == value for label, value in singly.items())
        if shown["code"] == "K11":
            assert not [label for label, value in singly.items() if 0 < value < 3]
            assert not hidden
            assert not parts or sum(parts.values()) == true["value"]


def test_figures_for_people(run: Run) -> None:
    said = run("figures", "--on", "30.06.2026").stdout
    assert "01.01.–30.06.2026" in said
    assert "1,60" in said
    assert "n. e." in run("figures", "--on", "30.06.2025").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("--on", "1.1.2999"), "in der Zukunft"), (("--on", "1.1.2026", "--from", "2.1.2026"), "vor dem Beginn")],
)
def test_figures_of_no_period_are_refused(run: Run, arguments: tuple[str, ...], said: str) -> None:
    refused(run("figures", *arguments, "--json"), said)


def test_report(run: Run, file: Path, tmp_path: Path) -> None:
    out = tmp_path / "bericht.pdf"
    written = run("report", "--from", "1.1.2026", "--to", "30.06.2026", "-o", out)
    assert written.exit_code == 0, written.output
    assert out.read_bytes().startswith(b"%PDF")
    for ending in (".docx", ".xlsx"):
        other = out.with_suffix(ending)
        assert run("report", "--from", "1.1.2026", "--to", "30.06.2026", "-o", other).exit_code == 0
        assert other.read_bytes().startswith(b"PK")
    wrongly_called(run("report", "--from", "1.1.2026", "-o", out), "--from und --to zusammen")
    wrongly_called(run("report", "--from", "1.1.2026", "--to", "2.1.2026", "--id", 1, "-o", out), "--id")
    refused(run("report", "--id", "BER-2026-0001", "-o", out), "gibt es nicht")
    refused(run("report", "--from", "1.1.2026", "--to", "1.1.2999", "-o", out), "Zukunft")
    refused(run("report", "--from", "1.1.2026", "--to", "2.1.2026", "-o", tmp_path / "fehlt" / "b.pdf"), "Ordner")


def test_what_is_frozen_is_told_for_ever(run: Run, file: Path, tmp_path: Path) -> None:
    frozen = run("freeze", "--from", "1.1.2026", "--to", "30.06.2026")
    assert (frozen.exit_code, frozen.stdout) == (0, f"BER-{date.today().year}-0001\n")
    number = frozen.stdout.strip()
    told = {}
    for twin in ((), ("--internal",)):
        out = tmp_path / f"vorher{len(twin)}.pdf"
        assert run("report", "--id", number, *twin, "-o", out).exit_code == 0
        told[twin] = out.read_bytes()
    assert told[()] != told["--internal",]
    with office_store.open_(file, "") as office, office.unit() as unit:
        for at in range(5):
            late = unit.add(Person(last_name=f"Spät{at}"))
            unit.record_status(late, VolunteerStatus.PLACED, date(2026, 3, 1))
    for twin, before in told.items():
        out = tmp_path / f"nachher{len(twin)}.pdf"
        assert run("report", "--id", number, *twin, "-o", out).exit_code == 0
        assert out.read_bytes() == before
    (report,) = lines(run("list", "report", "--json"))
    assert (report["status"], report["number"]) == ("EINGEFROREN", number)
    assert report["public_pdf"]["title"] == f"Bericht_{number}_Ö.pdf"
    assert report["internal_pdf"]["title"] == f"Bericht_{number}_N.pdf"
    assert run("check").exit_code == 0


def test_freezing_takes_the_draft_of_the_period_and_the_sitting(run: Run, file: Path) -> None:
    with office_store.open_(file, "") as office, office.unit() as unit:
        days = {"period_from": date(2026, 1, 1), "reference_date": date(2026, 6, 30), "dated_on": date(2026, 7, 1)}
        unit.add(Report(subject="Mein Bericht", sections=(Section(key="lage", text="Gut."),), **days))
        body = unit.add(Body(name="Stadtbezirksrat", kind="STBEZRAT"))
        sitting = unit.add(Meeting(body=body.id or 0, on_date=date(2026, 9, 1)))
    assert run("freeze", "--from", "1.1.2026", "--to", "30.06.2026").exit_code == 0
    assert run("freeze", "--from", "1.1.2026", "--to", "31.03.2026", "--meeting", sitting.uid).exit_code == 0
    new, kept = sorted(lines(run("list", "report", "--json")), key=lambda one: one["reference_date"])
    assert (kept["subject"], kept["status"], kept["sections"][0]["text"]) == ("Mein Bericht", "EINGEFROREN", "Gut.")
    assert (new["meeting"]["id"], new["consultations"][0]["on_date"]) == (sitting.id, "2026-09-01")


def test_freezing_refuses_and_changes_nothing(run: Run, file: Path) -> None:
    refused(run("freeze", "--from", "1.1.2026", "--to", "1.1.2999"), "Zukunft")
    refused(run("freeze", "--from", "2.1.2026", "--to", "1.1.2026"), "vor dem Beginn")
    refused(run("freeze", "--from", "1.1.2026", "--to", "2.1.2026", "--meeting", "7"), "gibt es nicht")
    wrongly_called(run("freeze", "--from", "1.1.2026"), "--to")
    assert lines(run("list", "report", "--json")) == []


# --- tables -------------------------------------------------------------------------------


def test_export_says_what_left_the_file(run: Run, file: Path, tmp_path: Path) -> None:
    out = tmp_path / "v.csv"
    written = run("export", "volunteer", "-o", out)
    assert (written.exit_code, written.stdout) == (0, "")
    assert written.stderr.startswith("4 Einträge mit personenbezogenen Daten haben die verschlüsselte Datei verlassen")
    assert "personenbezogen" not in run("export", "budget", "-o", out).stderr
    assert run("export", "volunteer", "-o", out, "--columns", "last_name, Ortsteil").exit_code == 0
    assert out.read_text("utf-8-sig").splitlines()[0] == "Nachname;Ortsteil;uid"
    refused(run("export", "volunteer", "-o", out, "--columns", "Gehalt"), "Gehalt")
    refused(run("export", "volunteer", "-o", tmp_path / "v.txt"), ".csv oder .xlsx")
    refused(run("export", "volunteer", "-o", file), "die Datei selbst")


def test_import_shape(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "neu.csv"
    source.write_bytes(
        "Nachname;Vorname;E-Mail;Telefon;Std./Woche;seit;Alter\nÖz;Can;c@example.org;30231255;1,5;3.4.2026;7\n"
        "Öz;Can;C@example.org;;;;\nMüller1;Anna;;;;;\n;Ohne;;;;;\n".encode("cp1252")
    )
    shape = told(run("import", "volunteer", source, "--preview", "--json"))
    assert list(shape) == [
        "format", "encoding", "delimiter", "sheet", "header_row", "rows_read", "counts", "records", "duplicates",
        "problems",
    ]  # fmt: skip
    assert (shape["format"], shape["encoding"], shape["delimiter"], shape["sheet"]) == ("csv", "cp1252", ";", None)
    assert shape["header_row"] == 1
    assert shape["counts"] == {"new": 1, "changed": 0, "unchanged": 0, "merged": 1, "skipped": 1, "rejected": 1}
    assert shape["rows_read"] == sum(shape["counts"].values()) == len(shape["records"]) == 4
    assert all(list(row) == ["row", "values", "raw", "changes", "problems"] for row in shape["records"])
    first = shape["records"][0]
    assert first["row"] == 2
    assert first["values"]["minutes_per_week"] == 90
    assert (first["values"]["volunteering"], first["values"]["since"]) == ("INTERESSE", "2026-04-03")
    assert first["raw"]["Telefon"] == "30231255"
    assert [p["field"] for p in first["problems"]] == ["phone"]
    merged, doubtful = shape["duplicates"]
    assert merged == {"rows": [2, 3], "existing": None, "certainty": "sure", "reason": merged["reason"]}
    assert (doubtful["rows"], doubtful["existing"]["title"], doubtful["certainty"]) == ([4], "Müller1, Anna", "check")
    assert shape["problems"][0]["field"] == ""
    assert len(lines(run("list", "volunteer", "--json"))) == 4


def test_import_writes_and_round_trips(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "neu.csv"
    source.write_text("Wer;Ort\nÖz;Bremen\nMüller1, Anna;\n", encoding="utf-8")
    done = run("import", "volunteer", source, "--map", "Wer=full_name")
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines()[-1] == "2 Zeilen gelesen: 1 neu, 1 übersprungen"
    again = told(run("import", "volunteer", source, "--map", "Wer=full_name", "--take-doubtful", "--json"))
    assert again["counts"]["new"] == 2
    assert run("export", "volunteer", "-o", tmp_path / "v.xlsx").exit_code == 0
    counts = told(run("import", "volunteer", tmp_path / "v.xlsx", "--json"))["counts"]
    assert counts == {"new": 0, "changed": 0, "unchanged": 7, "merged": 0, "skipped": 0, "rejected": 0}
    assert run("check").exit_code == 0


def test_import_changes_are_told_old_and_new(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "neu.csv"
    source.write_text("Nr.;Betrag\nK-2026-0001;2,50\n", encoding="utf-8")
    (row,) = told(run("import", "expense", source, "--preview", "--json"))["records"]
    assert row["changes"] == {"amount_cents": {"old": 160, "new": 250}}


def test_import_refuses(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "bild.csv"
    refused(run("import", "volunteer", source, "--json"), "nicht gefunden")
    source.write_bytes(b"\x89PNG\r\n")
    refused(run("import", "volunteer", source), "ein Bild")
    source.write_text("Nachname\nA\n")
    refused(run("import", "volunteer", source, "--map", "Wer=phone"), "„Wer“")
    refused(run("import", "attachment", source), "selbst")
    assert len(lines(run("list", "volunteer", "--json"))) == 4


def test_print_writes_a_paper_about_a_record(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "blatt.pdf"
    result = run("print", "institution_sheet", "1", "-o", out)
    assert result.exit_code == 0, result.output
    assert out.read_bytes().startswith(b"%PDF")
    assert run("print", "--list", on=None).output.count("institution_sheet") == 1


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        (("nichts", "1"), 2, "gibt es nicht"),
        (("institution_sheet",), 2, "braucht die ID"),
        (("institution_sheet", "99"), 1, "gibt es nicht"),
    ],
)
def test_print_says_in_german_what_is_missing(run: Run, tmp_path: Path, given: Any, code: int, said: str) -> None:
    result = run("print", *given, "-o", tmp_path / "blatt.pdf")
    assert (result.exit_code, said in result.output) == (code, True)
    assert not (tmp_path / "blatt.pdf").exists()
