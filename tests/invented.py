"""Provisions of laws that no State has, in four languages, to search in."""

from __future__ import annotations

from assess.law.finder.types import Passage

#: Language → law → (title, provisions as reference, heading, text). Each language has a cyber law, a law of procedure
#: with assistance, and one about boilers.
LAWS: dict[str, dict[str, tuple[str, list[tuple[str, str, str]]]]] = {
    "en": {
        "cyber": (
            "Cybercrime Act",
            [
                (
                    "1",
                    "Interpretation",
                    "In this Act “computer system” means a device, or devices that are interconnected, "
                    "which performs automatic processing of data under a program.\n“Register” means a list of the Board.",
                ),
                (
                    "2",
                    "Unauthorised access to a computer system",
                    "Whoever without authority gains access to a computer "
                    "system commits an offence and is liable to imprisonment.",
                ),
                (
                    "3",
                    "Interception without right",
                    "Whoever without right intercepts by technical means a non-public "
                    "transmission of computer data commits an offence and is liable to a fine.",
                ),
                (
                    "4",
                    "Annual report",
                    "The Board sends the Minister a report on its work in each year.",
                ),
            ],
        ),
        "penal": (
            "Penal Code",
            [
                (
                    "10",
                    "Theft",
                    "Whoever takes movable property of another is liable to imprisonment.",
                ),
                (
                    "11",
                    "Attempt",
                    "Whoever attempts to commit an offence is punishable as if the offence had been "
                    "committed.",
                ),
                (
                    "12",
                    "Burglary",
                    "Whoever enters a building by night to steal is liable to imprisonment.",
                ),
            ],
        ),
        "procedure": (
            "Criminal Procedure and Mutual Assistance Act",
            [
                (
                    "20",
                    "Search of computers and seizure of data",
                    "A judge may issue a search warrant to search a computer "
                    "system and to seize stored computer data as evidence.",
                ),
                (
                    "21",
                    "Extradition",
                    "A person sought by a foreign State may be extradited for an offence punishable in "
                    "both States, upon request and subject to a treaty.",
                ),
                ("22", "Oath of witnesses", "A witness is heard under oath."),
            ],
        ),
        "boilers": (
            "Steam Boilers Act",
            [
                ("1", "Access to boilers", "An inspector has access to every boiler at any time."),
                (
                    "2",
                    "Valves",
                    "Every boiler has two valves. Whoever removes one is liable to a fine.",
                ),
            ],
        ),
    },
    "fr": {
        "cyber": (
            "Loi sur la cybercriminalité",
            [
                (
                    "Article 1",
                    "Définitions",
                    "Au sens de la présente loi, on entend par système informatique tout "
                    "dispositif qui assure un traitement automatisé de données.",
                ),
                (
                    "Article 2",
                    "Accès frauduleux à un système informatique",
                    "Quiconque accède frauduleusement à un système "
                    "informatique est puni d'un emprisonnement et d'une amende.",
                ),
                (
                    "Article 3",
                    "Rapport",
                    "Le conseil remet au ministre un rapport sur ses travaux.",
                ),
            ],
        ),
        "procedure": (
            "Code de procédure pénale",
            [
                (
                    "Article 20",
                    "Perquisition informatique",
                    "Le juge d'instruction peut ordonner la perquisition d'un "
                    "système informatique et la saisie des données stockées.",
                ),
                (
                    "Article 21",
                    "Extradition",
                    "L'extradition d'une personne peut être accordée à l'État requérant lorsque "
                    "les faits sont punis par les deux lois.",
                ),
                ("Article 22", "Serment", "Le témoin prête serment."),
            ],
        ),
        "boilers": (
            "Loi sur les chaudières",
            [
                ("Article 1", "Accès aux chaudières", "L'inspecteur a accès à toute chaudière."),
                ("Article 2", "Soupapes", "Toute chaudière a deux soupapes."),
            ],
        ),
    },
    "es": {
        "cyber": (
            "Ley sobre delitos informáticos",
            [
                (
                    "Artículo 1",
                    "Definiciones",
                    "A los efectos de esta ley se entiende por sistema informático todo "
                    "dispositivo que realiza el tratamiento automatizado de datos.",
                ),
                (
                    "Artículo 2",
                    "Acceso ilícito a un sistema informático",
                    "El que sin autorización acceda a un sistema "
                    "informático será castigado con la pena de prisión.",
                ),
                (
                    "Artículo 3",
                    "Informe anual",
                    "El consejo presenta al ministro un informe sobre su labor.",
                ),
            ],
        ),
        "procedure": (
            "Código de procedimiento penal",
            [
                (
                    "Artículo 20",
                    "Registro de sistemas informáticos",
                    "El juez podrá ordenar el registro de un sistema "
                    "informático y la incautación de los datos almacenados.",
                ),
                (
                    "Artículo 21",
                    "Extradición",
                    "Se podrá conceder la extradición de la persona reclamada al Estado "
                    "requirente por hechos punibles según ambas leyes.",
                ),
                ("Artículo 22", "Juramento", "El testigo presta juramento."),
            ],
        ),
        "boilers": (
            "Ley de calderas",
            [
                (
                    "Artículo 1",
                    "Acceso a las calderas",
                    "El inspector tiene acceso a toda caldera.",
                ),
                ("Artículo 2", "Válvulas", "Toda caldera tiene dos válvulas."),
            ],
        ),
    },
    "ar": {
        "cyber": (
            "قانون الجرائم الإلكترونية",
            [
                (
                    "المادة 1",
                    "تعريفات",
                    "يقصد بالنظام المعلوماتي في هذا القانون: جهاز أو أجهزة مترابطة تقوم بمعالجة آلية "
                    "للبيانات.",
                ),
                (
                    "المادة 2",
                    "الدخول غير المشروع",
                    "يعاقب بالحبس كل من دخل عمداً ودون تصريح إلى نظام معلوماتي.",
                ),
                ("المادة 3", "التقرير السنوي", "يرفع المجلس إلى الوزير تقريراً عن أعماله."),
            ],
        ),
        "procedure": (
            "قانون الإجراءات الجزائية",
            [
                (
                    "المادة 20",
                    "تفتيش الأنظمة المعلوماتية",
                    "للنيابة العامة تفتيش أي نظام معلوماتي وضبط البيانات المخزنة فيه.",
                ),
                (
                    "المادة 21",
                    "تسليم المجرمين",
                    "يجوز تسليم الشخص المطلوب إلى الدولة الطالبة عن جريمة معاقب عليها في قانون "
                    "الدولتين.",
                ),
                ("المادة 22", "اليمين", "يؤدي الشاهد اليمين."),
            ],
        ),
        "boilers": (
            "قانون المراجل",
            [
                ("المادة 1", "الدخول إلى أماكن المراجل", "للمفتش أن يدخل أماكن المراجل في أي وقت."),
                ("المادة 2", "الصمامات", "لكل مرجل صمامان."),
            ],
        ),
    },
}


def passages(language: str, law: str = "") -> list[Passage]:
    """Return the provisions of a language, or of one law; ids of laws carry the language."""
    return [
        Passage(f"{name}-{language}", ref, text, heading, title)
        for name, (title, own) in LAWS[language].items()
        if law in ("", name)
        for ref, heading, text in own
    ]
