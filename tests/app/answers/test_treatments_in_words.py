"""On a terminal each treatment is one whole sentence, also where no trial found a number."""

from sciaclinic.answers.blocks import Medium, Points
from sciaclinic.services.stored import read_stored


def test_no_point_of_a_plan_ends_in_a_colon_or_compares_with_nothing(request):
    _, sheet = read_stored(request.config.rootpath / "tests/data/documents/plan.json")
    said = [item.text for block in sheet.shown(Medium.TERMINAL) if isinstance(block, Points) for item in block.items]
    assert any("no trial in sciatica was found" in text for text in said)
    assert not [text for text in said if text.rstrip().endswith(":") or "against nothing" in text]
