"""The importer: reading, checking, loading, report; everything is known to be good before anything is written."""

from data_access.importer.importing import import_files
from data_access.importer.report import FileReport, ImportReport

__all__ = ["FileReport", "ImportReport", "import_files"]
