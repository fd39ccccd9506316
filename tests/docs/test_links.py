"""Links between the pages lead somewhere, and a decision record has its form."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").glob("*.md")])
RECORDS = sorted((ROOT / "docs" / "decisions").iterdir())
LONGEST = 40
"""Lines of a record: what needs more is explained on a page of its own."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_of_a_page_lead_somewhere(page):
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\(([^)\s#]+)(?:#[^)\s]*)?\)", text)
    lost = [target for target in targets if "://" not in target and not (page.parent / target).exists()]
    assert not lost


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.name)
def test_a_record_says_what_why_and_what_was_given_up(record):
    day = re.fullmatch(r"(\d{4}-\d{2}-\d{2})-[a-z0-9-]+\.md", record.name)[1]
    lines = record.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= LONGEST
    assert lines[0].startswith("# ")
    assert lines[2] == day
    assert [line for line in lines if line.startswith("## ")] == ["## Decided", "## Why", "## Given up"]
