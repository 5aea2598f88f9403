"""The door of every public function: an argument of the wrong type is one sentence, which names it.

Rooms and the package itself hand out functions and classes through `guarded`. A call that works costs nothing more; when one
fails with an error that is not of `analysis.errors`, its arguments are compared with their annotations.
"""

from __future__ import annotations

import functools
import inspect
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FunctionType
from typing import Any, get_type_hints

import numpy as np
import pandas as pd

from analysis.checks import MOST, shown
from analysis.errors import ArgumentError, DiscourseError, missing_column

__all__ = ["guarded"]

_call = threading.local()
# What a value of the right type may cause; a failed assertion is something else.
_FOREIGN = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_OPERATORS = {"__init__", "__call__", "__getitem__", "__contains__"}


def guarded(found: Any) -> Any:
    """Return a function of the package with its arguments guarded, or a class with its methods guarded.

    The function takes its place in its module, so that there is one function of its name.

    >>> def double(number: int) -> int:
    ...     return round(number) * 2
    >>> double.__module__ = __name__
    >>> guarded(double)("seven")
    Traceback (most recent call last):
        ...
    analysis.errors.ArgumentError: number is 'seven'; expected int; pass such a value
    """
    ours = str(getattr(found, "__module__", "")).startswith("analysis.")
    if not ours or "__guarded__" in getattr(found, "__dict__", {}):
        return found
    if callable(found) and isinstance(inspect.unwrap(found), FunctionType):  # also one with a cache
        wrapper = _wrapped(found, found.__name__)
        setattr(sys.modules[found.__module__], found.__name__, wrapper)
        return wrapper
    if isinstance(found, type) and not issubclass(found, BaseException):
        for name, member in list(vars(found).items()):
            inner = getattr(member, "__func__", member)
            if isinstance(inner, FunctionType) and (name in _OPERATORS or not name.startswith("_")):
                wrapper = _wrapped(
                    inner,
                    found.__name__ if name == "__init__" else f"{found.__name__}.{name}",
                    every=hasattr(found, "__dataclass_fields__") and not hasattr(found, "__post_init__"),
                )
                setattr(found, name, wrapper if inner is member else type(member)(wrapper))
        found.__guarded__ = True  # type: ignore[attr-defined]
    return found


def _wrapped(function: Any, title: str, *, every: bool = False) -> Callable[..., Any]:
    """Guard one function; `every` compares all arguments before the call, as where a dataclass only stores them."""
    flags = [name for name, kind in inspect.unwrap(function).__annotations__.items() if kind in {"bool", bool}]
    before = every and function.__name__ == "__init__"

    def check(args: tuple[Any, ...], options: dict[str, Any]) -> None:
        for name in flags:
            if name in options and not isinstance(options[name], bool | np.bool_):
                raise ArgumentError(f"{name} is {shown(options[name])}; expected True or False; pass one of these")
        if before:
            _refuse_wrong_type(function, title, args, options)

    @functools.wraps(function)
    def call(*args: Any, **options: Any) -> Any:
        with _translated(function, title, args, options) as outermost:
            if outermost:
                check(args, options)
            return function(*args, **options)

    @functools.wraps(function)
    def iterate(*args: Any, **options: Any) -> Iterator[Any]:
        with _translated(function, title, args, options):
            check(args, options)
            yield from function(*args, **options)

    wrapper: Any = iterate if inspect.isgeneratorfunction(function) else call
    wrapper.__guarded__ = True
    return wrapper  # type: ignore[no-any-return]


@contextmanager
def _translated(function: Any, title: str, args: tuple[Any, ...], options: dict[str, Any]) -> Iterator[bool]:
    """Turn a foreign error of the outermost call into one sentence, and keep it as the cause."""
    outermost = not getattr(_call, "runs", False) and not inspect.isgeneratorfunction(function)
    if outermost:
        _call.runs = True
    try:
        yield outermost
    except (DiscourseError, OSError, Warning):
        raise
    except Exception as error:
        if (getattr(_call, "runs", False) and not outermost) or _of_the_user(error, [*args, *options.values()]):
            raise
        _refuse_wrong_type(function, title, args, options, cause=error)
        if not isinstance(error, _FOREIGN):
            raise
        raise _sentence(title, error, [*args, *options.values()]) from error
    finally:
        if outermost:
            _call.runs = False


def _of_the_user(error: BaseException, values: list[Any]) -> bool:
    """Tell whether the error rose in a function that the user passed, whose errors are the user's own."""
    given = {getattr(value, "__code__", None) for value in values} - {None}
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code in given:
            return True
        trace = trace.tb_next
    return False


def _refuse_wrong_type(
    function: Any, title: str, args: tuple[Any, ...], options: dict[str, Any], *, cause: BaseException | None = None
) -> None:
    """Raise the sentence for the first argument that is not of its annotated type, or that does not exist."""
    from beartype import BeartypeConf
    from beartype.door import is_bearable

    try:
        bound = inspect.signature(function).bind(*args, **options)
    except TypeError as error:
        raise ArgumentError(f"{title}: {error}; see help({title})") from cause
    try:
        hints = get_type_hints(inspect.unwrap(function))
    except NameError:
        return
    for name, value in bound.arguments.items():
        plain = value.item() if isinstance(value, np.generic) else value
        several = inspect.signature(function).parameters[name].kind in {2, 4}  # *args and **options
        try:
            fits = (
                several or name not in hints or is_bearable(plain, hints[name], conf=BeartypeConf(is_pep484_tower=True))
            )
        except Exception:  # noqa: BLE001, S112  # a hint that cannot be checked tells nothing
            continue
        if not fits:
            kind = str(function.__annotations__[name]).strip("'\"").replace("pd.", "").replace(" | ", " or ")
            raise ArgumentError(f"{name} is {shown(value)}; expected {kind}; pass such a value") from cause


def _sentence(title: str, error: BaseException, values: list[Any]) -> ArgumentError:
    """Return the sentence for arguments of the right types whose content is wrong."""
    key = error.args[0] if isinstance(error, KeyError) and error.args else None
    for value in values:
        if isinstance(value, pd.DataFrame) and key is not None and key not in value.columns:
            return missing_column("the table", key, value.columns)
        if isinstance(value, int) and abs(value) > MOST:
            return ArgumentError(
                f"{title} was given the number {shown(value)}; expected at most 2^53; pass such a number"
            )
    reason = " ".join(str(error).split())[:120]
    return ArgumentError(
        f"{title} cannot use what it was given ({type(error).__name__}: {reason}); expected what help({title}) says; if it was "
        "given that, report this"
    )
