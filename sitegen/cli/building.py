"""The command that makes a site.  It loads little before it knows that there is something to make."""

import argparse

from sitegen.cli.console import Console, count_of, print_json, problem_json, verdict
from sitegen.files import leads_out
from sitegen.model import SitegenError
from sitegen.pipeline.build_report import Report
from sitegen.pipeline.last_build import BuildOptions
from sitegen.site_build import LeakError, build_site
from sitegen.text import plural
from sitegen.write import edition_in


def run_build(args: argparse.Namespace, console: Console) -> int:
    """Make the site."""
    options = BuildOptions(
        root=args.root,
        target=args.output or args.root / "public",
        profile=args.profile or "",
        base_url=args.base_url or "",
        strict=args.strict,
    )
    try:
        if not args.output:
            _refuse_link_out(options)
        report = build_site(
            options, force=args.force, verify=args.verify, jobs=args.jobs, progress=console.progress()
        )
    except SitegenError as error:
        if isinstance(error, LeakError):
            console.problems(error.problems)
        if args.profile == "public" and edition_in(options.target) == "private":
            note = f"{options.target} holds the private edition of an earlier build; do not publish it"
            error.add_note(note)
        raise
    console.problems(report.problems)
    if args.json:
        print_json(_report_json(report))
    else:
        console.say(_report_sentence(report))
    return verdict(report.problems, strict=args.strict)


def _refuse_link_out(options: BuildOptions) -> None:
    """Raise SitegenError where the folder that nobody named leads out of the archive."""
    if leads_out(options.target, options.root):
        message = "this is a link that leads out of the archive"
        raise SitegenError("SG605", options.target, -1, message, "name the folder itself with -o")


def _report_json(report: Report) -> dict[str, object]:
    """Return what a build did, as `--json` prints it."""
    counts = ("seeds", "articles", "skipped", "pages", "written", "kept", "removed")
    return {
        **{count: getattr(report, count) for count in counts},
        "seconds": round(report.seconds, 3),
        "profile": report.profile,
        "output": str(report.output),
        "problems": [problem_json(problem) for problem in sorted(report.problems)],
    }


def _report_sentence(report: Report) -> str:
    """Return what a build did, in a line for people."""
    counts = ((report.skipped, "skipped"), (report.withdrawn, "withdrawn"))
    missing = ", ".join(f"{count} {what}" for count, what in counts if count)
    articles = plural(report.articles, "article") + (f" ({missing})" if missing else "")
    return (
        f"{report.output}: {report.profile} edition, {articles}, {plural(report.pages, 'page')};"
        f" {report.written} files written, {report.kept} unchanged, {report.removed} removed;"
        f" {count_of(report.problems)}; {report.seconds:.2f} s"
    )
