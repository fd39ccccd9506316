"""Inputs as people and programs spoil them, and what every answer to one must be.

``PYTHONPATH=tests python -m support.any_input 1200`` tries that many and prints what is unclear. Each input is one
command line with its files: an example with a few mutations, or options with values that nobody should write. It runs
in this process; what takes long once an input is accepted (simulating, planning, learning) is left out.
"""

import argparse
import io
import json
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

import yaml

from sciaclinic.cli import start
from sciatwin.errors import UserError

ROOT = Path(__file__).resolve().parents[2]
SEEDS = {path.name: path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").iterdir())}
SEEDS |= {
    f"{Path(name).stem}.json": json.dumps(yaml.safe_load(text), indent=1, default=str)
    for name, text in SEEDS.items()
    if name.endswith(".yaml")
}

DOCUMENTED = {0, 2, *range(10, 19)}
"""Exit codes that an input may lead to; 70, a fault of the program, is none of them."""
JUDGED = {0, 17, 18}
LONGEST_MESSAGE = 40_000
LONGEST_S = 30.0
ACTS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\ufeff]")

NASTY = (
    *("", "null", "~", "yes", "no", "unknown", "never", "true", "-", "?", "none", "n/a", "0", "-1", "1e999", "-1e999"),
    *("010", "1_0", "0x1F", "0b11", "1:30", "40:00", "NaN", ".inf", "-.inf", "inf", "9" * 400, "0.0000001", "1e-320"),
    *("½ kg", "1,500 kg", "1.500 kg", "74", "74 kgs", "74kg", "74 st", "74 KG", "74 lb", "7 4 kg", "+74 kg", "٧٤ kg"),
    *("0.5 mg/kg", "0.5 mg/h", "0.5 mg", "37 mL", "mg", "40 min", "-40 min", "1e308 h", "24", "5 ft 6 in", "120/80"),
    *("{", "}", "[", "]", "[]", "{}", "[[[[", "'", '"', "|", ">", "&a b", "*a", "!!python/object:os.system x"),
    *("!secret x", "<<: 3", "%TAG", "@x", "`x`", "? [1, 2]\n: 3", "- - -", "---\n", "...\n", "#", "a: b: c", ": :"),
    *("[/x]", "[bold]x", "\\[x]", "\x1b[2J", "\x1b]0;x\x07", "\x9b2J", "\u202etxet", "te\u200bxt", "\ufeff", "\x00"),
    *("\r", "\x85", "\u2028", "\t", " ", "=1+1", "=cmd|' /C calc'!A0", "@sum(1)", "+1", "<script>alert(1)</script>"),
    *("$x$", "#let x", "\\input{x}", "{{ x }}", "{% x %}", "%s%n", "🙂", "é", "日本語", "a" * 5000, "../../etc/passwd"),
    *("2026-13-45", "2026-02-30T25:61", "2026-02-02T09:30", "2026-02-02", "02/03/2026", "1970-01-01T00:00Z", "12:00"),
    *("NULL", "undefined", "Infinity", "٣", "Ⅷ", "1.2.3", "1,2,3", "--", "’", "“x”", "x" * 90, "list[Medicine]"),
)
KEYS = (
    "weight [kg]",
    "[x]",
    "weight",
    "goals",
    "a.b",
    "",
    " ",
    "\x1b[2J",
    "list[Medicine]",
    "0",
    "null",
    "<<",
    "resourceType",
)


