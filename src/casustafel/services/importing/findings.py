"""Findings of the comparison with what is there; those of single cells come from `excel`."""

from casustafel.domain.findings import Finding, Severity

_SEVERITIES = {
    "file-known": Severity.NOTICE,
    "row-duplicate": Severity.WARNING,
    "provider-unknown": Severity.WARNING,
    "provider-new": Severity.NOTICE,
    "person-elsewhere": Severity.WARNING,
    "person-alike": Severity.WARNING,
    "kept-by-hand": Severity.WARNING,
    "client-differs": Severity.WARNING,
    "bsn-not-taken": Severity.WARNING,
    "allocation-other-person": Severity.ERROR,
    "allocation-twice": Severity.ERROR,
    "case-treated": Severity.WARNING,
    "received-assumed": Severity.NOTICE,
    "answer-not-taken": Severity.WARNING,
}


def said(row: int, code: str, field: str, column: str = "", /, **values: object) -> Finding:
    """Return a finding of the comparison, with the severity of its code."""
    return Finding(
        row=row, column=column, field=field, severity=_SEVERITIES[code], code=code, values=values
    )
