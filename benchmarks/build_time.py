"""How long a build takes: cold, again without a change, after one edit; medians of several runs, one table.

usage: python benchmarks/build_time.py [--count 1000] [--runs 3]
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent


def timed(root: Path, *options: str) -> float:
    """Run a build as a process of its own and give its seconds."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "sitegen", "-C", str(root), "build", "-q", *options], check=True)
    return time.perf_counter() - start


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as box:
        root = Path(box) / "archive"
        subprocess.run(
            [sys.executable, HERE / "generate.py", root / "seeds", "--count", str(args.count)], check=True
        )
        (root / "sitegen.toml").write_text('title = "Benchmark"\n', encoding="utf-8")
        figures: dict[str, list[float]] = {"cold": [], "unchanged": [], "one edit": []}
        for run in range(args.runs):
            shutil.rmtree(root / "public", ignore_errors=True)
            shutil.rmtree(root / ".sitegen", ignore_errors=True)
            figures["cold"].append(timed(root))
            figures["unchanged"].append(timed(root))
            seed = min((root / "seeds").iterdir())
            seed.write_text(
                seed.read_text(encoding="utf-8") + f"\nOne more sentence was added in run number {run}.\n",
                encoding="utf-8",
            )
            figures["one edit"].append(timed(root))
    print(f"{args.count} seeds, {args.runs} runs, medians")
    for name, seconds in figures.items():
        print(
            f"  {name:10} {statistics.median(seconds):7.2f} s"
            f"   {statistics.median(seconds) / args.count * 1000:6.2f} ms a seed"
        )


if __name__ == "__main__":
    main()
