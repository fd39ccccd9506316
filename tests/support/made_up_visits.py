"""One made-up course of visits that shows every kind of observation."""

from sciatwin.analytes import Analyte, BloodSite, Drug
from sciatwin.observation import (
    Concentration,
    Dissociation,
    GivenSession,
    GlobalImpression,
    Impression,
    Observations,
    PainScore,
    Period,
    Pressure,
    Questionnaire,
    QuestionnaireScore,
    SideEffect,
    SideEffectSeen,
)

DAY_H = 24.0


def sessions(count=3, drug=Drug.RACEMIC_KETAMINE):
    return tuple(
        GivenSession(start_h=2 * DAY_H * index, duration_h=40 / 60, dose_mg=37, drug=drug) for index in range(count)
    )


def sample(time_h, level=100.0, site=BloodSite.VENOUS, analyte=Analyte.KETAMINE):
    return Concentration(time_h=time_h, analyte=analyte, site=site, conc_ng_per_ml=level)


def below(time_h, limit, site=BloodSite.VENOUS):
    return Concentration(time_h=time_h, analyte=Analyte.KETAMINE, site=site, limit_ng_per_ml=limit)


def score(day, value=5.0, period=Period.NOW):
    return PainScore(time_h=DAY_H * day, score=value, period=period)


EVERYTHING = Observations(
    (
        sample(0.7, 170),
        sample(2.0, 60, BloodSite.ARTERIAL, Analyte.S_KETAMINE),
        sample(3.0, 30, BloodSite.VENOUS, Analyte.NORKETAMINE),
        Dissociation(time_h=0.6, cadss=9),
        Pressure(time_h=0.6, systolic_mmhg=140, diastolic_mmhg=85, heart_rate_per_min=80),
        SideEffectSeen(time_h=1.0, session_index=0, effect=SideEffect.NAUSEA, seen=True),
        *(score(day) for day in (0.5, 1.5, 3, 5, 8, 13, 21, 40)),
        QuestionnaireScore(time_h=21 * DAY_H, questionnaire=Questionnaire.PHQ9, score=8),
        QuestionnaireScore(time_h=21 * DAY_H, questionnaire=Questionnaire.ODI, score=40),
        GlobalImpression(time_h=21 * DAY_H, impression=Impression.MUCH_IMPROVED),
    ),
    sessions(),
)
