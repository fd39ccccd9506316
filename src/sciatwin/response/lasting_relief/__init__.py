"""Rival accounts of relief that outlasts the drug: one interface, one file each."""

from sciatwin.response.lasting_relief import fading_sensitisation, no_lasting_effect, peak_driven, slow_effect_site
from sciatwin.response.lasting_relief.account import ALL, Account, EqualSessions, Exposure, Rows

ACCOUNTS: dict[str, Account] = {
    account.key: account
    for account in (
        slow_effect_site.ACCOUNT,
        fading_sensitisation.ACCOUNT,
        peak_driven.ACCOUNT,
        no_lasting_effect.ACCOUNT,
    )
}

__all__ = ["ACCOUNTS", "ALL", "Account", "EqualSessions", "Exposure", "Rows"]
