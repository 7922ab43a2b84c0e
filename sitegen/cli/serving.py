"""The command that serves a site while it is worked on."""

import argparse
import socket
import sys
import time
import warnings
from dataclasses import replace

from sitegen.cli.console import DONE, Console, count_of, jobs_of, tell, warn
from sitegen.cli.context import asked_config
from sitegen.model import Problem
from sitegen.pipeline.build import build
from sitegen.pipeline.memory import Store
from sitegen.pipeline.runtime import Runtime
from sitegen.render.theme import load_theme
from sitegen.server import WIDE, Stage, address_of, server, watch
from sitegen.text import plural


def run_serve(args: argparse.Namespace, console: Console) -> int:
    """Build, serve, and build again on every change."""
    asked_config(args)
    # watchdog warns when it meets a new folder by itself and through its parent; that is no fault and no news
    warnings.filterwarnings("ignore", category=RuntimeWarning, module=r"watchdog\.observers")
    store = Store()

    def make() -> tuple[dict[str, bytes], tuple[Problem, ...]]:
        start = time.perf_counter()
        config = asked_config(args)
        config = config if args.base_url else replace(config, served_at="/")
        built = build(args.root, config, load_theme(args.root, config.theme), Runtime(store, jobs_of(args)))
        console.problems(built.problems)
        console.say(
            f"built {plural(len(built.site.pages), 'page')} in {time.perf_counter() - start:.2f} s;"
            f" {count_of(built.problems)}"
        )
        return {output.path: output.data for output in built.outputs}, built.problems

    stage = Stage(make, warn)
    base = asked_config(args).base_path if args.base_url else "/"
    with server(stage, args.host, args.port, base, args.name) as web:
        stage.rebuild()
        stop = watch(args.root.resolve(), stage.rebuild, poll=args.poll)
        tell(address_of(args.host, web.server_port, base))
        sys.stdout.flush()
        if args.host in WIDE:
            console.say(
                f"from other devices: {address_of(socket.gethostname(), web.server_port, base)},"
                " or by an address of this machine"
            )
        console.say("watching for changes; Ctrl+C ends")
        try:
            web.serve_forever(poll_interval=0.2)
        except KeyboardInterrupt:
            console.say("")
        finally:
            stop()
    return DONE
