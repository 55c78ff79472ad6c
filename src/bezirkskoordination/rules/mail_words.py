"""Takes apart the words of an e-mail, pasted or read from a file: who wrote it, and what is left for a note.

A mail program sets „Von: …“, „Betreff: …“ above a text; the writer signs below a greeting. Both name somebody.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HEADER = re.compile(
    r"[>\s*]*(?P<name>von|from|absender|an|to|cc|kopie|bcc|gesendet|datum|date|sent|betreff|subject|antwort an"
    r"|reply-to)\s*:\*?\s*(?P<value>.*)",
    re.IGNORECASE,
)
_SENDER, _SUBJECT = {"von", "from", "absender"}, {"betreff", "subject"}
_ADDRESS = re.compile(r"[<(\[]?(?:mailto:)?([^\s@<>()\[\];,\"]+)@[^\s@<>()\[\];,\"]+[>)\]]?")
_QUOTES = re.compile(
    r"\s*(?:>.*|-{2,}\s*(?:ursprüngliche|weitergeleitete|original|forwarded)\b.*"
    r"|(?:am|on)\b.{4,}\b(?:schrieb|wrote)\b.*:\s*)",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"\s*(?:(?:mit\s+)?(?:freundliche|beste|herzliche|viele|liebe|schöne|sonnige)[nr]?\s+gr(?:ü|ue)(?:ß|ss)e?n?"
    r"|gr(?:u|ü)(?:ß|ss)e?|mfg|lg|vg|hochachtungsvoll|herzlichst)\b[\s,.!]*(?P<rest>.*)",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"(?:i\.\s?A\.\s+|Ihre?\s+|Dr\.\s+)*((?:[^\W\d_][\w.’'-]*\s?){1,4})")
_STREET = re.compile(
    r"[^\W\d_][\w .-]*?(?:stra(?:ß|ss)e|str\.|weg|platz|allee|ring|gasse|damm|ufer|hof|markt|anger|kamp|berg|garten)"
    r"\s*\d+\s?[a-z]?(?:\s*,.*)?|(?:D-)?\d{5}\s+[^\W\d_].*|(?:am|an|auf|im|in|zum|zur)\s[\w .-]+\s\d+\s?[a-z]?",
    re.IGNORECASE,
)
_SMALL = {"von", "van", "de", "der", "den", "zu", "al", "el", "bin", "und"}


@dataclass(frozen=True, slots=True)
class MailWords:
    """What is left of a mail: its subject and text, and the whole names of those who wrote or signed it, the first
    the sender; `hidden` are words of an address that name somebody, too; `address` is where the signer lives."""

    text: str
    names: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    address: str = ""


def opened(text: str) -> MailWords:
    """Any text, as a mail if it is one; without heads and signatures it stays as it is."""
    lines = text.replace("\r\n", "\n").split("\n")
    is_mail = _is_mail(lines)
    kept: list[str] = []
    senders: list[str] = []
    for line in lines:
        head = _HEADER.fullmatch(line) if is_mail else None
        if head is not None:
            name = " ".join(head["name"].lower().split())
            if name in _SENDER:
                senders.append(head["value"])
            elif name in _SUBJECT:
                kept.append(head["value"].strip())
        elif not (is_mail and _QUOTES.fullmatch(line)):
            kept.append(line)
    names = [*map(_name_of, senders), *_signatures(kept)]
    address = _addresses(kept) if names else []
    emails = [match[0].strip("<>()[]").removeprefix("mailto:") for said in senders for match in _ADDRESS.finditer(said)]
    hidden = [word for said in senders for match in _ADDRESS.finditer(said) for word in _parts(match[1])]
    left = re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()
    return MailWords(left, _once(names), _once(emails), _once(hidden), ", ".join(_once(address)))


def _once(words: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, words)))


def _is_mail(lines: list[str]) -> bool:
    """Whether a head is among the lines: a sender with an address, or beside another line of a head."""
    heads = [_HEADER.fullmatch(line) for line in lines]
    for at, head in enumerate(heads):
        if head is not None and head["name"].lower() in _SENDER:
            beside = heads[max(0, at - 1) : at] + heads[at + 1 : at + 2]
            if _ADDRESS.search(head["value"]) or any(one is not None for one in beside):
                return True
    return False


def _name_of(sender: str) -> str:
    """„Erika Neumann“ of „"Neumann, Erika" <erika@example.org>“."""
    said = _ADDRESS.sub("", sender).strip(" \"'<>[]();,")
    last, comma, first = said.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() else said


def _parts(local: str) -> list[str]:
    """The words of an address that says a whole name („erika.neumann“); one word alone may mean anything."""
    words = [word for word in re.split(r"[._\d-]+", local) if len(word) > 1]
    return words if len(words) > 1 else []


def _addresses(lines: list[str]) -> list[str]:
    """Street and place below a greeting, taken out of the lines."""
    start = next((at for at, line in enumerate(lines) if _GREETING.fullmatch(line)), len(lines))
    found = [line for line in lines[start:] if _STREET.fullmatch(line.strip())]
    lines[start:] = [line for line in lines[start:] if line not in found]
    return [line.strip() for line in found]


def _signatures(lines: list[str]) -> Iterator[str]:
    """Whoever signs below a greeting, or behind it."""
    for at, line in enumerate(lines):
        greeting = _GREETING.fullmatch(line)
        if greeting is None:
            continue
        said = greeting["rest"] or next((one for one in lines[at + 1 :] if one.strip()), "")
        signed = _SIGNED.fullmatch(said.strip())
        words = signed[1].split() if signed else []
        if words and all(word[0].isupper() or word in _SMALL for word in words):
            yield " ".join(words)
