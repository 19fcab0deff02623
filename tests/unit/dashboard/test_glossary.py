from dashboard.charts import CHARTS
from dashboard.glossary import code_lists, definitions, metrics_document, terms
from dashboard.metrics import METRICS
from dashboard.wording.labels import LABELS


def test_every_metric_is_defined_and_every_sentence_of_it_is_there():
    assert [definition.key for definition in definitions()] == [metric.key for metric in METRICS]
    for definition in definitions():
        assert all((definition.definition, definition.formula, definition.base, definition.source, definition.better))


def test_a_definition_says_which_charts_show_it():
    shown = [question for definition in definitions() for question in definition.shown_in]
    assert sorted(shown) == sorted(chart.question for chart in CHARTS)


def test_every_abbreviation_and_sign_on_the_pages_is_a_term():
    assert {"[c]", "SPO", "SASH", "SRP", "Usual range", "Taken on", "Partner", "Awareness week"} <= dict(terms()).keys()


def test_every_code_list_is_listed_whole():
    assert [len(code_list.codes) for code_list in code_lists()] == [len(list(codes)) for codes in LABELS]
    assert "Closure outcome" in {code_list.name for code_list in code_lists()}


def test_the_document_holds_metrics_terms_and_codes():
    document = metrics_document()
    assert document.startswith("# Metrics, terms and codes\n")
    assert document.endswith("|\n")
    for metric in METRICS:
        assert f"- Key: `{metric.key}`" in document
    assert "| MANAGED_UNIT | Taken on by the unit |" in document
