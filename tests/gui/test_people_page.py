"""The page of seats, persons, roles and passphrases."""

from collections.abc import Iterator
from datetime import date

import pytest
from accessibility import faults
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QCheckBox, QPushButton
from pytestqt.qtbot import QtBot
from real_pages import Opened, child, form_of, opened

from casustafel.domain.meetings import Member
from casustafel.domain.people import PersonRole, Role
from casustafel.gui.pages.people import tabs
from casustafel.gui.pages.people.dialogs import RecoveryDialog
from casustafel.gui.pages.people.page import PeoplePage
from casustafel.gui.pages.people.tabs import seat_columns
from casustafel.gui.settings import Settings
from casustafel.gui.tables import RowTableModel
from casustafel.services.people import access, members, persons
from casustafel.storage import audit
from casustafel.storage.recovery_key import looks_like_recovery_key
from workspaces import CHEAP, PASSPHRASE, Table

OTHER = "een andere goede zin voor proeven"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(table: Table, settings: Settings, qtbot: QtBot) -> Iterator[Opened]:
    with opened(table, settings, qtbot) as made:
        assert made.window.context.keys is not None
        made.window.context.keys.cost = CHEAP
        yield made


PAGE = "people"


def seats(table: Table) -> dict[str, Member]:
    return {one.role_name: one for one in table.ask(lambda reader: reader.find(Member))}


def test_that_the_seats_of_the_table_are_shown_with_what_is_missing(page: PeoplePage) -> None:
    model = page.seats.model
    assert [model.cell(at, model.at("role")).text for at in range(model.rowCount())] == [
        "Voorzitter",
        "Zorgexpert",
        "Gezinswerker",
    ]
    assert "Stroomland" in page.seats.missing.text
    assert faults(page) == []


def test_that_the_models_keep_to_the_rules_of_models(table: Table) -> None:
    model = RowTableModel(seat_columns(), lambda line: line.member.id)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.set_rows(table.ask(members.listed, "cpv").lines)
    model.sort(model.at("role"))
    assert model.rowCount() == 3
    assert tester.model() is model


def test_that_a_seat_is_added_for_part_of_the_cases(
    page: PeoplePage, window: Opened, table: Table, qtbot: QtBot
) -> None:
    qtbot.mouseClick(child(page, QPushButton, "Nieuw lid"), LEFT)
    dialog = form_of(page)
    assert faults(dialog) == []
    qtbot.keyClicks(dialog.fields["role_name"].control, "Onderwijsadviseur")
    qtbot.mouseClick(dialog.do, LEFT)
    assert dialog.fields["organisation"].error
    qtbot.keyClicks(dialog.fields["organisation"].control, "Stroomland")
    scope = child(dialog, QPushButton, "VDB")
    qtbot.mouseClick(scope, LEFT)
    qtbot.keyClicks(dialog.fields["valid_from"].control, "01012026")
    window.settle(lambda: qtbot.mouseClick(dialog.do, LEFT))
    made = seats(table)["Onderwijsadviseur"]
    assert (made.scope, made.valid_from) == ("vdb", date(2026, 1, 1))


def test_that_a_seat_is_changed_and_ended(
    page: PeoplePage, window: Opened, table: Table, qtbot: QtBot
) -> None:
    page.seats.table.selectRow(1)
    qtbot.mouseClick(child(page.seats, QPushButton, "Wijzigen…"), LEFT)
    dialog = form_of(page)
    dialog.fields["organisation"].line.setText("Zelfstandig")
    window.settle(lambda: qtbot.mouseClick(dialog.do, LEFT))
    assert seats(table)["Zorgexpert"].organisation == "Zelfstandig"
    page.seats.table.selectRow(1)
    qtbot.mouseClick(child(page.seats, QPushButton, "Beëindigen…"), LEFT)
    end = form_of(page)
    qtbot.keyClicks(end.fields["valid_to"].control, "25112026")
    window.settle(lambda: qtbot.mouseClick(end.do, LEFT))
    assert seats(table)["Zorgexpert"].valid_to == date(2026, 11, 25)
    assert "Zorgexpert" in page.seats.missing.text


def persons_of(page: PeoplePage) -> tabs.PersonsTab:
    assert page.persons is not None
    page.tabs.setCurrentWidget(page.persons)
    return page.persons


