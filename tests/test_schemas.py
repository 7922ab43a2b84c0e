"""The schemas and the readers agree: what a reader takes a schema knows, and the other way round."""

import json

import pytest

from sitegen.cli import main
from sitegen.config import KEYS, SOURCE_KEYS
from sitegen.project.new import template
from sitegen.read.content import NOTE_KEYS
from sitegen.read.tables import NAME_KEYS
from sitegen.schemas import SCHEMA_FOLDER, schemas

FOUND = {name: json.loads(text) for name, text in schemas().items()}


def test_each_key_stands_in_its_schema() -> None:
    config = FOUND["sitegen"]["properties"]
    for section, keys in KEYS.items():
        assert set(keys) <= set(config[section]["properties"] if section else config)
    assert set(config["sources"]["additionalProperties"]["properties"]) == set(SOURCE_KEYS)
    assert set(FOUND["names"]["properties"]["entity"]["items"]["properties"]) == set(NAME_KEYS)
    assert set(FOUND["note"]["properties"]) == set(NOTE_KEYS)


def test_unknown_keys_are_errors_in_each() -> None:
    for one in FOUND.values():
        assert one["additionalProperties"] is False
        assert one["$schema"].startswith("http://json-schema.org/draft-07")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (template("sitegen.toml"), f"#:schema ./{SCHEMA_FOLDER}/sitegen.json"),
        (template("names.toml"), f"#:schema ../{SCHEMA_FOLDER}/names.json"),
        (template("relations.toml"), f"#:schema ../{SCHEMA_FOLDER}/relations.json"),
        (template("withdrawn.toml"), f"#:schema ../{SCHEMA_FOLDER}/withdrawn.json"),
    ],
)
def test_a_new_archive_names_them_where_editors_look(text: str, line: str) -> None:
    assert text.splitlines()[0] == line


def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert capsys.readouterr().out.split() == list(FOUND)
    assert main(["schema", "note"]) == 0
    assert json.loads(capsys.readouterr().out) == FOUND["note"]
    assert main(["schema", "nots"]) == 2
    assert 'did you mean "note"?' in capsys.readouterr().err