@dataclass(frozen=True)
class Try:
    """One command line; ``files`` are written first, ``@name`` in an argument stands for their folder."""

    arguments: tuple[str, ...]
    files: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What came back."""

    code: int
    printed: str
    message: str
    seconds: float


def tries(count: int, seed: int) -> Iterator[Try]:
    """The same for the same seed."""
    chance = random.Random(seed)
    for _ in range(count):
        yield chance.choice((_patient, _patient, _clinic, _observations, _observations, _command_line))(chance)


def _patient(chance: random.Random) -> Try:
    name = chance.choice([name for name in SEEDS if not name.startswith("site") and not name.endswith(".csv")])
    content = _spoilt(SEEDS[name], chance)
    return Try(("check", f"@{_renamed(name, chance)}"), dict.fromkeys(_names(name), content))


def _names(name: str) -> tuple[str, ...]:
    stem = Path(name).stem
    return (name, f"{stem}.txt", f"{stem}.JSON", f"{stem}.csv")


def _renamed(name: str, chance: random.Random) -> str:
    """Mostly its own name; programs and people also give others."""
    return name if chance.random() < 0.9 else chance.choice(_names(name))


def _clinic(chance: random.Random) -> Try:
    name = chance.choice([name for name in SEEDS if name.startswith("site")])
    return Try(
        ("plan", "@typical.yaml", "--site", f"@{name}", "--draws", "50"),
        {
            "typical.yaml": SEEDS["typical.yaml"].encode(),
            name: _spoilt(SEEDS[name], chance),
        },
    )


def _observations(chance: random.Random) -> Try:
    seed = SEEDS["typical_sessions.csv"] if chance.random() < 0.9 else SEEDS[chance.choice(list(SEEDS))]
    zone = ("--zone", chance.choice(("Europe/Zurich", *NASTY))) if chance.random() < 0.1 else ()
    arguments = ("learn", "@typical.yaml", "@rows.csv", "--draws", "50", *zone)
    return Try(arguments, {"typical.yaml": SEEDS["typical.yaml"].encode(), "rows.csv": _spoilt(seed, chance)})


_OPTIONS = {
    "--dose": ("0.5 mg/kg", "37 mg"),
    "--duration": ("40 min", "4 h"),
    "--bolus": ("0.1 mg/kg",),
    "--count": ("1", "5"),
    "--every": ("24 h", "7 days"),
    "--drug": ("racemic", "S"),
    "--template": ("Cleveland five-day",),
    "--draws": ("50",),
    "--seed": ("1",),
}
_COMMANDS = ("check", "simulate", "plan", "learn", "models", "evidence", "explain", "chekc", "new", "schema", "")
_PATHS = ("@typical.yaml", "@nobody.yaml", "@", "/dev/null", "/dev/zero", "/", "a\0b", "n" * 300, "-", "--", "")


def _command_line(chance: random.Random) -> Try:
    chosen = chance.sample(list(_OPTIONS), chance.randint(1, 5))
    if chance.random() < 0.7:
        chosen = list(dict.fromkeys(("--dose", "--duration", *chosen)))
    options = [
        part for name in chosen for part in (name, chance.choice(NASTY if chance.random() < 0.4 else _OPTIONS[name]))
    ]
    if chance.random() < 0.1:
        options.insert(chance.randint(0, len(options)), chance.choice((*NASTY, "--despite-block", "--nothing")))
    command = "simulate" if chance.random() < 0.8 else chance.choice(_COMMANDS)
    path = "@typical.yaml" if chance.random() < 0.8 else chance.choice(_PATHS)
    return Try((command, path, *options), {"typical.yaml": SEEDS["typical.yaml"].encode()})


def _spoilt(text: str, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        text = chance.choice(_MUTATIONS)(text, chance)
    encode = chance.choice(_ENCODINGS) if chance.random() < 0.25 else str.encode
    try:
        return encode(text)
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def _in_a_line(change: Callable[[str, random.Random], str]) -> Callable[[str, random.Random], str]:
    def mutation(text: str, chance: random.Random) -> str:
        lines = text.split("\n")
        at = chance.randrange(len(lines))
        lines[at] = change(lines[at], chance)
        return "\n".join(lines)

    return mutation


def _other_value(line: str, chance: random.Random) -> str:
    head, colon, _ = line.partition(":")
    return f"{head}{colon} {chance.choice(NASTY)}" if colon else line


def _other_cell(line: str, chance: random.Random) -> str:
    cells = line.split(",")
    cells[chance.randrange(len(cells))] = chance.choice(NASTY)
    return ",".join(cells)


def _other_key(line: str, chance: random.Random) -> str:
    _, colon, value = line.partition(":")
    return f"{chance.choice(KEYS)}{colon}{value}"


def _inserted(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(NASTY) + text[at:]


def _cut_out(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + text[at + chance.choice((1, 5, 50, 500)) :]


def _cut_off(text: str, chance: random.Random) -> str:
    return text[: chance.randrange(len(text) + 1)]


def _twice(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    return "\n".join([*lines[: at + 1], *lines[at:]])


def _many_times(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    return "\n".join([*lines[:at], *([lines[at]] * chance.choice((50, 3000))), *lines[at:]])


def _swapped(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def _other_letter(text: str, chance: random.Random) -> str:
    old, new = chance.choice(
        ((",", ";"), (":", "="), (".", ","), ("\n", "\r\n"), ("\n", "\r"), ("  ", "\t"), ('"', "'"))
    )
    return text.replace(old, new)


def _as_something_else(text: str, chance: random.Random) -> str:
    return chance.choice(
        (
            f'{{"resourceType": "Bundle", "entry": [{json.dumps(text)}]}}',
            json.dumps(text),
            f"[{text}]",
            "- " * 2000 + text,
            f"x: {text}",
            "{" * 1500 + text,
            " ".join(text.split()),
            f'"{text}',
            f"<html>{text}</html>",
            "\n" * 3000 + text,
            "",
        )
    )


_MUTATIONS = (
    *[_in_a_line(change) for change in (_other_value, _other_value, _other_cell, _other_cell, _other_key)],
    *(_inserted, _inserted, _cut_out, _cut_off, _twice, _many_times, _swapped, _other_letter, _as_something_else),
)
_ENCODINGS: tuple[Callable[[str], bytes], ...] = (
    lambda text: text.encode("utf-8-sig"),
    lambda text: text.encode("utf-16"),
    lambda text: text.encode("utf-16-le"),
    lambda text: text.encode("cp1252"),
    lambda text: text.encode("mac_roman"),
    lambda text: text.encode("cp850", "replace"),
    lambda text: text.encode() + "µ".encode("cp1252"),
    lambda text: text.encode()[:-1] + b"\xff",
    lambda text: b"\x00" + text.encode(),
    lambda text: b"PK\x03\x04" + text.encode(),
)


class _AcceptedError(UserError):
    """In the place of what takes long: the input was read and may be worked on."""

    exit_code = 0


_LONG = (
    "sciaclinic.services.make_plan.plan_infusion",
    "sciaclinic.services.learn_from.learn",
    "sciatwin.twin.Twin.simulate",
    "sciaclinic.services.explain_mechanism.explain_mechanism",
)


def run(tried: Try, folder: Path) -> Answer:
    """Run one command in this process."""
    for name, content in tried.files.items():
        (folder / name).write_bytes(content)
    arguments = [f"{folder}/{part[1:]}" if part.startswith("@") else part for part in tried.arguments]
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="surrogatepass") for _ in range(2))
    began = time.monotonic()
    with ExitStack() as stack:
        for name in _LONG:
            stack.enter_context(mock.patch(name, side_effect=_AcceptedError("accepted")))
        stack.enter_context(mock.patch.object(sys, "argv", ["sciatwin", *arguments]))
        stack.enter_context(redirect_stdout(out))
        stack.enter_context(redirect_stderr(err))
        try:
            start._refuse_control_characters(sys.argv)
            start._run()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
    for stream in (out, err):
        stream.flush()
    printed, message = (stream.buffer.getvalue().decode("utf-8", "surrogatepass") for stream in (out, err))
    return Answer(code, printed, message, time.monotonic() - began)


def unclear(tried: Try, answer: Answer) -> list[str]:
    """What an answer lacks: nothing if it is clear."""
    code, said = answer.code, answer.message
    names = [part[1:] for part in tried.arguments if part.startswith("@") and part != "@"]
    checks = {
        f"exit code {code} is not documented": code in DOCUMENTED,
        "a traceback": "Traceback" not in answer.printed + said,
        "characters that act on a terminal": not ACTS.search(answer.printed + said),
        "says nothing": code in JUDGED or bool(said.strip()),
        "too long": len(said) <= LONGEST_MESSAGE,
        f"took {answer.seconds:.0f} s": answer.seconds <= LONGEST_S,
        "names no file": code != 10 or any(name in said for name in (*names, *tried.arguments)),
        "names no line or field": code != 11 or bool(re.search(r"line \d+|- [\w.\[\]-]+:|--\w+|zone", said)),
        "words of a library": code == 2
        or not re.search(r"pydantic|Input should|validation error|\w+Error\b|instance of", said),
    }
    return [what for what, is_well in checks.items() if not is_well]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=1200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    codes: Counter[int] = Counter()
    found = 0
    with tempfile.TemporaryDirectory() as folder:
        for number, tried in enumerate(tries(asked.count, asked.seed)):
            answer = run(tried, Path(folder))
            codes[answer.code] += 1
            if faults := unclear(tried, answer):
                found += 1
                sys.stdout.write(f"{number}: {faults}: {tried.arguments}\n    {answer.message[-600:]!a}\n")
    sys.stdout.write(f"{asked.count} inputs, {found} unclear; exit codes {dict(sorted(codes.items()))}\n")


if __name__ == "__main__":
    main()