def test_that_a_person_gets_a_passphrase_and_roles(
    page: PeoplePage, window: Opened, table: Table, qtbot: QtBot
) -> None:
    """H43: who was added is chosen, and the question for the roles is open at once."""
    tab = persons_of(page)
    assert faults(page) == []
    qtbot.mouseClick(child(tab, QPushButton, "Persoon toevoegen…"), LEFT)
    dialog = form_of(tab)
    qtbot.keyClicks(dialog.fields["name"].control, "Bea Voorbeeld")
    qtbot.keyClicks(dialog.fields["passphrase"].control, OTHER)
    qtbot.keyClicks(dialog.fields["again"].control, "iets anders")
    qtbot.keyClicks(dialog.fields["present"].control, PASSPHRASE)
    qtbot.keyClicks(dialog.fields["reference"].control, "2026-114")
    qtbot.mouseClick(dialog.do, LEFT)
    assert "niet gelijk" in dialog.fields["again"].error
    dialog.fields["again"].line.setText(OTHER)
    window.settle(lambda: qtbot.mouseClick(dialog.do, LEFT))
    at = next(
        row
        for row in range(tab.model.rowCount())
        if tab.model.cell(row, tab.model.at("name")).text[:3] == "Bea"
    )
    assert tab.model.cell(at, tab.model.at("access")).text == "eigen wachtzin"
    chosen = tab.current()
    assert chosen is not None
    assert chosen.person.name == "Bea Voorbeeld"
    roles = form_of(tab)
    assert faults(roles) == []
    child(roles, QCheckBox, "Lid, CPV").click()
    window.settle(lambda: qtbot.mouseClick(roles.do, LEFT))
    person = tab.model.row_at(at)
    assert person is not None
    held = table.ask(lambda r: r.find(PersonRole, person_id=person.person.id))
    assert [(one.role, one.committee) for one in held] == [(Role.MEMBER, "cpv")]


def test_that_withdrawing_access_asks_first(
    page: PeoplePage, window: Opened, table: Table, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = persons_of(page)
    person = table.do(persons.add, "Bea Voorbeeld")
    window.settle(page.reload)
    tab.table.select_key(person.id)
    give = child(tab, QPushButton, "Wachtzin geven…")
    qtbot.mouseClick(give, LEFT)
    dialog = form_of(tab)
    for key in ("passphrase", "again"):
        qtbot.keyClicks(dialog.fields[key].control, OTHER)
    qtbot.keyClicks(dialog.fields["present"].control, PASSPHRASE)
    qtbot.keyClicks(dialog.fields["reference"].control, "2026-114")
    window.settle(lambda: qtbot.mouseClick(dialog.do, LEFT))
    monkeypatch.setattr(tabs, "sure", lambda *_question, **_no: True)
    take = child(tab, QPushButton, "Toegang intrekken…")
    window.settle(lambda: qtbot.mouseClick(take, LEFT))
    shown = tab.model.row_at(tab.model.find(person.id))
    assert shown is not None
    assert not shown.person.active
    assert "vernieuw de databasesleutel" in tab.due.text
    asked = form_of(tab)
    assert faults(asked) == []
    qtbot.keyClicks(asked.fields["present"].control, PASSPHRASE)
    window.settle(asked.confirm)
    assert "niemand alleen" in asked.fields["reference"].error
    asked.fields["reference"].line.setText("2026-114")
    with qtbot.waitSignal(window.window.closed):
        window.settle(asked.confirm)
    assert table.ask(access.rekey_asked)


def test_that_the_own_passphrase_asks_the_present_one(
    page: PeoplePage, window: Opened, qtbot: QtBot
) -> None:
    qtbot.mouseClick(child(page, QPushButton, "Mijn wachtzin wijzigen…"), LEFT)
    dialog = form_of(page)
    qtbot.keyClicks(dialog.fields["present"].control, "fout")
    for key in ("passphrase", "again"):
        qtbot.keyClicks(dialog.fields[key].control, OTHER)
    window.settle(lambda: qtbot.mouseClick(dialog.do, LEFT))
    assert "klopt niet" in dialog.fields["present"].error
    dialog.fields["present"].line.setText(PASSPHRASE)
    window.settle(lambda: qtbot.mouseClick(dialog.do, LEFT))
    assert window.told == "Uw wachtzin is gewijzigd."


def test_that_a_new_recovery_key_is_shown_until_it_is_kept(
    page: PeoplePage, window: Opened, table: Table, qtbot: QtBot
) -> None:
    tab = persons_of(page)
    qtbot.mouseClick(child(tab, QPushButton, "Herstelsleutel vernieuwen…"), LEFT)
    asked = form_of(tab)
    qtbot.keyClicks(asked.fields["present"].control, PASSPHRASE)
    window.settle(asked.confirm)
    dialog = tab.findChild(RecoveryDialog)
    assert looks_like_recovery_key(dialog.page.key.toPlainText())
    kept = table.ask(lambda reader: audit.head(reader.connection))
    assert kept in dialog.page.text().replace(" ", "")  # what `check --head` is told (S7)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    dialog.page.kept.setChecked(True)
    qtbot.mouseClick(dialog.page.go_on, LEFT)
    assert not dialog.isVisible()


def test_that_a_person_gets_a_team(
    page: PeoplePage, window: Opened, table: Table, qtbot: QtBot
) -> None:
    tab = page.persons
    assert tab is not None
    page.tabs.setCurrentWidget(tab)
    qtbot.mouseClick(child(tab, QPushButton, "Team…"), LEFT)
    dialog = form_of(tab)
    assert faults(dialog) == []
    dialog.fields["team"].control.setCurrentText("BJG Noord")
    window.settle(dialog.confirm)
    ((person, _roles),) = table.ask(persons.listed)
    assert person.team == "BJG Noord"
    assert tab.model.cell(0, tab.model.at("team")).text == "BJG Noord"
