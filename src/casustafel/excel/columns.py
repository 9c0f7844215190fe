"""The columns that lists may have: their fields, their Dutch names, and what each holds.

A table of the commission kind that a municipality adds itself takes the common columns.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from casustafel.excel import choices
from casustafel.excel.text import folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a list.

    `kind`: text, name, bsn, agb, brin, postcode, date, decimal, integer, cents, yes_no, choice,
    category, code, goals or alternatives. `choices` maps folded words to codes. An error cell in
    a `needed` column refuses its row; in another it warns. A date of a `past` column is a birth
    date, of an `open_end` column one that may be unknown (31-12-9999).
    """

    key: str
    label: str
    kind: str = "text"
    synonyms: tuple[str, ...] = ()
    choices: Mapping[str, str] | None = None
    needed: bool = False
    past: bool = False
    open_end: bool = False


@dataclass(frozen=True)
class ColumnSet:
    """The fields that lists of one table may have."""

    code: str
    fields: tuple[Field, ...]
    identifies: bool = True
    wanted: tuple[str, ...] = ()
    """The fields that a list should bring: it is said when no column holds one of them."""

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """Every name and synonym, folded, with its field; the first field wins."""
        names: dict[str, Field] = {}
        for field in self.fields:
            for name in (field.label, field.key, *field.synonyms):
                names.setdefault(header_key(name), field)
        return names

    def field(self, key: str) -> Field | None:
        """Return a field by its key."""
        return next((field for field in self.fields if field.key == key), None)


def header_key(text: object) -> str:
    """Return a header for comparing: folded, without signs and line ends."""
    words = "".join(c if c.isalnum() or c == "%" else " " for c in folded(text))
    return " ".join(words.split())


F = Field

_PERSON = (
    F(key="bsn", label="BSN", kind="bsn", needed=True,
      synonyms=("Burgerservicenummer", "BSN-nummer", "BSN cliënt", "Bsnr", "BSN nr", "Sofinummer")),
    F(key="no_bsn_reason", label="Reden geen BSN", kind="choice", choices=choices.NO_BSN,
      synonyms=("Geen BSN reden", "geen_BSN_reden")),
    F(key="surname", label="Achternaam", kind="name",
      synonyms=("Naam", "Naam cliënt", "Cliëntnaam", "Geslachtsnaam", "Cliënt", "Familienaam",
                "Achternaam cliënt", "Naam jeugdige", "Naam inwoner")),
    F(key="prefix", label="Tussenvoegsel", synonyms=("Tussenvoegsels", "Voorvoegsel")),
    F(key="given_names", label="Voornamen", synonyms=("Voornaam", "Roepnaam")),
    F(key="initials", label="Voorletters", synonyms=("Initialen", "Voorl")),
    F(key="birth_date", label="Geboortedatum", kind="date", past=True,
      synonyms=("Geboren", "Geb.datum", "Geboorte datum", "Gebdat", "Geb dat", "Geboren op")),
    F(key="postcode", label="Postcode", kind="postcode", synonyms=("PC",)),
    F(key="house_number", label="Huisnummer", kind="code", synonyms=("Huisnr", "Nr", "Huis nr")),
    F(key="district", label="Wijk", synonyms=("Stadsdeel", "Wijknaam", "Buurt")),
)  # fmt: skip

