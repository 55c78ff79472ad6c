"""E-mails that were saved as files, and pasted ones: what they say, who wrote them, and what is no mail at all."""

from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bezirkskoordination.exchange import mails
from bezirkskoordination.records.refusal import Refused

TEXT = "Guten Tag,\nmein Sohn braucht dienstags Hilfe in Mathe.\nViele Grüße\nÄnne Müller-Lüdenscheidt"


def mail(**more: str) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Änne Müller-Lüdenscheidt <aenne@example.org>"
    made["To"] = "Koordination <koordination@example.org>"
    made["Subject"] = "Übung für Änne"
    for name, value in more.items():
        made[name] = value
    return made


def test_sender_subject_and_text_are_read() -> None:
    made = mail()
    made.set_content(TEXT)
    assert mails.parse(made.as_bytes()).words.splitlines() == [
        "Von: Änne Müller-Lüdenscheidt <aenne@example.org>", "Betreff: Übung für Änne", *TEXT.splitlines(),
    ]  # fmt: skip


@pytest.mark.parametrize(("charset", "coding"), [("utf-8", "base64"), ("iso-8859-1", "quoted-printable")])
def test_every_encoding_gives_the_same_words(charset: str, coding: str) -> None:
    made = mail()
    made.set_content(TEXT, charset=charset, cte=coding)
    assert "Viele Grüße\nÄnne" in mails.parse(made.as_bytes()).words


def test_of_two_ways_to_say_it_the_plain_one_is_read() -> None:
    made = mail()
    made.set_content("schlicht")
    made.add_alternative("<p>bunt</p>", subtype="html")
    assert mails.parse(made.as_bytes()).words.endswith("schlicht")


def test_a_mail_that_is_only_a_web_page_is_read_as_words() -> None:
    made = mail()
    page = (
        "<html><head><title>t</title><style>p{color:red}</style></head><body><p>Guten&nbsp;Tag,</p>"
        "<div>bitte um <b>R&uuml;ckruf</b><br>bis Freitag</div><script>alert(1)</script>"
        '<img src="https://example.org/pixel.gif" alt=""></body></html>'
    )
    made.set_content(page, subtype="html")
    said = mails.parse(made.as_bytes()).words
    assert said.split("\n", 2)[2].split() == ["Guten", "Tag,", "bitte", "um", "Rückruf", "bis", "Freitag"]


def test_attachments_are_named_and_handed_over_unkept() -> None:
    made = mail()
    made.set_content("anbei")
    made.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="../Rechnung März.pdf")
    made.add_attachment("a;b", filename="liste.csv")
    read = mails.parse(made.as_bytes())
    assert read.words.endswith("anbei\nAnlagen: Rechnung März.pdf, liste.csv")
    assert [one.data[:4] for one in read.attached] == [b"%PDF", b"a;b\n"]


def test_a_forwarded_mail_says_what_it_forwards() -> None:
    inner, outer = mail(), EmailMessage()
    inner.set_content("Kann jemand beim Umzug helfen?")
    outer["From"], outer["Subject"] = "Grundschule <schule@example.org>", "WG: Umzug"
    outer.set_content("siehe unten")
    outer.add_attachment(inner)
    said = mails.parse(outer.as_bytes()).words
    assert "siehe unten" in said
    assert "Von: Änne Müller-Lüdenscheidt <aenne@example.org>" in said
    assert "beim Umzug helfen" in said


def test_an_unknown_or_wrong_encoding_loses_no_mail() -> None:
    head = b"From: a@example.org\r\nSubject: x\r\nContent-Type: text/plain; charset="
    assert "Grüße" in mails.parse(head + b"klingonisch\r\n\r\nGr\xc3\xbc\xc3\x9fe").words
    assert "Gr" in mails.parse(head + b"utf-8\r\n\r\nGr\xfc\xdfe").words


def test_a_mail_that_was_cut_off_is_read_as_far_as_it_goes() -> None:
    cut = (
        b"From: a@example.org\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=zz\r\n\r\n"
        b"--zz\r\nContent-Type: text/plain\r\n\r\nHalber Satz"
    )
    assert mails.parse(cut).words.endswith("Halber Satz")


def test_a_very_long_mail_is_cut_and_says_so() -> None:
    made = mail()
    made.set_content("Wort " * 40_000)
    said = mails.parse(made.as_bytes()).words
    assert len(said) < 11_000
    assert said.endswith("[Text gekürzt]")


@pytest.mark.parametrize("junk", [b"", b"\x00\x01\xff\xfe", b"%PDF-1.7\n%...", b"PK\x03\x04", b"nur ein Satz"])
def test_what_is_no_mail_is_refused_with_what_to_do(junk: bytes, tmp_path: Path) -> None:
    path = tmp_path / "kaputt.eml"
    path.write_bytes(junk)
    with pytest.raises(Refused, match=r"„kaputt\.eml“ ist keine E-Mail.*Bitte den Text kopieren und in den Zettel"):
        mails.read(path)


def test_secret_large_missing_and_outlook_files_say_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tmp_path / "geheim.eml"
    secret.write_bytes(b"From: a@example.org\r\nSubject: x\r\nContent-Type: application/pkcs7-mime\r\n\r\nabc")
    with pytest.raises(Refused, match=r"verschlüsselt.*Mailprogramm öffnen"):
        mails.read(secret)
    with pytest.raises(Refused, match="lässt sich nicht lesen"):
        mails.read(tmp_path / "fehlt.eml")
    with pytest.raises(Refused, match=r"Outlook-Datei.*\.eml"):
        mails.read(tmp_path / "x.msg")
    monkeypatch.setattr(mails, "LARGEST_MAIL", 10)
    with pytest.raises(Refused, match="größer als"):
        mails.read(secret)


@given(st.binary(max_size=400))
def test_no_bytes_bring_more_than_a_refusal(data: bytes) -> None:
    for head in (b"", b"From: a@example.org\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"):
        with suppress(Refused):
            assert mails.parse(head + data).words
