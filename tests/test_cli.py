import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from conftest import ARTICLE, PARAGRAPH, ROOT, SECOND, THIRD, Archive

from sitegen import __version__
from sitegen.cli import main
from sitegen.project.vendor import DISTRIBUTION


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_new_copies_byte_for_byte_and_builds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "scrapes"
    source.mkdir()
    for name, data in (
        ("000_a.txt", ARTICLE.encode()),
        ("b c.txt", b"\xef\xbb\xbf" + ARTICLE.replace("\n", "\r\n").encode()),
    ):
        (source / name).write_bytes(data)
    target = tmp_path / "my-archive"
    assert main(["new", str(target), "--from", str(source)]) == 0
    for file in source.iterdir():
        assert (target / "seeds" / file.name).read_bytes() == file.read_bytes()
    index = (target / "seeds/INDEX.md").read_text(encoding="utf-8")
    assert "# Index" in index
    assert "| 000 | [000_a.txt](000_a.txt) | Ferry returns to the bay in June |" in index
    assert "[b c.txt](b%20c.txt)" in index
    assert main(["-C", str(target), "build", "-q"]) == 0
    assert main(["-C", str(target), "check", "-q"]) == 0
    assert "This archive holds 2 articles." in (target / "public/about.html").read_text(encoding="utf-8")
    assert (target / ".github/workflows/pages.yml").is_file()
    capsys.readouterr()
    assert main(["new", str(target)]) == 2
    assert "SG003" in capsys.readouterr().err


def test_the_workflow_uses_the_address_of_the_pages(tmp_path: Path) -> None:
    import yaml  # noqa: PLC0415

    main(["new", str(tmp_path / "x"), "-q"])
    flow = yaml.safe_load((tmp_path / "x/.github/workflows/pages.yml").read_text(encoding="utf-8"))
    steps = flow["jobs"]["build"]["steps"]
    assert any('--base-url "${{ steps.pages.outputs.base_url }}/"' in step.get("run", "") for step in steps)
    assert flow["permissions"] == {}
    assert flow["jobs"]["build"]["permissions"] == {"contents": "read", "pages": "read"}, (
        "what is installed must not be able to publish"
    )
    assert flow["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert flow["jobs"]["deploy"]["steps"][0]["uses"].startswith("actions/deploy-pages@")


def test_the_actions_of_the_workflow_are_pinned_by_their_commits(tmp_path: Path) -> None:
    main(["new", str(tmp_path / "x"), "-q"])
    made = (tmp_path / "x/.github/workflows/pages.yml").read_text(encoding="utf-8")
    for flow in (made, *(file.read_text("utf-8") for file in (ROOT / ".github/workflows").glob("*.yml"))):
        used = re.findall(r"uses: (.*)", flow)
        assert used
        assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action) for action in used)


def test_the_name_of_the_distribution_is_free() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["name"] == DISTRIBUTION != "sitegen", "somebody else's package has that name"
    assert project["scripts"] == {"sitegen": "sitegen.__main__:main"}


