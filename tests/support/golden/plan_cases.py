"""The cases of ``plans/``: a patient, a clinic, perhaps what was seen; and the plan that they lead to."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml

from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.services.context import Context
from sciaclinic.services.make_plan import PlanRequest, make_plan
from sciatwin.observation import read_observations
from sciatwin.patient import read_patient
from sciatwin.plan import read_site
from sciatwin.twin.twin import DEFAULT_DRAWS, DEFAULT_SEED
from support.fixed_clock import FixedClock

PLANS = Path(__file__).resolve().parents[2] / "scenarios" / "plans"


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
        """What is offered on the day of the case, from the first file to the document that every door draws."""
        seen = read_observations(self._observations_file) if self._observations_file.exists() else None
        request = PlanRequest(
            patient=read_patient(self.folder / "patient.yaml"),
            clinic=read_site(self.folder / "clinic.yaml"),
            draws=DEFAULT_DRAWS,
            seed=DEFAULT_SEED,
            observations=seen,
            go_on=self._told.get("goes_on", False),
        )
        return make_plan(request, Context(clock=FixedClock(self._told["today"])))


def plan_cases() -> list[PlanCase]:
    """In the order of their names."""
    return [PlanCase(folder) for folder in sorted(PLANS.iterdir()) if (folder / "case.yaml").exists()]
