"""Sources on liver and bladder under ketamine."""

from sciatwin.evidence import Source

NOPPERS_2011 = Source(
    "Noppers 2011, Pain 152:2173 (two 100 h infusions of S-ketamine, 10 to 20 mg/h)",
    url="https://health-articles.net/s/shade.id.au1.html",
)
DELPHI_2022 = Source(
    "Voute 2022, Eur J Pain 26:873 (French Delphi survey, 28 experts)",
    url="https://fhu.inovpain.org/ketamine-in-chronic-pain-a-delphi-survey/",
)
COTTER_2021 = Source(
    "Cotter 2021 (case series from reports to the FDA)",
    url="https://czeek.com/ronbun/repeated-or-continuous-medically-supervised-ketamine-administration-"
    "associated-with-hepatobiliary-adverse-events-a-retrospective-case-series",
)
LIVER_2020 = Source("A A Pract 2020 (two cases)", url="http://pubmed.gov/32643900/")
CHILE_2023 = Source(
    "Revista Chilena de Anestesia 2023;52(8) (101 people)",
    url="https://revistachilenadeanestesia.cl/revchilanestv52n8-14",
)
LIVERTOX = Source("LiverTox: ketamine (2018)", url="https://ncbi.nlm.nih.gov/books/n/livertox/Ketamine/")
CYSTITIS_2024 = Source(
    "Chang 2024, BMC Psychiatry (case); Anderson 2022 (review of ketamine-induced cystitis)",
    url="https://ouci.dntb.gov.ua/works/968jqrx4",
    read_at="https://ouci.dntb.gov.ua/works/4gYw6qE9",
)
LABEL = Source(
    "US label of ketamine, section 5.6 as quoted",
    url="https://www.droracle.ai/articles/186071/can-ketamine-cause-deranged-liver-function-tests-lfts",
)
LABEL_DOSAGE = Source(
    "Ketamine HCl injection label section 2 (Pfizer/Hospira); Chang 2024",
    url="https://www.pfizermedicalinformation.com/en-us/ketamine/dosage-admin?destination=ketamine/dosage-admin",
)