_REQUEST = (
    F(key="sender_reference", label="Kenmerk", kind="code",
      synonyms=("Casusnummer", "Referentie", "Uw kenmerk", "Volgnummer", "Dossiernr", "Nummer")),
    F(key="received", label="Datum aanvraag", kind="date",
      synonyms=("Aanvraagdatum", "Ontvangen", "Ontvangstdatum", "Datum ontvangst",
                "Datum verwijzing", "Verwijsdatum", "Datum indiening", "Datum", "Datum verzoek",
                "Verzoekdatum", "Aanvraag d.d.", "Datum aanmelding", "Aanmelddatum")),
    F(key="law", label="Wet", kind="choice", choices=choices.LAWS,
      synonyms=("Domein", "Wettelijk kader")),
    F(key="care_form", label="Zorgvorm", kind="choice", choices=choices.CARE_FORMS,
      synonyms=("Zorgsoort", "Soort zorg", "Vorm van zorg", "Hulpvorm")),
    F(key="request_kind", label="Soort aanvraag", kind="choice", choices=choices.REQUEST_KINDS,
      synonyms=("Type aanvraag", "Aanvraagsoort")),
    F(key="referrer_type", label="Verwijzer type", kind="choice", choices=choices.REFERRERS,
      synonyms=("Type verwijzer", "Soort verwijzer", "Verwijzertype")),
    F(key="referrer_name", label="Verwijzer naam",
      synonyms=("Verwijzer", "Naam verwijzer", "Verwezen door", "Aanmelder")),
    F(key="provider", label="Aanbieder",
      synonyms=("Zorgaanbieder", "Naam aanbieder", "Aanbieder naam", "Zorgaanbieder naam",
                "Instelling")),
    F(key="agb", label="AGB", kind="agb",
      synonyms=("AGB-code", "AGB code", "AGB aanbieder", "AGBcode", "AGB-code aanbieder")),
    F(key="product_category", label="Productcategorie", kind="category",
      synonyms=("Categorie", "Product categorie", "Prod.cat.", "Productcat")),
    F(key="product_code", label="Productcode", kind="code",
      synonyms=("Product", "Product code", "Prod.code", "Productnr")),
    F(key="allocation_number", label="Toewijzingnr", kind="integer",
      synonyms=("Toewijzingnummer", "Toewijzingsnummer", "Toewijzing", "Toewijzingsnr",
                "Toew.nr")),
    F(key="starts_on", label="Ingangsdatum", kind="date",
      synonyms=("Start", "Startdatum", "Begindatum", "Ingang", "Begin", "Datum start", "Van")),
    F(key="ends_on", label="Einddatum", kind="date", open_end=True,
      synonyms=("Eind", "Einde", "Datum einde", "Geldig tot", "Tot", "Tot en met", "T/m")),
    F(key="volume", label="Volume", kind="decimal", synonyms=("Aantal", "Omvang")),
    F(key="unit", label="Eenheid", kind="choice", choices=choices.UNITS),
    F(key="frequency", label="Frequentie", kind="choice", choices=choices.FREQUENCIES,
      synonyms=("Freq", "Per")),
    F(key="hours_per_week", label="Uren p/w", kind="decimal",
      synonyms=("Uren per week", "Uren/week", "Uur per week", "Uren pw", "Uur/week", "Uren week",
                "Uren p.w.", "Uur p/w")),
    F(key="list_trigger", label="Trigger", kind="choice", choices=choices.TRIGGERS,
      synonyms=("Aanleiding", "Reden CPV")),
    F(key="weeks_open", label="Openstelling weken", kind="integer",
      synonyms=("Weken per jaar", "Weken open", "Openstelling")),
    F(key="exemption", label="Uitzondering", kind="choice", choices=choices.EXEMPTIONS,
      synonyms=("Uitzonderingsgrond",)),
    F(key="exemption_reference", label="RET-kenmerk", kind="code",
      synonyms=("RET kenmerk", "Kenmerk RET", "RET-advies kenmerk")),
    F(key="exemption_on", label="RET-datum", kind="date",
      synonyms=("RET datum", "Datum RET", "Datum RET-advies", "RET-advies datum")),
    F(key="urgent", label="Spoed", kind="yes_no", synonyms=("Spoed j/n", "Urgent")),
    F(key="urgent_reason", label="Reden spoed", synonyms=("Spoedreden",)),
    F(key="urgent_before", label="Uiterste datum", kind="date", synonyms=("Uiterlijk",)),
    F(key="dossier_number", label="Zaaknummer", kind="code", synonyms=("Zaaknr", "Zaak")),
    F(key="remark", label="Opmerking", synonyms=("Opmerkingen", "Toelichting", "Notitie")),
    F(key="table_date", label="Datum CPV", kind="date", synonyms=("Datum commissie",)),
    F(key="outcome_text", label="Uitkomst", synonyms=("Advies", "Uitkomst CPV")),
    F(key="adjustment_text", label="Aanpassing", synonyms=("Aanpassingen",)),
    F(key="reason_text", label="Argument", synonyms=("Argumentatie", "Argumenten")),
)  # fmt: skip

