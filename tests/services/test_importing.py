"""A list comes in: counts, keys, what a later list may change, and taking it away again."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from case_lists import BSNS, POINTS, again, cases, codes, counts, how_many, request, taken, write
from casustafel.domain.cases import CaseStatus, Client
from casustafel.domain.errors import RuleError
from casustafel.domain.records import AuditEvent, Draft, ImportFinding
from casustafel.domain.registers import Provider
from casustafel.services import importing
from casustafel.services.agenda import meetings
from casustafel.services.case import case_form, cases_desk
from casustafel.services.upkeep import drafts
from workspaces import Table


def test_that_every_row_is_counted_once_and_the_good_ones_come_in(
    table: Table, tmp_path: Path
) -> None:
    refused = request(3, BSN="123456789")
    blank: dict[str, object] = {}
    answer = taken(table, write(tmp_path, request(1), request(2), request(1), refused, blank,
                                request(4)))  # fmt: skip
    assert answer.rows == {
        "read": 5, "new": 3, "updated": 0, "unchanged": 0, "duplicate": 1, "refused": 1,
        "skipped": 1,
    }  # fmt: skip
    told = {(one.row, one.code) for one in answer.findings if one.code != "provider-unknown"}
    assert {one for one in told if one[0]} == {(4, "row-duplicate"), (5, "bsn-elfproef")}
    assert [case.number for case in cases(table)] == [f"CPV-2026-000{n}" for n in (1, 2, 3)]
    assert [line.case_number for line in answer.lines] == [
        "CPV-2026-0001", "CPV-2026-0002", None, None, "CPV-2026-0003",
    ]  # fmt: skip


def test_that_a_row_becomes_a_whole_case_that_is_found_by_its_words(
    table: Table, tmp_path: Path
) -> None:
    answer = taken(table, write(tmp_path, request(1)))
    case = cases(table)[0]
    client = table.ask(lambda reader: reader.get(Client, case.client_id))
    assert (client.bsn, client.surname) == (BSNS[1], "Voorbeeld1")
    assert client.birth_date == date(2014, 1, 5)
    assert (client.postcode, client.search_name) == ("6511AB", "voorbeeld1")
    assert (case.sender_reference, case.law) == ("BJG-2026-001", "jeugd")
    assert (case.received, case.year) == (date(2026, 11, 13), 2026)
    assert (case.starts_on, case.ends_on) == (date(2026, 12, 1), date(2027, 6, 1))
    assert (case.product_category, case.product_code) == ("45", "45A48")
    assert case.hours_per_week == Decimal(4)
    assert (case.import_id, case.created_at) == (answer.import_id, table.clock())
    assert (case.status, case.route) == (CaseStatus.SUBMITTED, "unknown")
    assert (case.client_sort, case.provider_sort) == ("voorbeeld1", "zorggroep waal")
    for typed in ("cpv-2026-0001", "beeld1", "groep waal", "bjg-2026-001"):
        assert [
            hit.argument for hit in table.ask(cases_desk.find, typed) if hit.page == "case"
        ] == [case.id]


def test_that_clients_and_providers_of_several_rows_are_made_once(
    table: Table, tmp_path: Path
) -> None:
    second = request(1, Kenmerk="BJG-2026-777", Productcode="45A53", Aanbieder="ZORGGROEP  WAAL")
    answer = taken(table, write(tmp_path, request(1), second))
    assert counts(answer) == {"read": 2, "new": 2}
    kept = how_many(table)
    assert (kept["Case"], kept["Client"], kept["Provider"]) == (2, 1, 1)
    assert len({case.client_id for case in cases(table)}) == 1


def test_that_the_same_file_again_is_noticed_and_changes_nothing(
    table: Table, tmp_path: Path
) -> None:
    path = write(tmp_path, request(1), request(2), request(2), request(3, BSN="123456789"))
    first = taken(table, path)
    before = how_many(table)
    answer = taken(table, path)
    assert answer.known_before
    assert answer.import_id == first.import_id
    assert counts(answer) == {"read": 4, "unchanged": 2, "duplicate": 1, "refused": 1}
    assert codes(answer) == codes(first) | {"file-known"}
    assert how_many(table) == before


def test_that_a_later_list_updates_what_differs_and_leaves_the_rest(
    table: Table, tmp_path: Path
) -> None:
    taken(table, write(tmp_path, request(1), request(2)))
    before = cases(table)
    changed = request(2) | {"Uren p/w": 6, "Opmerking": "Meer uren gevraagd"}
    table.clock.forward(days=1)
    answer = again(table, tmp_path, request(1), changed, request(3))
    assert counts(answer) == {"read": 3, "new": 1, "updated": 1, "unchanged": 1}
    assert {(one.field, one.old, one.new) for one in answer.lines[1].updates} == {
        ("hours_per_week", Decimal(4), Decimal(6)),
        ("remark", "", "Meer uren gevraagd"),
    }
    after = cases(table)
    assert after[0] == before[0]
    assert (after[1].hours_per_week, after[1].remark) == (Decimal(6), "Meer uren gevraagd")
    assert (after[1].id, after[1].number) == (before[1].id, before[1].number)
    assert after[1].changed_at == table.clock()


def test_that_an_empty_cell_never_takes_anything_away(table: Table, tmp_path: Path) -> None:
    taken(table, write(tmp_path, request(1, Opmerking="Blijft staan")))
    poorer = request(1, Opmerking="", Einddatum=None) | {"Uren p/w": None}
    answer = again(table, tmp_path, poorer)
    assert counts(answer) == {"read": 1, "unchanged": 1}
    case = cases(table)[0]
    assert (case.remark, case.ends_on) == ("Blijft staan", date(2027, 6, 1))
    assert case.hours_per_week == Decimal(4)


def test_that_a_row_without_day_of_receipt_came_today(table: Table, tmp_path: Path) -> None:
    answer = taken(table, write(tmp_path, request(1, Datum_aanvraag=None)))
    assert "received-assumed" in codes(answer)
    assert cases(table)[0].received == date(2026, 11, 26)


def test_that_a_dry_run_says_the_same_and_keeps_nothing(table: Table, tmp_path: Path) -> None:
    path = write(tmp_path, request(1), request(2), request(1), request(3, BSN="123456789"))
    before = how_many(table)
    dry = taken(table, path, dry_run=True)
    assert how_many(table) == before
    real = taken(table, path)
    assert (dry.rows, codes(dry)) == (real.rows, codes(real))
    assert [case.number for case in cases(table)] == ["CPV-2026-0001", "CPV-2026-0002"]


def test_that_an_import_is_one_event_of_the_log_with_its_counts(
    table: Table, tmp_path: Path
) -> None:
    before = how_many(table)["AuditEvent"]
    answer = taken(table, write(tmp_path, request(1), request(2)))
    events = table.ask(lambda reader: reader.find(AuditEvent, "position"))[before:]
    assert [(one.action, one.subject_id) for one in events] == [("import", answer.import_id)]
    record = table.ask(importing.list_imports, "cpv")[0]
    assert (record.summary, record.sheet) == (answer.rows, answer.sheet)
    assert record.columns["BSN"] == "bsn"
    findings = table.ask(lambda reader: reader.find(ImportFinding, import_id=record.id))
    assert {one.code for one in findings} == codes(answer)


def test_that_undo_takes_a_list_away_with_all_it_brought(table: Table, tmp_path: Path) -> None:
    kept = table.case(1)
    before = {name: how_many(table)[name] for name in ("Case", "Client", "Provider")}
    other = request(2, Aanbieder="Rivierzorg")
    answer = taken(table, write(tmp_path, request(1), other))
    gone = next(case for case in cases(table) if case != kept)
    for subject, name in (("case", gone.id), ("dialog", f"urgent:{gone.id}"), ("case", kept.id)):
        table.do(drafts.keep, subject, name, "remark", "Getypt, nog niet vastgelegd")
    assert len(table.do(importing.undo, answer.import_id)) == 2
    assert [draft.subject_id for draft in table.ask(lambda r: r.find(Draft))] == [kept.id]
    assert {name: how_many(table)[name] for name in before} == before
    assert cases(table) == [kept]
    assert not [hit for hit in table.ask(cases_desk.find, "bjg-2026-001") if hit.page == "case"]
    with pytest.raises(RuleError) as refused:
        table.do(importing.undo, answer.import_id)
    assert refused.value.code == "import-undone"


def test_that_undo_gives_updated_cases_their_old_values_back(table: Table, tmp_path: Path) -> None:
    taken(table, write(tmp_path, request(1)))
    before = cases(table)
    table.clock.forward(days=1)
    later = again(
        table, tmp_path,
        request(1, Opmerking="Later", Einddatum=date(2027, 9, 1)) | {"Uren p/w": 8},
    )  # fmt: skip
    assert cases(table) != before
    table.do(importing.undo, later.import_id)
    assert cases(table) == before


def test_that_after_undo_the_same_file_may_come_in_again(table: Table, tmp_path: Path) -> None:
    path = write(tmp_path, request(1))
    table.do(importing.undo, taken(table, path).import_id)
    answer = taken(table, path)
    assert counts(answer) == {"read": 1, "new": 1}
    assert [case.number for case in cases(table)] == ["CPV-2026-0002"]


def test_that_undo_is_refused_once_a_case_of_the_list_is_scheduled(
    table: Table, tmp_path: Path
) -> None:
    answer = taken(table, write(tmp_path, request(1, **POINTS)))
    case = cases(table)[0]
    assert case.status is CaseStatus.READY
    table.do(meetings.schedule, table.meeting().id, [case.id])
    with pytest.raises(RuleError) as refused:
        table.do(importing.undo, answer.import_id)
    assert refused.value.code == "import-moved-on"
    assert [one.id for one in cases(table)] == [case.id]


def test_that_a_field_edited_by_hand_is_kept_unless_somebody_chooses_otherwise(
    table: Table, tmp_path: Path
) -> None:
    taken(table, write(tmp_path, request(1)))
    table.do(case_form.edit_field, cases(table)[0], "hours_per_week", Decimal(5))
    row = request(1, Opmerking="Nieuw") | {"Uren p/w": 9}
    answer = again(table, tmp_path, row, dry_run=True)
    assert {(one.field, one.by_hand) for one in answer.lines[0].updates} == {
        ("hours_per_week", True),
        ("remark", False),
    }
    assert counts(again(table, tmp_path, row)) == {"read": 1, "updated": 1}
    case = cases(table)[0]
    assert (case.hours_per_week, case.remark) == (Decimal(5), "Nieuw")
    row = row | {"Opmerking": "Nieuwer"}
    chosen = again(table, tmp_path, row, overwrite=frozenset({(2, "hours_per_week")}))
    assert "kept-by-hand" not in codes(chosen)
    assert cases(table)[0].hours_per_week == Decimal(9)


def test_that_the_allocation_number_is_the_first_key(table: Table, tmp_path: Path) -> None:
    first = request(1, Kenmerk=None, Toewijzingnr=410_000_001)
    twice = first | {"Productcode": "45A53", "Ingangsdatum": date(2026, 12, 8)}
    answer = taken(table, write(tmp_path, first, twice))
    assert counts(answer) == {"read": 2, "new": 1, "duplicate": 1}
    assert counts(again(table, tmp_path, twice)) == {"read": 1, "updated": 1}
    assert cases(table)[0].product_code == "45A53"


def test_that_client_provider_product_and_first_day_are_the_second_key(
    table: Table, tmp_path: Path
) -> None:
    first = request(1, Kenmerk=None)
    assert counts(taken(table, write(tmp_path, first, first))) == {
        "read": 2, "new": 1, "duplicate": 1,
    }  # fmt: skip
    others = [
        first | {"Ingangsdatum": date(2026, 12, 8)},
        first | {"Productcode": "45A53"},
        first | {"Aanbieder": "Rivierzorg"},
    ]
    answer = again(table, tmp_path, first, *others)
    assert counts(answer) == {"read": 4, "new": 3, "unchanged": 1}
    assert how_many(table)["Client"] == 1


def test_that_name_birth_date_and_address_stand_for_a_bsn_that_is_not_there(
    table: Table, tmp_path: Path
) -> None:
    nobody = request(1, BSN="geen", Kenmerk=None)
    anew = nobody | {"Productcode": "45A53", "Achternaam": "VOORBEELD1"}
    moved = nobody | {"Huisnummer": "9"}
    answer = taken(table, write(tmp_path, nobody, anew, moved))
    assert counts(answer) == {"read": 3, "new": 3}
    assert how_many(table)["Client"] == 2
    assert counts(again(table, tmp_path, nobody)) == {"read": 1, "unchanged": 1}
    assert how_many(table)["Client"] == 2


def test_that_an_open_case_at_another_table_and_a_name_alike_are_said(
    table: Table, tmp_path: Path
) -> None:
    taken(table, write(tmp_path, request(1)))
    answer = again(table, tmp_path, request(1), code="zbo")
    assert "person-elsewhere" in codes(answer)
    alike = request(2, Achternaam="Voorbeeld9")
    assert "person-alike" in codes(again(table, tmp_path, alike))


def test_that_a_later_list_completes_a_provider_met_without_agb(
    table: Table, tmp_path: Path
) -> None:
    """L16."""
    taken(table, write(tmp_path, request(1, Aanbieder="Klein Begin")))
    later = again(table, tmp_path, request(2, Aanbieder="Klein Begin", AGB="03510001"))
    (kept,) = table.ask(lambda reader: reader.find(Provider, name="Klein Begin"))
    assert kept.agb == "03510001"
    assert "provider-unknown" not in codes(later)


def test_that_a_provider_is_completed_within_one_list_too(table: Table, tmp_path: Path) -> None:
    """L16."""
    rows = request(1, Aanbieder="Klein Begin"), request(2, Aanbieder="Klein Begin", AGB="03510001")
    taken(table, write(tmp_path, *rows))
    (kept,) = table.ask(lambda reader: reader.find(Provider, name="Klein Begin"))
    assert kept.agb == "03510001"
