"""Every page in a real browser: on a phone nothing reaches past the screen, and by night no figure glares."""

import html
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from sciaclinic.render.html import page
from sciaclinic.services.stored import read_stored

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
STORED = sorted((Path(__file__).resolve().parents[2] / "data" / "documents").glob("*.json"))
PHONES_PX = (360, 390)
NIGHT, DAY = "0", "1"
_OPTIONS = "--headless --no-sandbox --disable-gpu --allow-file-access-from-files --virtual-time-budget=9000 --dump-dom"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(BROWSER is None, reason="needs a browser: apt-get install chromium"),
]

_LOOK = """<script>
addEventListener("load", () => {
  const screen = document.documentElement.clientWidth;
  const scrolls = (at) => at && (getComputedStyle(at).overflowX !== "visible" || scrolls(at.parentElement));
  const past = [...document.querySelectorAll("main *, header *, footer *")].filter((at) => {
    const box = at.getBoundingClientRect();
    return box.width && box.right > screen + 0.5 && !at.closest("svg") && !scrolls(at.parentElement);
  });
  const spilled = [...document.querySelectorAll("dd, dt, td, th, li, p, h1, h2, h3, caption")].filter((at) => {
    const letters = document.createRange();
    letters.selectNodeContents(at);
    return !at.closest("thead, pre, .unseen, .broad") && at.clientWidth > 1 && !at.querySelector(".unseen") &&
      letters.getBoundingClientRect().right > at.getBoundingClientRect().right + 1;
  });
  const figure = document.querySelector("figure svg");
  document.title = JSON.stringify({
    screen, wide: document.documentElement.scrollWidth,
    past: past.map((at) => at.outerHTML.slice(0, 120)), spilled: spilled.map((at) => at.textContent.slice(0, 80)),
    filter: figure ? getComputedStyle(figure).filter : null,
  });
});
</script>"""
_FRAME = '<iframe id="{name} {width}" src="{name}.html" style="border:0;width:{width}px;height:2000px"></iframe>'
_COLLECT = """<script>
addEventListener("load", () => {
  const frames = [...document.querySelectorAll("iframe")];
  document.title = JSON.stringify(Object.fromEntries(frames.map((at) => [at.id, at.contentDocument.title])));
});
</script>"""


@pytest.fixture(scope="module")
def look(tmp_path_factory):
    """What a browser says of stored answers as pages, by name and width of the screen; it is started once for all."""
    folder = tmp_path_factory.mktemp("pages")

    def look(paths, scheme):
        for path in paths:
            _, sheet = read_stored(path)
            (folder / f"{path.stem}.html").write_text(page(sheet).replace("</body>", f"{_LOOK}</body>"), "utf-8")
        frames = [_FRAME.format(name=path.stem, width=width) for path in paths for width in PHONES_PX]
        file = folder / "frames.html"
        file.write_text(f"<!doctype html><title>-</title>{''.join(frames)}{_COLLECT}", "utf-8")
        options = f"{_OPTIONS} --user-data-dir={folder / 'profile'} --blink-settings=preferredColorScheme={scheme}"
        command = [BROWSER, *options.split(), file.as_uri()]
        shown = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True).stdout
        seen = json.loads(html.unescape(re.search(r"<title>(.*?)</title>", shown, re.DOTALL)[1]))
        return {tuple(name.split()): json.loads(text) for name, text in seen.items()}

    return look


@pytest.fixture(scope="module")
def by_day(look):
    return look(STORED, DAY)


@pytest.mark.parametrize("width_px", PHONES_PX)
@pytest.mark.parametrize("name", [path.stem for path in STORED])
def test_no_page_scrolls_sideways_and_no_words_leave_their_box_on_a_phone(name, width_px, by_day):
    seen = by_day[name, str(width_px)]
    assert seen["screen"] <= width_px
    assert seen["wide"] <= seen["screen"], seen["past"]
    assert seen["past"] == []
    assert seen["spilled"] == []


def test_figures_do_not_glare_by_night(look, by_day):
    by_night = look([path for path in STORED if path.stem == "plan"], NIGHT)
    assert by_day["plan", "390"]["filter"] == "none"
    assert "invert" in by_night["plan", "390"]["filter"]
