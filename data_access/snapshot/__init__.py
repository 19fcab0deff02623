"""The snapshot: every referral, once per data version, in compact frames shared read-only by all readers."""

from data_access.snapshot.keeper import Served, SnapshotKeeper
from data_access.snapshot.reading import read_snapshot
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.source import Source
from data_access.snapshot.version import data_version, read_edition

__all__ = ["Served", "Snapshot", "SnapshotKeeper", "Source", "data_version", "read_edition", "read_snapshot"]
