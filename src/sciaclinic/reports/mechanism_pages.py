"""Two pages of the mechanism: one that a physician can show a patient, and one for a neuroscientist."""

from collections.abc import Sequence

from sciaclinic.answers.record import SourceRecord
from sciaclinic.answers.sources import source_record
from sciaclinic.reports import mechanism_tables as tables
from sciaclinic.reports import mechanism_words as words
from sciaclinic.reports.figures import ReportFigure
from sciaclinic.reports.html import page_template
from sciaclinic.reports.mechanism_equations import LIMITS, LINKS
from sciaclinic.reports.mechanism_figures import patient_figures
from sciatwin import receptor
from sciatwin.dorsal_horn.circuit import SOURCE as CIRCUIT_SOURCE
from sciatwin.dorsal_horn.typical_train import NUMBERS
from sciatwin.plan.result import EVIDENCE_GRADE, GRADE_IN_SHORT
from sciatwin.response import fast_effect_site
from sciatwin.response.lasting_relief import ACCOUNTS
from sciatwin.twin.ensemble import kinetic_model
from sciatwin.twin.explanation import Explanation


def patient_page(found: Explanation, weight_kg: float) -> str:
    """One page in plain words, three figures; it prints on one side of A4."""
    return page_template("mechanism_patient.html").render(
        found=found,
        words=words,
        regimen=words.regimen_words(found.regimen, weight_kg),
        figures=patient_figures(found),
        pain=tables.pain_in_short(found),
        no_human_curve=receptor.NO_HUMAN_CURVE,
        grade=GRADE_IN_SHORT,
    )


def science_page(found: Explanation, figures: Sequence[ReportFigure], weight_kg: float) -> str:
    """Equations, numbers with their origin, what is reproduced and what is not."""
    return page_template("mechanism_science.html").render(
        found=found,
        words=words,
        regimen=words.regimen_words(found.regimen, weight_kg),
        figures={figure.key: figure for figure in figures},
        links=LINKS,
        limits=LIMITS,
        moments=tables.moment_table(found),
        pain=tables.pain_table(found),
        relief=tables.relief_table(found),
        accounts=tables.account_table(found),
        number_tables=tables.number_tables(),
        reproduced=tables.reproduction_table(),
        surrogate=tables.surrogate_table(),
        sources=_sources(),
        no_human_curve=receptor.NO_HUMAN_CURVE,
        grade=EVIDENCE_GRADE,
    )


def _sources() -> tuple[SourceRecord, ...]:
    """Every source behind the chain once, in the order of its citation."""
    estimates = [
        *(item.estimate for item in (*receptor.PARAMETERS.values(), *fast_effect_site.PARAMETERS.values())),
        *NUMBERS.values(),
    ]
    found = [
        *(kinetic_model(key).source for key in ("arterial S", "venous S")),
        *(estimate.source for estimate in estimates if estimate.source),
        CIRCUIT_SOURCE,
        *(account.source for account in ACCOUNTS.values()),
    ]
    unique = {source.citation: source_record(source) for source in found}
    return tuple(sorted(unique.values(), key=lambda source: source.citation.casefold()))
