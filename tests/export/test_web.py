from __future__ import annotations

import pytest

from reader.export.web import web_address


@pytest.mark.parametrize(
    "url", [None, "javascript:alert(1)", "file:///etc", "//a.example", "https:", "http://[", "a b"]
)
def test_only_pages_of_the_web_are_linked(url: str | None) -> None:
    assert web_address(url) is None


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://a.example/b?c=d&e#f", "https://a.example/b?c=d&e#f"),
        ("HTTP://a.example", "HTTP://a.example"),
        (" https://a.example/x y(1)<b> ", "https://a.example/x%20y%281%29%3Cb%3E"),
        ('https://a.example/\x1b\n"q', "https://a.example/%EF%BF%BD%20%22q"),
        ("https://a.example/%20é", "https://a.example/%20%C3%A9"),
    ],
)
def test_nothing_in_an_address_ends_it(url: str, address: str) -> None:
    assert web_address(url) == address
