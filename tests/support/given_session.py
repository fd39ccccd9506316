"""A session that was given, entered into a record step by step while the clock turns."""

from sciaclinic.episode.kinds import Kind
from sciaclinic.records.episodes import episode_of
from sciaclinic.services.clinic.entering import enter

MG_PER_ML = 5.0


def kept(clinic, key):
    with clinic.records.reading() as connection:
        return episode_of(connection, key)


def begin(clinic, key, *, mg_per_h):
    """The pump runs; number of the session."""
    desk, number = clinic.desk(), len(kept(clinic, key).episode.sessions) + 1
    enter(desk, key, Kind.OPENED, {"planned_session": number}, session=number)
    prepared = {
        "vial_lot": "A17",
        "vial_expires": "2031-05-31",
        "vials": 1,
        "drawn_ml": 10,
        "filled_ml": 50,
        "concentration_mg_per_ml": MG_PER_ML,
    }
    enter(desk, key, Kind.PREPARED, prepared, session=number)
    run(clinic, key, number, Kind.STARTED, mg_per_h)
    return number


def run(clinic, key, number, kind, mg_per_h):
    body = {"rate_ml_per_h": mg_per_h / MG_PER_ML, "entered": mg_per_h, "unit": "mg/h"}
    return enter(clinic.desk(), key, kind, body, session=number)


def end(clinic, key, number):
    """Stopped, scored fit, gone home an hour later."""
    desk = clinic.desk()
    enter(desk, key, Kind.STOPPED, {"cause": "complete"}, session=number)
    clinic.clock.turn(hours=1)
    enter(desk, key, Kind.LEFT, {"escort_seen": True, "advice_given": True}, session=number)


def give(clinic, key, *, mg=37.0, minutes=40):
    """A whole session at one rate; the clock then stands an hour after it."""
    number = begin(clinic, key, mg_per_h=mg / (minutes / 60))
    clinic.clock.turn(minutes=minutes)
    end(clinic, key, number)
    return number
