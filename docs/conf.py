"""The documentation: `sphinx-build -W --keep-going docs docs/_build/html`, without a network."""

import sys
from importlib import metadata
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "ext"))

project, release, language = "beyondthermal", metadata.version("beyondthermal"), "en"
author = "The beyondthermal developers"
project_copyright = author
exclude_patterns = ["_build", "ext"]
extensions = [
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "myst_nb",
    "sphinx_copybutton",
    "api",
    "made",
    "mathml",
]

myst_enable_extensions = ["dollarmath", "colon_fence", "deflist"]
myst_heading_anchors = 3
# A cache would be asked about the cells only, not about the package.
nb_execution_mode, nb_execution_raise_on_error, nb_execution_timeout = "force", True, 120
nb_render_markdown_format = "myst"

napoleon_google_docstring, napoleon_use_rtype, napoleon_use_ivar = False, False, True
autodoc_typehints, autodoc_member_order = "none", "bysource"
default_role = "code"
nitpicky = True
# Types of others have no page here, nor have those of ours that nobody has to name.
nitpick_ignore_regex = [
    ("py:.*", r"(collections|fractions|mpmath|numpy|pathlib|sympy|types|typing)\..*"),
    ("py:class", r"beyondthermal\.derivations\.(claim_files|proofs)\..*"),
    (
        "py:class",
        r"beyondthermal\.(numeric\.cavity\.ball|symbolic\.master_equation\.real_form)\..*",
    ),
]

html_theme, html_title, html_math_renderer = "furo", "beyondthermal", "mathml"
html_static_path, html_css_files = ["_static", "../derivations/report/font"], ["docs.css"]
# What is found is shown without its text: a page that is opened as a file may not read another.
html_show_search_summary = html_copy_source = html_show_sphinx = False
html_theme_options = {
    "navigation_with_keys": True,
    "light_css_variables": {"color-brand-primary": "#0b5c8f", "color-brand-content": "#0b5c8f"},
    "dark_css_variables": {"color-brand-primary": "#7cbdec", "color-brand-content": "#7cbdec"},
}
copybutton_prompt_text, copybutton_prompt_is_regexp = r">>> |\.\.\. |\$ ", True
# The output of a command isn't copied with it.
copybutton_only_copy_prompt_lines = True
