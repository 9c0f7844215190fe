"""What the referrers of the example lists write, by form of care. Invented; u-vorm, B1."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Request:
    """The texts of one request. Goals and alternatives are parted by a semicolon."""

    question: str
    goals: str
    why_this_provider: str
    alternatives: str
    basic_help: str
    volume: str
    transfer: str
    resident: str
    place: str = ""
    education: str = ""
    apm: str = ""


YOUTH = (
    Request(
        "Wil na school zelf de middag leren indelen en minder ruzie thuis.",
        "Houdt een dagschema vier weken vol; Vraagt zelf om hulp bij oplopende spanning",
        "Deze aanbieder werkt in de avond en kent het gezin van eerdere hulp.",
        "Jongerenwerk: komt niet toe aan begeleiding thuis; Andere aanbieder: wacht 26 weken",
        "Basishulp is vier maanden geprobeerd. Er zijn meer dan 3 uur per week nodig.",
        "Eerst twee keer per week thuis, na drie maanden één keer.",
        "Na zes maanden neemt het Buurtteam het over, met twee gezamenlijke gesprekken.",
        "Ouders en kind zijn het eens met de doelen.",
    ),
    Request(
        "Durft niet meer alleen naar buiten en komt nauwelijks bij leeftijdgenoten.",
        "Gaat één keer per week naar de club; Reist zelf met de bus naar school",
        "De begeleiders zijn geschoold in autisme en angst; dat is hier nodig.",
        "Eigen netwerk: oom brengt op zaterdag; Join Us: groep is nog te groot",
        "Het Buurtteam heeft deze expertise niet in huis.",
        "Kort en vaak werkt beter dan lang: drie keer per week anderhalf uur.",
        "Overdracht in maand acht; het Buurtteam sluit vanaf maand zes aan.",
        "De jongere wil vooral dezelfde begeleider houden.",
    ),
    Request(
        "Ouder is overbelast en zoekt rust en regelmaat in het gezin.",
        "Ouders passen samen de afspraken toe; Het kind slaapt vijf nachten per week door",
        "Begeleiding in de vroege ochtend biedt alleen deze aanbieder.",
        "Buurtgezinnen: aangemeld, nog geen match; Basishulp: niet voor acht uur",
        "Basishulp start om negen uur; de vraag ligt tussen zes en acht.",
        "Vijf ochtenden per week een uur, acht weken lang, daarna twee.",
        "Het gezin gaat na vier maanden terug naar de gezinswerker van het Buurtteam.",
        "Ouders willen hulp die na een half jaar klaar is.",
    ),
)

WMO = (
    Request(
        "Krijgt de administratie en het huishouden niet meer op orde.",
        "Opent de post elke week; Houdt een vaste dagindeling aan",
        "Kent de cliënt en heeft ervaring met niet-aangeboren hersenletsel.",
        "Sociale basis: inloop is te druk; Vrijwilliger thuisadministratie: geprobeerd",
        "Buurtteam Volwassenen mist de expertise NAH.",
        "Twee keer per week anderhalf uur om de dag op te bouwen.",
        "Na negen maanden neemt het Buurtteam Volwassenen de wekelijkse post over.",
        "De inwoner wil zelf blijven wonen en beslissen.",
    ),
    Request(
        "Mijdt zorg en dreigt de woning te verliezen.",
        "Laat een keer per week iemand binnen; Betaalt de huur drie maanden op tijd",
        "De aanbieder heeft al contact; een nieuwe start zou dat verbreken.",
        "Eigen netwerk: zus woont ver weg; Andere aanbieder: weigert zonder vaste dag",
        "Basishulp heeft het drie keer geprobeerd zonder contact te krijgen.",
        "Vier korte bezoeken per week; minder bleek niet genoeg.",
        "Als de huur loopt, volgt een warme overdracht in twee maanden.",
        "De inwoner wil geen wisselende gezichten.",
    ),
)

DAY_TREATMENT = (
    Request(
        "Ontwikkelt zich traag in taal en spel en heeft veel nabijheid nodig.",
        "Maakt wensen duidelijk met gebaren of woorden; Speelt tien minuten naast een ander kind",
        "Op deze groep werken logopedie en behandeling samen.",
        "Kinderopvang met extra begeleiding: drie maanden geprobeerd; VE-locatie: te prikkelrijk",
        "Basishulp biedt geen behandeling in een groep.",
        "Vijf dagdelen is nodig om een vast ritme te houden.",
        "Overgang naar onderwijs is gepland met Stroomland, na de zomer.",
        "Ouders zien thuis vooruitgang en willen nabij blijven.",
        "De voorschoolse educatie heeft geen logopedie en geen vaste hand; de coach keek mee.",
        "Overgang naar speciaal onderwijs na de zomer, afgestemd met Stroomland.",
        "Drie maanden geprobeerd op de VE-locatie: te prikkelrijk.",
    ),
)


@dataclass(frozen=True)
class SchoolRequest:
    """The texts of one request at the ZBO-commissie."""

    question: str
    goals: str
    support: str
    task: str
    primary_goal: str
    home: str
    resident: str


SCHOOL = (
    SchoolRequest(
        "Loopt weg uit de klas als het druk wordt en kan dan niet alleen terug.",
        "Blijft de hele ochtend in de klas; Gebruikt zelf de rustplek",
        "School werkt sinds maart met een rustplek en een dagkaart. Dat helpt in de ochtend.",
        "Begeleiden bij overgangen en bij het speelkwartier.",
        "Gedrag en veiligheid",
        "Gezinsbegeleiding een keer per twee weken; thuis dezelfde dagkaart.",
        "Ouders willen dat het kind op deze school blijft.",
    ),
    SchoolRequest(
        "Heeft hulp nodig bij eten, toilet en jas aan door een lichamelijke beperking.",
        "Trekt zelf de jas aan; Vraagt op tijd om hulp",
        "De leerkracht en een klassenassistent helpen sinds september, dat lukt niet alle dagen.",
        "Helpen bij verzorging rond de pauzes.",
        "Verzorging",
        "Thuis helpen ouders en een oma; geen andere hulp.",
        "Het kind wil zo veel mogelijk zelf doen.",
    ),
    SchoolRequest(
        "Begint pas te werken als er iemand naast zit en raakt anders in paniek.",
        "Start binnen vijf minuten met een taak; Werkt een kwartier alleen",
        "School gaf een half jaar extra instructie in een kleine groep, met weinig effect.",
        "Opstarten van taken en leren omgaan met spanning.",
        "Zelfredzaamheid",
        "Ouders oefenen thuis met korte taken, met hulp van de gezinswerker.",
        "Ouders en school zijn het eens over de doelen.",
    ),
)
