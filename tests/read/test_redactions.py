"""Words that no edition shows."""

from pathlib import Path

import pytest
from conftest import ARTICLE, PARAGRAPH, Archive

TEXT = f"Ferry returns\n\nBy Ann Example\n\n{PARAGRAPH} The neighbour Jane  Private called jane@private.example at once.\n\n{PARAGRAPH} Jane Private waited.\n"


def everything(folder: Path) -> str:
    return "\n".join(file.read_text("utf-8", "replace") for file in folder.rglob("*") if file.is_file())


@pytest.mark.parametrize("profile", ["private", "public"])
def test_hidden_words_stand_nowhere(archive: Archive, profile: str) -> None:
    archive.write("sitegen.toml", 'title = "T"\n[rights]\ndefault = "full"\n')
    archive.write("seeds/000_a.txt", TEXT)
    archive.write(
        "content/redactions.toml",
        '[[redaction]]\ntext = "Jane Private"\nreason = "asked"\n[[redaction]]\ntext = "/\\\\S+@\\\\S+/"\n',
    )
    assert archive.run("build", "-q", "--profile", profile) == 0
    said = everything(archive.public)
    assert "Private" not in said
    assert "private.example" not in said
    assert "████ ███████ waited" in said
    assert "The neighbour ████" in said


def test_what_became_of_them_is_told_without_the_words(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.write("seeds/000_a.txt", TEXT)
    archive.write(
        "content/redactions.toml",
        '[[redaction]]\ntext = "Jane Private"\n\n[[redaction]]\ntext = "John Nobody"\n\n[[redaction]]\ntext = "x y"\nseed = "009"\n',
    )
    archive.run("check", "-v")
    said = "".join(capsys.readouterr())
    assert "content/redactions.toml:1: info SG240: hidden in 2 places" in said
    assert "content/redactions.toml:4: warning SG239" in said
    assert "content/redactions.toml:7: error SG239" in said
    assert "Jane" not in said


def test_words_may_be_hidden_in_one_text_alone(archive: Archive) -> None:
    archive.write("seeds/000_a.txt", TEXT)
    archive.write("seeds/001_b.txt", TEXT.replace("Ferry returns", "Another ferry"))
    archive.write("content/redactions.toml", '[[redaction]]\ntext = "Jane Private"\nseed = "000"\n')
    assert "Jane Private waited" not in archive.page("articles/000.html")
    assert "Jane Private waited" in archive.page("articles/001.html").replace("</a>", "")


def test_a_person_who_writes_hidden_words_is_told_before_they_are_published(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.write("sitegen.toml", 'title = "T"\n[rights]\ndefault = "full"\n')
    archive.write("seeds/000_a.txt", ARTICLE + "\nJane Private waited.\n")
    archive.write("content/redactions.toml", '[[redaction]]\ntext = "Jane Private"\n')
    archive.write("content/pages/essay.md", "# Essay\n\nIt was Jane Private.\n")
    assert archive.run("build", "-q", "--profile", "public") == 2
    said = capsys.readouterr().err
    assert "content/redactions.toml:1: error SG507" in said
    assert "Jane" not in said


def test_a_file_with_hidden_words_is_not_copied_into_the_site(archive: Archive) -> None:
    html = "".join(f"<p>{line}</p>" for line in TEXT.split("\n\n"))
    archive.write("seeds/a.html", f"<html><body>{html}</body></html>")
    archive.write("content/redactions.toml", '[[redaction]]\ntext = "Jane Private"\n')
    outputs = archive.build().outputs
    assert not [output for output in outputs if b"Jane Private" in output.data]
    assert not [output for output in outputs if output.path.startswith("captures/")]


def test_a_broken_row_is_told_with_its_line(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    archive.write("seeds/000_a.txt", TEXT)
    archive.write("content/redactions.toml", '[[redaction]]\nreason = "x"\n')
    assert archive.run("build", "-q") == 2
    assert "content/redactions.toml:1: error SG402" in capsys.readouterr().err
