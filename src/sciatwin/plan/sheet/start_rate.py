"""Rate at which session 1 starts, by drug: a clinic may start slower, never faster."""

from sciatwin.analytes import Drug
from sciatwin.evidence import Estimate, Source, Status

FPM_PS12 = Source(
    "Faculty of Pain Medicine ANZCA, PS12 (2021): low-dose ketamine infusion",
    url="https://ketaminenightmares.com/fex/summaries/anzca_ps/fpm/fpm_pm12_2021_ketamine.htm",
    read_at="notes on the document",
)

START_RATE = {
    Drug.RACEMIC_KETAMINE: Estimate(
        value=0.1,
        unit="mg/kg/h",
        meaning="rate at which session 1 starts",
        source=FPM_PS12,
        place="start at 0.05 to 0.1 mg/kg/h",
        low=0.05,
        high=0.1,
    ),
    Drug.S_KETAMINE: Estimate(
        value=0.05,
        unit="mg/kg/h",
        meaning="rate at which session 1 of S-ketamine starts",
        status=Status.ASSUMED,
        low=0.03,
        high=0.07,
        source=Source(
            "Kiefer 2008, Pain Med 9:44 (S-ketamine from 50 mg a day)", doi="10.1111/j.1526-4637.2006.00223.x"
        ),
        reason="half the rate of the racemate, of which S-ketamine is the stronger half; a trial began at 50 mg a day, "
        "0.03 mg/kg/h at 70 kg",
    ),
}
