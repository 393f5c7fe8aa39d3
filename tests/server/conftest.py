"""What the service's tests borrow from the index's: a tiny model, made once."""

from tests.index.conftest import made, tiny_model

__all__ = ["made", "tiny_model"]
