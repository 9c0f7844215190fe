"""T4, T5: nobody meets a UNIQUE of the database without a sentence.

One piece of work per constraint does twice what may be there once. It is refused in words by the
use case, before the database is asked, or changes what is there; what the net words is tried in
tests/storage/test_uniqueness.py.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError
from test_advice import fill, members, planned
from test_feedback import DECISION, GRANTED, HELP, adopted
from test_feedback import refused as said_no

from case_lists import BSNS, cases, line, request, taken, write
from casustafel.domain.cases import CaseAnswer, Client, Household
from casustafel.domain.errors import CasustafelError
from casustafel.domain.ids import new_id
from casustafel.domain.insight.indicators import CouncilReport, Duiding, HandValue
from casustafel.domain.involved import Involvement, Part
from casustafel.domain.meetings import AgendaItem, Presence
from casustafel.domain.minutes import AdoptedVersion
from casustafel.domain.people import Role
from casustafel.domain.records import Login, LogSeal
from casustafel.domain.registers import Provider, School
from casustafel.domain.retention import Proposal, RecordKind, RetentionRule
from casustafel.services.agenda import involved, meetings
from casustafel.services.case import case_form, case_steps
from casustafel.services.case import cases as steps
from casustafel.services.definitions import tables
from casustafel.services.following import after_no, feedback
from casustafel.services.importing import profiles
from casustafel.services.importing.profiles import Choices
from casustafel.services.insight import by_hand, council
from casustafel.services.meeting import outcomes, room
from casustafel.services.minutes import minutes
from casustafel.services.people import persons
from casustafel.services.register import norm_steps, providers
from casustafel.services.selection import freezing
from casustafel.services.upkeep import drafts, log, log_parts, retention
from casustafel.services.use_case import unseen
from casustafel.storage.backend import Sqlite
from casustafel.storage.uniqueness import uniques
from fourth_table import COMMITTEE, FRAMEWORK
from other_tables import zbo_opened
from workspaces import CPV_ANSWERS, Table

Twice = Callable[[Table, Path], None]
TWICE: dict[str, Twice] = {}
HOUSE = "Huishoud-id"
YEAR = (date(2026, 1, 1), date(2026, 6, 30))
CODE = COMMITTEE["code"]


def about(*constraints: str) -> Callable[[Twice], Twice]:
    """Say about which constraints a piece of work is."""

    def noted(work: Twice) -> Twice:
        TWICE.update(dict.fromkeys(constraints, work))
        return work

    return noted


@pytest.mark.parametrize("name", [str(one.name) for one in uniques()])
def test_that_what_may_be_kept_once_is_told_or_changed_by_the_use_case(
    table: Table, tmp_path: Path, name: str
) -> None:
    assert name in TWICE, f"do twice what {name} forbids, and see that it is said in words"
    TWICE[name](table, tmp_path)


@contextmanager
def refused(code: str) -> Iterator[None]:
    """Expect an error that the use case words itself, and not the net under it."""
    with pytest.raises(CasustafelError, match=code) as caught:
        yield
    error: BaseException | None = caught.value
    while error is not None:
        assert not isinstance(error, DBAPIError) and "UNIQUE" not in str(error)
        error = error.__cause__ or error.__context__


@about("uq_client_bsn")
def one_client_per_bsn(table: Table, _folder: Path) -> None:
    """T5d: the BSN of somebody else is refused wherever a client is changed."""
    clients = []
    for at in range(2):
        case = table.case(at + 1)
        client = table.ask(steps.view, case.id).client
        clients.append((case, client))
    (first, one), (second, other) = clients
    one = table.do(steps.edit_client, first.id, one, replace(one, bsn=BSNS[0]))
    with refused("bsn-of-another"):
        table.do(steps.edit_client, second.id, other, replace(other, bsn=BSNS[0]))
    with refused("bsn-of-another"):
        table.do(case_form.edit_client_field, second.id, other, "bsn", BSNS[0])
    table.do(steps.edit_client, first.id, one, replace(one, initials="M."))
    named = Client(id=new_id(), bsn=BSNS[0], surname="Voorbeeld")
    again = table.do(steps.new, "cpv", named, {"care_form": "vdb"})
    moved = table.do(steps.new, "cpv", replace(other, bsn=BSNS[1]), {"care_form": "vdb"})
    assert (again.client_id, moved.client_id) == (one.id, other.id)


class WithAccounts(Sqlite):
    """A file that has accounts, as a server does."""

    accounts = True


@about("uq_person_login")
def one_account_per_person(table: Table, _folder: Path) -> None:
    """Who is called as somebody else but for an accent gets an account of another name."""
    with table.workspace.writing() as uow:
        uow.backend = WithAccounts()
        made = [persons.create(uow, name) for name in ("Zoë Smit", "Zoe Smit", "Zoe-Smit")]
        assert [one.login for one in made] == ["zoe.smit", "zoe.smit2", "zoe.smit3"]


@about("uq_person_name")
def one_person_per_name(table: Table, _folder: Path) -> None:
    table.do(persons.add, "Anna Voorbeeld")
    with refused("person-exists"):
        table.do(persons.add, " anna voorbeeld ")


@about("uq_person_role_person_id_role_committee")
def one_role_per_person(table: Table, _folder: Path) -> None:
    person = table.do(persons.add, "Anna Voorbeeld")
    for _ in range(2):
        table.do(persons.grant, person.id, Role.CHAIR, "cpv")
        table.do(persons.grant, person.id, Role.CHAIR, None)
        table.do(persons.set_roles, person.id, [(Role.CHAIR, "cpv"), (Role.CHAIR, None)])
    held = dict(table.ask(persons.listed))[person]
    assert sorted(str(one.committee) for one in held) == ["None", "cpv"]


@about("uq_provider_search_name", "uq_provider_alias_alias")
def one_provider_per_name(table: Table, folder: Path) -> None:
    first = table.do(providers.add, "Zorggroep Maas", "", ["ZG Maas"])
    other = table.do(providers.add, "Rivierzorg")
    for name, aliases in (
        ("zorggroep  MAAS", []),
        ("Zg Maas", []),
        ("Anders", ["zorggroep maas"]),
        ("Anders", ["zg  maas"]),
    ):
        with refused("provider-exists"):
            table.do(providers.add, name, "", aliases)
        with refused("provider-exists"):
            table.do(providers.change, other.id, name, "", aliases)
    table.do(providers.change, first.id, "ZG Maas")
    table.do(providers.change, first.id, "Zorggroep Maas")
    table.do(providers.merge, first.id, other.id)
    rows = [request(0, Aanbieder="Zorggroep Maas"), request(1, Aanbieder="ZG MAAS")]
    taken(table, write(folder, *rows))
    assert {case.provider_id for case in cases(table)} == {other.id}


@about("uq_provider_agb")
def one_provider_per_agb(table: Table, folder: Path) -> None:
    first = table.do(providers.add, "Zorggroep Maas", "41000001")
    with refused("provider-agb-taken"):
        table.do(providers.add, "Rivierzorg", "41000001")
    # A list that knows a code only names the provider by it; the code is then found mistyped.
    taken(table, write(folder, request(0, Aanbieder="", **{"AGB-code": "41000002"})))
    made = table.ask(lambda reader: reader.first(Provider, agb="41000002"))
    assert made is not None
    table.do(providers.change, made.id, made.name, "41000003")
    taken(table, write(folder, request(1, Aanbieder="", **{"AGB-code": "41000002"}), name="2.xlsx"))
    taken(
        table, write(folder, request(2, Aanbieder="Ja", **{"AGB-code": "41000001"}), name="3.xlsx")
    )
    assert [case.provider_id for case in cases(table)] == [made.id, made.id, first.id]


@about("uq_school_brin", "uq_school_search_name")
def one_school_per_name_and_brin(table: Table, folder: Path) -> None:
    rows = [
        request(0, School="De Regenboog"),
        request(1, School="de  regenboog", BRIN="12AB"),
        request(2, School="", BRIN="34CD"),
        request(3, School="BRIN 34CD"),
        request(4, School="Een andere naam", BRIN="34CD"),
    ]
    taken(table, write(folder, *rows), "zbo")
    taken(table, write(folder, request(5, School="", BRIN="34CD"), name="2.xlsx"), "zbo")
    (case, *_) = cases(table)
    for name in ("Brin 34cd", "DE REGENBOOG"):
        case = table.do(case_form.set_school, case, name)
    kept = table.ask(lambda reader: reader.find(School, "search_name"))
    assert [one.search_name for one in kept] == ["brin 34cd", "de regenboog"]


@about("uq_household_key")
def one_household_per_key(table: Table, folder: Path) -> None:
    rows = [line(at, 100, at, **{HOUSE: "H1"}) for at in (1, 2)]
    taken(table, write(folder, *rows), "doorbraak")
    later = write(folder, line(3, 100, 3, **{HOUSE: "H1"}), name="2.xlsx")
    taken(table, later, "doorbraak")
    assert [one.key for one in table.ask(lambda reader: reader.find(Household))] == ["H1"]


def files(folder: Path, **changes: object) -> tuple[Path, Path]:
    committee, framework = folder / "commissie.json", folder / "kader.json"
    committee.write_text(json.dumps(COMMITTEE | changes), "utf-8")
    framework.write_text(json.dumps(FRAMEWORK), "utf-8")
    return committee, framework


@about("pk_committee", "pk_committee_version")
def one_committee_per_code(table: Table, folder: Path) -> None:
    table.do(tables.import_committee, *files(folder))
    table.do(tables.import_committee, files(folder)[0])
    twice = [*COMMITTEE["reasons"], *COMMITTEE["reasons"]]  # type: ignore[misc]
    with refused("committee-code-twice"):
        table.do(tables.import_committee, files(folder, reasons=twice)[0])
    assert [one.code for one in table.ask(tables.all_committees)].count(CODE) == 1


@about("uq_committee_prefix", "uq_case_record_number")
def one_table_per_beginning_of_numbers(table: Table, folder: Path) -> None:
    """A table may change how its numbers begin; the numbers that it gave out stay its own."""
    with refused("committee-prefix-taken"):
        table.do(tables.import_committee, *files(folder, prefix="CPV"))
    case = table.case(1)
    cpv = table.ask(tables.committee, "cpv")
    table.do(tables.save_committee, replace(cpv, prefix="CPX"))
    with refused("committee-prefix-taken"):
        table.do(tables.import_committee, *files(folder, prefix="CPV"))
    table.do(tables.save_committee, cpv)
    assert (case.number, table.case(2).number) == ("CPV-2026-0001", "CPV-2026-0002")


@about("uq_framework_committee_version")
def one_framework_per_version(table: Table, folder: Path) -> None:
    with refused("framework-concept-exists"):
        for _ in range(2):
            table.do(tables.begin_version, "cpv")
    (newest, _), *_ = table.ask(tables.framework_versions, "cpv")
    table.ask(tables.export_framework, newest, folder / "kader.json")
    with refused("framework-concept-exists"):
        table.do(tables.import_framework, "cpv", folder / "kader.json")


@about("pk_setting")
def one_setting_per_name(table: Table, _folder: Path) -> None:
    for share in (60, 80):
        table.do(norm_steps.set_threshold, share)


@about("uq_import_profile_committee_fingerprint")
def one_profile_per_header(table: Table, _folder: Path) -> None:
    for name in ("een.xlsx", "twee.xlsx"):
        table.do(profiles.keep, "cpv", name, "f" * 64, Choices({0: "bsn"}))
    assert table.ask(profiles.find, "cpv", "f" * 64).name == "een.xlsx"


@about("uq_draft_person_id_subject_subject_id_field")
def one_draft_per_field(table: Table, _folder: Path) -> None:
    for text in ("eerst", "daarna"):
        table.do(drafts.keep, "item", "x", "note", text)
    assert table.ask(drafts.kept, "item", "x") == {"note": "daarna"}


@about("pk_case_counter", "uq_case_record_id", "uq_case_record_committee_year_sequence")
def one_case_per_number(table: Table, folder: Path) -> None:
    table.case(1)
    taken(table, write(folder, request(1), request(2)))
    table.case(4)
    numbers = [case.number for case in cases(table)]
    assert numbers == [f"CPV-2026-{at:04}" for at in range(1, 5)]


@about("uq_case_answer_case_id_item")
def one_answer_per_item_of_a_case(table: Table, folder: Path) -> None:
    case = table.case(1, sender_reference="BJG-1")
    for text in ("Eerst.", "Daarna."):
        table.do(steps.answer, case.id, "help_question", text)
    kept = table.ask(lambda reader: reader.find(CaseAnswer, case_id=case.id))
    assert sorted(one.item for one in kept) == sorted(CPV_ANSWERS)


@about("uq_meeting_committee_held_on_starts")
def one_meeting_at_a_time(table: Table, _folder: Path) -> None:
    meeting = table.meeting()
    with refused("meeting-exists"):
        table.meeting()
    other = table.meeting(date(2026, 12, 3))
    with refused("meeting-exists"):
        table.do(meetings.plan_next, meeting.id)
    with refused("meeting-exists"):
        table.do(meetings.change_meeting, other, replace(other, held_on=meeting.held_on))


@about("uq_agenda_item_meeting_id_case_id")
def one_place_on_an_agenda(table: Table, _folder: Path) -> None:
    meeting, (item,) = planned(table)
    with refused("case-on-agenda"):
        table.do(meetings.schedule, meeting.id, [item.case_id])
    case = table.case(5)
    with refused("case-on-agenda"):
        table.do(meetings.schedule, meeting.id, [case.id, case.id])
    table.do(room.open_meeting, meeting.id)
    table.do(room.go_to, item.id)
    table.do(outcomes.record, item.id, outcomes.OutcomeInput(choice="aangehouden"))
    table.do(case_steps.make_ready, item.case_id)
    table.do(meetings.schedule, meeting.id, [item.case_id])


@about("uq_attendance_meeting_id_member_id")
def one_attendance_per_seat(table: Table, _folder: Path) -> None:
    meeting = table.meeting()
    member = members(table)["bjg"]
    for presence in (Presence.PRESENT, Presence.ABSENT, Presence.PRESENT):
        table.do(room.set_presence, meeting.id, member.id, presence)


@about("uq_recusal_item_id_member_id")
def one_recusal_per_seat(table: Table, _folder: Path) -> None:
    _, (item,) = planned(table)
    member = members(table)["bjg"]
    table.do(room.recuse, item.id, member.id, "werkt ook voor de aanbieder")
    with refused("recusal-exists"):
        table.do(room.recuse, item.id, member.id, "familie")


@about("uq_committee_answer_item_id_criterion")
def one_answer_of_the_table(table: Table, _folder: Path) -> None:
    _, (item, *_) = table.opened(1)
    table.do(room.go_to, item.id)
    for value in ("ja", "nee"):
        table.do(room.answer, item.id, "c1_specific_care", value)


@about("uq_outcome_item_id_revision")
def one_outcome_per_revision(table: Table, _folder: Path) -> None:
    _, (item, *_) = table.opened(1)
    table.do(room.go_to, item.id)
    table.do(outcomes.record, item.id, GRANTED)
    with refused("outcome-exists"):
        table.do(outcomes.record, item.id, GRANTED)


@about("uq_minutes_meeting_id")
def one_set_of_minutes_per_meeting(table: Table, _folder: Path) -> None:
    meeting, _ = table.opened(0)
    table.do(room.close_meeting, meeting.id)
    with refused("meeting-state-refuses"):
        table.do(room.close_meeting, meeting.id)


@about("uq_adopted_version_minutes_id_version")
def one_kept_version_of_adopted_minutes(table: Table, _folder: Path) -> None:
    meeting, (case_id,) = adopted(table)
    (item,) = table.ask(lambda reader: reader.find(AgendaItem, case_id=case_id))
    for why in ("Schrijffout.", "Nog een schrijffout."):
        given = replace(GRANTED, motivation=why)
        table.do(outcomes.correct, item.id, given, why)
        table.do(minutes.put_up, meeting.id)
        table.do(minutes.adopt, meeting.id)
    kept = table.ask(lambda reader: reader.find(AdoptedVersion, "version"))
    assert len({one.version for one in kept}) == 2


@about("uq_item_text_item_id")
def one_text_per_item(table: Table, _folder: Path) -> None:
    meeting, (item, *_) = table.opened(1)
    table.do(room.go_to, item.id)
    table.do(outcomes.record, item.id, GRANTED)
    table.do(room.close_meeting, meeting.id)
    for text in ("Eerst.", "Daarna."):
        table.do(minutes.write_text, item.id, text)


@about("uq_advice_case_id_member_id", "uq_advice_answer_advice_id_criterion")
def one_advice_per_seat_and_criterion(table: Table, _folder: Path) -> None:
    _, (item,) = planned(table)
    for value in ("ja", "nee"):
        fill(table, item, members(table)["bjg"], value)


@about("uq_formal_decision_case_id")
def one_decision_per_case(table: Table, _folder: Path) -> None:
    _, (case_id,) = adopted(table)
    for reference in ("Z-2026-118", "Z-2026-119"):
        table.do(feedback.decide, case_id, replace(DECISION, reference=reference))


@about("uq_landing_case_id")
def one_landing_per_case(table: Table, _folder: Path) -> None:
    case_id = said_no(table)
    for words in ("Basishulp", "Jongerenwerk"):
        table.do(after_no.record, case_id, replace(HELP, help=words))


@about("uq_chosen_case_id")
def one_choice_per_case(table: Table, folder: Path) -> None:
    """A list that is frozen twice chooses a case once."""
    rows = [line(at, 900 - at, at) for at in range(1, 60)]
    taken(table, write(folder, *rows), "doorbraak")
    table.do(freezing.freeze, "doorbraak", reference="lijst 2026/7")
    with refused("longlist-empty"):
        table.do(freezing.freeze, "doorbraak", reference="lijst 2026/7")


@about("pk_audit_event", "uq_audit_event_id")
def one_place_in_the_log(table: Table, _folder: Path) -> None:
    """Two alike events at one moment are two events."""
    for _ in range(2):
        table.do(norm_steps.set_threshold, 60)
    assert len({row.position for row in table.ask(log.page, log.LogFilter()).lines}) > 2


@about("pk_login", "uq_login_id")
def one_place_in_the_log_of_logins(table: Table, _folder: Path) -> None:
    """Who opens the workspace twice at one moment is there twice."""
    for _ in range(2):
        table.do(log_parts.opened)
    kept = table.ask(lambda reader: reader.find(Login))
    assert len({one.hash for one in kept}) == len(kept) >= 2


@about("uq_log_seal_log_position")
def one_seal_per_end_of_a_log(table: Table, _folder: Path) -> None:
    table.do(log_parts.opened)
    table.clock.forward(days=60)
    for _ in range(2):
        table.do(log_parts.opened)
    seals = table.ask(lambda reader: reader.find(LogSeal))
    assert len({(one.log, one.position) for one in seals}) == len(seals) >= 1


@about("uq_involvement_item_id_party")
def one_answer_per_party_at_an_item(table: Table, _folder: Path) -> None:
    """R7: who is recorded once more is recorded anew."""
    _, (item,) = zbo_opened(table)
    for part in (Part.INVITED, Part.PRESENT):
        table.do(involved.record, unseen(item.id), "provider", part)
    kept = table.ask(lambda reader: reader.find(Involvement, item_id=item.id, party="provider"))
    assert [one.part for one in kept] == [Part.PRESENT]


@about("uq_retention_rule_committee_kind")
def one_term_per_kind_of_record(table: Table, _folder: Path) -> None:
    term = Proposal("1.1", years=5)
    for reference in ("A-1", "A-2"):
        table.do(retention.confirm, "cpv", RecordKind.GRANTED, term, reference)
    (rule,) = table.ask(lambda reader: reader.find(RetentionRule))
    assert rule.reference == "A-2"


@about("uq_own_indicator_name")
def one_indicator_per_name(table: Table, _folder: Path) -> None:
    given = ("Wachttijd", "Weken tot het eerste gesprek.", "weken", "Buurtteams")
    table.do(by_hand.keep_indicator, *given)
    with refused("unique-indicator"):
        table.do(by_hand.keep_indicator, *given)


@about("uq_hand_value_indicator_first_last")
def one_number_per_indicator_and_period(table: Table, _folder: Path) -> None:
    """Who fills it in once more changes it."""
    for number in (3, 4):
        table.do(by_hand.fill_in, "hand_complaints", *YEAR, Decimal(number), "Rapport", table.today)
    (kept,) = table.ask(lambda reader: reader.find(HandValue))
    assert kept.value == 4


@about("uq_duiding_committee_first_last_indicator")
def one_text_per_indicator_of_a_report(table: Table, _folder: Path) -> None:
    """Who writes it once more changes it."""
    for text in ("Meer aanvragen.", "Minder aanvragen."):
        table.do(council.explain, "cpv", *YEAR, "requests", text)
    (kept,) = table.ask(lambda reader: reader.find(Duiding))
    assert kept.text == "Minder aanvragen."


@about("uq_council_report_committee_first_last")
def one_report_per_table_and_half_year(table: Table, _folder: Path) -> None:
    """Who asks it once more gets it as it was made."""
    first, second = (table.do(council.make, "cpv", *YEAR) for _ in range(2))
    assert [one.section for one in first] == [one.section for one in second]
    assert len(table.ask(lambda reader: reader.find(CouncilReport))) == 1
