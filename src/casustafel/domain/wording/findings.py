"""Words for what is found in cells and columns of a list."""

from casustafel.domain.wording.wording_type import Wording

TEXTS = {
    "bsn-elfproef": Wording(
        nl=("Dit BSN klopt niet: het voldoet niet aan de elfproef.", "Controleer de 9 cijfers."),
        en=("This BSN does not pass the elfproef.", "Check the nine digits."),
    ),
    "bsn-form": Wording(
        nl=("Dit is geen BSN.", "Vul 9 cijfers in."),
        en=("This is no BSN.", "Give nine digits."),
    ),
    "bsn-zero-mended": Wording(
        nl=("De voorloopnul van het BSN is hersteld.", "Controleer het BSN."),
        en=("The leading zero of the BSN was put back.", "Check the BSN."),
    ),
    "bsn-test-number": Wording(
        nl=(
            "Een BSN uit de testreeks staat in de lijst (aantal rijen: {count}).",
            "Gebruik zo'n lijst alleen om te oefenen.",
        ),
        en=(
            "The list holds BSNs of the test range (rows: {count}).",
            "Use such a list for practice only.",
        ),
    ),
    "agb-zero-mended": Wording(
        nl=("De voorloopnul van de AGB-code is hersteld.", "Controleer de code."),
        en=("The leading zero of the AGB code was put back.", "Check the code."),
    ),
    "agb-form": Wording(
        nl=("Dit is geen AGB-code en is niet overgenomen.", "Vul 8 cijfers in."),
        en=("This is no AGB code and was not taken.", "Give eight digits."),
    ),
    "brin-form": Wording(
        nl=(
            "Dit is geen BRIN en is niet overgenomen.",
            "Vul 2 cijfers en 2 letters in, en 2 cijfers voor de vestiging.",
        ),
        en=(
            "This is no BRIN and was not taken.",
            "Give two digits and two letters, and two digits of the vestiging.",
        ),
    ),
    "postcode-form": Wording(
        nl=("Dit is geen postcode en is niet overgenomen.", "Schrijf 4 cijfers en 2 letters."),
        en=("This is no postcode and was not taken.", "Write four digits and two letters."),
    ),
    "date-invalid": Wording(
        nl=("Deze datum bestaat niet.", "Schrijf de datum als dag-maand-jaar."),
        en=("There is no such date.", "Write it as day-month-year."),
    ),
    "date-serial": Wording(
        nl=("Het getal is gelezen als Excel-datum {date}.", "Controleer de datum."),
        en=("The number was read as the Excel date {date}.", "Check the date."),
    ),
    "date-two-digit-year": Wording(
        nl=("Het jaartal heeft twee cijfers en is aangevuld.", ""),
        en=("The year has two digits and was completed.", ""),
    ),
    "date-order-assumed": Wording(
        nl=(
            "Datums in deze kolom zijn gelezen als {order}.",
            "Kies de andere volgorde als dat niet klopt.",
        ),
        en=("Dates in this column were read as {order}.", "Use --date-order if that is wrong."),
    ),
    "date-order-mixed": Wording(
        nl=(
            "In deze kolom staan dd-mm en mm-dd door elkaar; wat beide kan zijn ({count}) is "
            "gelezen als {order}.",
            "Zeg bij de kolommen welke volgorde geldt, of schrijf de maand voluit.",
        ),
        en=(
            "This column mixes dd-mm and mm-dd; what may be either ({count}) was read as {order}.",
            "Use --date-order if that is wrong, or write the month in letters.",
        ),
    ),
    "number-invalid": Wording(
        nl=("Dit is geen getal.", "Vul een getal in."),
        en=("This is no number.", "Give a number."),
    ),
    "number-several": Wording(
        nl=("In deze cel staan {count} getallen; er is niets overgenomen.", "Vul een getal in."),
        en=("This cell holds {count} numbers; none was taken.", "Give one number."),
    ),
    "number-computed": Wording(
        nl=("De cel is gelezen als {result}.", ""),
        en=("The cell was read as {result}.", ""),
    ),
    "period-reversed": Wording(
        nl=("De einddatum {end} ligt voor de ingangsdatum {start}.", "Verbeter een van beide."),
        en=("The end {end} lies before the start {start}.", "Correct one of them."),
    ),
    "birth-in-future": Wording(
        nl=("De geboortedatum ligt in de toekomst.", "Verbeter de datum."),
        en=("The birth date lies in the future.", "Correct it."),
    ),
    "age-unlikely": Wording(
        nl=(
            "Een leeftijd van {age} jaar is onwaarschijnlijk.",
            "Controleer geboortedatum en wet.",
        ),
        en=("An age of {age} is unlikely.", "Check birth date and law."),
    ),
    "identity-missing": Wording(
        nl=("Het is niet duidelijk om wie het gaat.", "Vul een BSN in, of naam en geboortedatum."),
        en=("Nobody can be identified.", "Give a BSN, or name and birth date."),
    ),
    "yes-no-unknown": Wording(
        nl=("Dit is geen ja of nee en is niet overgenomen.", "Schrijf ja of nee."),
        en=("This is neither yes nor no and was not taken.", "Write ja or nee."),
    ),
    "choice-unknown": Wording(
        nl=(
            "Deze waarde is niet bekend en is niet overgenomen.",
            "Kies een van de waarden uit het sjabloon.",
        ),
        en=("This value is not known and was not taken.", "Use a value of the template."),
    ),
    "choice-first-word": Wording(
        nl=("Van deze cel is het eerste woord gelezen.", "Controleer of dat bedoeld is."),
        en=("The first word of this cell was read.", "Check whether that is meant."),
    ),
    "code-from-float": Wording(
        nl=(
            "Excel had de code in een getal veranderd; hij is gelezen als {result}.",
            "Controleer de code.",
        ),
        en=("Excel had turned the code into a number; it was read as {result}.", "Check it."),
    ),
    "number-negative": Wording(
        nl=("Dit aantal ligt onder nul.", "Vul een aantal van nul of meer in."),
        en=("This number lies below zero.", "Give a number of zero or more."),
    ),
    "number-with-words": Wording(
        nl=(
            "Naast het getal staat tekst; de cel is gelezen als {result}.",
            "Controleer het getal.",
        ),
        en=("Words stand beside the number; the cell was read as {result}.", "Check it."),
    ),
    "hours-differ": Wording(
        nl=(
            "De uren per week ({hours}) passen niet bij de omvang, die {computed} geeft.",
            "Controleer uren, omvang, eenheid en frequentie.",
        ),
        en=(
            "The hours per week ({hours}) do not agree with the volume, which gives {computed}.",
            "Check hours, volume, unit and frequency.",
        ),
    ),
    "received-in-future": Wording(
        nl=("De datum van aanvraag, {date}, ligt in de toekomst.", "Controleer de datum."),
        en=("The date of the request, {date}, lies ahead.", "Check the date."),
    ),
    "date-zero": Wording(
        nl=(
            "In deze cel staat de datum nul (00-01-1900); hij is leeg gelaten.",
            "Vul de datum in, of maak de cel leeg.",
        ),
        en=(
            "This cell holds the date zero (00-01-1900) and was left empty.",
            "Give the date, or empty the cell.",
        ),
    ),
    "date-open-end": Wording(
        nl=("Dit is gelezen als: geen einddatum bekend.", ""),
        en=("This was read as: no end is known.", ""),
    ),
    "birth-partial": Wording(
        nl=(
            "Van deze geboortedatum is een deel niet bekend; hij is niet overgenomen.",
            "Vul de datum aan zodra die bekend is.",
        ),
        en=(
            "Part of this birth date is unknown; it was not taken.",
            "Complete it once it is known.",
        ),
    ),
    "code-digits-lost": Wording(
        nl=(
            "Excel heeft deze lange code als getal bewaard; daarbij kunnen cijfers zijn vervallen.",
            "Vul de code opnieuw in, in een cel met de opmaak Tekst.",
        ),
        en=(
            "Excel kept this long code as a number, which may have lost digits.",
            "Type the code again in a cell formatted as text.",
        ),
    ),
    "code-zero-mended": Wording(
        nl=("De voorloopnul is hersteld: {result}.", "Controleer de code."),
        en=("The leading zero was put back: {result}.", "Check it."),
    ),
    "cell-error-needed": Wording(
        nl=(
            "In deze verplichte cel staat de fout {text}.",
            "Herstel de formule in het bronbestand.",
        ),
        en=("This needed cell holds the error {text}.", "Mend the formula in the source."),
    ),
    "cell-error": Wording(
        nl=(
            "In deze cel staat de fout {text}; hij is leeg gelaten.",
            "Herstel de formule in het bronbestand.",
        ),
        en=(
            "This cell holds the error {text} and was left empty.",
            "Mend the formula in the source.",
        ),
    ),
    "formula-without-value": Wording(
        nl=(
            "Deze formule heeft geen bewaarde uitkomst; de cel is leeg gelaten.",
            "Open het bestand in Excel, bewaar het en lees het opnieuw in.",
        ),
        en=(
            "This formula has no kept value; the cell was left empty.",
            "Open the file in Excel, save it and import it again.",
        ),
    ),
    "name-split": Wording(
        nl=("De naam is gesplitst.", ""),
        en=("The name was split.", ""),
    ),
    "hours-seven-days": Wording(
        nl=(
            "Uren per week berekend: {hours}, bij zeven dagen per week.",
            "Controleer omvang, eenheid en frequentie.",
        ),
        en=(
            "Hours per week computed: {hours}, at seven days a week.",
            "Check volume, unit and frequency.",
        ),
    ),
    "hours-month-of-weeks": Wording(
        nl=(
            "Uren per week berekend: {hours}, met 52 weken in 12 maanden.",
            "Controleer omvang, eenheid en frequentie.",
        ),
        en=(
            "Hours per week computed: {hours}, at 52 weeks in 12 months.",
            "Check volume, unit and frequency.",
        ),
    ),
    "hours-spread-over-period": Wording(
        nl=(
            "Uren per week berekend: {hours}, verdeeld over de hele periode.",
            "Controleer omvang, ingangsdatum en einddatum.",
        ),
        en=(
            "Hours per week computed: {hours}, spread over the whole period.",
            "Check volume, start and end.",
        ),
    ),
    "unit-conflict": Wording(
        nl=(
            "In de cel van de omvang staat een andere eenheid; die is gebruikt.",
            "Maak omvang en eenheid gelijk.",
        ),
        en=(
            "The cell of the volume names another unit, which was used.",
            "Let volume and unit agree.",
        ),
    ),
    "alias-mapped": Wording(
        nl=("De naam is gelezen als {name}.", ""),
        en=("The name was read as {name}.", ""),
    ),
    "formula-needed": Wording(
        nl=(
            "De formule in deze verplichte cel heeft geen bewaarde uitkomst.",
            "Open het bestand in Excel, bewaar het en lees het opnieuw in.",
        ),
        en=(
            "The formula in this needed cell has no kept value.",
            "Open the file in Excel, save it and import it again.",
        ),
    ),
    "date-order-found": Wording(
        nl=("Datums in deze kolom staan als {order} en zijn zo gelezen.", "Controleer een datum."),
        en=("Dates in this column are written as {order} and read so.", "Check one of them."),
    ),
    "sheets-other": Wording(
        nl=(
            "Er staat ook een lijst op een ander blad; die is niet gelezen: {sheets}.",
            "Lees dat blad apart in als het bedoeld is.",
        ),
        en=(
            "Another sheet holds a list too, which was not read: {sheets}.",
            "Import it by itself with --sheet if it is meant.",
        ),
    ),
    "hours-unknown": Wording(
        nl=(
            "De uren per week zijn niet te berekenen.",
            "Vul eenheid, frequentie en zo nodig de periode in.",
        ),
        en=(
            "The hours per week cannot be computed.",
            "Give unit, frequency and where needed the period.",
        ),
    ),
    "column-unknown": Wording(
        nl=("Kolom {column} is niet bekend en niet gelezen.", "Kies zo nodig het veld."),
        en=("Column {column} is not known and was not read.", "Map it if it is needed."),
    ),
    "column-likely": Wording(
        nl=(
            "Kolom {column} lijkt op een bekende kolom en is zo gelezen.",
            "Controleer de koppeling.",
        ),
        en=("Column {column} is like a known one and was read as such.", "Check the mapping."),
    ),
    "column-twice": Wording(
        nl=("Kolom {column} komt twee keer voor.", "De eerste is gelezen."),
        en=("Column {column} stands there twice.", "The first was read."),
    ),
    "rows-hidden": Wording(
        nl=(
            "Verborgen rijen op dit blad zijn meegelezen (aantal: {count}).",
            "Verwijder ze als ze niet bedoeld zijn.",
        ),
        en=(
            "Hidden rows of this sheet were read too (rows: {count}).",
            "Remove them if they are not meant.",
        ),
    ),
    "sheets-hidden": Wording(
        nl=("Verborgen bladen zijn niet gelezen: {sheets}.", "Kies het blad als het bedoeld is."),
        en=("Hidden sheets were not read: {sheets}.", "Name one with --sheet if it is meant."),
    ),
    "second-table": Wording(
        nl=(
            "Vanaf rij {row} begint een tweede tabel; die is niet gelezen.",
            "Zet die op een eigen blad.",
        ),
        en=(
            "A second table begins at row {row}; it was not read.",
            "Put it on a sheet of its own.",
        ),
    ),
    "text-too-long": Wording(
        nl=("De tekst is {length} tekens lang en is ingekort.", "Schrijf alleen wat nodig is."),
        en=("The text has {length} signs and was cut.", "Write only what is needed."),
    ),
}
