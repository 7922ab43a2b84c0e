"""The whole campaign that docs/trust.md tells of, or its short form.

python tools/trust            # all of it: some hours
python tools/trust --short    # under five minutes
python tools/trust --only hostile --count 10000
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import fuzz
import hostile
import kills
import rights

ROOT = Path(__file__).resolve().parent.parent.parent
SITEGEN = [sys.executable, "-m", "sitegen"]
PARTS = ("hostile", "rights", "kills", "faults", "series", "growth", "fuzz")
LONG = {"hostile": 10_000, "rights": 500, "kills": 1_000, "series": 1_000, "fuzz": 1_000_000}
SHORT = {"hostile": 240, "rights": 4, "kills": 14, "series": 0, "fuzz": 2_000}


def _hostile(count: int, seed: int, work: Path) -> int:
    result = hostile.campaign(SITEGEN, work, count, seed)
    told = f"hostile inputs: {result.tried}, faults {len(result.faults)}"
    print(f"{told}, slowest build {result.slowest:.1f} s of processor time")
    print(*result.faults[:20], sep="\n")
    return len(result.faults)


def _rights(count: int, seed: int, work: Path) -> int:
    result = rights.campaign(SITEGEN, work, count, seed)
    print(f"random rights: {result.tried} archives, {result.marks} words to hide, told {len(result.faults)}")
    print(*result.faults[:20], sep="\n")
    return len(result.faults)


def _kills(count: int, seed: int, work: Path) -> int:
    result = kills.campaign(SITEGEN, work, count, seed)
    states = ", ".join(f"{state} {number}" for state, number in sorted(result.states.items()))
    print(f"kills: {result.kills} (sites {states}), faults {len(result.faults)}")
    print(*result.faults[:20], sep="\n")
    return len(result.faults)


def _pytest(path: str, **environment: str) -> int:
    command = [sys.executable, "-m", "pytest", "-q", "-m", "slow or not slow", path]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode


def _growth(*, short: bool) -> int:
    command = [
        sys.executable,
        str(ROOT / "benchmarks/growth.py"),
        # A machine of a service is noisy; what grows with the square has a factor of 4.
        *(["--every", "23", "--size", "4000", "--factor", "3.2"] if short else []),
    ]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def main() -> int:
    """Run the parts; return 1 where one finds a fault."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--short", action="store_true", help="the form that is part of .ci/run")
    parser.add_argument("--only", choices=PARTS, help="one part of it")
    parser.add_argument("--count", type=int, help="inputs, kills or series, in place of those of the form")
    parser.add_argument("--seed", type=int, default=1, help="of chance")
    parser.add_argument("--work", type=Path, help="a folder to work in, kept (default: a new one, removed)")
    args = parser.parse_args()
    counts = SHORT if args.short else LONG
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        work = args.work or Path(name)
        for part in [args.only] if args.only else PARTS:
            start = time.monotonic()
            count = args.count if args.count is not None else counts.get(part, 0)
            match part:
                case "hostile":
                    failed += _hostile(count, args.seed, work)
                case "rights":
                    failed += _rights(count, args.seed, work)
                case "kills":
                    failed += _kills(count, args.seed, work)
                case "faults" if not args.short:  # pytest has its short form
                    failed += _pytest("tests/test_faults.py", SITEGEN_FAULTS="1")
                case "series" if count:
                    failed += _pytest("tests/test_site_build.py", SITEGEN_SERIES=str(count))
                case "growth":
                    failed += _growth(short=args.short)
                case "fuzz":
                    failed += fuzz.campaign(count, args.seed)
                case _:
                    continue
            print(f"{part}: {time.monotonic() - start:.0f} s", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
