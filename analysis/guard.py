"""The door of every public function: an argument of the wrong type is one sentence, which names it.

Rooms and the package itself hand out functions and classes through `guarded`. A call that works costs next to nothing; when
one fails with an error that is not of `analysis.errors`, its arguments are compared with their annotations.
"""

from __future__ import annotations

import functools
import inspect
import threading
from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any, get_type_hints

import numpy as np
import pandas as pd

from analysis.checks import MOST, shown
from analysis.errors import ArgumentError, DiscourseError, missing_column

__all__ = ["guarded"]


class _Running(threading.local):
    """Whether a guarded call runs in this thread, so that the calls inside it are left alone."""

    runs = False


_call = _Running()
# What a value of the right type may cause; a failed assertion is something else.
_FOREIGN = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_OPERATORS = {"__init__", "__call__", "__getitem__", "__contains__"}


def guarded(found: Any, *, package: str = "analysis") -> Any:
    """Return a function of the package with its arguments guarded, or a public class with its methods guarded.

    The guarded function belongs to the package that hands it out. The one in its module stays as it is, so that the package's
    own calls pay nothing; a small class of a room, made by the thousand, is not guarded.

    >>> def double(number: int) -> int:
    ...     return round(number) * 2
    >>> double.__module__ = __name__
    >>> guarded(double)("seven")
    Traceback (most recent call last):
        ...
    analysis.errors.ArgumentError: number is 'seven'; expected int; pass such a value
    """
    ours = str(getattr(found, "__module__", "")).startswith("analysis")
    if not ours or "__guarded__" in getattr(found, "__dict__", {}):
        return found
    if callable(found) and isinstance(inspect.unwrap(found), FunctionType):  # also one with a cache
        return _handed_out(found, package)
    if isinstance(found, type) and not issubclass(found, BaseException) and package == "analysis":
        _guard_methods(found)
    return found


@functools.cache
def _handed_out(function: Any, package: str) -> Any:
    wrapper = _wrapped(function, function.__name__)
    # Where a copy in another process looks for it.
    wrapper.__module__ = package
    return wrapper


def _guard_methods(kind: type) -> None:
    bare = hasattr(kind, "__dataclass_fields__") and not hasattr(kind, "__post_init__")
    for name, member in list(vars(kind).items()):
        inner = getattr(member, "__func__", member)
        if isinstance(inner, FunctionType) and (name in _OPERATORS or not name.startswith("_")):
            title = kind.__name__ if name == "__init__" else f"{kind.__name__}.{name}"
            wrapper = _wrapped(inner, title, before=bare and name == "__init__")
            setattr(kind, name, wrapper if inner is member else type(member)(wrapper))
    kind.__guarded__ = True  # type: ignore[attr-defined]


def _wrapped(function: Any, title: str, *, before: bool = False) -> Callable[..., Any]:
    """Guard one function; `before` compares all arguments before the call, as where a dataclass only stores them."""
    flags = [name for name, kind in inspect.unwrap(function).__annotations__.items() if kind in {"bool", bool}]

    def check(args: tuple[Any, ...], options: dict[str, Any]) -> None:
        for name in flags:
            if name in options and not isinstance(options[name], bool | np.bool_):
                raise ArgumentError(f"{name} is {shown(options[name])}; expected True or False; pass one of these")
        if before:
            _refuse_wrong_type(function, title, args, options)

    @functools.wraps(function)
    def call(*args: Any, **options: Any) -> Any:
        if _call.runs:
            return function(*args, **options)
        _call.runs = True
        try:
            check(args, options)
            return function(*args, **options)
        except Exception as error:
            _translate(error, function, title, args, options)
            raise
        finally:
            _call.runs = False

    @functools.wraps(function)
    def iterate(*args: Any, **options: Any) -> Iterator[Any]:
        inner = _call.runs
        try:
            check(args, options)
            yield from function(*args, **options)
        except Exception as error:
            if not inner:
                _translate(error, function, title, args, options)
            raise

    wrapper: Any = iterate if inspect.isgeneratorfunction(function) else call
    wrapper.__guarded__ = True
    return wrapper  # type: ignore[no-any-return]


def _translate(error: Exception, function: Any, title: str, args: tuple[Any, ...], options: dict[str, Any]) -> None:
    """Raise one sentence in place of a foreign error, which stays its cause; return where the error is to be raised as it is."""
    values = [*args, *options.values()]
    if isinstance(error, DiscourseError | OSError | Warning) or _of_the_user(error, values):
        return
    _refuse_wrong_type(function, title, args, options, cause=error)
    if isinstance(error, _FOREIGN):
        raise _sentence(title, error, values) from error


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
