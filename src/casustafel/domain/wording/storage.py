"""Words for keys, files, databases and backups."""

from casustafel.domain.wording.wording_type import Wording

_KEYS = {
    "passphrase-wrong": Wording(
        nl=("De wachtzin klopt niet.", "Typ de wachtzin opnieuw, of gebruik de herstelsleutel."),
        en=("The passphrase is wrong.", "Type it again, or use the recovery key."),
    ),
    "passphrase-unfit": Wording(
        nl=(
            "Deze wachtzin is leeg of lijkt op een herstelsleutel.",
            "Kies een eigen zin van een paar woorden.",
        ),
        en=(
            "This passphrase is empty or looks like a recovery key.",
            "Choose a phrase of a few words.",
        ),
    ),
    "person-unknown": Wording(
        nl=(
            "{person} heeft geen wachtzin voor deze werkruimte.",
            "Controleer de naam, of vraag de beheerder om toegang.",
        ),
        en=(
            "{person} has no passphrase for this workspace.",
            "Check the name, or ask the beheerder for access.",
        ),
    ),
    "person-empty": Wording(
        nl=("De naam van de persoon ontbreekt.", "Vul een naam in."),
        en=("The name of the person is missing.", "Give a name."),
    ),
    "person-has-slot": Wording(
        nl=(
            "{person} heeft al een wachtzin.",
            "Trek de oude eerst in, of laat {person} de eigen wachtzin wijzigen.",
        ),
        en=(
            "{person} already has a passphrase.",
            "Remove the old one first, or let {person} change it.",
        ),
    ),
    "recovery-key-mistyped": Wording(
        nl=(
            "In groep {group} van de herstelsleutel staat een tikfout.",
            "Vergelijk die groep met het papier en typ de sleutel opnieuw.",
        ),
        en=(
            "Group {group} of the recovery key is mistyped.",
            "Compare that group with the paper and type the key again.",
        ),
    ),
    "recovery-key-is-renewed": Wording(
        nl=(
            "Een herstelsleutel heeft geen wachtzin die u kunt wijzigen.",
            "Maak een nieuwe herstelsleutel, of open de werkruimte met uw eigen wachtzin.",
        ),
        en=(
            "A recovery key has no passphrase that can be changed.",
            "Make a new recovery key, or open the workspace with your own passphrase.",
        ),
    ),
    "slot-unknown": Wording(
        nl=("Deze toegang bestaat niet meer.", "Vernieuw de lijst met personen."),
        en=("This access is no longer there.", "Refresh the list of persons."),
    ),
    "slot-last": Wording(
        nl=(
            "Dit is de laatste wachtzin van deze werkruimte.",
            "Geef eerst iemand anders toegang.",
        ),
        en=("This is the last passphrase of this workspace.", "Give somebody else access first."),
    ),
    "keys-missing": Wording(
        nl=(
            "Het sleutelbestand {file} staat niet naast de database.",
            "Zet het terug naast de database, of zet een reservekopie terug.",
        ),
        en=(
            "The file of keys {file} is not beside the database.",
            "Put it back beside the database, or restore a backup.",
        ),
    ),
    "keys-damaged": Wording(
        nl=("Het sleutelbestand {file} is beschadigd.", "Zet een reservekopie terug."),
        en=("The file of keys {file} is damaged.", "Restore a backup."),
    ),
}

