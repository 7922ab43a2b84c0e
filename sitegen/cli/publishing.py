"""The command that publishes the public edition."""

import argparse
from pathlib import Path

from sitegen.cli.console import Console, jobs_of, print_json, tell, verdict
from sitegen.config import Config
from sitegen.model import Problem, SitegenError
from sitegen.pipeline.runtime import Runtime, disk_store
from sitegen.publish.branch import Branch, repository_of
from sitegen.publish.edition import Staged, errors, stage
from sitegen.publish.folder import Folder, Rsync
from sitegen.publish.plan import MAX_FILE, MAX_SITE, Changes, too_large
from sitegen.publish.target import Target
from sitegen.site.rights import Mode
from sitegen.site_build import LeakError, effective_config
from sitegen.text import plural
from sitegen.write import MANIFEST

MAX_LISTED = 10  # files of a kind that are named without -v
MODE_NAMES = {
    Mode.FULL: "in full",
    Mode.EXCERPT: "as excerpt",
    Mode.RECORD: "as record",
    Mode.WITHDRAWN: "withdrawn",
}


def run_publish(args: argparse.Namespace, console: Console) -> int:
    """Make the public edition, look through it, and bring it to where it is published."""
    config = effective_config(args.root, profile="public", base_url=args.base_url or "", where="--base-url")
    target = _target(args, config)
    try:
        with disk_store(args.root) as store:
            staged = stage(args.root, config, Runtime(store, jobs_of(args), console.progress()))
    except LeakError as error:
        console.problems(error.problems)
        raise
    console.problems(staged.problems)
    if errors(staged.problems):
        raise SitegenError(
            "SG627", "", -1, "nothing was published, because of the errors above", "mend them first"
        )
    changes = target.look(staged.folder, (*staged.sizes, MANIFEST))
    if not config.address:
        problem = "no address is set, so sitemap, canonical links and addresses in feeds are lacking"
        hint = 'write address = "https://…/" into it'
        console.problems([Problem("sitegen.toml", -1, "SG629", f"{problem}; {hint}")])
    _refuse_contested(target, changes)
    _refuse_large(target, staged)
    _refuse_other_address(target, config)
    if not args.json and (args.dry_run or not console.quiet):
        _tell(staged, changes, target, console)
    done = "" if args.dry_run or not (changes or args.force) else target.send(_message(args, config, staged))
    if args.json:
        print_json(_as_json(staged, changes, target, done))
    console.say(_end(args, target, config, done))
    return verdict(staged.problems, strict=False)


def _target(args: argparse.Namespace, config: Config) -> Target:
    """Return the place that the command line names, else the settings."""
    asked = [name for name in ("folder", "rsync", "remote") if getattr(args, f"to_{name}")]
    if len(asked) > 1:
        raise SitegenError("SG622", "", -1, f"--{asked[0]} and --{asked[1]} name two places", "say one")
    place = asked[0] if asked else ""
    if place == "folder" or (not place and config.publish_folder):
        return Folder(args.to_folder or args.root / config.publish_folder)
    if place == "rsync" or (not place and config.publish_rsync):
        return Rsync(_checked(args.to_rsync or config.publish_rsync))
    remote = _checked(args.to_remote or config.publish_remote)
    folder = Path(remote) if args.to_remote else args.root / remote
    if "/" in remote and folder.is_dir():  # Git would look for it from the folder of the repository
        remote = str(folder.resolve())
    history = config.publish_history or args.history
    return Branch(
        repository=repository_of(args.root, remote),
        remote=remote,
        branch=args.branch or config.publish_branch,
        keeps_history=history,
    )


def _checked(place: str) -> str:
    if place.startswith("-"):
        raise SitegenError("SG622", "", -1, f'"{place}" is no place to publish to', "it would be an option")
    return place


def _refuse_contested(target: Target, changes: Changes) -> None:
    if changes.contested:
        path = changes.contested[0]
        raise SitegenError(
            "SG624",
            path,
            -1,
            f"a file of others stands there on {target.name}, and the site has another one of this name",
            "remove one of the two",
        )


def _refuse_large(target: Target, staged: Staged) -> None:
    told = too_large(staged.sizes) if target.limited else []
    if told:
        raise SitegenError(
            "SG626", "", -1, told[0], "leave out what is large, or publish to a folder of your own"
        )


