"""Kills a serving clinic again and again while two devices chart, and counts what is left.

By hand, a hundred times: ``PYTHONPATH=tests python -m support.crashes 100``.
"""

import http.client
import json
import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from sciaclinic.episode.roles import Role
from sciaclinic.records.audit import first_broken_line
from sciaclinic.records.database import open_records
from sciaclinic.records.users import by_login
from sciaclinic.services.clinic.accounts import sign_in, signed_in
from sciaclinic.services.context import Context
from support.a_clinic import PASSWORD
from support.chart_session import VALUES
from support.signed_clinic import signed_clinic

DEVICES = 2
_START_S, _LOAD_S = 120.0, (0.0, 1.0)
"""Longest wait for a clinic that opens; how long after the first answer it is killed."""


@dataclass
class Counts:
    """What was seen over all kills."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    doubled: int = 0
    damaged: int = 0
    unanswered_kept: int = 0
    """Entries whose answer the kill swallowed, and that were kept all the same: sent again, they stay one."""


@dataclass
class Device:
    """Sends measurements one after another; what was not acknowledged is sent again first, with its own key."""

    name: str
    acknowledged: list[str] = field(default_factory=list)
    unanswered: str = ""

    def chart(self, port, address, headers, over):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while not over.is_set():
            key = self.unanswered or f"{self.name}-{len(self.acknowledged)}"
            self.unanswered = key
            body = json.dumps({"kind": "measured", "body": VALUES, "key": key})
            try:
                connection.request("POST", address, body, headers)
                answer = connection.getresponse()
                answer.read()
            except (OSError, http.client.HTTPException):
                return
            if answer.status != 200:
                raise AssertionError(f"{answer.status} for {key}")
            self.acknowledged.append(key)
            self.unanswered = ""


def crash(times, *, seed=0, say=lambda _: None):
    """Counts after ``times`` kills at random moments."""
    moments = random.Random(seed)
    with TemporaryDirectory(prefix="sciatwin-crash-") as folder:
        record, address, headers = _running_session(Path(folder))
        devices, counts = [Device(f"device-{number}") for number in range(DEVICES)], Counts()
        for _ in range(times):
            _one_kill(record, address, headers, devices, moments.uniform(*_LOAD_S))
            counts.kills += 1
            _look(record, devices, counts)
            say(counts)
    return counts


def _running_session(folder):
    """A record whose pump runs, and what a device needs to chart: address and headers."""
    clinic, charting = signed_clinic(folder)
    charting.ready().start()
    clinic.browser(Role.NURSE)  # adds the user
    context = Context()
    token = sign_in(clinic.records, context, login="browser nurse", password=PASSWORD)
    login = signed_in(clinic.records, context, token)
    clinic.close()
    headers = {
        "Cookie": f"sciatwin={token}",
        "X-Form-Key": login.form_key,
        "Content-Type": "application/json",
        "Accept": "application/json",
    }
    return folder / "record.sqlite", f"/episodes/{charting.key}/sessions/1/entries", headers


def _one_kill(record, address, headers, devices, after_s):
    port = _free_port()
    command = [sys.executable, "-m", "sciatwin", "serve", "--no-open", "--record", str(record), "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    over = threading.Event()
    try:
        _wait_for(port)
        threads = [threading.Thread(target=device.chart, args=(port, address, headers, over)) for device in devices]
        before = [len(device.acknowledged) for device in devices]
        for thread in threads:
            thread.start()
        _until(lambda: any(len(device.acknowledged) > had for device, had in zip(devices, before, strict=True)))
        time.sleep(after_s)
    finally:
        os.kill(server.pid, signal.SIGKILL)
        server.wait()
    over.set()
    for thread in threads:
        thread.join()


def _wait_for(port):
    def is_open():
        with socket.socket() as asked:
            return asked.connect_ex(("127.0.0.1", port)) == 0

    _until(is_open)


def _until(happened):
    end = time.monotonic() + _START_S
    while not happened():
        if time.monotonic() > end:
            raise AssertionError(f"The clinic did not answer within {_START_S:g} s.")
        time.sleep(0.02)


def _free_port():
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


def _look(record, devices, counts):
    with sqlite3.connect(record) as connection:
        whole = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        kept = [row[0] for row in connection.execute("SELECT device_key FROM entries WHERE device_key IS NOT NULL")]
    records = open_records(record)
    with records.reading() as opened:
        whole = whole and first_broken_line(opened) is None and by_login(opened, "browser nurse") is not None
    records.close()
    acknowledged = [key for device in devices for key in device.acknowledged]
    counts.acknowledged = len(acknowledged)
    counts.lost += len(set(acknowledged) - set(kept))
    counts.doubled += len(kept) - len(set(kept))
    counts.damaged += not whole
    counts.unanswered_kept += sum(device.unanswered in kept for device in devices if device.unanswered)


def _say(counts):
    sys.stdout.write(f"{counts}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    crash(int(sys.argv[1]), say=_say)
