"""What services read of us, held against the schemas that they publish."""

import subprocess
import sys
from pathlib import Path

__all__ = ["complaint"]

# By the last folders of a path, most telling first.
_SCHEMAS = {
    ".github/workflows/": "github-workflows",
    "ISSUE_TEMPLATE/config.yml": "github-issue-config",
    ".github/ISSUE_TEMPLATE/": "github-issue-forms",
    "action.yml": "github-actions",
    ".gitlab-ci.yml": "gitlab-ci",
    "CITATION.cff": "citation-file-format",
}


def complaint(path: Path) -> str:
    """What is wrong with a file, by the service that reads it; nothing, if nothing is."""
    if path.name.startswith(".pre-commit"):
        kind = "config" if "config" in path.name else "manifest"
        command = ["pre_commit", f"validate-{kind}"]
    else:
        schema = next(s for part, s in _SCHEMAS.items() if part in path.as_posix())
        command = ["check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
    done = subprocess.run([sys.executable, "-m", *command, str(path)],
                          capture_output=True, text=True, check=False)  # fmt: skip
    return "" if done.returncode == 0 else done.stdout + done.stderr
