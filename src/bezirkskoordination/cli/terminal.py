"""What every verb shares: what can be typed, German words for wrong calls, the passphrase, the open file, tables."""

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from bezirkskoordination.i18n import N_
from bezirkskoordination.records import RECORD_TYPES, VIEWS, view
from bezirkskoordination.records.fields import Record, View
from bezirkskoordination.records.kinds import parse_date
from bezirkskoordination.records.refusal import BadValue, Refused

if TYPE_CHECKING:
    from bezirkskoordination.store.office import OfficeFile
    from bezirkskoordination.store.unit import Reader

# --- German for click's own words ---------------------------------------------------------

_WORDS = {
    "Usage:": "Aufruf:", "[OPTIONS]": "[OPTIONEN]", "COMMAND [ARGS]...": "BEFEHL …", "Options:": "Optionen:",
    "Commands:": "Befehle:", "Show this message and exit.": "Diese Hilfe zeigen.", "[required]": "[nötig]",
    "[default: ": "[sonst: ",
}  # fmt: skip


def _german(text: str) -> str:
    for english, german in _WORDS.items():
        text = text.replace(english, german)
    return text


def _parameter(error: click.MissingParameter) -> str:
    param = error.param
    return param.human_readable_name if isinstance(param, click.Argument) else "/".join(param.opts) if param else ""


#: What click says in English, by the class of the mistake.
_MISTAKES: tuple[tuple[type[click.UsageError], Callable[[Any], str]], ...] = (
    (click.NoSuchCommand, lambda e: N_("Cli", "Den Befehl „{}“ gibt es nicht.")(e.command_name)),
    (click.MissingParameter, lambda e: N_("Cli", "Es fehlt: {}.")(_parameter(e))),
    (click.NoSuchOption, lambda e: N_("Cli", "Die Option {} gibt es nicht.")(e.option_name)),
    (click.BadOptionUsage, lambda e: N_("Cli", "Die Option {} braucht eine Angabe.")(e.option_name)),
    (click.BadParameter, lambda e: str(e.message)),
)


class Verb(click.Command):
    """A verb whose help is German throughout."""

    def get_help(self, ctx: click.Context) -> str:
        """The help, click's own words in German."""
        return _german(super().get_help(ctx))


class Program(click.Group):
    """Says every refusal in one German line: 1 refused and nothing changed, 2 wrongly called."""

    command_class = Verb

    def get_help(self, ctx: click.Context) -> str:
        """The help, click's own words in German."""
        return _german(super().get_help(ctx))

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run, and leave with the exit code of the contract."""
        extra |= {"standalone_mode": False, "prog_name": "bezirk"}
        try:
            code = super().main(*args, **extra)
            sys.stdout.flush()
        except Refused as refused:
            _leave(1, " ".join(str(refused).split()))
        except click.exceptions.NoArgsIsHelpError as error:
            _leave(2, error.format_message())
        except click.UsageError as error:
            said = next((say(error) for kind, say in _MISTAKES if isinstance(error, kind)), error.format_message())
            _leave(2, f"{_german(error.ctx.get_usage())}\n{said}" if error.ctx else said)
        except (click.Abort, KeyboardInterrupt):
            _leave(1, str(N_("Cli", "Abgebrochen.")))
        except BrokenPipeError:
            # Whoever read us has had enough („| head“); nothing may be said to a closed pipe, not even at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(1)
        sys.exit(code if isinstance(code, int) else 0)


def _leave(code: int, said: str) -> NoReturn:
    click.echo(said, err=True)
    sys.exit(code)


verb = partial(click.command, cls=Verb)

# --- what can be typed --------------------------------------------------------------------


class TypeName(click.ParamType[View]):
    """A record type or view, by its name."""

    name = "TYPE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> View:
        """The view of this name."""
        if isinstance(value, View):
            return value
        try:
            found = view(value)
        except KeyError:
            found = None
        if found is None or found.type.vault:  # who somebody in need is, no command tells
            known = sorted({*(n for n, of in RECORD_TYPES.items() if not of.vault), *(one.name for one in VIEWS)})
            self.fail(N_("Cli", "„{}“ gibt es nicht. Möglich sind: {}.")(value, ", ".join(known)), param, ctx)
        return found


class Day(click.ParamType[date]):
    """A day as TT.MM.JJJJ or JJJJ-MM-TT."""

    name = "TAG"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day."""
        if isinstance(value, date):
            return value
        try:
            day = parse_date(value)
        except BadValue as refusal:
            self.fail(str(refusal), param, ctx)
        return day or self.fail(N_("Cli", "Bitte einen Tag angeben, zum Beispiel 30.06.2026.")(), param, ctx)


class Year(click.ParamType[int]):
    """A Haushaltsjahr."""

    name = "JAHR"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The year."""
        text = str(value)
        if text.isdecimal() and len(text) == 4:
            return int(text)
        return self.fail(N_("Cli", "Bitte ein Jahr angeben, zum Beispiel 2026.")(), param, ctx)


class Size(click.ParamType[str | int]):
    """One of the sample's sizes or a number of volunteers."""

    named = ("small", "year", "large")
    name = "|".join((*named, "N"))

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str | int:
        """The size as the sample takes it."""
        text = str(value)
        if text.isdecimal() and len(text) < 7:
            return int(text)
        if text in self.named:
            return text
        return self.fail(N_("Cli", "Möglich: small, year, large oder eine Zahl.")(), param, ctx)


