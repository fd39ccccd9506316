"""Serves the clinic on this machine."""

import logging
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn

from sciaclinic.records.database import open_records
from sciaclinic.services.fault_log import WithoutValues
from sciaclinic.web.app import create_app
from sciaclinic.web.settings import Settings

_HOST = "127.0.0.1"


def serve(record: Path, *, port: int, opens: bool, say: Callable[[str], None]) -> None:
    """Until it is stopped. Raises: InputFileError for a record that cannot be opened."""
    record.parent.mkdir(parents=True, exist_ok=True)
    records = open_records(record)
    address = f"http://{_HOST}:{port}/"
    say(f"The clinic is open at {address} (its record: {record}). Ctrl-C closes it.")
    if opens:
        threading.Timer(0.8, webbrowser.open, [address]).start()
    logging.getLogger("uvicorn.error").addFilter(WithoutValues())
    try:
        uvicorn.run(create_app(Settings(records)), host=_HOST, port=port, log_level="warning", access_log=False)
    finally:
        records.close()
