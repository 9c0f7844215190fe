"""Words for persons, files, the command line and what `check` finds."""

from casustafel.domain.wording.wording_type import Wording

TEXTS = {
    "record-missing": Wording(
        nl=("Dit gegeven ({kind}) bestaat niet meer.", "Ververs het scherm."),
        en=("This record ({kind}) does not exist.", "Read the list again."),
    ),
    "field-changed-meanwhile": Wording(
        nl=(
            "Iemand anders heeft {field} intussen gewijzigd.",
            "Bekijk de nieuwe waarde en beslis opnieuw.",
        ),
        en=(
            "Somebody else changed {field} in the meantime.",
            "Look at the new value and decide again.",
        ),
    ),
    "person-needed": Wording(
        nl=("Er zijn {count} personen in deze werkruimte.", "Kies wie u bent."),
        en=("There are {count} persons in this workspace.", "Say who works with --person NAME."),
    ),
    "person-unknown-here": Wording(
        nl=("{person} staat niet in deze werkruimte.", "Vraag de beheerder om u toe te voegen."),
        en=("{person} is not in this workspace.", "Ask the administrator, or check the spelling."),
    ),
    "person-exists": Wording(
        nl=("{person} staat al in de werkruimte.", "Kies een andere naam."),
        en=("{person} is in the workspace already.", "Choose another name."),
    ),
    "last-administrator": Wording(
        nl=("Er moet een beheerder blijven.", "Geef eerst iemand anders de rol van beheerder."),
        en=("One administrator must remain.", "Give somebody else that role first."),
    ),
    "bsn-reason-unknown": Wording(
        nl=("De reden om het BSN te tonen ontbreekt.", "Kies een reden uit de lijst."),
        en=("No reason was given for showing the BSN.", "Choose one of the list."),
    ),
    "table-unknown": Wording(
        nl=("Commissie {table} bestaat niet.", "Kies uit: {tables}."),
        en=("There is no table {table}.", "Choose one of: {tables}."),
    ),
    "shared-database-not-made-here": Wording(
        nl=(
            "Een gedeelde database wordt niet met deze opdracht gemaakt.",
            "Maak een lokale werkruimte.",
        ),
        en=("A shared database is not made with this command.", "Give the path of a local file."),
    ),
    "backup-of-shared-database": Wording(
        nl=(
            "Een gedeelde database heeft een eigen back-up op de server.",
            "Vraag de beheerder van de server.",
        ),
        en=("A shared database has its own backup on the server.", "Ask whoever keeps the server."),
    ),
    "passphrase-missing": Wording(
        nl=("Er is geen wachtzin gegeven.", "Geef een wachtzin."),
        en=("No passphrase was given.", "Use --passphrase-file FILE or set CASUSTAFEL_PASSPHRASE."),
    ),
    "passphrase-file": Wording(
        nl=(
            "Het bestand {file} met de wachtzin is niet te lezen.",
            "Controleer de naam en de rechten.",
        ),
        en=("The passphrase file {file} cannot be read.", "Check its name and rights."),
    ),
    "no-screen": Wording(
        nl=(
            "Er is geen scherm om het venster op te tonen.",
            "Start het programma op een werkplek met een scherm.",
        ),
        en=(
            "There is no screen to show the window on.",
            "Use a command (see --help), or set DISPLAY or WAYLAND_DISPLAY.",
        ),
    ),
    "file-unreadable": Wording(
        nl=("Bestand {file} is niet te lezen.", "Controleer of het bestaat en of u erbij mag."),
        en=("File {file} cannot be read.", "Check that it exists and that you may read it."),
    ),
    "file-unwritable": Wording(
        nl=(
            "Bestand {file} kan niet worden geschreven.",
            "Kies een andere map of maak ruimte vrij.",
        ),
        en=("File {file} cannot be written.", "Choose another folder or make room on the disk."),
    ),
    "findings-over-list": Wording(
        nl=("De bevindingen zouden de lijst {file} zelf overschrijven.", "Kies een andere naam."),
        en=("The findings would overwrite the list {file} itself.", "Give another file."),
    ),
    "check-found-faults": Wording(
        nl=("De controle vond fouten (aantal: {count}).", "Zet zo nodig een back-up terug."),
        en=(
            "The check found faults ({count}).",
            "Keep this copy as it is and restore a backup that is sound.",
        ),
    ),
    "fault-log": Wording(
        nl=(
            "Het logboek klopt niet meer vanaf regel {position}.",
            "Bewaar deze kopie en waarschuw de beheerder.",
        ),
        en=(
            "The log does not fit from entry {position} on.",
            "Keep this copy and warn the administrator.",
        ),
    ),
    "fault-minutes": Wording(
        nl=(
            "De vastgestelde notulen van {date} ({table}) zijn gewijzigd of beschadigd.",
            "Zet ze terug uit een back-up.",
        ),
        en=(
            "The adopted minutes of {date} ({table}) were changed or damaged.",
            "Restore them from a backup.",
        ),
    ),
    "fault-copy-unknown": Wording(
        nl=(
            "{file} is geen ongewijzigd exemplaar van vastgestelde notulen uit deze werkruimte.",
            "Exporteer de notulen opnieuw.",
        ),
        en=(
            "{file} is not an unchanged copy of minutes adopted in this workspace.",
            "Export the minutes again and compare.",
        ),
    ),
    "demo-exists": Wording(
        nl=("In {folder} staat al een werkruimte.", "Open die, of kies een andere map."),
        en=(
            "There is a workspace in {folder} already.",
            "Open it with --database {folder}, delete the folder, or name another one.",
        ),
    ),
}