_ANSWERS = (
    F(key="answer.help_question", label="Hulpvraag", synonyms=("Vraag", "Zorgvraag")),
    F(key="answer.problems", label="Problemen", synonyms=("Problematiek", "Stoornissen")),
    F(key="answer.needed_help", label="Nodige hulp", synonyms=("Benodigde hulp",)),
    F(key="answer.own_possibilities", label="Eigen mogelijkheden",
      synonyms=("Eigen kracht", "Netwerk")),
    F(key="answer.goals", label="Doelen", kind="goals", synonyms=("Zorgdoelen", "Doel")),
    F(key="answer.alternatives", label="Alternatieven", kind="alternatives",
      synonyms=("Alternatief", "Verkende alternatieven")),
    F(key="answer.current_help", label="Lopende hulp", synonyms=("Huidige hulp",)),
    F(key="answer.resident_view", label="Visie inwoner",
      synonyms=("Visie ouders", "Visie cliënt", "Visie jeugdige")),
    F(key="answer.why_this_provider", label="Waarom deze aanbieder",
      synonyms=("Reden aanbieder", "Motivatie aanbieder")),
    F(key="answer.basic_help_weighed", label="Basishulp",
      synonyms=("Basishulp afgewogen", "Waarom geen basishulp", "Basishulp BJG")),
    F(key="answer.volume_reasoned", label="Onderbouwing omvang",
      synonyms=("Onderbouwing", "Onderbouwing omvang en duur", "Omvang en duur onderbouwd")),
    F(key="answer.transfer_planned", label="Overdracht",
      synonyms=("Overdracht naar basishulp", "Overdracht gepland")),
    F(key="answer.informed", label="Geïnformeerd op", kind="date",
      synonyms=("Inwoner geïnformeerd op", "Datum geïnformeerd", "Ouders geïnformeerd op")),
    F(key="answer.informed_how", label="Hoe geïnformeerd", kind="choice",
      choices=choices.INFORMED_HOW, synonyms=("Wijze van informeren",)),
    F(key="answer.ground", label="Grondslag", kind="choice", choices=choices.GROUNDS,
      synonyms=("Grondslag verwerking", "Wettelijke grondslag")),
)  # fmt: skip

_SCHOOL = (
    F(key="school", label="School", synonyms=("Naam school", "Schoolnaam")),
    F(key="brin", label="BRIN", kind="brin", synonyms=("BRIN-nummer", "BRIN nummer", "BRIN6")),
    F(key="location", label="Vestiging", kind="code", synonyms=("Vestigingsnummer",)),
    F(key="group", label="Groep", kind="code", synonyms=("Klas",)),
    F(key="board", label="Schoolbestuur", synonyms=("Bestuur",)),
    F(key="zbo_hours", label="Uren ZBO", kind="decimal", synonyms=("ZBO uren", "ZBO-uren")),
    F(key="school_year", label="Schooljaar", kind="code"),
    F(key="school_contact", label="Contactpersoon", synonyms=("Contactpersoon school",)),
    F(key="school_support", label="SWV-ondersteuning", synonyms=("SWV ondersteuning",)),
    F(key="answer.school_support_given", label="Ondersteuning school",
      synonyms=("Wat deed de school",)),
    F(key="answer.school_task", label="Taken ZBO", synonyms=("Taken", "Gevraagde taken")),
    F(key="answer.primary_goal", label="Primair doel", kind="choice",
      choices=choices.GOALS_OF_SCHOOL),
    F(key="answer.home_effort", label="Inzet thuis", synonyms=("Inzet gezin",)),
)  # fmt: skip

_STACK = (
    F(key="household_key", label="Huishoud-id", kind="code",
      synonyms=("Huishoudid", "Huishouden", "Huishoudnummer", "Huishoudens-id")),
    F(key="product_count", label="Aantal producten", kind="integer"),
    F(key="law_count", label="Aantal wetten", kind="integer"),
    F(key="laws", label="Wetten"),
    F(key="annual_hours", label="Jaaruren", kind="decimal",
      synonyms=("Uren per jaar", "Jaar uren", "Totaal uren")),
    F(key="annual_cents", label="Jaarbedrag (€)", kind="cents",
      synonyms=("Jaarbedrag", "Kosten/jaar", "Kosten per jaar", "Bedrag per jaar", "Jaarkosten")),
    F(key="residential", label="Verblijf j/n", kind="yes_no", synonyms=("Verblijf",)),
    F(key="first_help_on", label="Start eerste hulp", kind="date", synonyms=("Eerste hulp",)),
    F(key="provider_count", label="Aanbieders", kind="integer", synonyms=("Aantal aanbieders",)),
    F(key="rank", label="Rang", kind="integer", synonyms=("Rangnummer", "Positie")),
    F(key="schemes", label="Regelingen", kind="integer", synonyms=("Aantal regelingen",)),
    F(key="money_worries", label="Geldzorgen", kind="yes_no", synonyms=("Schulden",)),
    F(key="period", label="Periode", kind="code"),
    F(key="declared_hours", label="Gedeclareerde uren", kind="decimal"),
    F(key="declared_cents", label="Gedeclareerd bedrag", kind="cents"),
)  # fmt: skip

