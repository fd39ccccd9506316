"""What a physician can show a patient of the mechanism: plain words and three figures on one side of paper."""

from collections.abc import Iterator

from sciaclinic.answers.blocks import Beside, Block, Heading, Notes, Sheet, Text, Tone
from sciaclinic.answers.mechanism import tables, words
from sciaclinic.answers.mechanism.document import MechanismDocument
from sciaclinic.answers.mechanism.figures import patient_figures

_KNOWN = "Ketamine blocks this receptor in animals and in cells, and eases pain in volunteers while it is infused."
_NOT_KNOWN = "Whether ketamine helps sciatica, and whether any relief lasts."


def sheet_of(document: MechanismDocument) -> Sheet:
    return Sheet(
        question=words.regimen_words(document.regimen, document.patient.weight_kg) + ".",
        title="How ketamine may quiet the nerve",
        tone=Tone.OPEN,
        dangers=document.dangers,
        status=words.NO_TRIAL,
        statement=words.SUPPORTS,
        made=document.made,
        one_side=True,
        blocks=tuple(_blocks(document)),
    )


def _blocks(document: MechanismDocument) -> Iterator[Block]:
    block, signals, pain = patient_figures(document)
    spinal = (
        "A squeezed nerve keeps firing, and NMDA receptors make its signals louder. "
        f"{words.blocked_for_patients(document)} Most of what block does is gone hours after the infusion."
    )
    cell = (Text(words.circuit_for_patients(document)), Text(words.explained_for_patients(document)))
    yield Beside((Heading("In the spinal cord"), Text(spinal)), (block,))
    yield Beside((Heading("In a nerve cell"), *cell), (signals,))
    yield Beside((Heading("In the leg"), tables.pain_in_short(document)), (pain,))
    yield Beside((Heading("Known"), Text(_KNOWN)), (Heading("Not known"), Text(f"{_NOT_KNOWN} {words.COMPUTED}")))
    yield Notes((document.no_human_curve, f"{document.grade}."))
