"""The session that reports of side effects describe: 0.5 mg/kg of racemic ketamine over 40 min."""

from sciatwin.evidence import Estimate, Source, Status

S_KETAMINE_SITE = Estimate(
    value=125,
    unit="ng/mL",
    meaning="fast-effect-site S-ketamine at the end of 0.5 mg/kg racemate over 40 min, the reported regimen",
    status=Status.DERIVED,
    source=Source("Simons P, et al. Front Pain Res 2022;3:946486", doi="10.3389/fpain.2022.946486"),
    reason="arterial level of Simons 2022 at 70 kg, followed with the half-life of Olofsen 2022",
)
