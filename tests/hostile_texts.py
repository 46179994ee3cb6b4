"""Texts that some format reads as more than text."""

__all__ = ["ON_ONE_LINE", "UNSEEN"]

# Printable: titles, names and words of claims may be any of these.
ON_ONE_LINE = (
    "[/x]",
    "[red]a[/red] [pi, 4] [link=file:///b]c[/link]",
    ":smile: :warning:",
    "::error file=a::b",
    "::stop-commands::a",
    "##[error]a",
    "%0A::error::b %25 100%",
    "a: b, c=d; e",
    "a % b # c & d ~ e ^ f",
    r"\end{document}\input{a} \\ {\bf x",
    r"B:\new\table \Sexpr{1} \u0041 \n",
    "<script>alert('a')</script> </testcase> ]]> <!-- b -->",
    "&lt; &amp;amp; &#65; &copy;",
    "*a* _b_ __c__ ~~d~~ `e` ``f`` | g | h",
    "# a",
    "1. a",
    "- a -- b --- c",
    "+ a ... b",
    "[a](https://b.example) ![c](d) https://e.example <f@g.example>",
    '"a" """b""" \'\'\'c\'\'\' */ d',
    '#read("a") @b $(c) ${{ d }} {0} {{1}} %s',
    "`touch a`; $(touch b)",
    "β_A ≤ 10⁻³ ∞, naïve ß, ✓",
    "中文 😀 ﷽ e̊",
)
# Not printable: only the name of a file may have these.
UNSEEN = (
    "a\x1b[2Jb", "a\nb", "a\r\nb", "a\tb", "\x07\x08\x0c\x7f", "a\u202eb\u2066",
    "\udcff\udc80", "a\ufffeb", "\u2028\x85", "\x9b2J",
)  # fmt: skip
