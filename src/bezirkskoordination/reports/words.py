"""An amount of money in German words, as a form asks for it: nobody can turn „zwölf Euro“ into more.

Knows numbers only; refuses amounts of a thousand million and above, which no office lays out.
"""

from bezirkskoordination.i18n import N_

_SMALL = (
    "", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf", "dreizehn",
    "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn",
)  # fmt: skip
_TENS = ("", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
_EURO, _CENT, _BOTH, _MINUS = N_("Words", "{} Euro"), N_("Words", "{} Cent"), N_("Words", "{} und {}"), "minus "
_MOST = 10**9 * 100


def amount_in_words(cents: int) -> str:
    """„zwölf Euro und fünf Cent“ for 1205. Cents are said when there are any, euros when there are any or no cents.

    Raises ValueError for a thousand million euros and above.
    """
    if abs(cents) >= _MOST:
        raise ValueError(f"{cents} cents are too much to be said")
    euros, rest = divmod(abs(cents), 100)
    said = [_EURO(_whole(euros))] if euros or not rest else []
    said += [_CENT(_whole(rest))] if rest else []
    return (_MINUS if cents < 0 else "") + (_BOTH(*said) if len(said) == 2 else said[0])


def _whole(number: int) -> str:
    """A number before „Euro“ or „Cent“: „ein“, never „eins“."""
    if not number:
        return "null"
    millions, below = divmod(number, 1_000_000)
    thousands, rest = divmod(below, 1000)
    low = (f"{_below_thousand(thousands)}tausend" if thousands else "") + _below_thousand(rest)
    high = "eine Million" if millions == 1 else f"{_below_thousand(millions)} Millionen" if millions else ""
    return " ".join(filter(None, (high, low)))


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    high = f"{_SMALL[hundreds]}hundert" if hundreds else ""
    if rest < len(_SMALL):
        return high + _SMALL[rest]
    tens, ones = divmod(rest, 10)
    return f"{high}{_SMALL[ones]}und{_TENS[tens]}" if ones else high + _TENS[tens]