def _refuse_other_address(target: Target, config: Config) -> None:
    """Raise SitegenError where the site would be found at another address than it tells."""
    expected = target.expected_address()
    if expected and config.address.lower() != expected.lower():
        said = (
            f"the site tells the address {config.address}" if config.address else "the site tells no address"
        )
        message = f"{said}, and {target.name} is shown at {expected}"
        raise SitegenError("SG628", "sitegen.toml", -1, message, f'write address = "{expected}"')


def _message(args: argparse.Namespace, config: Config, staged: Staged) -> str:
    if args.message:
        return str(args.message)
    articles = sum(count for mode, count in staged.modes.items() if mode is not Mode.WITHDRAWN)
    return f"{config.title}: {plural(articles, 'article')}"


def _tell(staged: Staged, changes: Changes, target: Target, console: Console) -> None:
    """Print what is to be published, for people."""
    total, largest = sum(staged.sizes.values()), max(staged.sizes, key=lambda path: staged.sizes[path])
    site_limit = f" (GitHub Pages takes {_size(MAX_SITE)})" if target.limited else ""
    file_limit = f" (of {_size(MAX_FILE)})" if target.limited else ""
    tell(
        f"{plural(len(staged.sizes), 'file')}, {_size(total)}{site_limit};"
        f" the largest is {largest} with {_size(staged.sizes[largest])}{file_limit}"
    )
    tell(
        "articles: "
        + ", ".join(f"{staged.modes[mode]} {name}" for mode, name in MODE_NAMES.items() if staged.modes[mode])
    )
    if staged.withdrawn:
        tell(f"withdrawn: {', '.join(staged.withdrawn)}")
    kinds = (("new", changes.new), ("changed", changes.changed), ("gone", changes.gone))
    counts = ", ".join(f"{len(paths)} {name}" for name, paths in kinds)
    tell(f"on {target.name}: {counts}, {changes.same} as they are")
    for name, paths in kinds:
        shown = paths if console.verbose else paths[:MAX_LISTED]
        for path in shown:
            tell(f"  {name:8}{path}" + (f"  {_size(staged.sizes[path])}" if path in staged.sizes else ""))
        if len(shown) < len(paths):
            tell(f"  … and {len(paths) - len(shown)} more {name} (-v lists all)")
    if changes.kept:
        tell(
            f"kept there, not ours: {', '.join(changes.kept[:MAX_LISTED])}"
            + (" and more" if len(changes.kept) > MAX_LISTED else "")
        )


def _size(size: int) -> str:
    for unit, name in ((1_000_000_000, "GB"), (1_000_000, "MB")):
        if size >= unit:
            return f"{size / unit:.1f}".removesuffix(".0") + f" {name}"
    return f"{size / 1000:.0f} kB"


def _as_json(staged: Staged, changes: Changes, target: Target, done: str) -> dict[str, object]:
    return {
        "target": target.name,
        "published": bool(done),
        "files": len(staged.sizes),
        "bytes": sum(staged.sizes.values()),
        "largest": max(staged.sizes.values()),
        "modes": {mode.value: count for mode, count in sorted(staged.modes.items())},
        "withdrawn": list(staged.withdrawn),
        "new": list(changes.new),
        "changed": list(changes.changed),
        "gone": list(changes.gone),
        "kept": list(changes.kept),
    }


def _end(args: argparse.Namespace, target: Target, config: Config, done: str) -> str:
    """Return the sentence with which the command ends."""
    if args.dry_run:
        return "nothing was published (--dry-run)"
    if not done:
        return f"nothing has changed since {target.name} was published; --force publishes all the same"
    told = [f"published: {target.name} ({done})"]
    if config.address:
        told.append(f"it will be at {config.address} in a moment")
    if isinstance(target, Branch) and target.is_first and target.host == "GitHub Pages":
        choice = f'"Deploy from a branch", {target.branch}, / (root)'
        told.append(f"once: choose {choice} in the repository's Settings under Pages")
    if isinstance(target, Branch) and target.keeps_history and not target.is_first:
        told.append(f"earlier commits of {target.branch} still hold what was withdrawn since")
    return "; ".join(told)
