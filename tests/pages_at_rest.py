"""What lies in the files of a workspace, for tests that look for what is to be gone."""

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from casustafel.storage.location import LocalFiles
from workspaces import Table


def decrypted(table: Table) -> bytes:
    """Return all pages of database and write-ahead log as who has the key can read them.

    Free pages too: SQLCipher seals each page by itself under the raw key.
    """
    storage = table.workspace.storage
    assert isinstance(storage.location, LocalFiles)
    assert storage.unlocked is not None
    key, page = storage.unlocked.key, 4096
    found = []
    for path in (storage.location.database, storage.location.journals[0]):
        content = path.read_bytes() if path.exists() else b""
        starts = range(0, len(content), page)
        if path.name.endswith("-wal"):
            starts = range(32 + 24, len(content), page + 24)
        for number, start in enumerate(starts):
            sealed = content[start : start + page]
            skip = 16 if number == 0 and not path.name.endswith("-wal") else 0
            body, vector = sealed[skip : page - 80], sealed[page - 80 : page - 64]
            if len(sealed) == page:
                opener = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
                found.append(opener.update(body))
    return b"".join(found)
