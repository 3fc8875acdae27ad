from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import UnreadableSource
from reader.ingest.decode import decode

SENTENCE = "Die Fähre lief um 6 Uhr auf Grund – 212 Menschen an Bord, „alle wohlauf“."


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_bare_text_in_the_usual_encodings(codec: str) -> None:
    assert decode(SENTENCE.encode(codec), "a.txt") == SENTENCE


@pytest.mark.parametrize(
    ("declared", "codec", "text"),
    [
        ("iso-8859-1", "cp1252", "“Quoted” in a café"),
        ("windows-1251", "cp1251", "Паром сел на мель"),
        ("gb2312", "gb18030", "渡轮在雾中搁浅"),
        ("Shift_JIS", "cp932", "フェリーが霧の中で座礁"),
        ("euc-kr", "cp949", "여객선이 안개 속에서 좌초했다"),
        ("iso-2022-jp", "iso2022_jp", "フェリーが座礁"),
    ],
)
def test_a_page_is_read_in_the_charset_it_declares(declared: str, codec: str, text: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><p>{text}</p>'
    assert text in decode(page.encode(codec), "a.html", html=True)
    old = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}"><p>{text}'
    assert text in decode(old.encode(codec), "a.html", html=True)


def test_a_stale_declaration_gives_way_to_valid_utf_8() -> None:
    page = '<meta charset="iso-8859-1"><p>Straße</p>'
    assert decode(page.encode(), "a.html", html=True) == page


def test_a_declaration_counts_only_in_a_page() -> None:
    text = '<meta charset="windows-1251"> fährt'
    assert "fährt" in decode(text.encode("cp1252"), "a.txt")


def test_the_charset_that_came_with_a_page_goes_before_its_own() -> None:
    data = '<meta charset="iso-8859-1"><p>Паром на мели'.encode("koi8-r")
    assert decode(data, "x", html=True, stated="KOI8-R").endswith("Паром на мели")
    assert decode("Fähre".encode(), "x", stated="iso-8859-1") == "Fähre"
    for stated in ("", "no-such", "utf-7", "utf-16", "hex", "\x00", "é"):
        assert decode("Fähre".encode("cp1252"), "x", html=True, stated=stated) == "Fähre"


def test_unknown_and_dangerous_charsets_are_passed_over() -> None:
    for name in ("no-such-charset", "base64", "rot13", "utf-7", "utf-16", "idna", "unicode_escape"):
        page = f'<meta charset="{name}"><p>\\u0041 fährt'
        assert decode(page.encode("cp1252"), "a.html", html=True).endswith("fährt"), name


def test_a_few_damaged_bytes_do_not_turn_utf_8_into_mojibake() -> None:
    text = SENTENCE * 20
    damaged = text.encode() + b"\xff"
    assert decode(damaged, "a.txt") == text + "\ufffd"


def test_published_mojibake_stays() -> None:
    assert decode("it â€œsaidâ€\x9d".encode(), "a.txt") == "it â€œsaidâ€\x9d"


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 9, bytes(range(1, 9)) * 40])
def test_binary_data_is_named_as_such(data: bytes) -> None:
    with pytest.raises(UnreadableSource, match=r"a\.txt: it holds binary data"):
        decode(data, "a.txt")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf_8_comes_back_whole(text: str) -> None:
    assert decode(text.encode("utf-8-sig"), "a.txt") == text


@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_are_text_or_a_named_error(data: bytes, html: bool) -> None:
    with suppress(UnreadableSource):
        assert isinstance(decode(data, "a.txt", html=html), str)
