"""A stored document with any damage is drawn, or refused in words: never a fault of the program."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sciaclinic.answers.blocks import Medium
from sciaclinic.render.html import page
from sciaclinic.render.seal import SEAL, sealed
from sciaclinic.services.stored import from_stored
from sciatwin.errors import InvalidInputError, UserError

FOLDER = Path(__file__).parents[1] / "data/documents"
STORED = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))}
WRONG = (None, "", "never", -1, 1e300, True, [], {}, [1, 2], "\u202e", {"mean": 1})


def _damaged(content, chance):
    """One value somewhere is another, is gone, or has an unknown neighbour."""
    where = content
    while True:
        keys = list(where) if isinstance(where, dict) else list(range(len(where)))
        if not keys:
            return
        key = chance.choice(keys)
        inside = where[key]
        if isinstance(inside, dict | list) and inside and chance.random() < 0.75:
            where = inside
            continue
        kind = chance.choice(("change", "remove", "add"))
        if kind == "change":
            where[key] = chance.choice(WRONG)
        elif kind == "remove":
            del where[key]
        elif isinstance(where, dict):
            where["unknown_field"] = 1
        else:
            where.append(chance.choice(WRONG))
        return


def _sealed_anew(content):
    """As somebody would who changes a document on purpose."""
    return sealed({name: value for name, value in content.items() if name != SEAL})


@pytest.mark.parametrize("kind", STORED)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10**9))
def test_no_changed_document_is_shown(kind, seed):
    content = json.loads(json.dumps(STORED[kind]))
    _damaged(content, random.Random(seed))
    if content == STORED[kind]:  # what was put there stood there before
        return
    with pytest.raises(UserError):
        from_stored(json.dumps(content), f"{kind}.json")


def test_a_dose_times_ten_is_not_shown_as_the_plan():
    content = json.loads(json.dumps(STORED["plan"]))
    content["regimen"]["sessions"][0]["dose_mg"] *= 10
    with pytest.raises(InvalidInputError, match=r"seal: .* is not shown"):
        from_stored(json.dumps(content), "plan.json")


def test_spaces_and_the_order_of_fields_break_no_seal():
    content = dict(reversed(STORED["plan"].items()))
    assert from_stored(json.dumps(content, indent=7), "plan.json")


@pytest.mark.parametrize("kind", STORED)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10**9))
def test_any_damage_is_refused_in_words_or_does_no_harm(kind, seed):
    content = json.loads(json.dumps(STORED[kind]))
    _damaged(content, random.Random(seed))
    try:
        _, sheet = from_stored(json.dumps(_sealed_anew(content)), f"{kind}.json")
    except UserError:
        return
    assert sheet.shown(Medium.TERMINAL)
    assert page(sheet, dict.fromkeys((figure.key for figure in sheet.figures), "<svg></svg>"))
