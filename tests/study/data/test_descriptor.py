"""The description of a package: a hostile one reaches nothing outside its folder, and a change is noticed."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from analysis.errors import DataError
from analysis.study.data.descriptor import DESCRIPTOR, read_descriptor, sealed, tampering
from analysis.study.data.load import load_study
from analysis.study.data.package import problems, write_seal


def _change(data: Path, *keys: Any, value: Any) -> None:
    """Set a place of the description; the last key may be new."""
    descriptor = json.loads((data / DESCRIPTOR).read_text(encoding="utf-8"))
    part = descriptor
    for key in keys[:-1]:
        part = part[key]
    part[keys[-1]] = value
    (data / DESCRIPTOR).write_text(json.dumps(descriptor), encoding="utf-8")


@pytest.fixture
def address() -> Iterator[tuple[str, socket.socket]]:
    """Return an address at which somebody listens, and the listener."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.2)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/x.json", listener


PLACES = [
    ("profile",), ("$schema",), ("resources", 0, "profile"), ("resources", 0, "path"), ("resources", 0, "schema"), ("resources", 0, "dialect"),
    ("resources", 0, "extrapaths"), ("resources", 0, "scheme"), ("resources", 0, "schema", "$schema"), ("resources", 0, "schema", "fields", 0, "type"),
    ("resources", 0, "control"), ("resources", 0, "$schema"), ("catalog",), ("resources", 0, "checklist"),
]  # fmt: skip


@pytest.mark.parametrize("place", PLACES, ids=lambda place: "/".join(map(str, place)))
def test_no_address_is_asked(data: Path, place: tuple[Any, ...], address: tuple[str, socket.socket]) -> None:
    """Wherever an address stands, nobody is called: the description is refused."""
    _change(data, *place, value=[address[0]] if place[-1] in {"extrapaths", "resources"} else address[0])
    for act in (lambda: list(problems(data)), lambda: load_study(data)):
        with pytest.raises(DataError, match=DESCRIPTOR):
            act()
    with pytest.raises(TimeoutError):
        address[1].accept()


@pytest.mark.parametrize(
    "path",
    ["../outside.csv", "/etc/hostname", "sub/../../outside.csv", "C:\\x.csv", "a\\b.csv", "file:x", "link.csv", ""],
)
def test_no_path_leaves_the_folder(data: Path, path: str) -> None:
    """Parents, absolute paths, drives, addresses and links out of the folder are refused, also for the codebook."""
    (data.parent / "outside.csv").write_text("secret\n", encoding="utf-8")
    (data / "link.csv").symlink_to(data.parent / "outside.csv")
    before = (data / DESCRIPTOR).read_bytes()
    _change(data, "resources", 0, "path", value=path)
    with pytest.raises(DataError, match="path of resource 1 is") as caught:
        load_study(data)
    assert "secret" not in str(caught.value)
    (data / DESCRIPTOR).write_bytes(before)
    _change(data, "codebook", path, value="sha256:0")
    with pytest.raises(DataError, match="path of codebook is"):
        list(problems(data))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("resources",), []), (("resources",), {}), (("resources", 0), 5), (("resources", 0, "path"), None), (("resources", 0, "name"), 3),
        (("resources", 0, "schema"), None), (("resources", 0, "schema", "fields"), [5]), (("resources", 0, "schema", "fields", 0, "name"), []),
        (("resources", 0, "derived"), "no"), (("codebook",), []), (("resources", 0, "schema", "fields", 0, "constraints"), {"jsonSchema": {}}),
    ],
)  # fmt: skip
def test_what_is_of_another_form_is_one_sentence(data: Path, place: tuple[Any, ...], value: Any) -> None:
    """Nothing where something is needed, and other types, are named."""
    _change(data, *place, value=value)
    with pytest.raises(DataError, match=DESCRIPTOR):
        read_descriptor(data)


def test_extra_files_are_named(data: Path) -> None:
    """A table, a file of the codebook and a file in a folder of its own; what a system hides and the articles are not."""
    for name in ("extra.csv", "codebook/extra.csv", "sub/x.png", "noext"):
        (data / name).parent.mkdir(exist_ok=True)
        (data / name).write_text("x", encoding="utf-8")
    (data / ".DS_Store").write_text("x", encoding="utf-8")
    said = list(tampering(data))
    for name in ("extra.csv", "codebook/extra.csv", "sub/x.png", "noext"):
        assert any(line.startswith(f"{name} is described nowhere") for line in said), name
    assert not any("DS_Store" in line for line in said)


def test_changes_of_the_description_are_named(data: Path) -> None:
    """A licence, a description, a removed table or checksum: each is told; sealing anew accepts it."""
    assert list(tampering(data)) == []
    before = (data / DESCRIPTOR).read_bytes()
    descriptor = json.loads(before)
    changes: list[tuple[tuple[Any, ...], Any]] = [
        (("licenses", 0, "name"), "CC0-1.0"),
        (("resources", 2, "schema", "fields", 0, "description"), "something else"),
        (("resources",), descriptor["resources"][:-1]),
        (("codebook",), dict(list(descriptor["codebook"].items())[1:])),
        (("seal",), "sha256:0"),
    ]
    for place, value in changes:
        _change(data, *place, value=value)
        assert any(f"{DESCRIPTOR} was changed since it was sealed" in said for said in tampering(data)), place
        (data / DESCRIPTOR).write_bytes(before)
    _change(data, "version", value="9.9.9")
    assert any(f"{DESCRIPTOR} was changed" in said for said in tampering(data))
    assert write_seal(data)
    assert list(tampering(data)) == []
    assert sealed(sealed(descriptor)) == sealed(descriptor)
