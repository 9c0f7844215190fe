"""Frozen dataclasses as canonical JSON, and back.

Canonical: UTF-8, keys sorted, no spaces, ISO dates, text as it was given, every field written
also when empty. Two equal values give the same bytes, on every machine; what has been adopted
can so be proven years later with any SHA-256 tool.
"""

import json
from collections.abc import Collection
from typing import TypeVar

from casustafel.domain.errors import FileError
from casustafel.domain.plain import AS_IT_IS, from_json

Content = TypeVar("Content")


def to_canonical(content: object, format_name: str) -> bytes:
    """Return `content` (a dataclass of plain values) as canonical JSON that names its format."""
    document = {"format": format_name, "content": AS_IT_IS.plain(content)}
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # Half a surrogate pair is no text and has no UTF-8; it is written as U+FFFD.
    return text.encode("utf-16", errors="surrogatepass").decode("utf-16", "replace").encode()


def from_canonical(data: bytes, kind: type[Content], formats: Collection[str]) -> Content:
    """Read what `to_canonical` wrote in one of these formats.

    A field that is not there has its default: it came later than the document. Raises FileError
    with code `content-damaged` when the bytes are not such a document.
    """
    try:
        document = from_json(data.decode("utf-8"))
        if document["format"] not in formats:
            raise FileError("content-damaged")
        return AS_IT_IS.typed(document["content"], kind)
    except (ValueError, TypeError, KeyError) as error:
        raise FileError("content-damaged") from error
