"""Sources on liver and bladder under ketamine."""

from sciatwin.evidence import Source

NOPPERS_2011 = Source(
    "Noppers 2011, Pain 152:2173 (two 100 h infusions of S-ketamine, 10 to 20 mg/h)",
    url="https://health-articles.net/s/shade.id.au1.html",
)
DELPHI_2022 = Source(
    "Voute 2022, Eur J Pain 26:873 (French Delphi survey, 28 experts)",
    doi="10.1002/ejp.1914",
    read_at="abstract",
)
COTTER_2021 = Source(
    "Cotter 2021 (case series from reports to the FDA)",
    doi="10.1007/s40264-021-01120-9",
)
LIVER_2020 = Source("A A Pract 2020;14(8):e01239 (two cases)", doi="10.1213/XAA.0000000000001239", read_at="abstract")
CHILE_2023 = Source(
    "Revista Chilena de Anestesia 2023;52(8) (101 people)",
    url="https://revistachilenadeanestesia.cl/revchilanestv52n8-14",
)
LIVERTOX = Source("LiverTox: ketamine (2018)", url="https://ncbi.nlm.nih.gov/books/n/livertox/Ketamine/")
CYSTITIS_2024 = Source(
    "Chang 2024, BMC Psychiatry (case); Anderson 2022 (review of ketamine-induced cystitis)",
    doi="10.1186/s12888-023-05468-3",
    read_at="abstracts; that of the review at ouci.dntb.gov.ua/works/4gYw6qE9",
)
LABEL = Source(
    "Ketamine HCl US label, section 5.6 (liver), DailyMed set id f8b01c77",
    url="https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid=f8b01c77-620d-4734-a771-b8524b65bcca",
    read_at="summary that quotes the section; the label itself was not opened for it",
)
LABEL_DOSAGE = Source(
    "Ketamine HCl injection label section 2 (Pfizer/Hospira); Chang 2024",
    url="https://www.pfizermedicalinformation.com/en-us/ketamine/dosage-admin?destination=ketamine/dosage-admin",
)
