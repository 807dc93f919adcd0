"""Contents of documents as canonical JSON with a digest, and back again.

A run is stored without its lab, which is large and the same for many runs: a lab is stored once,
under the digest of its own JSON.
"""

import hashlib
from datetime import date
from functools import cache
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError, create_model

from mscplanner.domain.lab import Lab
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Protocol
from mscplanner.domain.run import Run
from mscplanner.domain.value import LateValue, Value
from mscplanner.library.entry import Kind

AnyValue = TypeVar("AnyValue", bound=Value)

CONTENT_FORMAT = 5
"""Counts up when a newer program stores what this one would not understand."""

_LABS_REMEMBERED = 8


class DamagedContent(ValueError):
    """A stored text is no content, or not the one that was stored."""


class StoredLab(NamedTuple):
    """A lab's JSON, and the SHA-256 of it."""

    text: str
    digest: str


class StoredContent(NamedTuple):
    """A document's JSON, its SHA-256, and what lists show of it."""

    kind: Kind
    key: str
    title: LocalText
    parent: str
    start: date | None
    text: str
    lab: StoredLab | None
    digest: str
    content: Protocol | Run


def digest_of(text: str, lab_digest: str | None = None) -> str:
    """Return the SHA-256 of a stored content, in hexadecimal digits; that of a run covers its lab."""
    return hashlib.sha256(f"{lab_digest or ''}\n{text}".encode() if lab_digest else text.encode()).hexdigest()


def stored(content: Protocol | Run, labs: "LabMemory") -> StoredContent:
    """Return ``content`` as it is stored."""
    if isinstance(content, Protocol):
        text, lab, protocol = content.model_dump_json(exclude_none=True), None, content
    else:
        text = content.model_dump_json(exclude_none=True, exclude={"lab"})
        lab, protocol = labs.stored(content.lab), content.protocol
    return StoredContent(
        kind="protocol" if isinstance(content, Protocol) else "run",
        key=content.id if isinstance(content, Protocol) else content.number,
        title=protocol.title,
        parent=(protocol.derived_from or "") if isinstance(content, Protocol) else protocol.id,
        start=None if isinstance(content, Protocol) else content.start,
        text=text,
        lab=lab,
        digest=digest_of(text, lab.digest if lab else None),
        content=content,
    )


def read_protocol(text: str, digest: str) -> Protocol:
    """Return a stored protocol.

    Raises:
        DamagedContent: ``text`` is not what was stored under ``digest``.
    """
    return _read(Protocol, text, digest)


def read_run(text: str, digest: str, lab: Lab, lab_digest: str) -> Run:
    """Return a stored run with its lab.

    Raises:
        DamagedContent: ``text`` is not what was stored under ``digest``.
    """
    parts = _read(_run_without_lab(), text, digest, lab_digest)
    return Run(lab=lab, **dict(parts))


def _read(model: type[AnyValue], text: str, digest: str, lab_digest: str | None = None) -> AnyValue:
    if digest_of(text, lab_digest) != digest:
        raise DamagedContent("the digest is another one")
    try:
        # The digest says that we wrote it. Strict reading would refuse decimals of a lab, which are text in JSON.
        return model.model_validate_json(text, strict=False)
    except ValidationError as fault:
        raise DamagedContent("no content") from fault


@cache
def _run_without_lab() -> type[Value]:
    fields: dict[str, Any] = {
        name: (field.annotation, field) for name, field in Run.model_fields.items() if name != "lab"
    }
    return create_model("RunWithoutLab", __base__=LateValue, **fields)


class LabMemory:
    """The labs met last, so that each is written and read once and not with each of its runs."""

    def __init__(self) -> None:
        self._stored: dict[int, tuple[Lab, StoredLab]] = {}
        self._read: dict[str, Lab] = {}

    def stored(self, lab: Lab) -> StoredLab:
        """Return ``lab`` as it is stored."""
        known = self._stored.get(id(lab))
        if known is None:
            text = lab.model_dump_json(exclude_none=True)
            known = self._stored[id(lab)] = (lab, StoredLab(text, digest_of(text)))
            _forget_first(self._stored)
        self._read.setdefault(known[1].digest, lab)
        _forget_first(self._read)
        return known[1]

    def known(self, digest: str) -> Lab | None:
        """Return the lab stored under ``digest`` if it was met lately."""
        return self._read.get(digest)

    def read(self, text: str, digest: str) -> Lab:
        """Return a stored lab.

        Raises:
            DamagedContent: ``text`` is not what was stored under ``digest``.
        """
        lab = self._read[digest] = _read(Lab, text, digest)
        _forget_first(self._read)
        return lab


def _forget_first(memory: dict[Any, Any]) -> None:
    while len(memory) > _LABS_REMEMBERED:
        del memory[next(iter(memory))]
