"""Every page by day and by night: axe finds no breach of WCAG 2.2 A and AA, and no page is wider than its screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe

_RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
PAGES = (
    "/",
    "/patients",
    "/patients/new",
    "/clinic",
    "/evidence",
    "/episodes/{key}/intake",
    "/episodes/{key}/what-if",
    "/episodes/{key}/plan",
    "/episodes/{key}/together",
    "/episodes/{key}/sessions",
    "/episodes/{key}/sessions/1",
    "/episodes/{key}/follow-up",
    "/episodes/{key}/mechanism",
    "/episodes/{key}/history",
)


@pytest.fixture(scope="module")
def served(served_with_plan):
    """A clinic with a session whose pump is running."""
    served_with_plan.charting.ready().start()
    return served_with_plan


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(path, scheme, open_page, served):
    page = open_page(path.format(key=served.charting.key), color_scheme=scheme, bypass_csp=True)
    page.wait_for_timeout(1000)  # curves and clocks are there
    found = Axe().run(page, options=_RULES)
    told = [
        f"{item['id']}: {item['help']}; {node['target']} {node['failureSummary'][:200]}"
        for item in found.response["violations"]
        for node in item["nodes"][:3]
    ]
    assert not told, "\n".join(told)


@pytest.mark.parametrize("width_px", [360, 834, 2560])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_as_wide_as_its_screen(path, width_px, open_page, served):
    page = open_page(path.format(key=served.charting.key), viewport={"width": width_px, "height": 900})
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= width_px
