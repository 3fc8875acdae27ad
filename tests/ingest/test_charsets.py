from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ingest.charsets import guess_charset
from reader.ingest.decode import decode

RUSSIAN = "Паром с 212 пассажирами сел на мель в густом тумане, сообщила портовая служба."
TEXTS = {
    "cp1251": RUSSIAN,
    "koi8-r": RUSSIAN,
    "iso8859-5": RUSSIAN,
    "cp866": RUSSIAN,
    "cp1253": "Το πλοίο με 212 επιβάτες προσάραξε μέσα στην πυκνή ομίχλη, είπε το λιμεναρχείο.",
    "cp1255": "המעבורת עלתה על שרטון בערפל כבד, וכל הנוסעים הועברו אל החוף בשלום, מסר הנמל.",
    "cp1256": "جنحت العبارة وعلى متنها 212 راكبا في الضباب الكثيف، والجميع بخير.",
    "cp874": "เรือเฟอร์รี่เกยตื้นในหมอกหนา ผู้โดยสารทั้งหมดขึ้นฝั่งอย่างปลอดภัย",
    "cp932": "乗客２１２人を乗せたフェリーが濃い霧の中で座礁したが、全員無事だった。",
    "euc_jp": "乗客２１２人を乗せたフェリーが濃い霧の中で座礁したが、全員無事だった。",
    "cp949": "승객 212명을 태운 여객선이 짙은 안개 속에서 좌초했지만 모두 무사했다.",
    "gb18030": "载有二百一十二名乘客的渡轮在浓雾中搁浅，所有人都已经安全上岸，港务局说。",
    "big5hkscs": "載有二百一十二名乘客的渡輪在濃霧中擱淺，所有人都已經安全上岸，港務局說。",
}


@pytest.mark.parametrize("codec", TEXTS)
def test_text_in_another_script_is_told_by_its_letters(codec: str) -> None:
    text = f"{TEXTS[codec]}\r\n\r\n{TEXTS[codec]}"
    assert decode(text.encode(codec), "a.txt") == text


@pytest.mark.parametrize(
    "text",
    [
        "Ein Fährschiff lief früh im dichten Nebel auf Grund, niemand wurde verletzt.",
        "“No one,” she said, “was hurt” – not one.",
        "Trajekt najel na mělčinu",
        "",
    ],
)
def test_the_latin_script_is_not_judged(text: str) -> None:
    assert guess_charset(text.encode("cp1252", "replace")) is None


def test_the_sample_s_end_may_cut_a_character() -> None:
    for codec in ("cp932", "euc_jp", "cp949", "gb18030", "big5hkscs"):
        data = ("x" + TEXTS[codec] * 600).encode(codec)
        assert guess_charset(data) == codec
        assert guess_charset(data[1:]) == codec


@given(st.binary(max_size=200))
def test_a_guess_can_always_be_decoded_with(data: bytes) -> None:
    codec = guess_charset(data)
    assert codec is None or isinstance(data.decode(codec, "replace"), str)
