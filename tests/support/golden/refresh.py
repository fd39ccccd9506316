"""Renews the plans of the golden folder and prints what moved: ``make scenarios``, or with the names of cases.

Entries that moved by less than their tolerance stay as they are written.
"""

import sys
from collections.abc import Sequence

from support.golden.moved_text import moved, settled
from support.golden.plan_cases import PlanCase, plan_cases
from support.golden.plan_in_words import plan_in_words
from support.golden.plan_yaml import read_plan, write_plan


def refresh(cases: Sequence[PlanCase]) -> int:
    """Number of entries that moved; each is printed with where, from and to."""
    count = 0
    for case in cases:
        was, now = read_plan(case), plan_in_words(case.plan())
        changes = list(moved(was, now, units=case.tolerated_units)) if was else []
        write_plan(case, settled(was, now, units=case.tolerated_units))
        print(f"{case.name}: {len(changes)} moved" if was else f"{case.name}: new")
        for change in changes:
            print(f"  {change}")
        count += len(changes)
    return count


def main(names: Sequence[str]) -> int:
    """Exit code: 0, or 2 for a name that is no case."""
    known = {case.name: case for case in plan_cases()}
    strange = [name for name in names if name not in known]
    if strange:
        print(f"no such case: {', '.join(strange)}. There are: {', '.join(known)}.", file=sys.stderr)
        return 2
    count = refresh([known[name] for name in names] if names else list(known.values()))
    print(
        f"{count} entries moved; look at each, and name them under Numbers in CHANGELOG.md."
        if count
        else "Nothing moved."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
