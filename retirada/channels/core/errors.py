"""Errors that a channel may meet while a turn runs."""

from __future__ import annotations


class StoreError(Exception):
    """A conversation could not be read, stored or erased: nothing of it has changed."""
