"""Texts and names that would do harm where they entered code as they are."""

__all__ = ["CANARY", "NAMES", "TEXTS"]

# A file of this name appears where a text is run.
CANARY = "canary"
TEXTS = (
    "Größe Γ⁺ = 2 κ ≤ 1 in 漢字, naïve 😀 'single' \"double\" 50 % #1 & co.",
    f'""" + str(open("{CANARY}", "w")) + """',
    '"', '""', '""""""', "\\", "\\\\", 'ends in \\"',
    f"*/ #include <stdio.h>\nstatic FILE *f = fopen(\"{CANARY}\", \"w\"); /*",
    f"*/ require('fs').writeFileSync('{CANARY}', ''); /*",
    "a * / b ** // c /* d /** e *//* f",
    "??/ *??/ ??= ??' trigraphs ??/",
    f"\\u002a\\u002f static {{ new java.io.File(\"{CANARY}\").createNewFile(); }} \\u002f\\u002a",
    "\\uuu002a\\u000a \\ufoo \\x \\N{DEGREE SIGN} \\777 \\[Alpha] \\:03b1",
    f"$(write(\"{CANARY}\", \"\")) $x $$ ${{a}} `b`",
    f"\\Sexpr{{file.create('{CANARY}')}} }} {{ %x \\item{{a}}{{b}}",
    f"*) Put[1, \"{CANARY}\"]; (* (*",
    f"]] os.execute('touch {CANARY}') --[[ ]==] --[==[",
    f"\"; system(\"touch {CANARY}\"); \"", f"'; fopen('{CANARY}', 'w'); '",
    "%{ %} #{ #} { }", "...", "&", "«module» {name} {0} %s \\1",
    f"```\nstd::fs::write(\"{CANARY}\", \"\").unwrap();\n```",
    f"# Heading {'and more ' * 12} std::fs::write(\"{CANARY}\", \"\").unwrap();",
    f"[a]: /b {'x' * 90} ~~~ std::fs::write(\"{CANARY}\", \"\").unwrap(); ~~~",
    f"```@eval run(`touch {CANARY}`)", "[`broken`] [link](x) <b>_not_ *here*</b> a_b __c__",
    "@type {import('./no').No} @param {string} x {@link y} @deprecated @return a",
    f"<script>{CANARY}</script> <pre> &lt;b&gt; &#42;/ {{@code}} -->",
    f"line\nopen('{CANARY}', 'w')\r\nend\v\f\x85\u2028\u2029\ttab\x1b[31m",
    "\u202eright to left\u202c \u2066isolated\u2069 \ufeffmark \u200bzero \u00a0hard",
    "\x00null \x07bell \x7fdelete \U000e0041tag \ue000private",
    "!$omp parallel do", "!DIR$ ivdep &", "//go:build ignore", "#pragma once", "#!/bin/sh",
    "coding: latin-1", "# type: ignore", "//# sourceMappingURL=x", "%!test", "end function",
    "x" * 300, '"' * 250, "\\" * 251, "*/" * 130, "a b " * 80, "& < @ " * 50, "\u202e" * 60,
    *(f"{'y' * k} */ ?? \"\"\" @x ``` # \\" for k in (40, 47, 54, 61, 68, 75)),
)  # fmt: skip
NAMES = (
    "int", "class", "end", "main", "std", "function", "nil", "result", "i", "test", "x", "n", "r",
    "name", "line", "value", "values", "count", "list", "float", "zip", "len", "array", "exports",
    "point", "module", "model", "model_array", "eval", "begin", "N", "n_array", "fn", "def", "type",
    "evaluate", "read", "bench", "t", "gamma", "y0", "round", "index", "self", "size", "zeros",
    "columns", "where", "p", "p_array", "P", "p_with", "repeat", "then", "yield", "go", "local",
    "proc", "real", "merge", "transfer", "np", "jnp", "np_", "constructor", "prototype",
    "undefined", "q_array", "q", "Double", "String", "wait", "hashCode", "S",
    "Gamma", "true", "none", "null", "goto",
)  # fmt: skip