_DATABASE = {
    "database-missing": Wording(
        nl=(
            "Er is geen database {file}.",
            "Controleer de plaats, of maak een nieuwe werkruimte.",
        ),
        en=("There is no database {file}.", "Check the place, or make one with init."),
    ),
    "database-exists": Wording(
        nl=("Er is al een database {file}.", "Open die, of kies een andere plaats."),
        en=("There is a database {file} already.", "Open it, or choose another place."),
    ),
    "database-not-ours": Wording(
        nl=(
            "{file} is geen database van Casustafel.",
            "Kies het juiste bestand; dit bestand is niet veranderd.",
        ),
        en=(
            "{file} is no database of Casustafel.",
            "Choose the right file; this one was not changed.",
        ),
    ),
    "database-foreign": Wording(
        nl=(
            "In deze database staan tabellen van een ander programma.",
            "Kies een lege database of een database van Casustafel; er is niets veranderd.",
        ),
        en=(
            "This database holds tables of another program.",
            "Choose an empty database or one of Casustafel; nothing was changed.",
        ),
    ),
    "database-key-mismatch": Wording(
        nl=(
            "De database {file} is beschadigd of hoort niet bij dit sleutelbestand.",
            "Zet beide bestanden van dezelfde dag bij elkaar, of zet een reservekopie terug.",
        ),
        en=(
            "The database {file} is damaged or does not belong to this file of keys.",
            "Put both files of the same day together, or restore a backup.",
        ),
    ),
    "database-damaged": Wording(
        nl=(
            "De database {file} is beschadigd.",
            "Zet een reservekopie terug en bewaar het beschadigde bestand.",
        ),
        en=("The database {file} is damaged.", "Restore a backup and keep the damaged file."),
    ),
    "database-newer": Wording(
        nl=(
            "De database {file} is gemaakt met een nieuwere versie van Casustafel.",
            "Installeer de nieuwste versie; er is niets veranderd.",
        ),
        en=(
            "The database {file} was made by a newer version of Casustafel.",
            "Install the newest version; nothing was changed.",
        ),
    ),
    "database-references": Wording(
        nl=(
            "Bijwerken zou {count} regels zonder verwijzing achterlaten ({tables}); "
            "het is niet gedaan.",
            "Zet een reservekopie terug, of vraag hulp; er is niets veranderd.",
        ),
        en=(
            "Migrating would leave {count} rows that point at nothing ({tables}); it was not done.",
            "Restore a backup, or ask for help; nothing was changed.",
        ),
    ),
    "database-in-use": Wording(
        nl=(
            "De database {file} is al open in een ander venster of programma.",
            "Sluit dat eerst. Wilt u met meer mensen tegelijk werken, gebruik dan PostgreSQL.",
        ),
        en=(
            "The database {file} is open in another window or program.",
            "Close that first. To work with several people at once, use PostgreSQL.",
        ),
    ),
    "database-busy": Wording(
        nl=(
            "De database {file} is te lang bezig met iets anders.",
            "Wacht even en probeer het opnieuw; uw wijziging is niet bewaard.",
        ),
        en=(
            "The database {file} is busy for too long.",
            "Wait a moment and try again; your change was not kept.",
        ),
    ),
    "database-read-only": Wording(
        nl=(
            "De database {file} staat op een plaats waar u niet mag schrijven.",
            "Haal de schrijfbeveiliging weg, of kies een andere plaats; er is niets veranderd.",
        ),
        en=(
            "The database {file} is in a place that cannot be written.",
            "Take the write protection away, or choose another place; nothing was changed.",
        ),
    ),
    "database-no-access": Wording(
        nl=(
            "De database {file} kan niet worden geopend.",
            "Controleer of de map bestaat en of u er mag lezen en schrijven.",
        ),
        en=(
            "The database {file} cannot be opened.",
            "Check that the folder is there and that you may read and write in it.",
        ),
    ),
    "database-address": Wording(
        nl=(
            "Een adres dat begint met {scheme}:// kent het programma niet.",
            "Geef een bestand, of een adres dat begint met postgresql://.",
        ),
        en=(
            "An address that begins with {scheme}:// is not known.",
            "Give a file, or an address that begins with postgresql://.",
        ),
    ),
    "database-name": Wording(
        nl=("De naam {file} is geen naam voor een database.", "Kies een naam zoals casussen.db."),
        en=("The name {file} is no name for a database.", "Choose a name such as cases.db."),
    ),
    "postgresql-not-installed": Wording(
        nl=(
            "Het onderdeel voor PostgreSQL is niet geïnstalleerd.",
            "Installeer psycopg, of gebruik een database op deze computer.",
        ),
        en=("The part for PostgreSQL is not installed.", "Install psycopg, or use a local file."),
    ),
    "place-network": Wording(
        nl=(
            "{folder} staat op een netwerkschijf; daar raakt een database beschadigd.",
            "Kies een map op deze computer, of gebruik PostgreSQL om samen te werken.",
        ),
        en=(
            "{folder} is on a network drive, where a database gets damaged.",
            "Choose a folder on this computer, or share through PostgreSQL.",
        ),
    ),
    "place-synced": Wording(
        nl=(
            "{folder} wordt gesynchroniseerd door {service}; daar raakt een database beschadigd.",
            "Kies een map daarbuiten; reservekopieën mogen daar wel staan.",
        ),
        en=(
            "{folder} is synchronised by {service}, where a database gets damaged.",
            "Choose a folder outside it; backups may stand there.",
        ),
    ),
}

