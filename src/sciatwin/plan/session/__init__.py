"""What happens around an infusion: the first session's steps, the orders, and what is done before, during and after."""

from sciatwin.plan.session.conduct import Conduct, conduct
from sciatwin.plan.session.orders import VisitOrder, as_given
from sciatwin.plan.session.titration import Titration
from sciatwin.plan.sheet.row import DayPhase, ShownSheetRow, ValueBasis
from sciatwin.plan.sheet.settings import SessionSettings

__all__ = [
    "Conduct",
    "DayPhase",
    "SessionSettings",
    "ShownSheetRow",
    "Titration",
    "ValueBasis",
    "VisitOrder",
    "as_given",
    "conduct",
]
