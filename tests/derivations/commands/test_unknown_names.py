"""A name that is in no table is one line, exit code 2, and the nearest name."""

import pytest
from console import beyondthermal

from beyondthermal.derivations.claims.ci_formats import FORMATS as REPORTS
from beyondthermal.derivations.claims.registry import REGISTRY
from beyondthermal.derivations.figures.drawing import FORMATS as PICTURES
from beyondthermal.derivations.figures.figures import FIGURES
from beyondthermal.derivations.report.documents import ENGINES, FORMATS
from beyondthermal.derivations.report.notation import NOTATIONS
from beyondthermal.numeric.cavity.rates import PARAMETERS
from beyondthermal.numeric.codegen.languages import LANGUAGES
from beyondthermal.numeric.programs.of_the_paper import FUNCTIONS
from beyondthermal.numeric.scan.plan import QUANTITIES

# For each table of names what is typed, where @ stands for a name.
TABLES = {
    "check @": REGISTRY,
    "check A4 --format @": REPORTS,
    "render --only @": REGISTRY,
    "render --to @": FORMATS,
    "render --notation @": NOTATIONS,
    "render --to pdf --engine @": ENGINES,
    "figure @": FIGURES,
    "figure 1b --format @": PICTURES,
    "figure 1b --data @": ["csv"],
    "codegen --to @": LANGUAGES,
    "codegen --to c --function @": FUNCTIONS,
    "codegen --to c --precision @": ["double", "single"],
    "scan --grid @=1,2": PARAMETERS,
    "scan --grid kappa=1,2 --fix p=1 --fix gamma=1 --quantity @": QUANTITIES,
    "derive --model @": ["three_level_maser", "driven_atom"],
    "@": ["derive", "evaluate", "cavity", "scan", "check", "figure", "render", "codegen"],
}


@pytest.mark.parametrize("typed", TABLES)
def test_a_slip_gets_the_nearest_name(typed, tmp_path):
    """The longest name of the table, with its last letter twice."""
    right = max(TABLES[typed], key=len)
    wrong = right + right[-1]
    assert wrong not in TABLES[typed]
    done = beyondthermal(*typed.replace("@", wrong).split(), cwd=tmp_path)
    assert done.returncode == 2
    assert not done.stdout
    (line,) = done.stderr.splitlines()
    said = line.partition(wrong)[2].lower()
    assert "did you mean" in said
    assert right.lower() in said
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("typed", TABLES)
def test_a_name_like_none_gets_no_wrong_hint(typed, tmp_path):
    done = beyondthermal(*typed.replace("@", "@@@@").split(), cwd=tmp_path)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "did you mean" not in done.stderr.lower()
