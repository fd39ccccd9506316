"""The cases of ``plans/``: a patient, a clinic, perhaps what was seen; and the plan that they lead to."""

import datetime
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml

from sciaclinic.reports.document import PlanDocument, plan_document
from sciatwin.individualise import learn
from sciatwin.observation import read_observations
from sciatwin.patient import read_patient
from sciatwin.plan import plan_infusion, read_site
from sciatwin.twin import Twin
from sciatwin.twin.twin import DEFAULT_DRAWS, DEFAULT_SEED

PLANS = Path(__file__).resolve().parents[2] / "scenarios" / "plans"
_AT_NOON = datetime.time(12, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class PlanCase:
    """One folder: ``case.yaml`` says what it shows and what to look for; ``plan.yaml`` is what is expected."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @cached_property
    def _told(self) -> dict:
        return yaml.safe_load((self.folder / "case.yaml").read_text(encoding="utf-8"))

    @property
    def shows(self) -> str:
        return self._told["shows"]

    @property
    def look_for(self) -> list[str]:
        return self._told["look_for"]

    @property
    def expected_file(self) -> Path:
        return self.folder / "plan.yaml"

    @property
    def _observations_file(self) -> Path:
        return self.folder / "observations.csv"

    @property
    def tolerated_units(self) -> int:
        """How far a prediction may move, in units of its last digit. Other processors moved none before learning, and
        2 after it: there a version of a thousand is picked instead of its neighbour."""
        return 3 if self._observations_file.exists() else 1

    def plan(self) -> PlanDocument:
        """What is offered today, from the first file to the document that every page and paper is drawn from."""
        patient, clinic = read_patient(self.folder / "patient.yaml"), read_site(self.folder / "clinic.yaml")
        twin = Twin(patient, draws=DEFAULT_DRAWS, seed=DEFAULT_SEED, today=self._told["today"])
        if self._observations_file.exists():
            twin = learn(twin, read_observations(self._observations_file)).twin
        found = plan_infusion(twin, clinic, goes_on=self._told.get("goes_on", False))
        return plan_document(found, datetime.datetime.combine(self._told["today"], _AT_NOON), version="as it is")


def plan_cases() -> list[PlanCase]:
    """In the order of their names."""
    return [PlanCase(folder) for folder in sorted(PLANS.iterdir()) if (folder / "case.yaml").exists()]
