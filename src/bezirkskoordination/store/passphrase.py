"""How strong a passphrase is, told in German; and a proposal for one of several words.

The estimate is zxcvbn's, which knows the usual passwords, names, dates, rows of keys and repetitions. It knows no
German, so words that stand apart count for no more than words that people think of. Nothing typed is kept or shown.
"""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from bezirkskoordination import paths
from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.refusal import BadValue

#: Shorter passphrases are refused: the file may be carried away on a stick.
SHORTEST = 10
#: So many words are proposed: five of 1024 are 50 bits, on average 1783 years at the guesses below.
WORDS = 5
#: Whoever has the file guesses so often a second: zxcvbn's figure for a slow hash, which `key.derive` is.
GUESSES_A_SECOND = 10_000
#: From so many words people think of one; zxcvbn's own list of usual words of a language has about as many.
_USUAL_WORDS = 20_000
#: zxcvbn takes time with the square of the length, and no more letters.
_LONGEST = 72


class Strength(IntEnum):
    """How long a passphrase holds against somebody who has the file."""

    REFUSED = 0
    WEAK = 1
    GOOD = 2
    BEST = 3


#: Guesses from which on a passphrase is called so: a day, some years, and centuries.
_FROM = {Strength.BEST: 1e15, Strength.GOOD: 1e12, Strength.WEAK: 1e9, Strength.REFUSED: 0.0}
_CALLED = {
    Strength.REFUSED: N_("Passphrase", "zu leicht zu erraten"),
    Strength.WEAK: N_("Passphrase", "schwach"),
    Strength.GOOD: N_("Passphrase", "gut"),
    Strength.BEST: N_("Passphrase", "sehr gut"),
}
_HOUR, _DAY, _MONTH, _YEAR = 3_600, 86_400, 2_600_000, 31_600_000
#: What half the guesses take, in words; the first that is not below.
_TAKES: tuple[tuple[float, Text], ...] = (
    (1000 * _YEAR, N_("Passphrase", "mehr als tausend Jahre")),
    (100 * _YEAR, N_("Passphrase", "einige Jahrhunderte")),
    (2 * _YEAR, N_("Passphrase", "einige Jahre bis Jahrzehnte")),
    (2 * _MONTH, N_("Passphrase", "einige Monate")),
    (2 * _DAY, N_("Passphrase", "einige Tage bis Wochen")),
    (2 * _HOUR, N_("Passphrase", "einige Stunden")),
    (0, N_("Passphrase", "weniger als zwei Stunden")),
)
_ORDINARY = N_("Passphrase", "Es enthält einen Namen oder ein gewöhnliches Wort.")
#: What makes it weak, by zxcvbn's name for what it found; what is below tells more.
_ADVICE: dict[str, Text] = {
    "passwords": N_("Passphrase", "Es enthält eines der häufigsten Kennwörter."),
    **dict.fromkeys(("user_inputs", "english_wikipedia", "us_tv_and_film"), _ORDINARY),
    **dict.fromkeys(("male_names", "female_names", "surnames"), _ORDINARY),
    "spatial": N_("Passphrase", "Es enthält eine Reihe von Tasten."),
    "repeat": N_("Passphrase", "Es wiederholt sich."),
    "sequence": N_("Passphrase", "Es enthält eine Folge von Zahlen oder Buchstaben."),
    "date": N_("Passphrase", "Es enthält ein Datum oder eine Jahreszahl."),
    "regex": N_("Passphrase", "Es enthält ein Datum oder eine Jahreszahl."),
}
_MORE = N_("Passphrase", "Stärker sind mehrere Wörter, die nichts miteinander zu tun haben.")
_TOO_SHORT = N_("Passphrase", "Das Kennwort braucht mindestens {} Zeichen.")
_TOO_EASY = N_("Passphrase", "Dieses Kennwort ist zu leicht zu erraten.")


@dataclass(frozen=True, slots=True)
class Estimate:
    """What is to be said of a passphrase. `takes` is how long guessing takes, `advice` what would make it stronger."""

    strength: Strength
    takes: str
    advice: str = ""

    @property
    def called(self) -> str:
        """The strength in a word or two."""
        return str(_CALLED[self.strength])


def estimate(passphrase: str, known: Sequence[str] = ()) -> Estimate:
    """How strong a passphrase is. `known` are names that somebody here would try first: district, city, person."""
    from zxcvbn import zxcvbn  # late: its lists are long, and only a new passphrase is judged

    near = [part.lower() for name in known for part in re.findall(r"[^\W\d_]{3,}", name)]
    parts = {passphrase[:_LONGEST] or " ", passphrase[-_LONGEST:] or " "}  # the whole is as strong as any part of it
    result = max((zxcvbn(part, [*near, *words()]) for part in parts), key=lambda one: float(one["guesses"]))
    guesses = min(float(result["guesses"]), _guesses_by_word(passphrase))
    strength = next(one for one, least in _FROM.items() if guesses >= least)
    if len(passphrase) < SHORTEST:
        strength = Strength.REFUSED
    takes = next(words for seconds, words in _TAKES if guesses / 2 / GUESSES_A_SECOND >= seconds)
    return Estimate(strength, str(takes), "" if strength >= Strength.GOOD else _advice(result["sequence"]))


def _guesses_by_word(passphrase: str) -> float:
    """At most so many guesses take words that stand apart, however long they are; other signs count each."""
    letters = re.findall(r"[^\W\d_]+", passphrase)
    if len(letters) < 2 or not re.search(r"\s", passphrase):
        return float("inf")
    guesses = 1.0
    for word in letters:
        guesses *= min(26.0 ** len(word), _USUAL_WORDS)
    return guesses * 30.0 ** len(re.sub(r"[^\W\d_]|\s", "", passphrase))


def _advice(found: Sequence[dict[str, object]]) -> str:
    names = [str(one.get("dictionary_name") or one["pattern"]) for one in found]
    said = [str(_ADVICE[name]) for name in _ADVICE if name in names]
    return " ".join([*dict.fromkeys(said), str(_MORE)])


def check(passphrase: str, known: Sequence[str] = ()) -> None:
    """Refuse (BadValue) a passphrase that is too short, or guessed within hours."""
    if len(passphrase) < SHORTEST:
        raise BadValue(_TOO_SHORT, SHORTEST)
    if estimate(passphrase, known).strength is Strength.REFUSED:
        raise BadValue(_TOO_EASY)


@cache
def words() -> tuple[str, ...]:
    """The words that proposals are made of: 1024 German nouns, told apart by their first four letters."""
    return tuple(paths.resource("passphrase_words.txt").read_text(encoding="utf-8").split())


def proposal() -> str:
    """Several words drawn by chance, to be written down."""
    return " ".join(secrets.choice(words()) for _ in range(WORDS))
