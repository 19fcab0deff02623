"""An empty deck in the look of the house: wide slides and three layouts, places for text where we want them.

It is made from the template that python-pptx brings, so that no binary file has to be kept, and nothing of that
template is left that a reader could see: no thumbnail, no printer of somebody else's, no layout that we do not use.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.shapes.base import BaseShape
from pptx.slide import SlideLayout
from pptx.util import Inches, Length, Pt

from dashboard.charts.sheet import PALETTE

FONT = "Arial"  # on every machine with PowerPoint or LibreOffice; a slide cannot bring a font along
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
COVER, FINDING, READING = "Cover", "Finding", "Text"
MEASURE, FOOT = 13, 14  # numbers of the places for text on a finding's layout

_KEPT = {"Title Slide": COVER, "Title Only": FINDING, "Title and Content": READING}
_UNWANTED = {RT.THUMBNAIL, RT.EXTENDED_PROPERTIES, RT.PRINTER_SETTINGS}
_STANDING = {"dt", "ftr", "sldNum"}  # places of dates, footers and numbers, which no slide of ours fills
_PLACE = """<p:sp {names}>
<p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>
<p:nvPr><p:ph type="body" sz="quarter" idx="{number}"/></p:nvPr></p:nvSpPr>
<p:spPr/>
<p:txBody><a:bodyPr lIns="0" rIns="0" tIns="0" bIns="0" anchor="{anchor}"><a:normAutofit/></a:bodyPr>
<a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="l"><a:spcBef><a:spcPts val="200"/></a:spcBef><a:buNone/>
<a:defRPr sz="{size}"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>
<a:p><a:r><a:t>{name}</a:t></a:r></a:p></p:txBody></p:sp>"""
_NUMBER = """<p:sp {names}>
<p:nvSpPr><p:cNvPr id="30" name="Number"/><p:cNvSpPr txBox="1"/><p:nvPr userDrawn="1"/></p:nvSpPr>
<p:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>
<p:txBody><a:bodyPr lIns="0" rIns="0" tIns="0" bIns="0" anchor="b"/><a:lstStyle/>
<a:p><a:pPr algn="r"/><a:fld id="{{C1FF6DA9-008F-8B48-92A6-B652298478BF}}" type="slidenum">
<a:rPr sz="1200"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:rPr><a:t>1</a:t></a:fld></a:p></p:txBody>
</p:sp>"""

_STYLE = """<a:lvl1pPr {names} marL="0" indent="0" algn="l"><a:spcBef><a:spcPts val="900"/></a:spcBef><a:buNone/>
<a:defRPr sz="{size}"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:defRPr></a:lvl1pPr>"""
_RECTANGLE = """<p:sp {names}>
<p:nvSpPr><p:cNvPr id="31" name="Bar"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>
<p:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>
<p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something lies on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def lengths(self) -> tuple[Length, Length, Length, Length]:
        """Left, top, width and height as python-pptx takes them."""
        return Inches(self.left), Inches(self.top), Inches(self.width), Inches(self.height)

    def hold(self, shape: BaseShape) -> None:
        """Put a shape there."""
        shape.left, shape.top, shape.width, shape.height = self.lengths


BAND = Place(left=0, top=0, width=13.333, height=0.42)  # of the mark
TITLE = Place(left=0.6, top=0.5, width=12.13, height=1.0)
SUBTITLE = Place(left=0.6, top=1.56, width=12.13, height=0.36)
CHART = Place(left=0.5, top=2.0, width=12.33, height=4.1)
FOOTER = Place(left=0.6, top=6.2, width=11.4, height=1.03)
_SLIDE_NUMBER = Place(left=12.1, top=6.9, width=0.63, height=0.33)
_READING = Place(left=0.6, top=1.7, width=12.13, height=5.1)
_COVER_TITLE = Place(left=1.0, top=1.2, width=11.3, height=1.7)
_COVER_TEXT = Place(left=1.0, top=3.1, width=11.3, height=3.7)
_COVER_SIZES = (Pt(40), Pt(22))
_BAR = Place(left=0, top=0, width=0.35, height=7.5)


