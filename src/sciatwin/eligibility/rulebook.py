"""Every rule, read from ``rules/<group>/<key>.yaml``, and what ``contradictions.yaml`` asks."""

from collections.abc import Iterable
from functools import cache

from sciatwin.eligibility.contradictions import contradictions
from sciatwin.eligibility.data_files import read_folder
from sciatwin.eligibility.rule import Rule, RuleGroup

_ORDER = tuple(RuleGroup)


@cache
def rulebook() -> tuple[Rule, ...]:
    """Red flags first, then contraindications, cautions, interactions, missing tests, contradictions, guideline path.

    Raises: InvalidInputError if a rule file is wrong, for example names a field that the patient lacks.
    """
    rules = sorted((*read_folder("rules", Rule), *contradictions()), key=_place)
    check_keys(rules)
    return tuple(rules)


def _place(rule: Rule) -> tuple[int, str, str]:
    """Rules of a group follow the numbers of the evidence collection."""
    return _ORDER.index(rule.group), rule.reference, rule.key


def check_keys(rules: Iterable[Rule]) -> None:
    """Raises: ValueError if a key is used twice or ``asked_by`` names no rule."""
    rules = tuple(rules)
    keys = [rule.key for rule in rules]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    unknown = sorted({asker for rule in rules for asker in rule.asked_by} - set(keys))
    if twice or unknown:
        raise ValueError(f"Rule keys used twice: {twice or 'none'}; rules named in asked_by but absent: {unknown}.")
