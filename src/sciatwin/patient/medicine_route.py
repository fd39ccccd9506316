"""How a medicine is taken, from a fixed list, so that nothing that matters is written where nobody reads it."""

import re
from enum import StrEnum


class MedicineRoute(StrEnum):
    ORAL = "oral"
    PATCH = "patch"
    INJECTION = "injection"
    INFUSION = "infusion"
    NASAL = "nasal"
    SUBLINGUAL = "sublingual"
    RECTAL = "rectal"
    VAGINAL = "vaginal"
    INHALED = "inhaled"
    EYE_DROPS = "eye drops"
    EAR_DROPS = "ear drops"
    SKIN = "skin"
    EPIDURAL = "epidural"
    INTRATHECAL = "intrathecal"
    IMPLANT = "implant"
    OTHER = "other"
    UNKNOWN = "unknown"


_OTHER_WORDS = {
    MedicineRoute.ORAL: "po, per os, by mouth, mouth, orally, tablet, tablets, capsule, capsules, syrup, oral solution",
    MedicineRoute.PATCH: "transdermal, transdermal patch, plaster, pflaster, td",
    MedicineRoute.INJECTION: (
        "iv, im, sc, sq, intravenous, intramuscular, subcutaneous, injected, intravenously, subcutaneously, depot, pen"
    ),
    MedicineRoute.INFUSION: "iv infusion, intravenous infusion, pump, subcutaneous infusion",
    MedicineRoute.NASAL: "intranasal, nose, nasal spray, nose spray",
    MedicineRoute.SUBLINGUAL: "sl, under the tongue, buccal, lozenge",
    MedicineRoute.RECTAL: "pr, suppository, suppositories, enema",
    MedicineRoute.VAGINAL: "pv, pessary",
    MedicineRoute.INHALED: "inhalation, inhaler, nebulised, nebulized, nebuliser, nebulizer, puffs, by inhaler",
    MedicineRoute.EYE_DROPS: "eye, eyes, ophthalmic, eyedrops, eye ointment",
    MedicineRoute.EAR_DROPS: "ear, otic, eardrops",
    MedicineRoute.SKIN: "topical, cream, gel, ointment, dermal, cutaneous, on the skin, topically",
    MedicineRoute.INTRATHECAL: "spinal, intrathecal pump",
}
_MEANT = {word: route for route, words in _OTHER_WORDS.items() for word in words.split(", ")}


def as_route(value: object) -> object:
    """Raises: ValueError for words that are no route, naming those that are."""
    if not isinstance(value, str):
        return value
    word = re.sub(r"[\s_-]+", " ", value.replace(".", "").strip().casefold())
    route = _MEANT.get(word) or next((route for route in MedicineRoute if route == word), None)
    if route is None:
        raise ValueError(f"got {value!r}; how it is taken is needed, one of: {', '.join(MedicineRoute)}")
    return route
