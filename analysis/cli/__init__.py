"""The command `discourse`; `application.py` lists its themes."""

from analysis.cli import code, study  # noqa: F401  (importing them registers their commands)
from analysis.cli.shared import app, run

__all__ = ["main"]


def main() -> None:
    """Run the command line; an interruption while it is being loaded is met here."""
    try:
        from analysis.cli.application import run
    except KeyboardInterrupt:
        sys.exit(130)
    run()
