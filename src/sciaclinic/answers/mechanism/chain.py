"""The chain of models behind every explanation: equations, numbers with their origin, what is reproduced, sources."""

from collections.abc import Iterable
from dataclasses import asdict

from sciaclinic.answers.evidence.estimate_record import EstimateRecord
from sciaclinic.answers.mechanism.document import (
    LinkRecord,
    ModelRecord,
    NumbersRecord,
    ReproductionRecord,
    SurrogateRecord,
)
from sciaclinic.answers.mechanism.equations import LIMITS, LINKS
from sciaclinic.answers.mechanism.reproduction import ROWS
from sciaclinic.answers.record import SourceRecord
from sciaclinic.answers.sources import source_record
from sciatwin import receptor
from sciatwin.dorsal_horn.circuit import SOURCE as CIRCUIT_SOURCE
from sciatwin.dorsal_horn.fitted.surrogate import surrogate
from sciatwin.dorsal_horn.typical_train import NUMBERS
from sciatwin.evidence import Estimate, Uncertain
from sciatwin.response import fast_effect_site
from sciatwin.response.lasting_relief import ACCOUNTS, weights
from sciatwin.twin.versions.ensemble import kinetic_model


def model_record() -> ModelRecord:
    """The chain as it is now."""
    return ModelRecord(
        links=tuple(LinkRecord.model_validate(asdict(link)) for link in LINKS),
        limits=LIMITS,
        numbers=(
            _numbers("From level to block", receptor.PARAMETERS.values()),
            _numbers("The cord and its circuit", NUMBERS.values()),
            _numbers("Fast relief", fast_effect_site.PARAMETERS.values()),
            _numbers("Lasting relief, by rival accounts", _of_lasting_relief()),
        ),
        reproduced=tuple(ReproductionRecord.model_validate(asdict(row)) for row in ROWS),
        surrogate=_surrogate(),
        sources=_sources(),
    )


def _of_lasting_relief() -> list[Estimate | Uncertain]:
    by_account = [item for account in ACCOUNTS.values() for item in account.parameters.values()]
    return [weights.CARRIES_OVER, *weights.PARAMETERS.values(), *by_account]


def _numbers(title: str, items: Iterable[Estimate | Uncertain]) -> NumbersRecord:
    estimates = (item.estimate if isinstance(item, Uncertain) else item for item in items)
    return NumbersRecord(title=title, numbers=tuple(map(EstimateRecord.of, estimates)))


def _surrogate() -> SurrogateRecord:
    made = surrogate()
    return SurrogateRecord(
        runs=made.runs,
        held_out=made.held_out,
        output_errors=made.output_errors,
        wind_up_errors=made.wind_up_errors,
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
