import io
import json
import zipfile

import pytest
from conftest import ARTICLE

from sitegen.read.file_kinds import (
    JSON,
    MAIL,
    MARKUP,
    OFFICE,
    PACKED,
    PAGE,
    PDF,
    PICTURE,
    SOUND,
    FileKind,
    kind_of,
)


def zipped(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as pack:
        for name in names:
            pack.writestr(name, "x")
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 ...", PDF),
        (b"{\\rtf1\\ansi words}", OFFICE),
        (zipped("[Content_Types].xml", "word/document.xml"), OFFICE),
        (zipped("xl/workbook.xml"), OFFICE),
        (zipped("a.txt"), PACKED),
        (b"\x1f\x8b\x08...", PACKED),
        (b"\x89PNG\r\n\x1a\n...", PICTURE),
        (b"\xff\xd8\xff\xe0...", PICTURE),
        (b"RIFF....WEBPVP8", PICTURE),
        (b"RIFF....WAVEfmt", SOUND),
        (b"....ftypisom", SOUND),
        (b"<!DOCTYPE html><html><head><title>x</title></head><body><p>x</p></body></html>", PAGE),
        (b"\xef\xbb\xbf\n<!-- saved -->\n<HTML><HEAD></HEAD><BODY><P>x</P><P>y</P></BODY></HTML>", PAGE),
        (b"<?xml version='1.0'?><tei><a>x</a><b>y</b><c>z</c></tei>", MARKUP),
        (b"Received: by x\r\nFrom: a@b\r\nTo: c@d\r\nSubject: x\r\n\r\nhello", MAIL),
        (b"Message-ID: <1@x>\nDate: Mon\nFrom: a\n\nhello", MAIL),
        (json.dumps({"title": "x"}).encode(), JSON),
        (b'{"a": 1}\n{"a": 2}\n', JSON),
        (b"[1, 2]", JSON),
    ],
)
def test_files_that_are_no_plain_text(data: bytes, kind: FileKind) -> None:
    assert kind_of(data) is kind
    assert kind.advice


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE,
        "<html>\n" + ARTICLE,
        "<script>alert(1)</script> & <b>bold</b>\n\n" + ARTICLE,
        "From: the Gazette\nDate: 9 April 2024\nTitle: Lamps\n\n" + ARTICLE,
        "From our correspondent\n\n" + ARTICLE,
        "[Updated] The ferry returns\n\n" + ARTICLE,
        "{ a poem }\n\n" + ARTICLE,
        "MZ is a rapper\n",
        "PK won\n",
        "",
    ],
)
def test_texts_stay_texts(text: str) -> None:
    assert kind_of(text.encode()) is None
