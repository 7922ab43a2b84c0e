"""What several commands need that look at a whole site."""

import argparse
from dataclasses import replace

from sitegen.cli.console import Console, jobs_of
from sitegen.config import Config, with_address
from sitegen.pipeline.build import Built, build, check_exporters
from sitegen.pipeline.memory import Store
from sitegen.pipeline.runtime import Runtime, disk_store
from sitegen.read.archive import read_config
from sitegen.render.theme import load_theme


def effective_config(args: argparse.Namespace) -> Config:
    """Return the settings of the archive, with what the command line says in their place."""
    config = read_config(args.root)
    check_exporters(config)
    base_url = getattr(args, "base_url", None)
    if base_url:
        config = with_address(config, base_url, "--base-url")
    profile = getattr(args, "profile", None)
    return replace(config, profile=profile) if profile else config


def built_site(args: argparse.Namespace, console: Console, *, remember: bool = True) -> tuple[Config, Built]:
    """Return the settings and a finished site in memory.

    `remember` keeps what was made for the next build.
    """
    config = effective_config(args)
    theme = load_theme(args.root, config.theme)
    with disk_store(args.root) if remember else Store() as store:
        runtime = Runtime(store, jobs_of(args), console.progress())
        return config, build(args.root, config, theme, runtime)
