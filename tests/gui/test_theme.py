"""Every colour stands out from what it lies on, in both themes (WCAG 2.1 AA)."""

import re
import shutil
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

import casustafel.domain
from casustafel.assets import asset
from casustafel.domain.cases import CaseStatus
from casustafel.gui.theme import Mode, Theme, Tone, tokens, tone_of
from casustafel.gui.theme.tokens import DARK, LIGHT, Tokens, _tones, style_sheet
from casustafel.services.advice import advice_desk
from casustafel.services.following import feedback_desk
from casustafel.services.importing import answer

TEXT, MARK = 4.5, 3.0
_RED = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    '<path fill="red" d="M0 0h9v9H0z"/></svg>'
)
GROUNDS = ("window", "surface", "surface_soft", "selection", "hover")


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def pairs(tokens: Tokens) -> list[tuple[str, str, float]]:
    """Return what lies on what, with the contrast that it needs."""
    wanted = [(text, ground, TEXT) for text in ("text", "soft", "muted") for ground in GROUNDS]
    wanted += [("brand", ground, TEXT) for ground in GROUNDS]
    wanted += [
        ("on_primary", "primary", TEXT),
        ("on_primary", "primary_hover", TEXT),
        ("badge_text", "badge", TEXT),
        ("control_border", "surface", MARK),
        ("control_border", "window", MARK),
        ("focus", "surface", MARK),
        ("focus", "window", MARK),
        ("focus", "selection", MARK),
        ("focus_on_primary", "primary", MARK),
        ("primary", "surface", MARK),
        ("surface", "text", TEXT),
    ]
    for tone in Tone:
        wanted += [
            (f"{tone}_text", f"{tone}_fill", TEXT),
            (f"{tone}_text", "surface", TEXT),
            (f"{tone}_text", "window", TEXT),
            (f"{tone}_line", "surface", MARK),
            (f"{tone}_bar", "surface", MARK),
        ]
    return wanted


def too_faint(tokens: Tokens) -> list[str]:
    flat = tokens.colours
    return [
        f"{one} on {other}: {contrast(flat[one], flat[other]):.2f}, needs {least}"
        for one, other, least in pairs(tokens)
        if contrast(flat[one], flat[other]) < least
    ]


def test_that_the_measure_of_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#157C68", "#ffffff") == pytest.approx(5.1, abs=0.05)  # domain.md §6


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_that_every_text_and_mark_stands_out_from_its_ground(tokens: Tokens) -> None:
    assert too_faint(tokens) == []


def test_that_a_faint_pair_is_found() -> None:
    assert too_faint(LIGHT._replace(colours={**LIGHT.colours, "muted": "#b0b8c2"})) != []


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_that_the_sheet_is_filled_in_whole_and_names_icons_that_exist(tokens: Tokens) -> None:
    sheet = style_sheet(tokens, 1.5)

    assert "@" not in sheet
    pictures = re.findall(r'url\("([^"]+)"\)', sheet)
    assert pictures
    for picture in pictures:
        assert asset("resources", "icons", picture.rpartition("/")[2]).is_file()


def test_that_the_sheet_holds_wherever_the_program_stands(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """2.7: a space, as in Program Files or the name of a user, lost the whole sheet."""

    icons = asset("resources", "icons")
    there = shutil.copytree(icons, tmp_path / "Stick é (1) d'é, map")
    monkeypatch.setattr(
        tokens, "asset", lambda *at: there if at == ("resources", "icons") else asset(*at)
    )
    box = QCheckBox("Ja")
    qtbot.addWidget(box)
    box.setChecked(True)
    box.setStyleSheet(style_sheet(LIGHT, 1.0) + "QCheckBox { min-width: 321px; }")
    (there / "check-white.svg").write_text(_RED)
    shown = box.grab().toImage()

    assert shown.width() >= 321
    assert shown.pixelColor(8, shown.height() // 2).name() == "#ff0000"


def test_that_sizes_in_the_sheet_follow_the_scale() -> None:
    assert "font-size: 20px" in style_sheet(LIGHT, 1.0)
    assert "font-size: 40px" in style_sheet(LIGHT, 2.0)


def test_that_another_theme_and_size_reach_the_application_at_once(
    look: Theme, qapp: QApplication
) -> None:
    heard: list[bool] = []
    look.changed.connect(lambda: heard.append(True))

    look.set_mode(Mode.DARK)
    look.set_scale(2.0)

    assert heard == [True, True]
    assert look.tokens is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.colours["window"]
    assert qapp.font().pixelSize() == 26
    look.set_scale(5.0)
    assert look.scale == 2.0


def test_that_the_font_of_the_screen_is_the_one_that_ships(look: Theme) -> None:
    from PySide6.QtGui import QFontInfo

    assert QFontInfo(look.font()).family() == "Noto Sans"
    assert QFontInfo(look.font(bold=True)).bold()


def test_that_only_values_that_exist_have_a_tone() -> None:
    domain = (f"casustafel.domain.{one.name}" for one in iter_modules(casustafel.domain.__path__))
    for module in (*domain, advice_desk.__name__, answer.__name__, feedback_desk.__name__):
        import_module(module)
    known = {(kind.__name__, one.value) for kind in StrEnum.__subclasses__() for one in kind}
    assert _tones().keys() <= known
    assert tone_of(CaseStatus.READY) is Tone.GOOD
    assert tone_of(CaseStatus.CLOSED) is Tone.NEUTRAL
