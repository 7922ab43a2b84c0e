"""What several commands need that look at a whole site."""

import argparse
from dataclasses import replace

from sitegen.cli.console import Console, jobs_of
from sitegen.config import Config, with_address
from sitegen.pipeline.analyze import Runtime, disk_store
from sitegen.pipeline.build import Built, build, check_exporters
from sitegen.pipeline.memory import Store
from sitegen.read.archive import read_config
from sitegen.render.theme import load_theme


def config_of(args: argparse.Namespace) -> Config:
    """Give the settings of the archive, and what was said on the command line."""
    config = read_config(args.root)
    check_exporters(config)
    if getattr(args, "base_url", None):
        config = with_address(config, args.base_url, "--base-url")
    return replace(config, profile=args.profile) if getattr(args, "profile", None) else config


def built_of(args: argparse.Namespace, voice: Console, *, remember: bool = True) -> tuple[Config, Built]:
    """Give the settings and a finished site in memory."""
    config = config_of(args)
    store = disk_store(args.root) if remember else Store()
    tools = Runtime(store, jobs_of(args), voice.progress())
    return config, build(args.root, config, load_theme(args.root, config.theme), tools)
