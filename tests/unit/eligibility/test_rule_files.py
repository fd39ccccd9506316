"""Every rule file: it loads, names its source and grade, and covers what the evidence lists."""

from collections import Counter
from pathlib import Path

import pytest

from sciatwin.documents import read_record
from sciatwin.eligibility import Action, Rule, RuleGroup, rulebook
from sciatwin.eligibility.rulebook import check_keys
from sciatwin.errors import InvalidInputError
from sciatwin.patient import Jurisdiction

RULES = rulebook()
KEYS = [rule.key for rule in RULES]
FOLDER = Path(__file__).parents[3] / "src" / "sciatwin" / "eligibility" / "rules"


def _numbered(prefix, last, without=()):
    return {f"{prefix}-{number:02d}" for number in range(1, last + 1) if number not in without}


WANTED = (
    _numbered("RF", 6)
    | _numbered("CI", 22)
    | _numbered("DI", 15)
    | _numbered("KC", 4)
    | _numbered("NP", 3)
    | {"ST-01", "ST-02", "ST-03", "ST-11", "L-06", "KT-02", "KT-03", "MO-12", "KI-01", "KI-04", "NP-07", "NP-09"}
    | {"SP-03", "SP-04", "SP-05", "SP-08", "SP-11", "C1"}
)


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.yaml")), ids=lambda path: path.stem)
def test_a_rule_lies_in_the_file_of_its_group_and_key(path):
    rule = read_record(path, Rule)
    assert (path.parent.name, path.stem) == (rule.group.value, rule.key)


@pytest.mark.parametrize("rule", RULES, ids=KEYS)
def test_every_rule_names_source_grade_and_way_out(rule):
    is_logic = rule.group is RuleGroup.CONTRADICTIONS  # two answers of one file
    assert all(source.citation and (is_logic or source.link.startswith("http")) for source in rule.sources)
    assert rule.grade
    assert rule.way_out.endswith(".")


@pytest.mark.parametrize("rule", RULES, ids=KEYS)
def test_only_a_rule_that_informs_or_compares_two_answers_may_pass_over_an_unknown_one(rule):
    says_nothing_when_unknown = rule.action is Action.INFORM or rule.group is RuleGroup.CONTRADICTIONS
    assert rule.unknown_leaves_open_question != says_nothing_when_unknown


def test_every_wanted_item_of_the_evidence_is_covered():
    covered = {item for rule in RULES for item in (rule.reference, *rule.also_covers)}
    assert WANTED - covered == set()


def test_rules_come_in_the_order_of_their_groups():
    places = [list(RuleGroup).index(rule.group) for rule in RULES]
    assert places == sorted(places)
    assert set(Counter(rule.group for rule in RULES)) == set(RuleGroup)


def test_every_red_flag_blocks_but_age_and_what_is_not_new():
    actions = {rule.key: rule.action for rule in RULES if rule.group is RuleGroup.RED_FLAGS}
    assert actions.pop("ask_again") is Action.INFORM
    assert actions.pop("age_of_new_pain") is Action.CAUTION
    assert actions.pop("both_legs") is Action.CAUTION
    assert actions.pop("recent_worsening") is Action.OVERRIDE
    assert set(actions.values()) == {Action.BLOCK}


def test_every_red_flag_question_is_used_by_a_rule():
    from sciatwin.patient import RedFlags

    text = "".join(path.read_text() for path in (FOLDER / "red_flags").glob("*.yaml"))
    assert [name for name in RedFlags.model_fields if f"red_flags.{name}," not in text] == []


@pytest.mark.parametrize("key", ["ticlopidine", "clarithromycin", "itraconazole", "grapefruit", "rifampicin"])
def test_a_ratio_by_mouth_must_not_be_applied_to_an_infusion(key):
    rule = next(rule for rule in RULES if rule.key == key)
    assert "must not be applied to an infusion" in rule.way_out


def test_gabapentinoids_are_first_line_outside_the_uk_only():
    elsewhere, uk = (next(r for r in RULES if r.key == key) for key in ("two_drug_classes", "two_drug_classes_uk"))
    for jurisdiction in Jurisdiction:
        assert elsewhere.is_in_force(jurisdiction) != uk.is_in_force(jurisdiction)
    assert uk.is_in_force(Jurisdiction.UK)


def _broken(tmp_path, old, new):
    text = (FOLDER / "contraindications" / "psychosis.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "psychosis.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("conditions.active_psychosis_or_schizophrenia", "conditions.psychosis", "no field 'conditions.psychosis'"),
        ("grade: B, low", "", "grade: missing"),
        ("action: block", "action: forbid", "'forbid' is not one of"),
        ("also_covers", "covers", "no such field"),
        ("reference: CI-07", "reference: CI-07\nonly_in: [UK]\nnot_in: [US]", "not both"),
    ],
)
def test_a_wrong_rule_file_fails_loudly(tmp_path, old, new, message):
    with pytest.raises(InvalidInputError) as error:
        read_record(_broken(tmp_path, old, new), Rule)
    assert message in str(error.value)


def test_a_key_used_twice_fails_loudly():
    with pytest.raises(ValueError, match="used twice"):
        check_keys([RULES[0], RULES[0]])


def test_a_question_is_never_asked_by_a_rule_that_does_not_exist():
    with pytest.raises(ValueError, match="medicine_list"):
        check_keys([rule for rule in RULES if rule.key != "medicine_list"])
