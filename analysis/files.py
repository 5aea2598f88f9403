"""The doors to the disk: what is opened is a regular file of bounded size, and what is written is whole or not there.

A file that a user names may be a pipe, a device or a page without end, and JSON may be nested until the parser fails: each
is one sentence here, so that no reader needs checks of its own.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shutil
import stat
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from analysis import checks
from analysis.errors import DataError, DiscourseError, OutputError, SourceError, undecodable

__all__ = [
    "alone",
    "listing",
    "make_folder",
    "opened",
    "parse_json",
    "read_bytes_file",
    "read_json_file",
    "read_text_file",
    "readable",
    "refuse_unwritable",
    "temporary_folder",
    "write_bytes",
]

# Far above any codebook, list of names or gold standard; tables of texts have no limit.
_MOST_MEGABYTES = 64
_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
_HALF = re.compile(r"\\u[dD][89a-fA-F]")


def _short(path: Path | str) -> str:
    name = str(path)
    return name if len(name) < 200 else f"{name[:200]}..."


@contextmanager
def readable(
    path: Path | str, *, what: str = "a file or folder that you may read", error: type[DiscourseError] = SourceError
) -> Iterator[None]:
    """Turn an error of the operating system into one sentence."""
    try:
        yield
    except OSError as fault:
        if fault.errno is None:
            raise
        raise error(f"{_short(path)} cannot be read: {fault.strerror}; expected {what}; name another one") from None


@contextmanager
def opened(
    path: Path | str,
    *,
    what: str = "a file that you may read",
    error: type[DiscourseError] = SourceError,
    megabytes: float | None = None,
) -> Iterator[BinaryIO]:
    """Open a regular file for reading; a pipe, socket, device or folder is refused before it is opened.

    Raises
    ------
    DiscourseError
        Of the class `error`, with `what` was expected: for a file that is missing, of another kind, larger than `megabytes`,
        or not readable.
    """
    path = checks.path("path", path)
    with readable(path, what=what, error=error):
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            kind = _KINDS.get(stat.S_IFMT(about.st_mode), "no file")
            raise error(f"{_short(path)} cannot be read: it is {kind}; expected {what}; name another one")
        if megabytes is not None and about.st_size / 1e6 > megabytes:
            raise error(
                f"{_short(path)} has {about.st_size / 1e6:,.0f} MB; expected {what} of at most {megabytes:g} MB; split it or name "
                "another one"
            )
        with path.open("rb", 1048576) as stream:
            yield stream


def listing(folder: Path, *, what: str = "a folder that you may read") -> list[Path]:
    """Return what a folder has, sorted by name."""
    with readable(folder, what=what):
        return sorted(folder.iterdir())


def read_bytes_file(
    path: Path | str,
    *,
    what: str,
    error: type[DiscourseError] = DataError,
    megabytes: float | None = _MOST_MEGABYTES,
) -> bytes:
    """Return the content of a file, or raise `error` with a sentence that says `what` was expected there."""
    with opened(path, what=what, error=error, megabytes=megabytes) as stream:
        return stream.read()


def read_text_file(path: Path | str, *, what: str, error: type[DiscourseError] = DataError) -> str:
    """Return the content of a UTF-8 file with LF line ends and without its byte order mark."""
    raw = read_bytes_file(path, what=what, error=error)
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as fault:
        raise undecodable(Path(path).name, fault, error) from None


def read_json_file(path: Path | str, *, what: str, error: type[DiscourseError] = DataError) -> Any:
    """Return the content of a JSON file."""
    return parse_json(read_text_file(path, what=what, error=error), Path(path).name, error)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key that an object has twice, of which JSON would keep the last."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = Counter(key for key, _ in pairs).most_common(1)[0][0]
        raise ValueError(f"an object has the key {checks.shown(twice)} twice")
    return found


def _whole(digits: str) -> int:
    """Refuse a number beyond every float, for which Python would need seconds or a setting."""
    if len(digits) > 308:
        raise ValueError(f"a number has {len(digits):,} digits")
    return int(digits)


_JSON = json.JSONDecoder(object_pairs_hook=_once, parse_int=_whole)


def parse_json(content: str, place: str, error: type[DiscourseError] = SourceError) -> Any:
    """Return what JSON holds, or raise `error` with the place: broken, nested too deep, a key twice, half a character.

    >>> parse_json('{"text": "Trade grew."}', "line 1")
    {'text': 'Trade grew.'}
    """
    try:
        found = _JSON.decode(content)
        # Nearly all lines are plain, which a search for one letter tells ten times faster than one for two.
        if "\\" in content and "\\u" in content and _HALF.search(content):
            json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError as fault:
        letter, near = ord(fault.object[fault.start]), fault.object[max(0, fault.start - 20) : fault.start + 20]
        raise error(
            f"{place}: there is the half character U+{letter:04X} in {checks.shown(near)}; expected whole ones; replace it"
        ) from None
    except (ValueError, RecursionError) as fault:
        reason = "it is nested too deep" if isinstance(fault, RecursionError) else fault
        raise error(f"{place}: no JSON: {reason}; repair or delete it") from None
    return found


def _usual_mode(path: Path) -> int:
    """Return the mode of a file that is there, or that of any new file."""
    with suppress(OSError):
        return stat.S_IMODE(path.stat().st_mode)
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


def _alive(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except PermissionError:
        return True
    except (OSError, ValueError, OverflowError):
        return False
    return True


@contextmanager
def alone(folder: Path, *, reading: bool = False) -> Iterator[None]:
    """Hold a folder while a run writes it, so that a second run says so instead of mixing its files with those of the first.

    The system frees it when the run ends, however it ends. Runs that are only `reading` may be several.
    """
    try:
        import fcntl
    except ImportError:  # no such locks on Windows
        yield
        return
    with readable(folder, error=OutputError):
        handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, (fcntl.LOCK_SH if reading else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise OutputError(
            f"{folder} is in use by another run; expected one at a time; wait until that has ended"
        ) from None
    finally:
        os.close(handle)


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Make a folder for the time of a block, and remove those of runs that were killed."""
    for old in Path(tempfile.gettempdir()).glob("discourse-*-*"):
        if not _alive(old.name.split("-")[1]):
            shutil.rmtree(old, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=f"discourse-{os.getpid()}-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _write_to(path: Path, content: bytes) -> None:
    """Write to what is no regular file; a pipe that nobody reads is an error and not a wait."""
    own = {"/dev/stdout": 1, "/dev/stderr": 2}.get(str(path))
    handle = os.dup(own) if own else os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
    if not own:
        os.set_blocking(handle, True)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)


