"""The description of the package for a whole computer, as `wixl` reads it."""

from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

_SPACE = "http://schemas.microsoft.com/wix/2006/wi"
#: One for all versions: by it Windows knows that a package replaces a former one.
UPGRADE = UUID("6f3d2f1c-1b0e-5c52-9d0a-5c3a3f6b7e21")


def descriptor(app: Path, version: str, numbers: str) -> bytes:
    """Return the description of a package with all files of `app`."""
    root = Element("Wix", xmlns=_SPACE)
    product = SubElement(
        root,
        "Product",
        Id=_code("product", version),
        Name="Casustafel",
        Language="1043",
        Codepage="1252",
        Version=".".join(numbers.split(".")[:3]),
        Manufacturer="Casustafel",
        UpgradeCode=_shown(UPGRADE),
    )
    SubElement(
        product,
        "Package",
        InstallerVersion="500",
        Compressed="yes",
        InstallScope="perMachine",
        Description="Casustafel voor de hele computer",
        Comments="EUPL-1.2",
        Languages="1043",
    )
    said = "Er staat al een nieuwere versie van Casustafel op deze computer."
    SubElement(product, "MajorUpgrade", DowngradeErrorMessage=said)
    SubElement(product, "Media", Id="1", Cabinet="casustafel.cab", EmbedCab="yes")
    SubElement(product, "Icon", Id="casustafel.ico", SourceFile="casustafel.ico")
    SubElement(product, "Property", Id="ARPPRODUCTICON", Value="casustafel.ico")
    target = SubElement(product, "Directory", Id="TARGETDIR", Name="SourceDir")
    programs = SubElement(target, "Directory", Id="ProgramFiles64Folder")
    own = SubElement(programs, "Directory", Id="INSTALLDIR", Name="Casustafel")
    menu = SubElement(target, "Directory", Id="ProgramMenuFolder")
    feature = SubElement(product, "Feature", Id="Alles", Title="Casustafel", Level="1")
    _add(app, app, own, feature)
    _add_shortcut(menu, feature)
    return ElementTree.tostring(root, "utf-8", xml_declaration=True)


def _add(folder: Path, app: Path, parent: Element, feature: Element) -> None:
    """Add the files of a folder as one component, and its folders below it."""
    files = sorted(path for path in folder.iterdir() if path.is_file())
    if files:
        name = folder.relative_to(app).as_posix()
        component = SubElement(
            parent, "Component", Id=_id("c", name), Guid=_code("folder", name), Win64="yes"
        )
        for at, path in enumerate(files):
            key = {"KeyPath": "yes"} if at == 0 else {}
            number = _id("f", path.relative_to(app).as_posix())
            SubElement(
                component,
                "File",
                Id=number,
                Name=path.name,
                Source=path.relative_to(app).as_posix(),
                **key,
            )
        SubElement(feature, "ComponentRef", Id=component.attrib["Id"])
    for path in sorted(path for path in folder.iterdir() if path.is_dir()):
        below = SubElement(
            parent, "Directory", Id=_id("d", path.relative_to(app).as_posix()), Name=path.name
        )
        _add(path, app, below, feature)


def _component(parent: Element, number: str, name: str) -> Element:
    code = _code("component", name)
    return SubElement(parent, "Component", Id=number, Guid=code, Win64="yes")


def _add_shortcut(menu: Element, feature: Element) -> None:
    component = SubElement(
        menu, "Component", Id="snelkoppeling", Guid=_code("shortcut", ""), Win64="yes"
    )
    SubElement(
        component,
        "Shortcut",
        Id="start",
        Name="Casustafel",
        Description="Casussen, vergaderingen en notulen van de tafels",
        Target="[INSTALLDIR]Casustafel.exe",
    )
    SubElement(
        component,
        "RegistryValue",
        Root="HKLM",
        Key=r"Software\Casustafel",
        Name="geinstalleerd",
        Type="integer",
        Value="1",
        KeyPath="yes",
    )
    SubElement(feature, "ComponentRef", Id="snelkoppeling")


def _id(kind: str, name: str) -> str:
    return f"{kind}{uuid5(NAMESPACE_URL, f'casustafel/{kind}/{name}').hex}"


def _code(kind: str, name: str) -> str:
    return _shown(uuid5(UPGRADE, f"{kind}/{name}"))


def _shown(code: UUID) -> str:
    return f"{{{str(code).upper()}}}"
