"""``plan.yaml`` of a case as a clinician reads it: what the case shows, what to look for, then the plan in words."""

import textwrap

import yaml

from support.golden.moved_text import Entry
from support.golden.plan_cases import PlanCase

_WIDTH = 110
_LONG = 80


class _Readable(yaml.SafeDumper):
    """Indents the items of a list below its name."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    """Long texts without marks of quotation around and doubled in them."""
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=">" if len(text) > _LONG else None)


_Readable.add_representer(str, _text)


def read_plan(case: PlanCase) -> Entry:
    """An empty record for a case that has no plan yet."""
    if not case.expected_file.exists():
        return {}
    return yaml.load(case.expected_file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def write_plan(case: PlanCase, plan: Entry) -> None:
    case.expected_file.write_text(plan_text(case, plan), encoding="utf-8")


def plan_text(case: PlanCase, plan: Entry) -> str:
    body = yaml.dump(plan, Dumper=_Readable, allow_unicode=True, sort_keys=False, width=_WIDTH)
    return "\n".join((*_comments(case), "", body))


def _comments(case: PlanCase) -> list[str]:
    lines = [case.shows, "Look for:", *(f"- {item}" for item in case.look_for)]
    return [row for line in lines for row in _wrapped(line)]


def _wrapped(line: str) -> list[str]:
    return textwrap.wrap(line, _WIDTH, initial_indent="# ", subsequent_indent="#   " if line.startswith("-") else "# ")
