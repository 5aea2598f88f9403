"""Reproducible comparative discourse analysis: who said what, in which words, frames and tone.

The public names are listed in `__init__.pyi` and loaded when they are first used, so that
`import analysis` stays fast.
"""

from typing import Any as _Any

import lazy_loader as _lazy

__version__ = "0.1.0"

_find, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)


def __getattr__(name: str) -> _Any:
    from analysis.guard import guarded

    found = guarded(_find(name))
    if hasattr(found, "__guarded__"):
        # lazy_loader keeps what it found, which is not yet guarded.
        globals().pop(name, None)
    return found
