import pytest

from support.a_clinic import AClinic


@pytest.fixture
def clinic(tmp_path):
    made = AClinic(tmp_path)
    yield made
    made.close()
