"""The parts of a plan document about the sessions themselves, and the one page of an emergency."""

from sciaclinic.answers.record import Record, SourceRecord


class PumpStepRecord(Record):
    """A stretch of one visit at one rate."""

    start_h: float
    """From the start of the visit."""
    duration_h: float
    rate_mg_per_kg_h: float
    rate_mg_per_h: float
    rate_ml_per_h: float
    given_mg: float
    """From the start of the visit to the end of this step, bolus included."""
    given_ml: float


class OrderRecord(Record):
    """One kind of visit as it is drawn up and run. Masses are mg of ketamine base."""

    sessions: tuple[int, ...]
    """Numbers of the visits that are all alike, counted from 1 and on from those already given."""
    vial: str
    syringe: str
    bolus_mg: float
    bolus_ml: float
    """Volume of the diluted syringe."""
    infusion_mg: float
    total_mg: float
    drawn_ml: float
    """Volume taken from the vial."""
    vials: int
    left_in_vial_mg: float
    """In the last vial that was opened, if everything drawn is given."""
    diluent_ml: float
    """0.9 % sodium chloride."""
    filled_ml: float
    """Volume after dilution, over all syringes."""
    syringes: int
    concentration_mg_per_ml: float
    duration_h: float
    pump: tuple[PumpStepRecord, ...]
    steps: tuple[str, ...]


class SessionRowRecord(Record):
    """One line of what is done before, during or after an infusion."""

    key: str
    phase: str
    topic: str
    text: str
    """With the clinic's values where it gave any; ``________`` is to be filled in by hand."""
    because: str
    """The patient's own answer that it is for; empty if it is for everybody."""
    basis: str
    on_page_one: bool
    """It belongs to the short form beside the order."""
    references: tuple[str, ...]
    """Items of the evidence collection."""
    grade: str
    confidence: str
    note: str
    sources: tuple[SourceRecord, ...]


class ConductRecord(Record):
    """How the sessions are carried out: orders, the rule by which the rate goes up, before, during and after."""

    weight_kg: float
    """Of the body, for which the orders were made; mg per kg in an order refer to it."""
    dosing_weight_kg: float
    """To which the clinic's mg per kg refer."""
    dosing_weight: str
    """``total``, ``ideal`` or ``adjusted``."""
    orders: tuple[OrderRecord, ...]
    step_up: str
    """When the next step of session 1 is taken; empty if it has none."""
    else_stay: str
    next_session: str
    starting_rate: str
    """Where the rate at which session 1 starts comes from."""
    lower_because: tuple[str, ...]
    """Why it is lower for this patient; empty if it is not."""
    rows: tuple[SessionRowRecord, ...]


class EmergencyRecord(Record):
    """A red flag that comes before any thought of pain treatment."""

    rule: str
    """Key of the rule."""
    says: str
    because: str
    urgency: str
    call: str
    """Whom to call."""
    by_when: str
    to_do: str
    sources: tuple[SourceRecord, ...]
