"""A clinic that is served, and a real browser before it. Without one these tests are skipped by name."""

import shutil
import threading
import time

import pytest
import uvicorn

from sciaclinic.episode.roles import Role
from support.a_clinic import AClinic
from support.chart_session import Charting
from support.signed_clinic import signed_clinic

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_HOW = "no Chromium here: 'apt-get install chromium' (Debian) or 'playwright install chromium' brings one"


class Served:
    """A clinic at an address of this machine."""

    def __init__(self, folder):
        self.clinic = AClinic(folder)
        config = uvicorn.Config(self.clinic.app, host="127.0.0.1", port=0, log_level="warning", lifespan="off")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        port = self._server.servers[0].sockets[0].getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"

    def close(self):
        self._server.should_exit = True
        self._thread.join(timeout=10)
        self.clinic.close()


@pytest.fixture(scope="session")
def chromium():
    """One browser for all tests of a process."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed (pip install playwright, apt-get install chromium)"
    )
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    with playwright.sync_playwright() as driver:
        try:
            browser = driver.chromium.launch(executable_path=path, args=list(_QUIET))
        except playwright.Error:
            pytest.skip(_HOW)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    made = Served(tmp_path_factory.mktemp("clinic"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def served_with_plan(tmp_path_factory):
    """The same with one plan that is signed; ``charting`` writes its sessions."""
    folder = tmp_path_factory.mktemp("clinic")
    clinic, charting = signed_clinic(folder)
    clinic.close()
    made = Served(folder)
    made.charting = Charting(made.clinic, charting.key)
    yield made
    made.close()


@pytest.fixture
def open_page(chromium, served):
    """A page in a context of its own, signed in; what a script reports as an error fails the test.

    A request that was refused or cut is no error of a script.
    """
    contexts, errors = [], []

    def note(said):
        if said.type == "error" and not said.text.startswith("Failed to load resource"):
            errors.append(said.text)

    def opened(path="/", *roles, **context):
        client = served.clinic.browser(*(roles or (Role.PHYSICIAN, Role.ADMINISTRATOR)))
        token = {"name": "sciatwin", "value": client.cookies["sciatwin"], "url": served.address}
        made = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **context})
        made.add_cookies([token])
        contexts.append(made)
        page = made.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", note)
        page.goto(served.address + path)
        return page

    yield opened
    for made in contexts:
        made.close()
    assert errors == []
