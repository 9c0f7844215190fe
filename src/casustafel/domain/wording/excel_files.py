"""Words for files that cannot be taken as a case list."""

from casustafel.domain.wording.wording_type import Wording

TEXTS = {
    "file-empty": Wording(
        nl=("Het bestand {file} is leeg.", "Kies het bestand waarin de lijst staat."),
        en=("The file {file} is empty.", "Choose the file that holds the list."),
    ),
    "file-cut-off": Wording(
        nl=(
            "Het bestand {file} is niet compleet of beschadigd.",
            "Open het in Excel, sla het opnieuw op, en probeer het nog eens.",
        ),
        en=(
            "The file {file} is cut off or damaged.",
            "Open it in a spreadsheet program, save it again, and retry.",
        ),
    ),
    "file-password": Wording(
        nl=(
            "Het bestand {file} is beveiligd met een wachtwoord.",
            "Haal in Excel het wachtwoord eraf en sla het bestand op, of vraag de afzender.",
        ),
        en=(
            "The file {file} is protected with a password.",
            "Remove the password in a spreadsheet program and save it, or ask the sender.",
        ),
    ),
    "file-no-spreadsheet": Wording(
        nl=(
            "Het bestand {file} is geen spreadsheet.",
            "Kies een bestand van het soort xlsx, xlsm, xlsb, xls, ods, csv of tsv.",
        ),
        en=(
            "The file {file} is no spreadsheet.",
            "Choose a file of the kind xlsx, xlsm, xlsb, xls, ods, csv or tsv.",
        ),
    ),
    "file-quote-open": Wording(
        nl=(
            'In {file} begint op rij {row} een cel met een aanhalingsteken (") dat niet sluit.',
            "Haal dat teken weg en bewaar het bestand opnieuw.",
        ),
        en=(
            'In {file} a cell of row {row} opens with a quotation mark (") that never closes.',
            "Take that mark away, and save the file again.",
        ),
    ),
    "file-too-large": Wording(
        nl=(
            "Het bestand {file} is te groot: uitgepakt meer dan {limit} MB.",
            "Verwijder plaatjes en oude bladen, of splits de lijst in delen.",
        ),
        en=(
            "The file {file} is too large: more than {limit} MB unpacked.",
            "Remove pictures and old sheets, or split the list.",
        ),
    ),
    "file-cell-too-large": Wording(
        nl=(
            "In {file} staat een cel met meer dan {limit} MB tekst.",
            "Haal die tekst uit de lijst, en sla het bestand opnieuw op.",
        ),
        en=(
            "A cell in {file} holds more than {limit} MB of text.",
            "Take that text out of the list, and save the file again.",
        ),
    ),
    "file-too-wide": Wording(
        nl=(
            "Een blad in {file} heeft te veel kolommen of cellen (meer dan {limit} kolommen, of "
            "gegevens ver buiten de lijst).",
            "Verwijder wat er rechts van en onder de lijst staat, en sla het bestand opnieuw op.",
        ),
        en=(
            "A sheet in {file} has too many columns or cells (more than {limit} columns, or data "
            "far outside the list).",
            "Delete what stands to the right of the list and below it, and save the file again.",
        ),
    ),
    "file-hostile": Wording(
        nl=(
            "Het bestand {file} bevat onderdelen die niet in een spreadsheet horen.",
            "Gebruik dit bestand niet. Vraag de afzender om een nieuwe lijst.",
        ),
        en=(
            "The file {file} holds parts that do not belong in a spreadsheet.",
            "Do not use this file. Ask the sender for a new list.",
        ),
    ),
}
