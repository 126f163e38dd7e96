"""Signing keys: several at once, the newest signs, kept in a file that only we may read."""

import json
import os
import stat
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from joserfc.errors import JoseError
from joserfc.jwk import ECKey
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from domain_api.kernel import InvalidInput

ALGORITHM = "ES256"
_KEPT_KEYS = 3
_CURVE = "P-256"
_OWNER_ONLY = 0o600


class _Jwk(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True)

    kty: str = Field(pattern="^EC$")
    crv: str = Field(pattern=f"^{_CURVE}$")
    x: str
    y: str
    d: str
    kid: str = Field(min_length=1, max_length=100)


class _Document(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    keys: list[_Jwk] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class SigningKeys:
    """Private P-256 keys, newest first."""

    keys: tuple[ECKey, ...] = field(repr=False)

    @classmethod
    def generate(cls) -> "SigningKeys":
        return cls((_new_key(),))

    @classmethod
    def parse(cls, text: str | bytes) -> "SigningKeys":
        """The keys of a private JSON Web Key Set; else `InvalidInput`, which quotes nothing."""
        try:
            found = _Document.model_validate_json(text).keys
            return cls(tuple(ECKey.import_key(key.model_dump()) for key in found))
        except (ValidationError, JoseError, ValueError):
            raise InvalidInput(
                "That is not a set of private P-256 keys.", code="invalid_key_file"
            ) from None

    def rotated(self) -> "SigningKeys":
        """A new key signs; the last ones still verify what they signed."""
        return SigningKeys((_new_key(), *self.keys)[:_KEPT_KEYS])

    @property
    def signer(self) -> ECKey:
        return self.keys[0]

    def by_id(self, key_id: object) -> ECKey | None:
        return next((key for key in self.keys if key.kid == key_id), None)

    def secret_text(self) -> str:
        """The private set as JSON: for the file and for nothing else."""
        return json.dumps({"keys": [key.as_dict(private=True) for key in self.keys]})

    def public_set(self) -> dict[str, object]:
        """The public JSON Web Key Set."""
        public = [key.as_dict(private=False, alg=ALGORITHM, use="sig") for key in self.keys]
        return {"keys": public}


class KeyFile:
    """The keys in a file, read again whenever it changes: a rotation reaches every process."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: tuple[tuple[int, int] | None, SigningKeys] | None = None

    def __call__(self) -> SigningKeys:
        """The keys as they are now; the first call makes the file where there is none.

        Raises `InvalidInput` when the file holds anything else, or the world may read it.
        """
        seen, version = self._seen, self._version()
        if seen is None or seen[0] != version:
            seen = (version, load_or_create_keys(self._path))
            self._seen = seen
        return seen[1]

    def rotate(self) -> SigningKeys:
        """Put a new key before the others, in the file."""
        keys = load_or_create_keys(self._path).rotated()
        written = _write_beside(self._path, keys)
        written.replace(self._path)
        return keys

    def _version(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return None
        return found.st_mtime_ns, found.st_ino


def load_or_create_keys(path: Path) -> SigningKeys:
    """The keys in the file; several processes that start at once agree on one new set.

    Raises `InvalidInput` when the file holds anything else, or the world may read it.
    """
    if not path.exists():
        _create(path)
    # Group rights are left to whoever mounts a secret; the world has no business here.
    if os.name == "posix" and path.stat().st_mode & stat.S_IRWXO:
        raise InvalidInput(
            f"Everybody on this machine may use {path}: make it mode 600.", code="open_key_file"
        )
    return SigningKeys.parse(path.read_bytes())


def _create(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    written = _write_beside(path, SigningKeys.generate())
    try:
        os.link(written, path)  # unlike a rename, it never replaces what another one made
    except FileExistsError:
        pass
    finally:
        written.unlink()


def _write_beside(path: Path, keys: SigningKeys) -> Path:
    """A complete file next to the final one, on disk, and ours alone from its first byte."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        os.fchmod(file.fileno(), _OWNER_ONLY)
        file.write(keys.secret_text())
        file.flush()
        os.fsync(file.fileno())
    return Path(name)


def _new_key() -> ECKey:
    key = ECKey.generate_key(_CURVE, private=True)
    key.ensure_kid()
    return key
