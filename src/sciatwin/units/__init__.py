"""Every unit, conversion factor and molar mass of the project; they live nowhere else.

A quantity in a file is text with its unit, such as ``"82 kg"``. No unit has a default.
"""

from sciatwin.units.constants import BASE_PER_HYDROCHLORIDE as BASE_PER_HYDROCHLORIDE
from sciatwin.units.constants import DAYS_PER_MONTH as DAYS_PER_MONTH
from sciatwin.units.constants import DAYS_PER_QUARTER as DAYS_PER_QUARTER
from sciatwin.units.constants import DAYS_PER_WEEK as DAYS_PER_WEEK
from sciatwin.units.constants import DAYS_PER_YEAR as DAYS_PER_YEAR
from sciatwin.units.constants import HOURS_PER_DAY as HOURS_PER_DAY
from sciatwin.units.constants import HOURS_PER_WEEK as HOURS_PER_WEEK
from sciatwin.units.constants import HYDROXYNORKETAMINE_G_PER_MOL as HYDROXYNORKETAMINE_G_PER_MOL
from sciatwin.units.constants import KETAMINE_BASE_G_PER_MOL as KETAMINE_BASE_G_PER_MOL
from sciatwin.units.constants import KETAMINE_HYDROCHLORIDE_G_PER_MOL as KETAMINE_HYDROCHLORIDE_G_PER_MOL
from sciatwin.units.constants import KG_PER_LB as KG_PER_LB
from sciatwin.units.constants import MICROMOLAR_PER_MILLIMOLAR as MICROMOLAR_PER_MILLIMOLAR
from sciatwin.units.constants import MINUTES_PER_HOUR as MINUTES_PER_HOUR
from sciatwin.units.constants import MS_PER_S as MS_PER_S
from sciatwin.units.constants import MV_PER_V as MV_PER_V
from sciatwin.units.constants import NG_PER_ML_PER_MG_PER_L as NG_PER_ML_PER_MG_PER_L
from sciatwin.units.constants import NORKETAMINE_G_PER_MOL as NORKETAMINE_G_PER_MOL
from sciatwin.units.constants import base_to_hydrochloride_mg as base_to_hydrochloride_mg
from sciatwin.units.constants import hydrochloride_to_base_mg as hydrochloride_to_base_mg
from sciatwin.units.lookup import factor as factor
from sciatwin.units.lookup import suggested_unit as suggested_unit
from sciatwin.units.quantity import format_quantity as format_quantity
from sciatwin.units.quantity import parse_any as parse_any
from sciatwin.units.quantity import parse_quantity as parse_quantity
from sciatwin.units.spelling import spelled as spelled
from sciatwin.units.table import dimensions as dimensions
from sciatwin.units.table import is_unit_of as is_unit_of
from sciatwin.units.table import units_of as units_of
