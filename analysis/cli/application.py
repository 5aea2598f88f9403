"""The application: every module of commands, registered by its import, and the way a run ends."""

from __future__ import annotations

import io
import sys
from contextlib import suppress

from analysis.cli import attribute, code, compare, measuring, new, report, study, terms  # noqa: F401  (the imports register their commands)
from analysis.cli.shared import app, err
from analysis.errors import DiscourseError

__all__ = ["app", "run"]

_INTERRUPTED = 130


def run() -> None:
    """Run the command; an error that the user can mend is one sentence and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        # An output that lacks a letter shows its number instead of ending in an error.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except DiscourseError as error:
        err.print(f"error: {error}", markup=False, highlight=False)
        sys.exit(2)
    except OSError as error:
        # Readers and writers have sentences of their own; this is the machine: no folder to work in, no room for what is printed.
        with suppress(OSError):
            where = f"{error.filename}: " if error.filename else ""
            err.print(
                f"error: {where}{error.strerror or error}; mend this and run again", markup=False, highlight=False
            )
        sys.exit(2)
    except KeyboardInterrupt:
        _tell_interruption()
        sys.exit(_INTERRUPTED)
    except SystemExit as done:
        # Typer turns an interruption of a command into this code, without a word.
        if done.code == _INTERRUPTED:
            _tell_interruption()
        raise


def _tell_interruption() -> None:
    err.print("interrupted; what was written is whole, and the next run does the rest")
