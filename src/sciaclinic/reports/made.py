"""When and by what a plan was made, so that it can be made again."""

from sciaclinic.reports.document import PlanDocument


def made_words(document: PlanDocument) -> str:
    software = document.software
    return (
        f"{document.created_at:%d %B %Y, %H:%M %Z} · {software.name} {software.version} · "
        f"{software.draws} simulated versions, seed {software.seed} · plan format {document.schema_version}"
    ).lstrip("0")
