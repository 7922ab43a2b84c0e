"""The values that cross from stage to stage are frozen, slotted, hashable and made of each other."""

import dataclasses
import types
import typing
from enum import Enum
from pathlib import Path

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
    if isinstance(kind, typing.NewType):
        return _leaves(kind.__supertype__)
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
    ("error", "text"),
    [
        (
            model.SitegenError("SG402", "a/b.toml", 2, "unknown key", "did you mean x?"),
            "a/b.toml:3: error SG402: unknown key; did you mean x?",
        ),
        (
            model.SitegenError("SG001", Path("here"), -1, "this is no archive"),
            "here: error SG001: this is no archive",
        ),
        (model.SitegenError("SG803", "", -1, "say what to make"), "error SG803: say what to make"),
        (
            model.FileError("SG404", "0.md", 4, "broken", "close it", column=2, shown='t: "x'),
            '0.md:5:3: error SG404: broken\n    t: "x\n      ^\n  close it',
        ),
        (
            model.FileError("SG502", "a.html", 0, "broken", "close it", shown="{% if"),
            "a.html:1: error SG502: broken\n    {% if\n  close it",
        ),
    ],
)
def test_the_text_of_an_error_is_made_of_its_parts(error: model.SitegenError, text: str) -> None:
    assert str(error) == text


def test_an_error_is_a_problem_of_its_file() -> None:
    error = model.FileError(
        "SG404", "0.md", 4, "broken front matter", "close it", column=2, shown='title: "x'
    )
    assert (error.code, error.path, error.line, error.message, error.hint) == (
        "SG404",
        "0.md",
        4,
        "broken front matter",
        "close it",
    )
    assert str(error.problem) == "0.md:5: error SG404: broken front matter (column 3); close it"
