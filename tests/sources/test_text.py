"""Text as sources write it, cleaned."""

import pytest

from bot.sources._text import clean_line, clean_text, clean_url


def test_a_line_is_one_line_without_tricks() -> None:
    assert clean_line(" A\tb\r\n c\x00\x1b\ufeff \u202ed ") == "A b c d"
    assert clean_line("Kozˇar Z\u030c") == "Kozˇar Ž"
    assert clean_line("שלום עולם") == "שלום עולם"
    assert clean_line("half \ud83d of a pair") == "half � of a pair"
    assert clean_line("x" * 300) == "x" * 300


def test_markdown_keeps_its_marks_and_gets_plain_line_ends() -> None:
    raw = "# One\r\n\r\n\r\n\r\n* a  \r\n* b\r\x07`<b>` a < b > c &amp; d\r\n"
    assert clean_text(raw) == "# One\n\n* a\n* b\n`<b>` a < b > c &amp; d"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>One &amp; two</p>\n<p>three</p>", "One & two\n\nthree"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<ul><li>a</li>\n <li><b>b</b> c</li></ul>d", "- a\n- **b** c\n\nd"),
        ("<ol><li><p>a</p></li><li>b</li></ol>", "1. a\n2. b"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"),
        ("<h2>Head</h2><p>body <em>is</em> <strong>here</strong></p>", "## Head\n\nbody *is* **here**"),
        ('see <a href="https://example.org/x?a=1&amp;b=2">this</a>', "see [this](https://example.org/x?a=1&b=2)"),
        ('see <a href="javascript:alert(1)">this</a><p>', "see this"),
        ("<p>a</p><script>alert('x')</script><style>p {}</style>", "a"),
        ("<pre>a\n  b</pre><p>c <code>d</code></p>", "```\na\n  b\n```\n\nc `d`"),
        ("<div><p>a</p></div><!-- no --><p>b", "a\n\nb"),
        ("<p>unclosed <b>bold", "unclosed **bold"),
        ("</a></ul></b>stray<br>", "**stray"),
    ],
)
def test_html_becomes_markdown(html: str, markdown: str) -> None:
    assert clean_text(html) == markdown


@pytest.mark.parametrize(
    ("raw", "base", "url"),
    [
        ("https://example.org/a b", "", "https://example.org/a%20b"),
        ("https://example.org/ž?q=%20#f", "", "https://example.org/%C5%BE?q=%20#f"),
        ("/media/x.pdf", "https://example.org/2026/schedule/", "https://example.org/media/x.pdf"),
        ("/media/x.pdf", "", ""),
        ("mailto:ada@example.org", "https://example.org/", ""),
        ("javascript:alert(1)", "https://example.org/", ""),
        ("https://", "", ""),
        ("http://[::1", "", ""),
        ("", "https://example.org/", "https://example.org/"),
    ],
)
def test_addresses(raw: str, base: str, url: str) -> None:
    assert clean_url(raw, base) == url
