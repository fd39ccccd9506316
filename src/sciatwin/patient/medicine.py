"""One line of the list of medicines."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from sciatwin.calendar_days import as_day
from sciatwin.patient.fields import Number, Unknown, optional
from sciatwin.patient.medicine_route import MedicineRoute, as_route
from sciatwin.patient.signed import somebody
from sciatwin.quantities import Record
from sciatwin.questions import Question

_PATCH = re.compile(r"patch|plaster|pflaster|transderm|timbre", re.IGNORECASE)
_AN_HOUR = re.compile(r"\s*[\d.,]+\s*[^\d\s]+\s*/\s*h\w*\s*")
# What no mass can be made of without the label: units of insulin, puffs, drops, tablets, millilitres.
_COUNTED = re.compile(
    r"\s*\d+(?:[.,]\d+)?\s*(?:i\.?[ue]\.?|units?|einheiten|e|puffs?|hübe?|sprays?|drops?|tropfen|tab(?:let)?s?|tabletten?"
    r"|cap(?:sule)?s?|kapseln?|sachets?|patch(?:es)?|supposito(?:ry|ries)|lozenges?|ml|mmol|meq|%)\s*",
    re.IGNORECASE,
)
_ROLE_AND_DATE = re.compile(r".{3,},\s*(\d{4}-\d{2}-\d{2})")


def _role_and_date(value: object) -> object:
    """Raises: ValueError for text without a date, since a list of medicines ages."""
    if not isinstance(value, str):
        return value
    found = _ROLE_AND_DATE.fullmatch(value.strip())
    if found is None:
        raise ValueError(f"got {value!r}; write who checked it and when, for example 'pharmacist, 2026-11-29'")
    as_day(found.group(1))
    return value


def _nothing_if_unknown(value: object) -> object:
    return "" if value in (None, "unknown") else value


ReviewedBy = Annotated[str, BeforeValidator(_role_and_date), BeforeValidator(somebody), Field(max_length=120)]


class Medicine(Record):
    """A medicine as it is taken.

    ``rate_mg_per_h`` is what a patch or a pump gives; a dose of "25 µg/h" of a patch is read as one. ``dose_counted``
    keeps a dose that is no mass, such as "20 units"; it is read word by word, as the name is. ``reviewed_by`` says who
    looked up, outside this program, whether the medicine goes with ketamine.
    """

    name: Annotated[str, Question(hint="one medicine a line")] = Field(min_length=2, max_length=200)
    dose_mg: Annotated[
        Annotated[float, Field(gt=0, le=20000)] | None, optional("drug mass"), Question(hint="of one")
    ] = Field(default=None, alias="dose")
    rate_mg_per_h: Annotated[
        Annotated[float, Field(gt=0, le=1000)] | None, optional("drug rate"), Question(hint="of a patch or a pump")
    ] = Field(default=None, alias="rate")
    dose_counted: Annotated[
        str, BeforeValidator(_nothing_if_unknown), Question(hint="a dose that is no mass, such as 20 units")
    ] = Field(default="", max_length=40)
    times_per_day: Annotated[Annotated[float, Number, Field(gt=0, le=24)] | None, Unknown] = None
    route: Annotated[MedicineRoute, BeforeValidator(as_route)] = MedicineRoute.ORAL
    reviewed_by: Annotated[
        ReviewedBy | None, Unknown, Question(hint="who looked it up by hand and when, such as 'pharmacist, 2026-11-29'")
    ] = None

    @property
    def written(self) -> str:
        """Everything in which the name of a medicine may stand."""
        return f"{self.name} {self.dose_counted}".rstrip()

    @property
    def is_patch(self) -> bool:
        return _is_patch(self.route, self.name)

    @model_validator(mode="before")
    @classmethod
    def _a_dose_that_is_no_mass(cls, data: Any) -> Any:
        """A dose an hour of a patch becomes its rate; a dose in units, puffs or tablets is kept as written."""
        dose = data.get("dose") if isinstance(data, dict) else None
        if not isinstance(dose, str):
            return data
        rest = {name: value for name, value in data.items() if name != "dose"}
        if _AN_HOUR.fullmatch(dose) and "rate" not in data and _is_patch(data.get("route"), data.get("name")):
            return rest | {"rate": dose}
        return rest | {"dose_counted": dose.strip()} if _COUNTED.fullmatch(dose) else data


def _is_patch(route: object, name: object) -> bool:
    return bool(_PATCH.search(f"{route} {name}"))
