import pytest

from reader.text.scripts import has_unspaced


@pytest.mark.parametrize("text", ["市長", "a ข่าว b", "カナ", "ひらがな", "សារព័ត៌មាន", "\U00020000"])
def test_scripts_without_spaces_are_seen(text: str) -> None:
    assert has_unspaced(text)


@pytest.mark.parametrize(
    "text", ["", "plain", "Größe – “quoted”", "новости", "أخبار", "뉴스 속보", "🙂"]
)
def test_scripts_with_spaces_are_not(text: str) -> None:
    assert not has_unspaced(text)
