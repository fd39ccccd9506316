"""What a reader of a check sees: the verdict, what every rule says, and what is still to be answered."""

from collections.abc import Iterator

from sciaclinic.answers.blocks import Block, Heading, Points, Remark, Remarks, Sheet, Tone, Verbatim, points, titled
from sciaclinic.answers.check.document import CheckDocument, RuleAnswerRecord
from sciaclinic.answers.overrides_to_sign import OVERRIDES_TO_SIGN, overrides_to_sign
from sciaclinic.answers.words import sentence
from sciatwin.eligibility import RuleGroup, Verdict

TONES = {
    Verdict.BLOCK: Tone.STOP,
    Verdict.NEEDS_OVERRIDE: Tone.OVERRIDE,
    Verdict.OPEN_QUESTION: Tone.OPEN,
    Verdict.CAUTION: Tone.CAUTION,
    Verdict.CLEAR: Tone.GOOD,
}


def sheet_of(document: CheckDocument, *, every: bool = False) -> Sheet:
    """The sheet of a check.

    Args:
        every: also list the rules that are clear.
    """
    return Sheet(
        question="May this person have ketamine at all?",
        title=document.verdict.upper(),
        tone=TONES[document.verdict],
        headline=f"{sentence(document.readiness)}.",
        status=_counts(document),
        statement=document.statement,
        made=document.made,
        blocks=tuple(_blocks(document, every=every)),
    )


def _blocks(document: CheckDocument, *, every: bool) -> Iterator[Block]:
    for group in RuleGroup:
        shown = (item for item in document.findings if item.group == group and _is_shown(item, every=every))
        yield from titled(Heading(_title(group), key=group), Remarks(tuple(map(_remark, shown))))
    yield from titled(Heading("Out of date"), Points(points(*document.out_of_date)))
    yield from titled(Heading("What cannot be checked"), Points(points(*document.cannot_be_checked)))
    yield from titled(
        Heading("Do the kinetic models describe this patient?"),
        Points(points(*(fit.in_words for fit in document.models))),
    )
    yield from titled(Heading("Recorded, not used"), Points(points(*document.recorded_not_used)))
    yield from titled(
        Heading("Still to be answered: copy into the patient file, each line under its section"),
        Verbatim(document.to_be_answered),
    )
    needed = ((item.rule, item.says) for item in document.findings if item.answer is Verdict.NEEDS_OVERRIDE)
    yield from titled(Heading(OVERRIDES_TO_SIGN), Verbatim(overrides_to_sign(needed)))


def _counts(document: CheckDocument) -> str:
    answers = [item.answer for item in document.findings]
    asked = sum(item.answer is Verdict.OPEN_QUESTION and not item.asked_elsewhere for item in document.findings)
    return (
        f"{answers.count(Verdict.BLOCK)} block, {answers.count(Verdict.NEEDS_OVERRIDE)} need an override, "
        f"{asked} open, {answers.count(Verdict.CAUTION)} caution, {len(answers)} rules checked"
    )


def _is_shown(item: RuleAnswerRecord, *, every: bool) -> bool:
    return every or item.informs or (item.answer is not Verdict.CLEAR and not item.asked_elsewhere)


def _remark(item: RuleAnswerRecord) -> Remark:
    return Remark(
        says=item.says,
        label="for information" if item.informs else item.answer,
        tone=Tone.INFORM if item.informs else TONES[item.answer],
        because=item.explanation,
        follows=item.way_out if item.informs or item.answer is not Verdict.CLEAR else "",
        origin=f"{item.reference}; rule {item.rule}; grade {item.grade}",
        sources=item.sources,
    )


def _title(group: RuleGroup) -> str:
    return group.value.replace("_", " ").capitalize()
