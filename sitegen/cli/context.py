"""What several commands need that look at a whole site."""

import argparse

from sitegen.cli.console import Console, jobs_of
from sitegen.config import Config
from sitegen.pipeline.build import Built, build
from sitegen.pipeline.memory import Store
from sitegen.pipeline.runtime import Runtime, disk_store
from sitegen.render.theme import load_theme
from sitegen.site_build import effective_config


def asked_config(args: argparse.Namespace) -> Config:
    """Return the settings of the archive, with what the command line says in their place."""
    profile, base_url = getattr(args, "profile", None), getattr(args, "base_url", None)
    return effective_config(args.root, profile=profile or "", base_url=base_url or "", where="--base-url")


def built_site(args: argparse.Namespace, console: Console, *, remember: bool = True) -> tuple[Config, Built]:
    """Return the settings and a finished site in memory.

    `remember` keeps what was made for the next build.
    """
    config = asked_config(args)
    theme = load_theme(args.root, config.theme)
    with disk_store(args.root) if remember else Store() as store:
        runtime = Runtime(store, jobs_of(args), console.progress())
        return config, build(args.root, config, theme, runtime)
