"""Colours are the Analysis Function's and can be told apart on both grounds."""

import pytest
from afcharts.af_colours import get_af_colours

from dashboard.charts.chart import Theme
from dashboard.charts.house_style import PALETTES, PLOTLY_CONFIG, contrast, text_over
from data_access.vocabulary import Risk

EVERY_THEME = pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)


def test_the_light_palette_is_that_of_the_analysis_function():
    light = PALETTES[Theme.LIGHT]
    assert [light.taken_on, light.partners] == get_af_colours("duo")
    assert light.main == get_af_colours("focus")[0]
    shades = [light.risk[risk] for risk in (Risk.HIGH, Risk.MEDIUM, Risk.LOW)]
    assert shades == get_af_colours("sequential", number_of_colours=3)


@EVERY_THEME
def test_marks_stand_out_from_the_ground_and_words_can_be_read(palette):
    for mark in (palette.main, palette.context, palette.taken_on, palette.partners, palette.signal):
        assert contrast(mark, palette.ground) >= 3
    for words in (palette.ink, palette.quiet, palette.partners_text, palette.taken_on):
        assert contrast(words, palette.ground) >= 4.5


@EVERY_THEME
def test_every_shade_of_risk_or_its_edge_stands_out_from_the_ground(palette):
    for shade in palette.risk.values():
        assert max(contrast(shade, palette.ground), contrast(palette.main, palette.ground)) >= 3


@EVERY_THEME
def test_words_inside_bars_can_be_read(palette):
    for fill in (palette.main, palette.context, palette.taken_on, palette.partners, *palette.risk.values()):
        assert contrast(text_over(fill), fill) >= 4.5


def test_shades_of_risk_go_from_light_to_dark():
    for palette in PALETTES.values():
        shades = [contrast(palette.risk[risk], "#000000") for risk in (Risk.LOW, Risk.MEDIUM, Risk.HIGH)]
        assert shades == sorted(shades, reverse=True)


@pytest.mark.parametrize(
    ("colour", "ratio"),
    [("#12436D", 10.25), ("#28A197", 3.17), ("#801650", 9.77), ("#F46A25", 3.03), ("#3D3D3D", 10.86)],
)
def test_contrast_with_white_is_as_measured_elsewhere(colour, ratio):
    assert round(contrast(colour, "#FFFFFF"), 2) == ratio


def test_no_mode_bar_and_no_zoom():
    assert PLOTLY_CONFIG["displayModeBar"] is False
    assert PLOTLY_CONFIG["scrollZoom"] is False
