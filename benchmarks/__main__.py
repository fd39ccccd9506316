"""``python -m benchmarks [script …]`` prints one table; see README.md."""

import importlib
import os
import platform
import sys
from importlib.metadata import version

from benchmarks.population import Row

SCRIPTS = (
    "population",
    "million",
    "one_twin",
    "weighing",
    "whole_chain",
    "plan_search",
    "start_up",
    "slow_states",
    "learning",
    "dorsal_horn",
)
# These need packages that the project does not, or its first release beside it.
ON_REQUEST = (
    "what_if_page",
    "since_first_release",
    "peers",
    "slow_states_peers",
    "learning_reference",
    "learning_peers",
    "dorsal_horn_peers",
)


def main(names: list[str]) -> None:
    if unknown := set(names) - {*SCRIPTS, *ON_REQUEST}:
        sys.exit(f"no benchmark {', '.join(sorted(unknown))} (available: {', '.join((*SCRIPTS, *ON_REQUEST))})")
    _print_machine()
    for name in names or SCRIPTS:
        for row in _rows(name):
            print(f"| {row.what} | {row.time} | {row.accuracy} | {row.remark} |", flush=True)


def _rows(name: str) -> list[Row]:
    try:
        return list(importlib.import_module(f"benchmarks.{name}").rows())
    except ImportError as error:
        return [Row(name, "skipped", "", f"{error.name or error} is not there")]


def _print_machine() -> None:
    versions = ", ".join(f"{package} {version(package)}" for package in ("numpy", "scipy", "numba", "sciatwin"))
    print(f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}, {versions}\n")
    print("| what | time | accuracy | remark |\n|---|---|---|---|")


if __name__ == "__main__":
    main(sys.argv[1:])
