"""The audit: who did what, chained so that a removed or altered entry shows."""

from data_access.audit.entry import Actor, Entry
from data_access.audit.ledger import PURPOSE, Witness, append

__all__ = ["PURPOSE", "Actor", "Entry", "Witness", "append"]