def test_add_takes_the_next_number_and_says_what_it_is_a_copy_of(
    full_archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "007_again.txt"
    file.write_text(ARTICLE, encoding="utf-8")
    before = (full_archive.root / "seeds/INDEX.md").read_text(encoding="utf-8")
    assert full_archive.run("add", str(file)) == 0
    said = capsys.readouterr().out
    assert "seeds/003_again.txt" in said
    assert "the same text as seeds/000_a.txt" in said
    assert (full_archive.root / "seeds/003_again.txt").read_bytes() == file.read_bytes()
    after = (full_archive.root / "seeds/INDEX.md").read_text(encoding="utf-8")
    assert after.startswith(before)
    assert "[003_again.txt](003_again.txt)" in after
    assert full_archive.run("add", str(tmp_path / "none.txt")) == 2


def test_index_writes_only_what_lacks(full_archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    mine = "# Mine\r\n\r\nWords of my own *here*.\r\n\r\n- `000_a.txt`\r\n"
    full_archive.write("seeds/INDEX.md", mine)
    assert full_archive.run("index") == 0
    assert "| 001 | [001_b.txt](001_b.txt)" in capsys.readouterr().out
    assert (full_archive.root / "seeds/INDEX.md").read_bytes() == mine.encode()
    assert full_archive.run("index", "--write") == 0
    written = (full_archive.root / "seeds/INDEX.md").read_bytes().decode()
    assert written.startswith(mine.rstrip())
    assert "\n" not in written.replace("\r\n", "")
    assert full_archive.run("index", "--write", "-q") == 0
    assert (full_archive.root / "seeds/INDEX.md").read_bytes().decode() == written


def test_the_index_page_mirrors_and_marks(full_archive: Archive) -> None:
    full_archive.write(
        "seeds/INDEX.md",
        "# Mine\n\n## First\n\nSee `002_c` and 009_deadbeef.txt.\n\n| No. | File |\n|---|---|\n| 1 | [b](001_b.txt) |\n",
    )
    page = full_archive.page("articles/index.html")
    order = [
        page.index(part)
        for part in (
            ">Mine</h1>",
            ">First</h2>",
            'href="../articles/002.html"',
            "009_deadbeef.txt",
            'href="../articles/001.html"',
        )
    ]
    assert order == sorted(order)
    assert '<span class="missing">009_deadbeef.txt' in page
    assert "Not yet in the index" in page
    assert {"SG111", "SG112"} <= set(full_archive.codes())
    assert full_archive.run("build", "-q") == 0
    assert full_archive.run("build", "-q", "--strict") == 1


def test_build_says_what_it_did(full_archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    assert full_archive.run("build", "--json") == 0
    (facts,) = lines(capsys)
    assert (facts["seeds"], facts["articles"], facts["skipped"], facts["kept"]) == (3, 3, 0, 0)
    assert full_archive.run("build", "--json") == 0
    (facts,) = lines(capsys)
    assert (facts["written"], facts["removed"]) == (0, 0)
    assert full_archive.run("build", "--json", "--force") == 0
    (again,) = lines(capsys)
    assert again["written"] == facts["kept"]
    assert full_archive.run("build") == 0
    assert re.search(
        r"3 articles, \d+ pages; 0 files written, \d+ unchanged, 0 removed; no problems",
        capsys.readouterr().err,
    )
    assert full_archive.run("build", "-q") == 0
    assert capsys.readouterr().err == ""


def test_build_refuses_the_archive_itself_and_folders_of_others(
    full_archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    assert full_archive.run("build", "-o", str(full_archive.root)) == 2
    assert full_archive.run("build", "-o", str(full_archive.root / "content")) == 2
    assert "SG603" in capsys.readouterr().err
    assert (full_archive.root / "content/notes/000.md").is_file()


def test_base_url_reaches_sitemap_feed_canonical_and_404(full_archive: Archive) -> None:
    full_archive.write("sitegen.toml", 'title = "T"\n[rights]\nrobots = "all"\n')
    assert full_archive.run("build", "-q", "--base-url", "https://example.org/a/b") == 0
    public = full_archive.public
    assert "<loc>https://example.org/a/b/articles/000.html</loc>" in (public / "sitemap.xml").read_text(
        encoding="utf-8"
    )
    assert "https://example.org/a/b/articles/000.html" in (public / "feed.xml").read_text(encoding="utf-8")
    assert "Sitemap: https://example.org/a/b/sitemap.xml" in (public / "robots.txt").read_text(
        encoding="utf-8"
    )
    assert 'href="/a/b/assets/style.css"' in (public / "404.html").read_text(encoding="utf-8")
    assert 'rel="canonical" href="https://example.org/a/b/articles/000.html"' in (
        public / "articles/000.html"
    ).read_text(encoding="utf-8")
    assert (public / ".nojekyll").read_bytes() == b""
    for page in public.rglob("*.html"):
        if page.name != "404.html":
            assert not re.findall(r'(?:href|src)="/', page.read_text(encoding="utf-8"))


def test_pages_that_may_not_be_listed_are_not_in_the_sitemap(full_archive: Archive) -> None:
    assert full_archive.run("build", "-q", "--base-url", "https://example.org/") == 0
    text = (full_archive.public / "sitemap.xml").read_text(encoding="utf-8")
    assert "articles/000.html" not in text
    assert "https://example.org/entities.html" in text


def test_the_public_profile_shows_only_what_it_may(full_archive: Archive) -> None:
    full_archive.write(
        "seeds/003_d.txt",
        "Secret\n\nOne short sentence stands first here. "
        + THIRD.replace("ship", "zeppelin")
        + "\n\nThe zeppelin is gone.\n",
    )
    full_archive.write("seeds/004_e.txt", "Record\n\n" + SECOND.replace("pier", "obelisk") + "\n")
    full_archive.write("seeds/005_f.txt", "Gone\n\n" + SECOND.replace("pier", "volcano") + "\n")
    full_archive.write("seeds/006_g.txt", "Open\n\n" + SECOND.replace("pier", "lagoon") + "\n")
    full_archive.write(
        "content/notes/004.md", '---\nrights: record\n---\n## "the obelisk welcomed"\n\nA remark.\n'
    )
    full_archive.write("content/notes/006.md", "---\nrights: full\n---\n")
    full_archive.write(
        "content/withdrawn.toml", '[[withdrawn]]\nseed = "005"\ndate = 2024-01-02\nreason = "asked for"\n'
    )
    full_archive.write("sitegen.toml", 'title = "T"\n[rights]\nexcerpt_words = 12\n')
    assert full_archive.run("build", "-q", "--profile", "public") == 0
    everything = "".join(
        file.read_text(encoding="utf-8")
        for file in full_archive.public.rglob("*")
        if file.suffix in {".html", ".jsonl", ".xml", ".json", ".txt"}
    )
    assert "One short sentence stands first here." in everything
    assert "lagoon" in everything
    for word in ("zeppelin", "obelisk", "volcano"):
        assert word not in everything
    assert "withdrawn" in (full_archive.public / "articles/005.html").read_text(encoding="utf-8")
    assert "asked for" in (full_archive.public / "articles/005.html").read_text(encoding="utf-8")
    assert not (full_archive.public / "raw/003.html").exists()
    assert (full_archive.public / "raw/006.html").exists()
    assert full_archive.run("check", "-q", "--profile", "public") == 0


def test_status_adds_up(full_archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    full_archive.write("seeds/008_x.txt", b"\0" * 400)
    full_archive.write("seeds/009_y.txt", b"")
    assert full_archive.run("status", "--json") == 0
    rows = lines(capsys)
    assert [row["state"] for row in rows] == ["full", "full", "full", "skipped", "empty"]
    assert full_archive.run("status") == 0
    assert "5 files in seeds/; in the private edition: 3 full, 1 skipped, 1 empty" in capsys.readouterr().out


def test_explain_tells_every_line(full_archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    assert full_archive.run("explain", "1", "--json") == 0
    rows = lines(capsys)
    assert [row["line"] for row in rows] == list(range(1, len(rows) + 1))
    assert {row["fate"] for row in rows} == {"field", "kept", "cut", "blank"}
    assert full_archive.run("explain", "001_b.txt") == 0
    assert "related-list: list of other articles" in capsys.readouterr().out
    assert full_archive.run("explain", "77") == 2


def test_clean_reads_files_folders_and_standard_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.x.txt").write_text(f"{ARTICLE}\nAdvertisement\n", encoding="utf-8")
    assert main(["clean", str(folder), "-o", str(tmp_path / "out"), "-q"]) == 0
    assert (tmp_path / "out/a.x.txt").read_text(encoding="utf-8") == ARTICLE
    capsys.readouterr()
    assert main(["clean", str(folder / "a.x.txt"), "--json"]) == 0
    (row,) = lines(capsys)
    assert row["cuts"] == [{"rule": "ad-marker", "lines": [9]}]
    done = subprocess.run(
        [sys.executable, "-m", "sitegen", "clean", "-"],
        input=ARTICLE.encode(),
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode() == ARTICLE
    assert main(["clean", str(tmp_path / "none.txt")]) == 2


def test_relations_speaks_in_offsets_of_the_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a, b = "\ufeff" + ARTICLE, f"Another headline\r\n\r\n{PARAGRAPH}\r\n\r\n{SECOND}\r\n\r\n{THIRD} \r\n"
    (tmp_path / "a.txt").write_bytes(a.encode())
    (tmp_path / "b.txt").write_bytes(b.encode())
    assert main(["relations", str(tmp_path)]) == 0
    (row,) = lines(capsys)
    assert (row["a"], row["b"], row["relation"]) == ("a", "b", "near")
    spans = row["spans"]
    assert isinstance(spans, list)
    for a_start, a_end, b_start, b_end in spans:
        assert a[1:][a_start:a_end].split() == b[b_start:b_end].split()


def test_entities_speaks_in_offsets_of_the_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = f"A visit\r\n\r\nRussian Foreign Minister Sergey Lavrov came to Guilin.\0 {PARAGRAPH}\r\n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    assert main(["entities", str(tmp_path)]) == 0
    (row,) = lines(capsys)
    assert row["doc"] == "a"
    mentions = row["mentions"]
    assert isinstance(mentions, list)
    assert [(m["entity"], m["type"]) for m in mentions] == [
        ("russia", "LOC"),
        ("sergey-lavrov", "PER"),
        ("guilin", "LOC"),
    ]
    for mention in mentions:
        assert text[mention["start"] : mention["end"]] == mention["text"]


def test_suggestions_can_be_pasted(full_archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    assert full_archive.run("entities", "--suggest") == 0
    rows = tomllib.loads(capsys.readouterr().out)["entity"]
    assert {"name": "Anna Example", "kind": "person"} in rows
    full_archive.write(
        "content/names.toml",
        "\n".join(f'[[entity]]\nname = "{row["name"]}"\nkind = "{row["kind"]}"' for row in rows),
    )
    assert full_archive.run("build", "-q") == 0


@pytest.mark.parametrize(
    "command",
    ["new", "add", "build", "serve", "check", "status", "explain", "clean", "index", "relations", "entities"],
)
def test_every_command_has_help_with_examples(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    text = capsys.readouterr().out
    assert f"examples:\n  sitegen {command}" in text.replace("-C my-archive ", "")
    for option in ("-C DIR", "-q", "-v"):
        assert option in text


@pytest.mark.parametrize(
    "words",
    [["frobnicate"], ["build", "--nope"], ["build", "--jobs", "x"], ["build", "--base-url", "ftp://x"]],
)
def test_wrong_words_end_with_two(full_archive: Archive, words: list[str]) -> None:
    try:
        code = full_archive.run(*words)
    except SystemExit as ended:
        code = int(str(ended.code))
    assert code == 2


def test_no_colour_where_there_is_no_terminal(
    full_archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    full_archive.write("content/notes/077.md", "text")
    full_archive.run("build")
    assert "\033[" not in capsys.readouterr().err


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_completion(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--print-completion", shell])
    assert ended.value.code == 0
    assert "relations" in capsys.readouterr().out


def test_clean_never_takes_the_place_of_a_file(
    full_archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seeds = full_archive.root / "seeds"
    before = {file.name: file.read_bytes() for file in seeds.iterdir()}
    assert main(["clean", str(seeds), "-o", str(seeds)]) == 2
    assert {file.name: file.read_bytes() for file in seeds.iterdir()} == before
    for folder in ("d1", "d2"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(ARTICLE, encoding="utf-8")
    assert (
        main(["clean", str(tmp_path / "d1/x.txt"), str(tmp_path / "d2/x.txt"), "-o", str(tmp_path / "out")])
        == 2
    )
    assert capsys.readouterr().err.count("SG007") == 2


def test_index_rows_are_found_again_whatever_the_name(archive: Archive) -> None:
    for name in ("pipe|x", "amp&amp;x", "javascript:alert(1)", "a#b", "a", "[x](y)", "100% _sure_", "q?r"):
        archive.write(f"seeds/{name}.txt", f"{name}\n\n{PARAGRAPH} {name}\n")
    assert archive.run("index", "--write", "-q") == 0
    assert not {"SG111", "SG112"} & set(archive.codes())
    written = (archive.root / "seeds/INDEX.md").read_bytes()
    assert archive.run("index", "--write", "-q") == 0
    assert (archive.root / "seeds/INDEX.md").read_bytes() == written
    assert archive.run("check", "-q") == 0


def test_an_unknown_withdrawal_is_an_error(full_archive: Archive) -> None:
    full_archive.write("content/withdrawn.toml", '[[withdrawn]]\nseed = "0oo"\n')
    assert full_archive.run("build", "-q", "--profile", "public") == 2
    assert full_archive.run("build", "-q") == 1


def test_check_and_status_write_nothing(full_archive: Archive) -> None:
    before = sorted(full_archive.root.rglob("*"))
    assert full_archive.run("check", "-q") == 0
    assert full_archive.run("status", "-q") == 0
    assert sorted(full_archive.root.rglob("*")) == before


def test_a_note_for_no_seed_is_shown(full_archive: Archive) -> None:
    full_archive.write("content/notes/077.md", "An orphan speaks.")
    page = full_archive.page("articles/index.html")
    assert "An orphan speaks." in page
    assert "is no seed" in page


@pytest.mark.parametrize(
    "words",
    [
        ["build", "--base-url", "http://[bad"],
        ["build", "--base-url", "https://e.org/x y"],
        ["serve", "--port", "99999"],
        ["add", "/bin/true"],
    ],
)
def test_odd_words_end_with_two(full_archive: Archive, words: list[str]) -> None:
    try:
        code = full_archive.run(*words)
    except SystemExit as ended:
        code = int(str(ended.code))
    assert code == 2


def hypothesis(*rows: tuple[str, str, str]) -> str:
    """Spell an export: address, quotation and words of each annotation."""
    return json.dumps(
        {
            "annotations": [
                {
                    "uri": uri,
                    "text": text,
                    "target": [
                        {
                            "selector": [
                                {"type": "TextQuoteSelector", "exact": exact, "prefix": "", "suffix": ""}
                            ]
                        }
                    ],
                }
                for uri, exact, text in rows
            ]
        }
    )


def test_annotations_of_hypothesis_join_the_notes(
    full_archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "export.json"
    full_archive.write("sitegen.toml", 'title = "T"\naddress = "https://press.example.org/x/"\n')
    file.write_text(
        hypothesis(
            ("https://www.press.example.org/x/articles/000.html?a#b", "the ferry would run again", "Did it?"),
            (
                "https://other.example.org/x/articles/000.html",
                "the ferry would run again",
                "Of another site.",
            ),
            ("https://nowhere.example.org/", "x", "y"),
        ),
        encoding="utf-8",
    )
    assert full_archive.run("annotate", str(file)) == 1
    said = capsys.readouterr()
    assert "content/notes/000.md: 1 remark added" in said.out
    assert "https://nowhere.example.org/: warning SG219" in said.err
    assert "https://other.example.org/x/articles/000.html: warning SG219" in said.err
    page = full_archive.page("articles/000.html")
    assert (
        '<span class="noted">the ferry would run again</span><a class="note-ref" id="n2-ref" href="#n2"'
        in page
    )
    assert "A remark." in page
    assert full_archive.run("annotate", str(file)) == 1
    assert "1 annotation stood there already" in capsys.readouterr().err
    file.write_text(hypothesis(("", "words that nobody wrote", "Hm.")), encoding="utf-8")
    assert full_archive.run("annotate", str(file), "--seed", "002") == 1
    assert "SG216" in capsys.readouterr().err
    assert full_archive.run("annotate", str(file), "--seed", "zzz") == 2
    assert "SG006" in capsys.readouterr().err


def test_what_the_site_exports_can_be_read_back(
    full_archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    full_archive.write("sitegen.toml", 'title = "T"\naddress = "https://press.example.org/x/"\n')
    note = 'On the whole.\n\n— Ann Writer, 2024-05-06\n\n## "the tower"\n\nWhich *one*?\n\n— Bo, 2024-05-07\n'
    full_archive.write("content/notes/002.md", note)
    assert full_archive.run("build", "-q") == 0
    file = tmp_path / "002.jsonld"
    file.write_bytes((full_archive.public / "annotations/002.jsonld").read_bytes())
    assert [one["creator"]["name"] for one in json.loads(file.read_text(encoding="utf-8"))["items"]] == [
        "Ann Writer",
        "Bo",
    ]
    assert full_archive.run("annotate", str(file)) == 0
    assert "2 annotations stood there already" in capsys.readouterr().err
    (full_archive.root / "content/notes/002.md").unlink()
    assert full_archive.run("annotate", str(file), "--json") == 0
    assert lines(capsys) == [{"note": "content/notes/002.md", "added": 2}]
    assert (full_archive.root / "content/notes/002.md").read_text(encoding="utf-8") == note


def test_search_in_the_terminal(full_archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    assert full_archive.run("search", "ferry") == 2
    assert "SG008" in capsys.readouterr().err
    assert full_archive.run("build", "-q") == 0
    capsys.readouterr()
    assert full_archive.run("search", "bells", "--limit", "1") == 0
    said = capsys.readouterr()
    assert "1. Town buys a bell" in said.out
    assert "articles/002.html" in said.out
    assert full_archive.run("search", "bells", "--json") == 0
    assert lines(capsys)[0]["url"] == "articles/002.html"
    assert full_archive.run("search", '"the ferry would run again"', "source:gazette.example.org") == 0
    assert "articles/000.html" in capsys.readouterr().out
    assert full_archive.run("search", "zzz") == 1
    (full_archive.root / "public/search/index.js").write_text("rubbish", encoding="utf-8")
    assert full_archive.run("search", "ferry") == 2
    assert "damaged" in capsys.readouterr().err


def test_many_warnings_are_summed_up_on_the_terminal_and_whole_in_the_facts(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, text in enumerate((PARAGRAPH, SECOND, THIRD, ARTICLE, f"{THIRD} {SECOND}")):
        archive.write(f"seeds/{number:03}_x.txt", f"{text}\n")
    for command in ("build", "check"):
        assert archive.run(command) == 0, "warnings are no failure"
        summed = [line for line in "".join(capsys.readouterr()).splitlines() if "warning SG203" in line]
        assert len(summed) == 1
        assert summed[0].startswith(
            "seeds/000_x.txt, seeds/001_x.txt, seeds/002_x.txt and more: warning SG203, 5 times: no date found; "
        )
        assert archive.run(command, "-v") == 0
        whole = [line for line in "".join(capsys.readouterr()).splitlines() if "warning SG203" in line]
        assert [line.split(":")[0] for line in whole] == [f"seeds/{number:03}_x.txt" for number in range(5)]
        assert archive.run(command, "--strict", "-q") == 1
        assert capsys.readouterr().err == ""
    assert archive.run("check", "--json") == 0
    assert sum(row["code"] == "SG203" for row in lines(capsys)) == 5
    assert archive.run("build", "--json") == 0
    (facts,) = lines(capsys)
    problems = facts["problems"]
    assert isinstance(problems, list)
    assert [row for row in problems if row["code"] == "SG203"][4] == {
        "path": "seeds/004_x.txt",
        "line": 0,
        "code": "SG203",
        "severity": "warning",
        "message": 'no date found; add "date:" to content/notes/004.md',
    }


def test_bare_help_version_and_slips_are_answered(capsys: pytest.CaptureFixture[str]) -> None:
    def ended(*words: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as caught:
            main(list(words))
        said = capsys.readouterr()
        return int(str(caught.value.code)), said.out, said.err

    code, out, _ = ended()
    assert (code, out.startswith("usage: sitegen")) == (0, True)
    assert ended("-V") == (0, f"sitegen {__version__}\n", "")
    code, out, _ = ended("help", "build")
    assert (code, out.startswith("usage: sitegen build")) == (0, True)
    code, _, err = ended("bulid")
    assert code == 2
    assert 'there is no command "bulid"; did you mean "build"?' in err
    for words, usage, says in (
        (("build", "--strickt"), "usage: sitegen build", 'did you mean "--strict"?'),
        (("explain",), "usage: sitegen explain", "ID"),
        (("pack", "--by", "dat"), "usage: sitegen pack", "invalid choice"),
        (("help", "biuld"), "usage: sitegen", 'did you mean "build"?'),
    ):
        code, _, err = ended(*words)
        assert code == 2
        assert err.startswith(usage)
        assert says in err


@pytest.mark.parametrize(
    "command",
    [
        "build",
        "check",
        "status",
        "serve",
        "index",
        "relations",
        "entities",
        "annotate x",
        "theme list",
        "search x",
        "explain 0",
        "add x",
        "pack --zip",
    ],
)
def test_where_there_is_no_archive_each_command_says_so(
    tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["-C", str(tmp_path), *command.split()]) == 2
    assert "error SG001" in capsys.readouterr().err


def test_an_archive_is_found_from_a_folder_in_it(
    full_archive: Archive, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (full_archive.root / "content/notes/2024").mkdir(parents=True)
    monkeypatch.chdir(full_archive.root / "content/notes/2024")
    assert main(["build", "-q"]) == 0
    assert (full_archive.public / "index.html").is_file()
    assert main(["explain", "000"]) == 0
    assert "Ferry returns" in capsys.readouterr().out


@pytest.mark.parametrize(
    "command",
    ["build", "check", "status", "explain 000", "search ferry", "index", "theme list", "pack --zip"],
)
def test_json_is_one_object_a_line_and_nothing_else(
    full_archive: Archive, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    full_archive.run("build", "-q")
    capsys.readouterr()
    assert full_archive.run(*command.split(), "--json") in {0, 1}
    assert all(isinstance(one, dict) for one in lines(capsys))


def test_completion_knows_files(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--print-completion", "bash"])
    script = capsys.readouterr().out
    assert "_shtab_sitegen_add_pos_0_COMPGEN=_shtab_compgen_files" in script
    assert "_shtab_sitegen_build__o_COMPGEN=_shtab_compgen_dirs" in script


def test_folders_of_texts_are_walked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.txt", "2024/a.txt", "2024/04/b.txt", ".git/c.txt"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text(ARTICLE, encoding="utf-8")
    assert main(["clean", str(tmp_path / "in"), "-o", str(tmp_path / "out")]) == 0
    assert sorted(
        file.relative_to(tmp_path / "out").as_posix() for file in (tmp_path / "out").rglob("*.txt")
    ) == [
        "2024/04/b.txt",
        "2024/a.txt",
        "a.txt",
    ]
    capsys.readouterr()
    assert main(["relations", str(tmp_path / "in")]) == 0
    assert {str(row[side]) for row in lines(capsys) for side in ("a", "b")} == {"a", "2024/a", "2024/04/b"}


def test_new_and_add_give_names_that_every_system_allows(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/who: me?.txt").write_text(ARTICLE, encoding="utf-8")
    assert main(["new", str(tmp_path / "made"), "--from", str(tmp_path / "in")]) == 0
    said = capsys.readouterr()
    assert "who: me?.txt is who- me-.txt" in said.out + said.err
    assert [file.name for file in (tmp_path / "made/seeds").glob("*.txt")] == ["who- me-.txt"]
    archive.write("seeds/who: me?.txt", ARTICLE)
    assert "SG130" in archive.codes()
    archive.write("content/files/a?.pdf", b"x")
    assert archive.run("build") == 1
    assert (
        'content/files/a?.pdf: error SG130: Windows does not allow this name, so the file is not copied; name it "a-.pdf"'
        in capsys.readouterr().err
    )


@pytest.mark.parametrize("command", ["build", "check", "status"])
def test_what_stops_a_command_is_an_object_too(
    full_archive: Archive, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    full_archive.write("sitegen.toml", 'titel = "x"\n')
    assert full_archive.run(command, "--json") == 2
    (told,) = lines(capsys)
    assert (told["path"], told["line"], told["code"], told["severity"]) == (
        "sitegen.toml",
        1,
        "SG402",
        "error",
    )


def test_the_search_finds_remarks_and_tells_slips(
    full_archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    full_archive.write("content/notes/000.md", "A quokka sat on the pier.\n")
    assert full_archive.run("build", "-q") == 0
    assert full_archive.run("search", "quokka") == 0
    said = capsys.readouterr()
    assert "articles/000.html" in said.out
    full_archive.run("search", "ferry", "yaer:2021")
    assert (
        '"yaer:" is no filter, so it is looked for as a word; did you mean year:?' in capsys.readouterr().err
    )
    full_archive.run("search", "ferry", "year:1999")
    assert 'no year is "1999"' in capsys.readouterr().err
    assert full_archive.run("search", "-ferry", "bell") == 0
    assert "articles/002.html" in capsys.readouterr().out


def test_clean_says_that_rules_of_an_archive_do_not_count(
    full_archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    said = "notes and rules of the archive do not count here"
    for words in (["seeds/000_a.txt"], ["seeds"]):
        assert main(["clean", *(str(full_archive.root / word) for word in words)]) == 0
        assert said in capsys.readouterr().err
    assert main(["clean", str(full_archive.root / "content/notes/000.md")]) == 0
    assert said not in capsys.readouterr().err


def test_options_may_stand_before_names(full_archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    assert full_archive.run("theme", "eject", "--json", "text.html") == 0
    assert lines(capsys) == [{"file": "themes/default/templates/text.html", "whose": "yours"}]


def test_explain_names_the_rules_that_decided_about_each_name(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.write(
        "seeds/000.txt",
        "Notes of the week\n\nDiplomats said on Monday that Beijing has denied the report of the harbour office.\n\n"
        "Anna Lodkin met them in Beijing on Tuesday, and Lodkin said that she would read the report again.\n",
    )
    assert main(["-C", str(archive.root), "explain", "000", "--names", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["line"], row["text"], row["entity"], row["why"]) for row in rows] == [
        (3, "Beijing", "china", "metonym"),
        (5, "Anna Lodkin", "anna-lodkin", "first name"),
        (5, "Beijing", "beijing", "capital"),
        (5, "Lodkin", "anna-lodkin", "surname"),
    ]
    assert rows[0]["rules"][-1] == "a capital as its government"
    assert len(rows[0]["rules"]) == 2  # how it is read, and whom it means
    assert rows[3]["rules"][-1] == "the family name of someone in the article"
    assert main(["-C", str(archive.root), "explain", "000", "--names"]) == 0
    shown = capsys.readouterr().out
    assert "   3 Beijing: China (place)\n             evidence: metonym; rules: " in shown
