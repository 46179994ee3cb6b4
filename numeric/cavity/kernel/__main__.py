"""Write `steps.h` anew: `python -m beyondthermal.numeric.cavity.kernel`."""

from pathlib import Path

from .source import source

Path(__file__).with_name("steps.h").write_text(source(), encoding="ascii")
