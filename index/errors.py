"""The errors a user can act on; only the CLI and the pages catch them."""

from __future__ import annotations


class UserError(Exception):
    """Something the user can put right; the message says what happened and what to do."""


class NoIndex(UserError):  # noqa: N818 - it names the state, as the message does
    """There is no finished index in the store yet."""


class Unreachable(UserError):  # noqa: N818 - it names the state, as the message does
    """The Chroma server does not answer."""


class IndexMismatch(UserError):  # noqa: N818 - it names the state, as the message does
    """The index was built with another embedding model than the one configured."""


class Damaged(UserError):  # noqa: N818 - it names the state, as the message does
    """Something in the store is not as a build wrote it."""


class Unwritable(UserError):  # noqa: N818 - it names the state, as the message does
    """The store or a database cannot be written to: the disk is full, or may only be read."""
