"""What is not taken into a chart: each refusal names the rule, the value, and the way out."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from sciaclinic.episode.amount import amount
from sciaclinic.episode.chart import Chart
from sciaclinic.episode.entry import Entry
from sciaclinic.episode.episode import NotNowError
from sciaclinic.episode.infused import HOUR, QUARTER, TURNS
from sciaclinic.episode.kinds import Kind
from sciatwin.errors import Fault, InvalidInputError
from sciatwin.plan.clinic.preparation import PUMP_STEP_ML

_HIGHER = (
    "A physician who wants more signs another plan. If the pump has already given it: lower or stop the pump, write "
    "down the event 'wrong rate or dose', and correct the entry with what was given and why."
)


def judge_entry(chart: Chart, entry: Entry, ended_before: datetime | None) -> None:
    """Pass if the entry may follow those in the chart.

    Args: ended_before: when the pump of the session before was stopped; None for a first one.
    Raises: NotNowError for what is still open; InvalidInputError for values that are wrong or past a ceiling.
    """
    for judged in _JUDGES.get(entry.kind, ()):
        judged(chart, entry)
    if entry.kind is Kind.STARTED:
        _spaced(chart, entry, ended_before)


def _prepared(chart: Chart, entry: Entry) -> None:
    body, order = entry.body, chart.order
    faults = []
    if datetime.fromisoformat(body["vial_expires"]).date() < entry.happened_at.date():
        faults.append(Fault("vial_expires", f"{body['vial_expires']} is past; take another vial."))
    if body["drawn_ml"] > body["vials"] * order.vial_ml + PUMP_STEP_ML:
        held = body["vials"] * order.vial_ml
        faults.append(Fault("drawn_ml", f"{body['drawn_ml']:g} mL is more than {held:g} mL in the opened vials."))
    label, filled = body["concentration_mg_per_ml"], body["filled_ml"]
    expected_ml = label * filled / order.vial_mg_per_ml
    if abs(body["drawn_ml"] - expected_ml) > PUMP_STEP_ML + 1e-9:
        made = body["drawn_ml"] * order.vial_mg_per_ml / filled
        says = (
            f"{body['drawn_ml']:g} mL of {order.vial_mg_per_ml:g} mg/mL in {filled:g} mL make {made:.3g} mg/mL, and "
            f"the label says {label:g} mg/mL. For the label draw {amount(expected_ml, 2)} mL, or write what is in the "
            "syringe."
        )
        faults.append(Fault("concentration_mg_per_ml", says))
    if faults:
        raise InvalidInputError("The preparation", faults)


def _second(chart: Chart, entry: Entry) -> None:
    if chart.prepared is None:
        raise NotNowError("There is nothing to check yet: prepare the drug first.")
    if entry.author.key == chart.prepared.author.key:
        says = f"{entry.author.name} prepared the drug; another person checks it, signed in or with her own password."
        raise InvalidInputError("The second check", [Fault("second.login", says)])


def _start(chart: Chart, entry: Entry) -> None:
    if chart.start_open:
        raise NotNowError("The pump may not be started. " + " ".join(chart.start_open))


def _spaced(chart: Chart, entry: Entry, ended_before: datetime | None) -> None:
    if ended_before is None:
        return
    for limits in chart.order.limits:
        soonest = ended_before + timedelta(hours=limits.min_interval_h)
        if entry.happened_at < soonest:
            raise NotNowError(
                f"The session before ended at {ended_before.astimezone():%Y-%m-%d %H:%M}; the clinic's limit is "
                f"{limits.min_interval_h:g} h between sessions. Start from {soonest.astimezone():%Y-%m-%d %H:%M}."
            )


def _rate(chart: Chart, entry: Entry) -> None:
    rate_mg_per_h = entry.body["rate_ml_per_h"] * chart.concentration_mg_per_ml
    given_mg = chart.infused.given_mg(entry.happened_at)
    says = chart.order.past_rate(rate_mg_per_h, chart.infused.running_h(entry.happened_at))
    if not says and rate_mg_per_h > 0:
        says = chart.order.past_total(given_mg)
    if says:
        raise InvalidInputError(f"'{entry.kind}'", [Fault("rate", f"{says}. {_HIGHER}")])


def _bolus(chart: Chart, entry: Entry) -> None:
    given, at = chart.infused, entry.happened_at
    bolus_mg = entry.body["bolus_ml"] * chart.concentration_mg_per_ml
    says = chart.order.past_bolus(
        bolus_mg,
        before_mg=given.boluses_since_mg(datetime.min.replace(tzinfo=at.tzinfo)),
        in_quarter_mg=given.boluses_since_mg(at - QUARTER),
        in_hour_mg=given.given_between_mg(at - HOUR, at),
    ) or chart.order.past_total(given.given_mg(at))
    if says:
        raise InvalidInputError("'bolus given'", [Fault("bolus", f"{says}. {_HIGHER}")])


def _after_the_last_turn(chart: Chart, entry: Entry) -> None:
    """The pump turns in the order of time; two devices may be offline at once."""
    turns = [segment.start for segment in chart.infused.segments]
    if turns and entry.happened_at < turns[-1]:
        raise InvalidInputError(
            f"'{entry.kind}'",
            [
                Fault(
                    "happened_at",
                    f"{entry.happened_at.astimezone():%H:%M:%S} is before the last change of the pump at "
                    f"{turns[-1].astimezone():%H:%M:%S}. Correct that entry, or enter this one as an event.",
                )
            ],
        )


def judge_correction(chart: Chart, wrong: Entry, happened_at: datetime) -> None:
    """Pass if a corrected turn of the pump keeps its place among the others. Raises: InvalidInputError."""
    turns = sorted((entry for entry in chart.entries if entry.kind in TURNS), key=lambda entry: entry.happened_at)
    place = next((index for index, entry in enumerate(turns) if entry.number == wrong.number), None)
    if place is None:
        return
    before = turns[place - 1].happened_at if place > 0 else None
    after = turns[place + 1].happened_at if place + 1 < len(turns) else None
    if (before and happened_at < before) or (after and happened_at > after):
        between = " and ".join(f"{at.astimezone():%H:%M:%S}" for at in (before, after) if at)
        says = f"the pump changed at {between}; '{wrong.kind}' keeps its place among these. Correct those first."
        raise InvalidInputError("The correction", [Fault("happened_at", says)])


def _missed(chart: Chart, entry: Entry) -> None:
    due = chart.monitoring.due_at
    if due is None or entry.at <= due:
        when = f"the next one is due at {due.astimezone():%H:%M}" if due else "none is due"
        raise NotNowError(f"No check was missed: {when}.")
    if datetime.fromisoformat(entry.body["due_at"]) != due:
        raise NotNowError(f"The check that was missed is that of {due.astimezone():%H:%M}; load the chart again.")


def _left(chart: Chart, entry: Entry) -> None:
    body = entry.body
    lacks = [*chart.leave_open, chart.stay_open(entry.happened_at)]
    lacks += ["" if body["escort_seen"] else "The escort was not seen.", "" if body["advice_given"] else "No advice."]
    said = " ".join(says for says in lacks if says)
    if said and not body["despite"]:
        raise NotNowError(
            f"Not fit to leave. {said} Wait and score again; if the patient leaves all the same, write down why."
        )


def _signed(chart: Chart, entry: Entry) -> None:
    if chart.infused.started_at is None:
        return
    lacks = chart.account(entry.at).open
    if lacks:
        raise NotNowError("The chart cannot be signed yet. " + " ".join(lacks))


_JUDGES: Mapping[Kind, tuple[Callable[[Chart, Entry], None], ...]] = MappingProxyType(
    {
        Kind.PREPARED: (_prepared,),
        Kind.SECOND_CHECK: (_second,),
        Kind.STARTED: (_start, _rate),
        Kind.RATE_SET: (_after_the_last_turn, _rate),
        Kind.PAUSED: (_after_the_last_turn,),
        Kind.RESUMED: (_after_the_last_turn, _rate),
        Kind.STOPPED: (_after_the_last_turn,),
        Kind.BOLUS_GIVEN: (_bolus,),
        Kind.CHECK_MISSED: (_missed,),
        Kind.LEFT: (_left,),
        Kind.SESSION_SIGNED: (_signed,),
    }
)
