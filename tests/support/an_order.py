"""One session on a bench: an order with round numbers, and entries of a pure chart."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sciaclinic.episode.bodies import checked_body
from sciaclinic.episode.chart import Chart
from sciaclinic.episode.checks import CheckGroup, CheckItem
from sciaclinic.episode.entry import Author, Entry
from sciaclinic.episode.episode import Episode
from sciaclinic.episode.kinds import Kind
from sciaclinic.episode.roles import Role
from sciaclinic.episode.session_order import OrderedStep, SessionOrder
from sciaclinic.episode.states import EpisodeState
from sciatwin.patient import Answer
from sciatwin.plan import read_site
from sciatwin.plan.session.start_values import StartValues
from sciatwin.plan.session.stop_values import StopValues

_SITE = Path(__file__).parents[2] / "examples" / "site_outpatient.yaml"
START = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)

ITEMS = (
    CheckItem(key="identity", label="Identity", group=CheckGroup.PATIENT, asks_note="which two were said"),
    CheckItem(key="weight", label="Weighed today", group=CheckGroup.PATIENT, asks_value="kg"),
    CheckItem(
        key="red_flags.saddle",
        label="Saddle numbness",
        group=CheckGroup.RED_FLAGS,
        wanted=Answer.NO,
        rule="A new red flag: no infusion, refer at once.",
    ),
    CheckItem(
        key="red_flags.cancer",
        label="History of cancer",
        group=CheckGroup.RED_FLAGS,
        wanted=Answer.NO,
        known=Answer.YES,
    ),
    CheckItem(key="escort", label="Escort", group=CheckGroup.TODAY, asks_note="name and telephone of the escort"),
)


def order(bolus_mg=0.0, limits=None):
    """5 mg/mL, 80 kg; 10 mg/h for half an hour, 20 mg/h for half an hour, then 30 mg/h; 100 mg in all."""
    signed = read_site(_SITE).limits_in_force
    stops = StopValues()
    return SessionOrder(
        planned_session=1,
        steps=(
            OrderedStep(start_h=0.0, duration_h=0.5, rate_mg_per_h=10.0),
            OrderedStep(start_h=0.5, duration_h=0.5, rate_mg_per_h=20.0),
            OrderedStep(start_h=1.0, duration_h=17 / 6, rate_mg_per_h=30.0),
        ),
        bolus_mg=bolus_mg,
        total_mg=100.0,
        weight_kg=80.0,
        dosing_weight_kg=80.0,
        concentration_mg_per_ml=5.0,
        vial_label="a vial",
        vial_mg_per_ml=50.0,
        vial_ml=10.0,
        is_ready_mix=False,
        drawn_ml=2.0,
        filled_ml=20.0,
        vials=1,
        limits=(signed, *([signed.model_copy(update=limits)] if limits else [])),
        stops=stops,
        starts=StartValues.of(stops),
        first_checks_h=5 / 60,
        checks_h=15 / 60,
        recovery_h=1.0,
        fit_from=9,
    )


class Bench:
    """Entries of one session by a clock that is turned; every one is judged by the rules of an episode."""

    items = ITEMS

    def __init__(self, **more):
        self.order, self.now = order(**more), START
        self.episode = Episode((), EpisodeState.SIGNED)
        self.add(Kind.OPENED, {"planned_session": 1})

    @property
    def chart(self):
        return Chart.of(self.episode.of_session(1), self.episode.sessions[0], self.order, ITEMS)

    @property
    def due_min(self):
        """When the next check is due, in minutes from the first moment."""
        return round((self.chart.monitoring.due_at - START).total_seconds() / 60, 6)

    def turn(self, **by):
        self.now += timedelta(**by)

    def turn_to(self, minutes):
        self.now = START + timedelta(minutes=minutes)

    def entry(self, kind, body, by="first", minutes=None, corrects=None):
        """One that is not kept yet; ``minutes`` from the first moment at which it happened."""
        happened = self.now if minutes is None else START + timedelta(minutes=minutes)
        return Entry(
            kind=kind,
            author=Author(key=by, name=by.capitalize(), roles=frozenset({Role.NURSE, Role.PHYSICIAN})),
            at=self.now,
            happened_at=happened,
            number=len(self.episode.entries) + 1,
            session=1,
            body=checked_body(kind, body),
            corrects=corrects,
        )

    def add(self, kind, body, **more):
        entry = self.entry(kind, body, **more)
        self.episode = self.episode.with_entry(entry)
        return entry

    def correct(self, number, body, by="first", at=None):
        corrected = {"body": body, "reason": "mistyped"}
        entry = replace(self.entry(Kind.CORRECTED, corrected, by=by, corrects=number))
        wrong = next(item for item in self.episode.entries if item.number == number)
        right = None if body is None else checked_body(wrong.kind, body)
        entry = replace(entry, body={"body": right, "reason": "mistyped"}, happened_at=at or wrong.happened_at)
        self.episode = self.episode.with_entry(entry)

    def check(self, leave=""):
        for item in ITEMS:
            if item.key != leave:
                self.add(
                    Kind.CHECKED,
                    {
                        "item": item.key,
                        "answer": item.wanted,
                        "note": "said" if item.asks_note else "",
                        "value": 80 if item.asks_value else None,
                    },
                )

    def last(self, kind):
        return next(entry for entry in reversed(self.episode.entries) if entry.kind is kind)


VALUES = {
    "systolic_mmhg": 120,
    "diastolic_mmhg": 70,
    "pulse_per_min": 70,
    "saturation_percent": 98,
    "breathing_per_min": 14,
    "sedation_moaas": 5,
}
PREPARED = {
    "vial_lot": "A1",
    "vial_expires": "2030-01-01",
    "vials": 1,
    "drawn_ml": 2,
    "filled_ml": 20,
    "concentration_mg_per_ml": 5,
}


def ready(**more):
    """Everything before the pump is as it should be."""
    bench = Bench(**more)
    bench.check()
    bench.add(Kind.MEASURED, VALUES)
    bench.add(Kind.PREPARED, PREPARED)
    bench.add(Kind.SECOND_CHECK, {"agrees": True}, by="second")
    return bench


def running(rate_ml_per_h=2.0, **more):
    bench = ready(**more)
    bench.add(Kind.STARTED, rate_of(rate_ml_per_h))
    return bench


def rate_of(ml_per_h):
    """Body of an entry that sets the pump."""
    return {"rate_ml_per_h": ml_per_h, "entered": ml_per_h, "unit": "mL/h"}
