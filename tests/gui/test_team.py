"""Two windows on one server: what one does the other sees, and a line that is cut loses nothing."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from real_pages import Opened, form_of, opened

from casustafel import bootstrap
from casustafel.domain.cases import Case
from casustafel.domain.meetings import AgendaItem, Member
from casustafel.domain.people import Person, Role
from casustafel.gui.pages.people import accounts
from casustafel.gui.settings import Settings
from casustafel.services.case import cases
from casustafel.services.meeting import room
from casustafel.services.use_case import seen
from rows_seen import account
from servers import Server
from workspaces import Table

#: What others change is on screen within this (issue 19, step 8).
SECONDS = 2.0


@pytest.fixture
def other(server: Server, shared: Table) -> Iterator[Table]:
    """The same workspace at another desk."""
    place = server.place(shared.path.name)
    with bootstrap.open_workspace(place, "", clock=shared.clock) as workspace:
        yield Table(workspace, shared.clock, shared.path)


@pytest.fixture
def window(shared: Table, settings: Settings, qtbot: QtBot) -> Iterator[Opened]:
    settings.keep("committee", "cpv")
    with opened(shared, settings, qtbot) as made:
        settle(made, qtbot)
        yield made


def settle(window: Opened, qtbot: QtBot) -> None:
    """Wait until it listens, and all that came of that is read."""
    line = window.work.line
    assert line is not None
    qtbot.waitUntil(lambda: line.listens)  # type: ignore[attr-defined]
    window.settle()


def in_time(qtbot: QtBot, holds) -> None:
    """Wait for what another desk did; later than two seconds is too late."""
    began = time.monotonic()
    qtbot.waitUntil(holds, timeout=10_000)
    assert time.monotonic() - began < SECONDS


def row_of(page, key: str):
    """Return a row of the queue, once it is read."""
    at = page.model.find(key)
    return page.model.row_at(at) if at >= 0 else None


def test_that_a_window_shows_within_two_seconds_what_is_done_in_another(
    server: Server, shared: Table, window: Opened, other: Table, tmp_path: Path, qtbot: QtBot
) -> None:
    """C8: a case that comes in at one desk is in the queue of the other, whose row stays chosen."""
    first = shared.case(1)
    page = window.open("queue")
    qtbot.waitUntil(lambda: row_of(page, first.id) is not None)
    page.pane.select(first.id)
    page.table.setFocus()
    with opened(other, Settings(tmp_path / "other.ini"), qtbot) as second:
        settle(second, qtbot)
        second.work.write(lambda uow: cases.edit(uow, first, {"urgent": True}))
        second.settle()
        in_time(qtbot, lambda: row_of(page, first.id) is not None and row_of(page, first.id).urgent)
        made = other.case(2)
        in_time(qtbot, lambda: page.model.find(made.id) >= 0)
        qtbot.waitUntil(lambda: page.pane.current() is not None)  # the new rows are read by pages
        assert page.pane.current().id == first.id
        assert page.window().focusWidget() is page.table


def test_that_a_field_that_somebody_else_changed_meanwhile_is_told_and_nothing_is_lost(
    shared: Table, window: Opened, other: Table, qtbot: QtBot
) -> None:
    """P1, P4: reading anew must not make what one did not see into what one saw."""
    case = shared.case(1)
    page = window.open("case", case.id)
    entry = page.form.entries["case.dossier_number"]
    entry.control.widget.setFocus()
    qtbot.keyClicks(entry.control.widget, "van hier")
    other.do(cases.edit, case, {"dossier_number": "van daar", "urgent": True})
    in_time(qtbot, lambda: page._shown is not None and page._shown.view.case.urgent)
    assert entry.control.value() == "van hier"
    assert entry.control.widget.hasFocus()
    entry.control.leave()
    window.settle()
    assert "van daar" in entry.field.error
    assert shared.ask(lambda r: r.get(Case, case.id)).dossier_number == "van daar"
    entry.control.leave()
    window.settle()
    assert shared.ask(lambda r: r.get(Case, case.id)).dossier_number == "van hier"


def test_that_two_texts_of_one_moment_come_below_each_other(
    shared: Table, window: Opened, other: Table, qtbot: QtBot
) -> None:
    """P4: notes were lost 25 of 25 times; in the room and in the minutes both are kept."""
    meeting, (item, *_more) = shared.opened(1)
    shared.do(room.go_to, item.id)
    page = window.open("room", meeting.id)
    notes = page.pane.notes
    note(other, item, "Van de secretaris.")
    in_time(qtbot, lambda: notes.text == "Van de secretaris.")
    notes.field.setFocus()
    qtbot.keyClicks(notes.field, " Van de voorzitter.")
    note(other, item, "Van de secretaris, langer.")
    window.settle()
    qtbot.waitUntil(lambda: page.sitting.line.item.notes == "Van de secretaris, langer.")
    notes.confirm()
    both = "Van de secretaris, langer.\nVan de secretaris. Van de voorzitter."
    qtbot.waitUntil(lambda: notes.text == both)
    notes.confirm()
    window.settle()
    assert shared.ask(lambda r: r.get(AgendaItem, item.id)).notes == both


def note(table: Table, item: AgendaItem, text: str) -> None:
    now = table.ask(lambda reader: reader.get(AgendaItem, item.id))
    table.do(room.note, seen(item.id, notes=now.notes), text)


def test_that_what_is_typed_without_a_line_is_said_and_comes_in_once_in_order(
    server: Server, shared: Table, window: Opened, qtbot: QtBot
) -> None:
    """C8: no file of it on the laptop; it stays in its fields."""
    case, name = shared.case(1), shared.path.name
    page = window.open("case", case.id)
    server.run(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
    server.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
    banner = window.window.findChild(object, "line")
    qtbot.waitUntil(lambda: "blijft het proberen" in banner.text, timeout=10_000)
    for key, text in (("case.dossier_number", "Z-1"), ("case.remark", "zonder lijn")):
        entry = page.form.entries[key]
        entry.control.widget.setFocus()
        qtbot.keyClicks(entry.control.widget, text)
        entry.control.leave()
    assert "Geen verbinding" in window.window.status._saved.text()
    assert page.form.entries["case.dossier_number"].control.value() == "Z-1"
    server.run(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
    qtbot.waitUntil(lambda: "weer" in banner.text and window.work.idle, timeout=20_000)
    kept = shared.ask(lambda reader: reader.get(Case, case.id))
    assert (kept.dossier_number, kept.remark) == ("Z-1", "zonder lijn")


def test_that_who_does_not_lead_reads_along_and_says_nothing(
    shared: Table, window: Opened, other: Table, qtbot: QtBot
) -> None:
    """P3: the sentence says who leads; when that desk is gone it is one's own."""
    meeting, _items = shared.opened(1)
    told: list[object] = []
    line = other.workspace.listen(told.append, told.append, told.append)
    assert line is not None
    line.lead(meeting.id)
    qtbot.waitUntil(lambda: (meeting.id, "") in told)
    page = window.open("room", meeting.id)
    qtbot.waitUntil(lambda: page.leading.text.startswith("Secretaris leidt deze vergadering"))
    window.settle()
    assert not page.may.say
    assert page.may.note
    line.stop()
    qtbot.waitUntil(lambda: page.may.say, timeout=10_000)
    assert page.leading.text == ""


