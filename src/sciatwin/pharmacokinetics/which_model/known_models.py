"""Published models that are known but cannot be run: what was found, and what is missing."""

from dataclasses import dataclass

from sciatwin.evidence import Source


@dataclass(frozen=True, kw_only=True)
class KnownModel:
    """A paper whose parameter table was not found. ``found`` are the few numbers that were."""

    key: str
    title: str
    source: Source
    population: str
    found: str
    missing: str


_ALL = (
    KnownModel(
        key="kamp_2020_population",
        title="Ketamine, 14 raw data sets: arterial centre, 2 peripherals, 2 venous delay compartments",
        source=Source(
            "Kamp J, Olofsen E, Henthorn TK, van Velzen M, Niesters M, Dahan A. Anesthesiology 2020;133(6):1192-1213",
            doi="10.1097/ALN.0000000000003577",
            read_at="abstract",
        ),
        population="14 data sets, healthy people and patients, arterial and venous",
        found="the structure only",
        missing="every parameter value; the most wanted table of all, for it links arterial and venous levels",
    ),
    KnownModel(
        key="henthorn_2018",
        title="S- and R-ketamine, recirculatory: arterial mixing, 3 compartments and an arm vein",
        source=Source(
            "Henthorn TK, Avram MJ, Dahan A, et al. Anesthesiology 2018;129(2):260-270",
            url="https://pubs.asahq.org/anesthesiology/article/129/2/260/17977/",
            read_at="abstract",
        ),
        population="10 healthy men, S or R over 30 min on two days, arterial and venous samples to 11 h",
        found="total flow 7.59 L/min (SE 0.36); clearance of S 1.23 L/min (SE 0.04)",
        missing="clearance of R, volumes and all other flows",
    ),
    KnownModel(
        key="jonkman_2017",
        title="Inhaled S-ketamine: 3 ketamine, 2 norketamine and 3 metabolism compartments, two lung pathways",
        source=Source(
            "Jonkman K, Duma A, Olofsen E, et al. Anesthesiology 2017;127(4):675-683",
            doi="10.1097/ALN.0000000000001798",
            read_at="abstract",
        ),
        population="19 healthy volunteers, nebulised 25 to 100 mg then 20 mg over 20 min, arterial",
        found=(
            "slow absorption 0.05/min (SE 0.01); bioavailability 70 % (SE 5) at low levels, 50 % at 275 and 38 % at "
            "375 ng/mL"
        ),
        missing="volumes, clearances and flows; the unit of the level that halves bioavailability",
    ),
    KnownModel(
        key="fanta_2015_oral",
        title="Oral and intravenous S-ketamine with norketamine formed before it reaches the blood",
        source=Source(
            "Fanta S, Kinnunen M, Backman JT, Kalso E. Eur J Clin Pharmacol 2015;71(4):441-447",
            doi="10.1007/s00228-015-1826-y",
            read_at="abstract; its intravenous disposition is in otto_2021",
        ),
        population="11 healthy men (22.3 years, 77 kg), 0.125 mg/kg intravenous and 0.25 mg/kg oral, venous",
        found="oral bioavailability 8 % (varying 11 %); norketamine 16.5 times ketamine at oral steady state",
        missing="absorption rate, transit rate, norketamine volumes and clearances, residual error",
    ),
    KnownModel(
        key="sigtermans_2009",
        title="S-ketamine and S-norketamine during stepped infusion, women and men",
        source=Source(
            "Sigtermans M, Dahan A, Mooren R, et al. Anesthesiology 2009;111:892-903",
            url="https://pubs.asahq.org/anesthesiology/article/111/4/892/9591/",
            read_at="abstract",
        ),
        population="20 healthy people (10 men), 2 h in steps to 320 ng/mL, arterial",
        found="clearance of S-ketamine and S-norketamine 20 % higher in women",
        missing="all typical values",
    ),
    KnownModel(
        key="dahan_2011",
        title="S-ketamine over 100 h in chronic pain (CRPS-1), with its pain relief",
        source=Source(
            "Dahan A, Olofsen E, Sigtermans M, et al. Eur J Pain 2011;15(3):258-267",
            doi="10.1016/j.ejpain.2010.06.016",
            read_at="abstract",
        ),
        population="30 patients (46 years, sd 12; 79 kg, sd 19), 100 h infusion, venous",
        found="C50 10.5 ng/mL and half-life of relief 10.9 days, used by the lasting-relief model",
        missing="all pharmacokinetic values; the only multi-day model in chronic pain",
    ),
    KnownModel(
        key="noppers_2011",
        title="S-ketamine and S-norketamine with and without rifampicin",
        source=Source(
            "Noppers I, Olofsen E, Niesters M, Aarts L, Mooren R, Dahan A, Kharasch E (year not shown)",
            url="https://scholars.duke.edu/display/pub1303721",
            read_at="abstract",
        ),
        population="20 healthy people, 20 or 40 mg/70 kg/h for 2 h, arterial",
        found="rifampicin raises elimination by 13 % (S-ketamine) and 200 % (S-norketamine)",
        missing="typical values",
    ),
    KnownModel(
        key="brunette_2011",
        title="Oral racemic ketamine with norketamine in children with burns",
        source=Source(
            "Brunette KEJ, Anderson BJ, Thomas J, et al. Paediatr Anaesth 2011;21(6):653-662",
            doi="10.1111/j.1460-9592.2011.03548.x",
            read_at="abstract",
        ),
        population="20 children with burns, oral",
        found="oral bioavailability 0.45 (90 % CI 0.33 to 0.58); absorption half-time 59 min (29 to 109)",
        missing="disposition values",
    ),
    KnownModel(
        key="persson_2002",
        title="S- and R-ketamine given separately, arterial and venous samples",
        source=Source(
            "Persson, et al. Eur J Clin Pharmacol 2002;57(12):869-875",
            read_at="abstract in a library catalogue",
        ),
        population="10 healthy men, 7 mg of the hydrochloride of each over 30 min",
        found="clearance of R 0.020 and of S 0.024 L/min/kg; volumes 40 % smaller from arterial data",
        missing="volumes and flows",
    ),
    KnownModel(
        key="hasan_2021",
        title="Racemic ketamine, infusion and prolonged-release tablet, non-compartmental",
        source=Source(
            "Hasan M, Modess C, Roustom T, et al. Anesthesiology 2021;135(2):326-339",
            doi="10.1097/ALN.0000000000003829",
            read_at="abstract",
        ),
        population="15 healthy people, 5 mg over 30 min and tablets",
        found="clearance 1620 (S) and 1530 (R) mL/min; volume 6.6 and 5.6 L/kg; tablet bioavailability 15 and 19 %",
        missing="no compartmental model was fitted: there is nothing to run",
    ),
)

KNOWN_MODELS: dict[str, KnownModel] = {model.key: model for model in _ALL}
