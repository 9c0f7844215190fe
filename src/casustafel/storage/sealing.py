"""What seals a slot: a passphrase its private key, and a public key the key of the database.

`cryptography` is loaded inside the functions: the unlock page paints before it.
"""

import hmac
import os
import unicodedata

from casustafel.storage.key_header import Cost

KEY_BYTES = 32
_NONCE_BYTES = 12
_FOR_A_SLOT = b"casustafel: key of the database for a slot"


def derived(secret: str, salt: bytes, cost: Cost) -> bytes:
    """Return the key that a passphrase gives at a price (Argon2id)."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    # The same passphrase typed on another keyboard may come composed differently.
    typed = unicodedata.normalize("NFC", secret).encode()
    return Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    ).derive(typed)


def new_pair() -> tuple[bytes, bytes]:
    """Return a private key and its public one (X25519)."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    pair = X25519PrivateKey.generate()
    return pair.private_bytes_raw(), pair.public_key().public_bytes_raw()


def seal(key: bytes, content: bytes, bound: bytes) -> bytes:
    """Seal content under a key (AES-256-GCM), bound to what it belongs to."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, bound)


def unseal(key: bytes, sealed: bytes, bound: bytes) -> bytes | None:
    """Open what `seal` made; None with another key or when it was changed."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], bound)
    except (InvalidTag, ValueError):
        return None


def seal_to(public: bytes, content: bytes, bound: bytes) -> bytes:
    """Seal content for whoever holds the private key of `public`; the sender need not."""
    private, once = new_pair()
    return once + seal(_agreed(private, public, once + public), content, bound)


def unseal_with(private: bytes, public: bytes, sealed: bytes, bound: bytes) -> bytes | None:
    """Open what was sealed to a public key; None when it was changed."""
    once, content = sealed[:KEY_BYTES], sealed[KEY_BYTES:]
    try:
        return unseal(_agreed(private, once, once + public), content, bound)
    except ValueError:
        return None


def _agreed(private: bytes, public: bytes, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    shared = X25519PrivateKey.from_private_bytes(private).exchange(
        X25519PublicKey.from_public_bytes(public)
    )
    # HKDF of RFC 5869 for one block: extract with the salt, then expand.
    extracted = hmac.digest(salt, shared, "sha256")
    return hmac.digest(extracted, _FOR_A_SLOT + b"\x01", "sha256")
