"""Reads the XML inside a workbook, which anybody may have written: no document type, so no entities that multiply."""

from xml.etree import ElementTree as ET  # parsed here only, without a document type # nosec B405

from data_access.errors import ImportRejected


class _NoDocumentType(ET.TreeBuilder):
    """Refuses a document type before anything it declares could be used; no office program writes one."""

    def doctype(self, _name: str, _public: str | None, _system: str | None) -> None:
        """Refuse."""
        raise ET.ParseError("a document type")


def parsed(content: bytes) -> ET.Element:
    """Return the root of a part of a workbook; raises `ImportRejected` for what no office program writes."""
    try:
        # What both rules warn of is what this parser refuses.
        parser = ET.XMLParser(target=_NoDocumentType())  # noqa: S314 # nosec B314
        return ET.fromstring(content, parser)  # noqa: S314 # nosec B314
    except ET.ParseError as error:
        raise ImportRejected(
            f"The workbook holds XML that no office program writes: {error}.",
            unharmed="Nothing of it was loaded.",
            remedy="Open it in Excel or LibreOffice, save it as a new workbook and import that.",
        ) from error
