"""Whatever text is put into markup is read back as that text, and never as markup."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from dashboard.press.web.markup import Markup, element, leaf, legible

HOSTILE = '<script>alert("x")</script> & \u202eevil\u202c 🎉 =1+1'


def test_a_text_is_escaped_and_markup_is_not() -> None:
    inner = element("b", "a < b & c")
    assert element("p", "1 < 2 ", inner) == "<p>1 &lt; 2 <b>a &lt; b &amp; c</b></p>"
    assert element("p", str(inner)) == "<p>&lt;b&gt;a &amp;lt; b &amp;amp; c&lt;/b&gt;</p>"


def test_attributes_are_spelt_as_in_html_and_left_out_without_a_value() -> None:
    written = element("a", "x", class_="c", aria_label='"', hidden=None, download="")
    assert written == '<a class="c" aria-label="&quot;" download>x</a>'
    assert element("img", alt="") == '<img alt="">'
    assert leaf("link", xml__lang="en-GB", rel="") == '<link xml:lang="en-GB"/>'


def test_a_hostile_title_is_a_text_everywhere() -> None:
    page = html.fromstring(element("div", element("h1", HOSTILE), title=HOSTILE))
    assert (page.find("h1").text, page.get("title")) == (HOSTILE, HOSTILE)
    assert page.xpath("//script") == []


@given(st.text())
def test_any_text_is_read_back_as_it_is_legible(text: str) -> None:
    xml = etree.fromstring(element("p", text, title="x" + text).encode())
    assert (xml.text or "") == legible(text)
    assert xml.find("*") is None


@given(st.text(alphabet=st.characters(categories=["Cs", "Cc"])))
def test_nothing_is_left_that_xml_refuses(text: str) -> None:
    assert isinstance(element("p", text), Markup)
    etree.fromstring(element("p", text).encode())