_WHO = ("surname", "birth_date")
_ASKED = (*_WHO, "received", "answer.help_question")

CPV = ColumnSet("cpv", (*_REQUEST, *_PERSON, *_ANSWERS), wanted=(*_ASKED, "care_form"))
ZBO = ColumnSet("zbo", (*_REQUEST, *_PERSON, *_SCHOOL, *_ANSWERS), wanted=_ASKED)
DOORBRAAK = ColumnSet("doorbraak", (*_STACK, *_REQUEST, *_PERSON), wanted=_WHO)
COMMON = ColumnSet("", (*_REQUEST, *_PERSON, *_ANSWERS), wanted=(*_ASKED, "care_form"))
NORMS = ColumnSet(
    "normen",
    (
        F(key="provider", label="Aanbieder", synonyms=("Zorgaanbieder", "Naam aanbieder"),
          needed=True),
        F(key="agb", label="AGB", kind="agb", synonyms=("AGB-code", "AGB code")),
        F(key="care_form", label="Zorgsoort", kind="choice", choices=choices.CARE_FORMS,
          synonyms=("Zorgvorm",), needed=True),
        F(key="level", label="Niveau", kind="choice", choices=choices.LEVELS,
          synonyms=("Lokaal/regionaal", "Lokaal of regionaal", "Schaal")),
        F(key="norm_kind", label="Type", kind="choice", choices=choices.NORM_KINDS,
          synonyms=("Instrument", "Soort norm", "Normering"), needed=True),
        F(key="norm_unit", label="Eenheid", kind="choice", choices=choices.NORM_UNITS,
          synonyms=("Eenheid norm", "Geteld in")),
        F(key="year", label="Jaar", kind="integer", synonyms=("Kalenderjaar",), needed=True),
        F(key="norm_from", label="Periode van", kind="date",
          synonyms=("Geldig van", "Periode vanaf", "Ingangsdatum", "Norm van")),
        F(key="norm_until", label="Periode tot en met", kind="date",
          synonyms=("Geldig tot en met", "Periode t/m", "Einddatum", "Norm tot en met")),
        F(key="amount", label="Hoogte", kind="decimal", synonyms=("Bedrag", "Norm", "Ruimte"),
          needed=True),
        F(key="spent", label="Besteed", kind="decimal",
          synonyms=("Besteed bedrag", "Gerealiseerd")),
        F(key="spent_on", label="Besteed t/m", kind="date", synonyms=("Peildatum", "Stand per")),
        F(key="percentage", label="%", kind="decimal", synonyms=("Percentage",)),
        F(key="stop_from", label="Stop van", kind="date", synonyms=("Toeleidingsstop van",)),
        F(key="stop_until", label="Stop tot (eerste dag zonder stop)", kind="date",
          open_end=True,
          synonyms=("Stop tot", "Toeleidingsstop tot", "Eerste dag zonder stop",
                    "Stop opgeheven per", "Opgeheven per")),
        F(key="stop_last", label="Stop tot en met", kind="date", open_end=True,
          synonyms=("Stop t/m", "Toeleidingsstop tot en met", "Laatste dag van de stop")),
    ),
    identifies=False,
)  # fmt: skip

#: What a list of begun care may bring, out of messages that the college has (domain.md §9).
_OF_INFLOW = frozenset(
    {
        *("allocation_number", "bsn", "provider", "agb", "care_form", "starts_on", "ends_on"),
        *("referrer_type", "referrer_name", "request_kind", "exemption_reference"),
    }
)
INFLOW = ColumnSet(
    "instroom",
    (
        *(one for one in (*_REQUEST, *_PERSON) if one.key in _OF_INFLOW),
        F(key="client_key", label="Cliëntsleutel", kind="code",
          synonyms=("Sleutel", "Cliëntnummer", "Pseudoniem", "Cliënt-id", "Clientkey")),
        F(key="crisis", label="Crisis", kind="yes_no", synonyms=("Crisishulp", "Crisis j/n")),
    ),
    identifies=False,
    wanted=("allocation_number", "agb", "care_form", "starts_on"),
)  # fmt: skip

_SETS = {one.code: one for one in (CPV, ZBO, DOORBRAAK, NORMS, INFLOW)}


def has_columns(code: str) -> bool:
    """Say whether a table comes with columns of its own, or is one of the municipality's."""
    return code in _SETS


def columns_for(code: str) -> ColumnSet:
    """Return the columns of a table; one of the municipality's own takes the common ones."""
    return _SETS.get(code, COMMON)
