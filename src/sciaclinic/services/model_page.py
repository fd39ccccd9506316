"""The reference page of each model, written from its record, so that page and model cannot differ."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from sciaclinic.services.list_models import list_models
from sciaclinic.services.model_sheet import ModelSheet, NumberLine, model_sheet, site_in_words
from sciaclinic.services.output import write_all
from sciatwin.pharmacokinetics.which_model.library import MODELS

_NUMBER_COLUMNS = ("name", "meaning", "as printed", "SE", "weight", "variance", "status", "place")


def model_page(key: str) -> str:
    """Reference page of one model in Markdown.

    Raises: ModelError for an unknown key.
    """
    sheet = model_sheet(key)
    model = sheet.model
    sections = [
        f"# {model.key}",
        f"{model.title}.",
        _facts(sheet),
        _section("Computed at 70 kg", _summary(sheet)),
        _section("Structure", f"```text\n{sheet.drawing}\n```"),
        _section("Routes", _routes(sheet)),
        _section("Numbers of disposition", _numbers(sheet.disposition)),
        _section("Numbers of absorption", _numbers(sheet.absorption)),
        _section("Correlations, covariate effects and residual error", _numbers(sheet.other_numbers)),
        _section("Covariates", _bullets(sheet.covariates)),
        _section("Valid for", f"{model.valid_for}." if model.valid_for else ""),
        _section("Deviations from the paper", _bullets(model.deviations)),
        _section("What is not simply printed", _bullets(sheet.remarks)),
        "Written from the record of the model by `sciatwin models page`; do not edit.",
    ]
    return "\n\n".join(section for section in sections if section) + "\n"


def index_page() -> str:
    """List of every model in Markdown: those that run, and those that are known but lack numbers."""
    lines = list_models()
    runs = [
        (f"[{line.key}]({line.key}.md)", line.drug, line.analytes, line.site, line.routes, line.evidence)
        for line in lines
        if not line.missing
    ]
    known = [(line.key, line.population, line.missing) for line in lines if line.missing]
    sections = [
        "# Published pharmacokinetic models",
        "Evidence: A complete with variability, B typical values, C read in code only, D cannot be run.",
        "## Models that run",
        _table(("key", "drug", "analytes", "blood", "routes", "evidence"), runs),
        "## Known, but numbers are missing",
        _table(("key", "model and people", "missing"), known),
        "Written from the records by `sciatwin models page`; do not edit.",
    ]
    return "\n\n".join(sections) + "\n"


def every_page() -> dict[str, str]:
    """File name → text of the index and of every model's page."""
    return {"README.md": index_page(), **{f"{key}.md": model_page(key) for key in MODELS}}


def write_pages(folder: Path) -> list[Path]:
    """Write every page into a folder.

    Raises: OutputError.
    """
    return write_all(folder, {name: text.encode() for name, text in every_page().items()}, private=False)


def _facts(sheet: ModelSheet) -> str:
    model = sheet.model
    link = f"[{model.source.link}]({model.source.link})" if model.source.link.startswith("http") else ""
    facts = [
        ("Source", f"{model.source.citation} {link}".strip()),
        ("Read at", model.source.read_at),
        ("Evidence", model.evidence),
        ("Drug given", str(model.dosed)),
        ("Analytes", ", ".join(model.analytes)),
        ("Blood", site_in_words(model)),
        ("Studied", model.studied.summary),
        ("Ages", _range(model.studied.age_yr, "years")),
        ("Weights", _range(model.studied.weight_kg, "kg")),
        ("Reference weight", f"{model.reference_weight_kg:g} kg"),
    ]
    return _table(("", ""), [fact for fact in facts if fact[1]])


def _range(studied: tuple[float, float] | None, unit: str) -> str:
    return "not found" if studied is None else f"{studied[0]:g} to {studied[1]:g} {unit}"


def _summary(sheet: ModelSheet) -> str:
    return (
        f"Clearance {sheet.clearance_l_per_h:.1f} L/h, steady-state volume {sheet.steady_state_volume_l:.0f} L "
        f"(clearance × mean residence time), terminal half-life {sheet.terminal_half_life_h:.2f} h."
    )


def _routes(sheet: ModelSheet) -> str:
    rows = [(str(route), "; ".join(inputs)) for route, inputs in sheet.routes.items()]
    return _table(("route", "a dose enters"), rows)


def _numbers(lines: Sequence[NumberLine]) -> str:
    if not lines:
        return ""
    rows = [
        (
            f"`{line.name}`",
            line.meaning,
            line.printed,
            line.standard_error or "–",
            line.weight or "–",
            line.variance or "–",
            line.status,
            line.place,
        )
        for line in lines
    ]
    return _table(_NUMBER_COLUMNS, rows)


def _section(title: str, text: str) -> str:
    return f"## {title}\n\n{text}" if text else ""


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = [f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}"]
    return "\n".join([*head, *(f"| {' | '.join(row)} |" for row in rows)])
