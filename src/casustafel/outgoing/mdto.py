"""Metadata for the archive: MDTO 1.0.1, an informatieobject and a bestand for each PDF."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

NAMESPACE = "https://www.nationaalarchief.nl/mdto"
_SOURCE = "Casustafel"
_SELECTION_LIST = "Selectielijst gemeenten en intergemeentelijke organen 2020"
_FORMATS = "PRONOM"
#: PDF/A-2a in the PRONOM register.
_PDF_A_2A = ("Acrobat PDF/A - Portable Document Format 2a", "fmt/476")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One PDF as the archive knows it. `key` stays the same; `years` and `days` None: for good."""

    key: str
    name: str
    file: str
    paper: bytes
    made_on: date
    municipality: str
    kind: str
    category: str
    term: str | None
    term_from: date
    checked_at: datetime


def object_of(record: Record) -> bytes:
    """Return the XML of the informatieobject."""
    root, about = _root("informatieobject", record.key, record.name)
    _concept(about, "aggregatieniveau", "Archiefstuk", "Begrippenlijst aggregatieniveau MDTO")
    _concept(about, "classificatie", record.kind, _SOURCE)
    _said(about, "omschrijving", f"{record.kind}, {record.made_on.isoformat()}")
    _said(about, "taal", "nl")
    event = SubElement(about, "event")
    _concept(event, "eventType", "Creatie", "Begrippenlijst eventtype MDTO")
    _said(event, "eventTijd", record.made_on.isoformat())
    kept = record.term is None
    _concept(
        about,
        "waardering",
        "Blijvend te bewaren" if kept else "Tijdelijk te bewaren",
        "Begrippenlijst waardering MDTO",
        "B" if kept else "V",
    )
    if record.term is not None:
        term = SubElement(about, "bewaartermijn")
        _said(term, "termijnStartdatumLooptijd", record.term_from.isoformat())
        _said(term, "termijnLooptijd", record.term)
    category = f"Categorie {record.category}"
    _concept(about, "informatiecategorie", category, _SELECTION_LIST, record.category)
    _reference(about, "heeftRepresentatie", record.file, f"{record.key}-bestand")
    _reference(about, "archiefvormer", record.municipality)
    limit = SubElement(about, "beperkingGebruik")
    _concept(
        limit,
        "beperkingGebruikType",
        "Persoonlijke levenssfeer",
        "Begrippenlijst beperking gebruik MDTO",
    )
    _said(
        limit,
        "beperkingGebruikNadereBeschrijving",
        "Een casusnummer verwijst naar een persoon en is daarom een persoonsgegeven.",
    )
    return _written(root)


def file_of(record: Record) -> bytes:
    """Return the XML of the bestand."""
    root, about = _root("bestand", f"{record.key}-bestand", record.file)
    _said(about, "omvang", str(len(record.paper)))
    _concept(about, "bestandsformaat", _PDF_A_2A[0], _FORMATS, _PDF_A_2A[1])
    check = SubElement(about, "checksum")
    _concept(check, "checksumAlgoritme", "SHA-256", "Begrippenlijst checksumalgoritme MDTO")
    _said(check, "checksumWaarde", hashlib.sha256(record.paper).hexdigest())
    _said(check, "checksumDatum", record.checked_at.isoformat(timespec="seconds"))
    _reference(about, "isRepresentatieVan", record.name, record.key)
    return _written(root)


def _root(kind: str, key: str, name: str) -> tuple[Element, Element]:
    root = Element("MDTO", {"xmlns": NAMESPACE})
    about = SubElement(root, kind)
    _identified(about, "identificatie", key)
    _said(about, "naam", name)
    return root, about


def _said(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = text


def _identified(parent: Element, tag: str, key: str) -> None:
    made = SubElement(parent, tag)
    _said(made, "identificatieKenmerk", key)
    _said(made, "identificatieBron", _SOURCE)


def _reference(parent: Element, tag: str, name: str, key: str = "") -> None:
    made = SubElement(parent, tag)
    _said(made, "verwijzingNaam", name)
    if key:
        _identified(made, "verwijzingIdentificatie", key)


def _concept(parent: Element, tag: str, text: str, of: str, code: str = "") -> None:
    made = SubElement(parent, tag)
    _said(made, "begripLabel", text)
    if code:
        _said(made, "begripCode", code)
    _reference(made, "begripBegrippenlijst", of)


def _written(root: Element) -> bytes:
    indent(root)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"