class Pair(click.ParamType[tuple[str, str]]):
    """Two texts with an equals sign between them."""

    name = "k=v"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Both texts."""
        if isinstance(value, tuple):
            return value
        key, sign, text = value.partition("=")
        if not sign or not key.strip():
            self.fail(N_("Cli", "„{}“: Bitte mit Gleichheitszeichen schreiben.")(value), param, ctx)
        return key.strip(), text.strip()


PATH = click.Path(path_type=Path)
file_argument = click.argument("file", type=PATH, metavar="FILE")
type_argument = click.argument("of", type=TypeName(), metavar="TYPE")
json_option = click.option("--json", "as_json", is_flag=True, help="Nur JSON auf der Standardausgabe.")
passphrase_option = click.option(
    "--passphrase-file", type=PATH, metavar="DATEI",
    help="Datei, deren erste Zeile das Kennwort ist. Sonst gilt BEZIRK_PASSPHRASE, sonst wird gefragt.",
)  # fmt: skip


def out_option(metavar: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Where to write."""
    return click.option("-o", "--output", "out", type=PATH, required=True, metavar=metavar, help="Wohin.")


# --- the office file ----------------------------------------------------------------------


def given_passphrase(passphrase_file: Path | None, variable: str = "BEZIRK_PASSPHRASE") -> str | None:
    """The passphrase from the file or the environment; None if neither is given."""
    if passphrase_file is None:
        return os.environ.get(variable)
    try:
        lines = passphrase_file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(N_("Cli", "Die Kennwortdatei „{}“ lässt sich nicht lesen."), passphrase_file.name) from error
    if not lines or not lines[0]:
        raise Refused(N_("Cli", "Die Kennwortdatei „{}“ ist leer."), passphrase_file.name)
    return lines[0]


def _passphrase(path: Path, passphrase_file: Path | None) -> str:
    from bezirkskoordination.store.disk import is_encrypted  # late: see `opened`

    given = given_passphrase(passphrase_file)
    if given is not None or not path.is_file() or not is_encrypted(path):
        return given or ""
    if not sys.stdin.isatty():
        raise Refused(
            N_("Cli", "„{}“ ist verschlüsselt. Bitte --passphrase-file oder BEZIRK_PASSPHRASE angeben."), path.name
        )
    return str(click.prompt("Kennwort", hide_input=True, err=True, default="", show_default=False))


def new_passphrase(passphrase_file: Path | None) -> str:
    """A new passphrase: from the file or BEZIRK_NEW_PASSPHRASE, else asked for twice."""
    given = given_passphrase(passphrase_file, "BEZIRK_NEW_PASSPHRASE")
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise Refused(
            N_("Cli", "Das neue Kennwort fehlt. Bitte --new-passphrase-file oder BEZIRK_NEW_PASSPHRASE angeben.")
        )
    first, again = (
        str(click.prompt(str(said), hide_input=True, err=True, default="", show_default=False)) for said in _NEW
    )
    if first != again:
        raise Refused(N_("Cli", "Die beiden Kennwörter sind verschieden. Es wurde nichts geschrieben."))
    return first


_NEW = N_("Cli", "Neues Kennwort"), N_("Cli", "Neues Kennwort noch einmal")


@contextmanager
def opened(path: Path, passphrase_file: Path | None) -> "Iterator[OfficeFile]":
    """The office file, open while the block runs."""
    # late: SQLAlchemy and the encryption are needed by verbs that open a file, not by --help
    from bezirkskoordination.store import office

    with office.open_(path, _passphrase(path, passphrase_file)) as file:
        yield file


def not_itself(out: Path, file: Path) -> None:
    """Refuse to write over the office file."""
    if out.resolve() == file.resolve():
        raise Refused(N_("Cli", "„{}“ ist die Datei selbst. Bitte einen anderen Namen angeben."), out.name)


def record(reader: "Reader", of: View, wanted: str) -> Record:
    """A record by id, uid or running number."""
    found: Sequence[Record] = ()
    if wanted.isdecimal() and len(wanted) < 19:
        found = reader.page(of.type, (int(wanted),))
    if not found:
        found = reader.where(of.type.cls, uid=wanted)
    if not found and of.type.number:
        found = reader.where(of.type.cls, number=wanted)
    if not found:
        raise Refused(N_("Cli", "{} „{}“ gibt es nicht."), str(of.singular), wanted)
    return found[0]


# --- out ----------------------------------------------------------------------------------


def print_json(value: Any, indent: int | None = 2) -> None:
    """A value as JSON; umlauts stay readable."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=indent))


_WIDEST = 40


def print_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Aligned columns; a cell of several lines is told in one, a long one cut."""
    flat = [[" ".join(cell.split()) for cell in row] for row in rows]
    widths = [min(_WIDEST, max(len(row[i]) for row in (heads, *flat))) for i in range(len(heads))]
    for row in (heads, ["─" * width for width in widths], *flat):
        told = (cell if len(cell) <= _WIDEST else cell[: _WIDEST - 1] + "…" for cell in row)
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(told, widths, strict=True)).rstrip())