def _replace(target: Path, content: bytes) -> None:
    # Of a name that is long already, a longer one would be refused.
    mark = f".{hashlib.sha256(os.fsencode(target.name)).hexdigest()[:12]}-"
    for leftover in target.parent.iterdir():
        name = leftover.name.removeprefix(mark)
        # Two runs may write at once: what another one is writing is not left over.
        if name != leftover.name and name.endswith(".part") and not _alive(name.split("-")[0]):
            leftover.unlink(missing_ok=True)
    handle, part = tempfile.mkstemp(prefix=f"{mark}{os.getpid()}-", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(part).chmod(_usual_mode(target))
        Path(part).replace(target)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise


def refuse_unwritable(path: Path) -> None:
    """Raise now what `write_bytes` would raise after the work: no folder, no right, a name too long."""
    path = checks.path("path", path)
    try:
        with suppress(FileNotFoundError):
            path.stat()
        folder = next(parent for parent in Path(os.path.realpath(path)).parents if parent.exists())
        if not (path.exists() and not path.is_file()) and not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        raise _unwritable(path, error) from None


def make_folder(path: Path) -> None:
    """Make a folder where there is none; a file of its name, or a place without rights, is one sentence."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from None


def _unwritable(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"{_short(path)} cannot be written: {error.strerror or error}; choose a folder that you may write to"
    )


def write_bytes(path: Path, content: bytes) -> None:
    """Write to the place that a user named: a regular file whole or not at all, and to a device or pipe as it is.

    A link is followed, so that it stays one, and a file keeps its mode; a new one has the mode of the user's umask. What a
    killed earlier run left beside the file is removed.
    """
    path = checks.path("path", path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if (path.exists() and not path.is_file() and not path.is_dir()) or str(path) in {"/dev/stdout", "/dev/stderr"}:
            _write_to(path, content)
        else:
            _replace(Path(os.path.realpath(path)), content)
    except OSError as error:
        raise _unwritable(path, error) from None