_FILES = {
    "disk-full": Wording(
        nl=(
            "De schijf is vol; {file} is niet opgeslagen.",
            "Maak ruimte vrij en probeer het opnieuw; wat er stond is heel.",
        ),
        en=(
            "The disk is full; {file} was not saved.",
            "Free some space and try again; what was there is whole.",
        ),
    ),
    "disk-failing": Wording(
        nl=(
            "De schijf met {file} geeft fouten of is losgekoppeld.",
            "Sluit de schijf weer aan en maak daarna meteen een reservekopie.",
        ),
        en=(
            "The disk that holds {file} fails or was taken out.",
            "Connect it again, and then make a backup at once.",
        ),
    ),
    "file-missing": Wording(
        nl=("Het bestand {file} is er niet.", "Controleer de naam en de map."),
        en=("The file {file} is not there.", "Check its name and folder."),
    ),
    "file-is-folder": Wording(
        nl=("{file} is een map.", "Kies een bestand."),
        en=("{file} is a folder.", "Choose a file."),
    ),
    "file-in-use": Wording(
        nl=("Het bestand {file} is open in een ander programma.", "Sluit het daar eerst."),
        en=("The file {file} is open in another program.", "Close it there first."),
    ),
    "file-no-access": Wording(
        nl=(
            "U mag {file} niet lezen of schrijven.",
            "Kies een andere plaats, of vraag de beheerder van de computer om rechten.",
        ),
        en=(
            "You may not read or write {file}.",
            "Choose another place, or ask whoever manages the computer for rights.",
        ),
    ),
    "file-name-too-long": Wording(
        nl=("De naam van {file} is te lang.", "Kies een kortere naam of een andere map."),
        en=("The name of {file} is too long.", "Choose a shorter name or another folder."),
    ),
    "backup-exists": Wording(
        nl=("Er is al een bestand {file}.", "Kies een andere naam voor de reservekopie."),
        en=("There is a file {file} already.", "Choose another name for the backup."),
    ),
    "backup-damaged": Wording(
        nl=(
            "{file} is geen reservekopie, of is beschadigd.",
            "Gebruik een andere reservekopie; er is niets veranderd.",
        ),
        en=("{file} is no backup, or is damaged.", "Use another backup; nothing was changed."),
    ),
    "backup-newer": Wording(
        nl=(
            "De reservekopie {file} is gemaakt met een nieuwere versie van Casustafel.",
            "Installeer de nieuwste versie; er is niets veranderd.",
        ),
        en=(
            "The backup {file} was made by a newer version of Casustafel.",
            "Install the newest version; nothing was changed.",
        ),
    ),
    "restore-target-exists": Wording(
        nl=(
            "Er is al een werkruimte {file}.",
            "Bevestig dat die opzij wordt gezet, of kies een andere plaats.",
        ),
        en=(
            "There is a workspace {file} already.",
            "Confirm that it is put aside (--yes), or choose another place.",
        ),
    ),
    "restore-unfinished": Wording(
        nl=(
            "Het terugzetten van een reservekopie is niet afgemaakt ({file}).",
            "Zet de reservekopie opnieuw terug; de oude bestanden staan in de map ernaast.",
        ),
        en=(
            "Restoring a backup was not finished ({file}).",
            "Restore it again; the former files are in the folder beside it.",
        ),
    ),
}

_FAULTS = {
    "fault-page": Wording(
        nl=("In {file} is een blok beschadigd: {detail}.", "Zet een reservekopie terug."),
        en=("A page of {file} is damaged: {detail}.", "Restore a backup."),
    ),
    "fault-structure": Wording(
        nl=("De opbouw van {file} klopt niet: {detail}.", "Zet een reservekopie terug."),
        en=("The structure of {file} is wrong: {detail}.", "Restore a backup."),
    ),
    "fault-reference": Wording(
        nl=(
            "{count} regels van {table} verwijzen naar iets in {parent} dat er niet is.",
            "Zet een reservekopie terug, of vraag hulp.",
        ),
        en=(
            "{count} rows of {table} point at something in {parent} that is not there.",
            "Restore a backup, or ask for help.",
        ),
    ),
    "fault-revision": Wording(
        nl=(
            "De tabellen zijn van versie {present}; het programma kent versie {expected}.",
            "Open de werkruimte met de nieuwste versie van het programma.",
        ),
        en=(
            "The tables are of revision {present}; the program knows {expected}.",
            "Open the workspace with the newest version of the program.",
        ),
    ),
}

TEXTS = {**_KEYS, **_DATABASE, **_FILES, **_FAULTS}
