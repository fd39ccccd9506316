"""A session as it is charted: what is entered, in its order, by whom."""

from sciaclinic.episode.kinds import Kind
from sciaclinic.episode.roles import Role
from sciaclinic.services.clinic.charting import enter_chart, open_session, read_session
from support.a_clinic import PASSWORD

VALUES = {
    "systolic_mmhg": 124,
    "diastolic_mmhg": 76,
    "pulse_per_min": 70,
    "saturation_percent": 98,
    "breathing_per_min": 14,
    "sedation_moaas": 5,
    "dissociation": 0,
    "pain": 6,
}
PREPARED = {
    "vial_lot": "A17",
    "vial_expires": "2031-05-31",
    "vials": 1,
    "drawn_ml": 2.76,
    "filled_ml": 27.6,
    "concentration_mg_per_ml": 5,
}
ALDRETE = dict.fromkeys(("activity", "respiration", "circulation", "consciousness", "oxygen saturation"), 2)
PADSS = dict.fromkeys(("vital signs", "activity", "nausea and vomiting", "pain", "bleeding"), 2)


class Charting:
    """Session 1 of an episode, written by a nurse; the second person is a physician."""

    def __init__(self, clinic, key):
        self.clinic, self.key = clinic, key
        self.nurse, self.physician = clinic.desk(Role.NURSE), clinic.desk(Role.PHYSICIAN)

    def open(self):
        self.number = open_session(self.nurse, self.key)
        return self

    def enter(self, kind, body, desk=None, **more):
        return enter_chart(desk or self.nurse, self.key, self.number, kind, body, **more)

    @property
    def chart(self):
        return read_session(self.nurse, self.key, self.number)[1].chart

    def check(self, **other):
        """Every item answered as it should be. ``other``: answers of items by their keys, with __ for a point."""
        for state in self.chart.checks:
            item = state.item
            answer = other.get(item.key.replace(".", "__"), item.wanted)
            note, value = ("as said" if item.asks_note else ""), (74 if item.asks_value else None)
            self.enter(Kind.CHECKED, {"item": item.key, "answer": answer, "note": note, "value": value})
        return self

    def prepare(self, **changed):
        self.enter(Kind.PREPARED, {**PREPARED, **changed})
        self.enter(Kind.SECOND_CHECK, {"agrees": True}, self.physician)
        return self

    def measure(self, **changed):
        return self.enter(Kind.MEASURED, {**VALUES, **changed})

    def ready(self):
        """Opened, with nothing that speaks against a start."""
        self.open().check().prepare().measure()
        return self

    def start(self, rate_ml_per_h=1.4, **more):
        self.enter(Kind.STARTED, {"entered": rate_ml_per_h, "unit": "mL/h"}, **more)
        return self

    def set_rate(self, rate, unit="mL/h", **more):
        return self.enter(Kind.RATE_SET, {"entered": rate, "unit": unit}, **more)

    def stop(self, cause="complete", **more):
        return self.enter(Kind.STOPPED, {"cause": cause, **more})

    def recover(self):
        self.enter(Kind.RECOVERY_SCORED, {"scale": "Aldrete", "items": ALDRETE})
        self.enter(Kind.RECOVERY_SCORED, {"scale": "PADSS", "items": PADSS})
        return self

    def leave(self, **changed):
        return self.enter(Kind.LEFT, {"escort_seen": True, "advice_given": True, **changed})

    def account(self, second=None, **changed):
        account = self.chart.account(self.nurse.now)
        body = {"wasted_mg": round(account.drawn_mg - account.given_mg, 1), "returned_mg": 0, **changed}
        return self.enter(Kind.DRUG_ACCOUNTED, body, second=second or self.physician.author)

    def sign(self):
        return self.enter(Kind.SESSION_SIGNED, {}, self.physician, password=PASSWORD)

    def signed(self):
        """Given from beginning to end, and signed; needs a clock that turns."""
        self.ready().start()
        self.clinic.clock.turn(minutes=30)
        self.measure()
        self.set_rate(2.9)
        self.clinic.clock.turn(minutes=30)
        self.stop("the patient's wish")
        self.clinic.clock.turn(minutes=61)
        self.recover().leave()
        self.account()
        self.sign()
        return self
