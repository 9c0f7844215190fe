"""A sealed copy of a PDF: AES-256, opened with a password that goes by another road.

The copy is for sending: it is no PDF/A, and no two are alike. What is kept is the paper itself.
"""

from io import BytesIO


def sealed(paper: bytes, password: str) -> bytes:
    """Return a copy that asks for a password; it stays readable aloud and may be printed."""
    import pikepdf

    allow = pikepdf.Permissions(extract=False, modify_annotation=False, modify_other=False)
    lock = pikepdf.Encryption(user=password, owner=password, R=6, allow=allow)
    out = BytesIO()
    with pikepdf.open(BytesIO(paper)) as pdf:
        pdf.save(out, encryption=lock)
    return out.getvalue()