def empty_deck() -> Deck:
    """Return a deck without slides."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    deck.element.find(qn("p:sldSz")).attrib.pop("type")
    _forget_the_template(deck)
    _set_titles(deck)
    for name, places in ((COVER, {0: _COVER_TITLE, 1: _COVER_TEXT}), (READING, {0: TITLE, 1: _READING})):
        for place in layout(deck, name).placeholders:
            places[place.placeholder_format.idx].hold(place)
    _lay_out_cover(layout(deck, COVER))
    _lay_out_finding(layout(deck, FINDING))
    _number(layout(deck, READING))
    return deck


def layout(deck: Deck, name: str) -> SlideLayout:
    """Return a layout by its name."""
    return next(each for each in deck.slide_layouts if each.name == name)


def _forget_the_template(deck: Deck) -> None:
    package = deck.part.package
    for number, relation in list(deck.part.rels.items()):
        if relation.reltype in _UNWANTED:
            deck.part.rels.pop(number)
    for relation in list(package.iter_rels()):
        if relation.reltype in _UNWANTED:
            package.drop_rel(relation.rId)
    for each in list(deck.slide_layouts):
        if each.name not in _KEPT:
            deck.slide_layouts.remove(each)
            continue
        each.element.cSld.set("name", _KEPT[each.name])
        _remove_standing(each.placeholders)
    _remove_standing(deck.slide_master.placeholders)


def _remove_standing(places: Iterable[BaseShape]) -> None:
    for place in list(places):
        if place.element.ph.get("type") in _STANDING:
            place.element.getparent().remove(place.element)


def _set_titles(deck: Deck) -> None:
    """Titles are bold, of one size, and begin at the left."""
    TITLE.hold(next(place for place in deck.slide_master.placeholders if place.placeholder_format.idx == 0))
    _READING.hold(next(place for place in deck.slide_master.placeholders if place.placeholder_format.idx == 1))
    style = deck.slide_master.element.find(f"{qn('p:txStyles')}/{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    style.set("algn", "l")
    style.find(qn("a:defRPr")).set("b", "1")
    style.find(qn("a:defRPr")).set("sz", str(Pt(28).centipoints))
    for place in (place for each in (deck.slide_master, *deck.slide_layouts) for place in each.placeholders):
        body = place.element.txBody.find(qn("a:bodyPr"))
        body.set("lIns", "0")
        body.set("anchor", "b" if place.placeholder_format.idx == 0 else "t")


def _lay_out_finding(finding: SlideLayout) -> None:
    """Title, measure, room for a chart, and a foot for notes and source."""
    colour = PALETTE.quiet.lstrip("#")
    for number, name, place, anchor, size in (
        (MEASURE, "Measure, place and period", SUBTITLE, "t", 1600),
        (FOOT, "Notes and source", FOOTER, "b", 1200),
    ):
        text = _PLACE.format(names=nsdecls("p", "a"), number=number, name=name, anchor=anchor, size=size, colour=colour)
        finding.shapes.element.append(parse_xml(text))
        place.hold(next(each for each in finding.placeholders if each.placeholder_format.idx == number))
    _number(finding)


def _number(each: SlideLayout) -> None:
    text = _NUMBER.format(names=nsdecls("p", "a"), colour=PALETTE.quiet.lstrip("#"))
    each.shapes.element.append(parse_xml(text))
    _SLIDE_NUMBER.hold(list(each.shapes)[-1])


def _lay_out_cover(cover: SlideLayout) -> None:
    """Large type from the left, and an upright bar beneath everything else."""
    for place, size in zip(cover.placeholders, _COVER_SIZES, strict=True):
        for level in place.element.txBody.find(qn("a:lstStyle")):
            place.element.txBody.find(qn("a:lstStyle")).remove(level)
        style = _STYLE.format(names=nsdecls("a"), size=size.centipoints, colour=PALETTE.ink.lstrip("#"))
        place.element.txBody.find(qn("a:lstStyle")).append(parse_xml(style))
    text = _RECTANGLE.format(names=nsdecls("p", "a"), colour=PALETTE.main.lstrip("#"))
    cover.shapes.element.insert(2, parse_xml(text))  # after the two elements that open every tree of shapes
    _BAR.hold(next(each for each in cover.shapes if each.name == "Bar"))
