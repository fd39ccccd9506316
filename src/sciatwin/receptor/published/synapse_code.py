"""The Hill curve of a public research code on ketamine and synapses: its author's choice, not a measurement."""

from sciatwin.analytes import Analyte
from sciatwin.evidence import Estimate, Source
from sciatwin.receptor.published_potency import BindingSite, PotencyBasis, PublishedPotency

SOURCE = Source(
    "Public code of a mouse model of ketamine, norketamine and synapses (SynapticPlasticityModelling, inhib_NMDA)",
    url="https://github.com/sermeor/SynapticPlasticityModelling",
    read_at="code",
)

POTENCY = PublishedPotency(
    key="synapse_code",
    title="a public code, not measured",
    source=SOURCE,
    system="none: a parameter of a simulation",
    site=BindingSite.PORE,
    basis=PotencyBasis.CHOICE,
    half_block_um={
        Analyte.KETAMINE: Estimate(
            value=2.0,
            unit="µmol/L",
            meaning="ketamine that occupies half of the receptors",
            source=SOURCE,
            place="Ki_k",
        )
    },
    hill=Estimate(value=1.4, unit="1", meaning="Hill slope", source=SOURCE, place="n_k"),
)