def test_that_somebody_comes_in_with_an_account_and_goes_again(
    shared: Table, window: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C9: on a server persons came in by the command line only; its keeper makes the accounts."""
    page = window.open("people")
    tab = page.persons
    page.tabs.setCurrentWidget(tab)
    window.settle(tab._add)
    form = form_of(tab)
    form.fields["name"].control.setText("Bea Voorbeeld")
    window.settle(form.confirm)
    assert "bea.voorbeeld" in page.banner.text
    roles = form_of(tab)  # what somebody may do is asked at once
    window.settle(roles.reject)
    target = tmp_path / "accounts.sql"
    monkeypatch.setattr(accounts, "pick", lambda *_asked, **_given: target)
    window.settle(lambda: accounts.save_accounts(tab))
    assert 'CREATE ROLE "bea.voorbeeld" LOGIN' in target.read_text("utf-8")
    assert access(tab) == ("account bea.voorbeeld", "Toegang intrekken…")
    answers = iter([False, True])
    monkeypatch.setattr(accounts, "sure", lambda *_asked, **_given: next(answers))
    for after, offered in (
        (("account bea.voorbeeld", "Toegang intrekken…"), True),  # who thinks better of it
        (("ingetrokken", "Weer toegang geven"), False),
        (("account bea.voorbeeld", "Toegang intrekken…"), True),  # and that is not asked
    ):
        window.settle(lambda: tab._change_access(tab.current()))
        assert access(tab) == after
        bea = shared.ask(lambda reader: reader.first(Person, login="bea.voorbeeld"))
        assert bea.active == offered
    assert next(answers, None) is None


def access(tab) -> tuple[str, str]:
    """Return what the list says of the access of who is chosen, and what can be done about it."""
    model = tab.model
    at = model.find(tab.current().person.id)
    said = {"Toegang intrekken…", "Weer toegang geven"}
    shown = {one.text() for one in tab.findChildren(QPushButton) if one.isVisible()}
    (offered,) = shown & said
    return model.cell(at, model.at("access")).text, offered


def test_that_who_manages_no_people_sees_no_accounts(
    other: Table, tmp_path: Path, qtbot: QtBot
) -> None:
    mine = other.workspace.actor
    member = replace(mine, roles=frozenset({(Role.SECRETARY, None)}))
    other.workspace.actor = member
    with opened(other, Settings(tmp_path / "other.ini"), qtbot) as second:
        page = second.open("people")
        assert page.persons is None
        assert page.tabs.count() == 1


def test_that_the_room_shows_no_word_of_a_case_in_which_the_secretaris_takes_no_part(
    server: Server, shared: Table, tmp_path: Path, qtbot: QtBot
) -> None:
    """C6: where the server keeps the case the room showed its notes, and fell over opening it."""
    meeting, (item, *_more) = shared.opened(1)
    note(shared, item, "Geheime notitie.")
    shared.do(room.go_to, item.id)
    with account(server, shared, Role.SECRETARY) as table:
        with shared.workspace.writing() as uow:
            seat = uow.find(Member)[0]
            uow.replace(seat, replace(seat, person_id=table.workspace.actor.person_id))
            uow.commit()
        shared.do(room.recuse, item.id, seat.id, "Familie.")
        with opened(table, Settings(tmp_path / "other.ini"), qtbot) as second:
            page = second.open("room", meeting.id)
            line = page.sitting.line
            assert page.sitting.hidden
            assert (line.row.hidden, line.row.number) == ("recused", item.title)
            shown = [one.text() for one in second.window.findChildren(QLabel) if one.isVisible()]
            assert not [text for text in shown if "Geheim" in text or "Voorbeeld1" in text]
            assert "Geheim" not in page.pane.notes.text
