"""Files of texts -> proposals in the tray of a store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Final

from graph.errors import InvalidData
from graph.proposals import Proposal, propose
from graph.store import Store
from loaders import identity
from loaders.load import Progress
from loaders.tables import BadRow, content_digest
from loaders.text.proposing.articles import article_proposals
from loaders.text.proposing.notices import notice_proposals
from loaders.text.proposing.resumes import resume_proposals, resume_source
from loaders.text.proposing.source import Source
from loaders.text.reading import read_text
from loaders.text.resumes.records import read_resumes
from loaders.text.text import Text

Read = tuple[Source, Iterable[Proposal | str]]
"""A text, and what it tells or why something is left out."""


@dataclass(slots=True)
class Proposing:
    """What proposing files came to: texts read, proposals `new` to the tray or `known` to it,
    documents by id, and notes with their number."""

    texts: int = 0
    new: int = 0
    known: int = 0
    documents: dict[str, str] = field(default_factory=dict)
    notes: Counter[str] = field(default_factory=Counter)


def propose_files(
    store: Store, paths: Sequence[Path], genre: str, progress: Progress | None = None
) -> Proposing:
    """Propose all that files of one genre (see `GENRES`) tell; each text is kept with its facts.

    Raises `InvalidData` for an unknown genre, and for a file that cannot be read.
    """
    if genre not in GENRES:
        raise InvalidData(f"没有“{genre}”这种文体", remedy=f"--as 可用：{'、'.join(GENRES)}")
    done = Proposing()
    for path in paths:
        for source, found in GENRES[genre](path, done):
            proposals = []
            for one in found:
                if isinstance(one, Proposal):
                    proposals.append(one)
                else:
                    done.notes[one] += 1
            came = propose(store, source.text, proposals)
            done.texts += 1
            done.new += came.new
            done.known += came.known
            done.documents[source.document] = source.title
            if progress:
                progress(done.texts, None)
    return done


def _one_text(
    read: Callable[[Text, Source], Iterable[Proposal | str]], path: Path, done: Proposing
) -> Iterator[Read]:
    """One text a file."""
    text = read_text(path)
    digest = content_digest(path)
    source = Source(
        identity.document(digest), path.name, text.title or path.stem, text.published, digest,
        text.body,
    )  # fmt: skip
    yield source, read(text, source)


def _resumes(path: Path, done: Proposing) -> Iterator[Read]:
    """One or many résumés a file; each of many is a document of its own in the file's."""
    digest = content_digest(path)
    for resume in read_resumes(path):
        if isinstance(resume, BadRow):
            done.notes[f"没有读出简历的行：{resume.reason}"] += 1
        else:
            source = resume_source(resume, path, digest)
            yield source, resume_proposals(resume, source)


GENRES: Final[Mapping[str, Callable[[Path, Proposing], Iterator[Read]]]] = MappingProxyType(
    {
        "notice": partial(_one_text, notice_proposals),
        "resume": _resumes,
        "article": partial(_one_text, article_proposals),
    }
)
"""How files of each genre are read."""
