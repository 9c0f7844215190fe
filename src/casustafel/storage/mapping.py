"""Which domain type each table keeps: its columns carry the names of the fields."""

from sqlalchemy import Table

from casustafel.domain import (
    actions,
    advice,
    cases,
    meetings,
    minutes,
    norms,
    outcomes,
    people,
    records,
    registers,
    stops,
    urgent,
)
from casustafel.storage.schema import advice as advice_tables
from casustafel.storage.schema import cases as case_tables
from casustafel.storage.schema import meetings as meeting_tables
from casustafel.storage.schema import people as people_tables
from casustafel.storage.schema import records as record_tables
from casustafel.storage.schema import registers as register_tables

TABLES: dict[type, Table] = {
    people.Person: people_tables.person,
    people.PersonRole: people_tables.person_role,
    registers.Provider: people_tables.provider,
    registers.ProviderAlias: people_tables.provider_alias,
    registers.School: people_tables.school,
    meetings.Member: people_tables.member,
    cases.Household: case_tables.household,
    cases.Client: case_tables.client,
    cases.Case: case_tables.case_record,
    cases.CaseAnswer: case_tables.case_answer,
    cases.CareLine: case_tables.care_line,
    meetings.Meeting: meeting_tables.meeting,
    meetings.AgendaItem: meeting_tables.agenda_item,
    meetings.Attendance: meeting_tables.attendance,
    meetings.Recusal: meeting_tables.recusal,
    meetings.Invitee: meeting_tables.invitee,
    meetings.CommitteeAnswer: meeting_tables.committee_answer,
    outcomes.Outcome: meeting_tables.outcome,
    outcomes.FormalDecision: meeting_tables.formal_decision,
    outcomes.Feedback: meeting_tables.feedback,
    actions.Action: meeting_tables.action,
    urgent.UrgentDecision: meeting_tables.urgent_decision,
    minutes.Minutes: meeting_tables.minutes,
    minutes.AdoptedVersion: meeting_tables.adopted_version,
    minutes.ItemText: meeting_tables.item_text,
    records.ImportRecord: record_tables.import_record,
    advice.Advice: advice_tables.advice,
    advice.AdviceAnswer: advice_tables.advice_answer,
    advice.LearningPoint: advice_tables.learning_point,
    records.ImportProfile: record_tables.import_profile,
    records.ImportFinding: record_tables.import_finding,
    records.AuditEvent: record_tables.audit_event,
    records.FieldChange: case_tables.field_change,
    norms.Norm: register_tables.norm,
    stops.Toeleidingsstop: register_tables.toeleidingsstop,
    records.RegisterChange: register_tables.register_history,
    records.Draft: record_tables.draft,
    records.Setting: people_tables.setting,
}
