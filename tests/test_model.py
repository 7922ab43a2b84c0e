"""The values that cross from stage to stage are frozen, slotted, hashable and made of each other."""

import dataclasses
import types
import typing
from enum import Enum

import pytest

from sitegen import model
from sitegen.model import site as model_site

ALLOWED = {str, int, float, bool, bytes, type(None)}
VALUES = [
    value
    for module in (model, model_site)
    for value in vars(module).values()
    if isinstance(value, type) and dataclasses.is_dataclass(value) and value.__module__ == module.__name__
]


def _leaves(kind: object) -> list[object]:
    origin = typing.get_origin(kind)
    if origin in {tuple, typing.Union, types.UnionType}:
        return [leaf for part in typing.get_args(kind) if part is not Ellipsis for leaf in _leaves(part)]
    if origin is typing.Literal:
        return [type(value) for value in typing.get_args(kind)]
    return [kind]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.__name__)
def test_values_are_frozen_and_hold_only_scalars_and_values(value: type) -> None:
    assert value.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert "__slots__" in vars(value)
    for name, kind in typing.get_type_hints(value).items():
        for leaf in _leaves(kind):
            fine = leaf in ALLOWED or leaf in VALUES or (isinstance(leaf, type) and issubclass(leaf, Enum))
            assert fine, f"{value.__name__}.{name}: {leaf}"


def test_a_piece_spells_and_is_located() -> None:
    lines = ("  a  b", "c")
    pieces = (model.Piece(0, 2, 3), model.Piece(0, 5, 6, " "), model.Piece(1, 0, 1, " "))
    assert model.spell(pieces, lines) == "a b c"
    assert [model.locate(pieces, at) for at in (0, 2, 4)] == [(0, 2), (0, 5), (1, 0)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "a/b.toml:3: error SG402: unknown key; did you mean x?",
            ("SG402", "a/b.toml", 2, "unknown key", "did you mean x?"),
        ),
        ("a/b.toml:3:7: error SG401: not valid TOML", ("SG401", "a/b.toml", 2, "not valid TOML", "")),
        (
            "here: error SG001: this is no archive; make one",
            ("SG001", "here", -1, "this is no archive", "make one"),
        ),
        ("error SG803: say what to make", ("SG803", "", -1, "say what to make", "")),
        ("something else", ("", "", -1, "something else", "")),
    ],
)
def test_an_error_has_parts(text: str, parts: tuple[str, str, int, str, str]) -> None:
    error = model.SitegenError(text)
    assert (error.code, error.path, error.line, error.message, error.hint) == parts


def test_a_file_error_has_the_same_parts() -> None:
    error = model.FileError(
        "notes/0.md", 4, "SG404", "broken front matter\nclose the quotation", column=2, shown='title: "x'
    )
    assert (error.code, error.path, error.line, error.hint) == (
        "SG404",
        "notes/0.md",
        4,
        "close the quotation",
    )
    assert error.message == "broken front matter (column 3)"
