"""The command `discourse`. Each module holds the commands of one theme; importing it adds them."""

from analysis.cli import attribute, study  # noqa: F401  (importing them registers their commands)
from analysis.cli.shared import app, run

__all__ = ["app", "main"]


def main() -> None:
    """Run the command line."""
    run()
