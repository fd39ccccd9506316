"""The stored answer to "how does ketamine quiet this nerve?"."""

from typing import ClassVar, Literal

from sciaclinic.answers.answer import AnswerDocument
from sciaclinic.answers.curves import CurvesRecord
from sciaclinic.answers.evidence.estimate_record import EstimateRecord
from sciaclinic.answers.record import IntervalRecord, Record, SourceRecord
from sciatwin.dorsal_horn.fitted.surrogate import Errors
from sciatwin.patient import Patient
from sciatwin.regimen import Regimen


class TrainRecord(Record):
    """What a nerve cell of the simulated spinal cord answers to a train of shocks, under one block of its receptors."""

    block_fraction: float
    cell: str
    shocks_ms: tuple[float, ...]
    """Since the start of the run, like the spikes."""
    spikes_ms: tuple[float, ...]
    early_spikes: tuple[int, ...]
    """After each shock, before 0.1 s."""
    late_spikes: tuple[int, ...]
    """After each shock, from 0.1 s to the next shock."""
    until_ms: float
    """How long the last shock is followed."""
    first: float
    """Late spikes after the first shock."""
    last: float
    """Late spikes after each of the last three shocks, mean."""
    added: float
    """Last less first: what wind-up adds."""


class MomentRecord(Record):
    """One moment, and the circuit of a typical cord at the block that is there. Ranges are over the versions."""

    name: str
    """``before``, ``during`` (where block is highest in the first session) or ``after`` (a day after the last one)."""
    time_h: float
    """Since the start of the first session."""
    s_ketamine_site_ng_per_ml: IntervalRecord
    """Where it acts."""
    block_fraction: IntervalRecord
    """Of spinal NMDA receptors."""
    quieted_fraction: IntervalRecord
    """Of the ongoing output of the projection neuron, taken off by block."""
    fast_relief_fraction: IntervalRecord
    """Of pain, by the curve measured in volunteers."""
    at_mean_block: TrainRecord
    at_low_block: TrainRecord
    """At the 5th percentile of block."""
    at_high_block: TrainRecord
    """At the 95th percentile of block."""

    @property
    def runs(self) -> tuple[TrainRecord, TrainRecord, TrainRecord]:
        return self.at_mean_block, self.at_low_block, self.at_high_block


class ReliefRecord(Record):
    """Leg pain (0 to 10) in three arms, and what the drug alone takes off, at one time."""

    when: str
    time_h: float
    pain_untreated: IntervalRecord
    pain_placebo: IntervalRecord
    pain_treated: IntervalRecord
    fast_relief_fraction: IntervalRecord
    """Follows the level where the drug acts."""
    lasting_relief_fraction: IntervalRecord
    """None in versions in which no account is true or the person does not respond."""


class AccountRecord(Record):
    """One of the rival accounts of lasting relief."""

    key: str
    weight: float
    """How far it is believed in sciatica."""
    says: str
    goes_through_circuit: bool


class LinkRecord(Record):
    """One link of the chain: its equations, line by line, and what a reader must know of them."""

    title: str
    equations: tuple[str, ...]
    says: str


class NumbersRecord(Record):
    """The numbers of some links."""

    title: str
    numbers: tuple[EstimateRecord, ...]


class ReproductionRecord(Record):
    """One observation: what was seen, what comes out here, and the page that has the tolerance and the source."""

    observation: str
    seen: str
    here: str
    verdict: str
    page: str
    """In docs/explanation."""


class SurrogateRecord(Record):
    """How far the smooth function that stands for the circuit lies from runs that it was not fitted to."""

    runs: int
    """That were fitted to."""
    held_out: int
    output_errors: Errors
    """Of the ongoing output, as parts of the range of all runs."""
    wind_up_errors: Errors


class ModelRecord(Record):
    """The chain of models as it was when this was computed."""

    links: tuple[LinkRecord, ...]
    limits: tuple[str, ...]
    """What is left out, disputed or contradicted."""
    numbers: tuple[NumbersRecord, ...]
    reproduced: tuple[ReproductionRecord, ...]
    surrogate: SurrogateRecord
    sources: tuple[SourceRecord, ...]


class MechanismDocument(AnswerDocument):
    """One regimen in one patient, link by link: level, block, spikes of a simulated spinal circuit, relief."""

    VERSION: ClassVar[str] = "1.0"

    kind: Literal["mechanism"] = "mechanism"
    patient: Patient
    regimen: Regimen
    versions: int
    dangers: tuple[str, ...]
    """What the infusion is predicted to do that must never go unsaid."""
    no_human_curve: str
    """What block of receptors in people rests on."""
    evidence: str
    """How sure anybody may be that ketamine helps sciatica."""
    grade: str
    """The same in short."""
    last_shown_h: float
    """End of the hours that belong to the first session."""
    before: MomentRecord
    during: MomentRecord
    after: MomentRecord
    relief: tuple[ReliefRecord, ...]
    accounts: tuple[AccountRecord, ...]
    course: CurvesRecord
    """Every link along the hours of the course."""
    model: ModelRecord

    @property
    def moments(self) -> tuple[MomentRecord, MomentRecord, MomentRecord]:
        return self.before, self.during, self.after

    @property
    def all_curves(self) -> tuple[CurvesRecord, ...]:
        return (self.course,)
