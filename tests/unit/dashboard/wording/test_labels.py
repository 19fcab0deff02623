import inspect
from enum import StrEnum

import pytest

from dashboard.wording.labels import LABELS, label, risk_in_words
from data_access import caseload_vocabulary, practice_vocabulary, support_vocabulary, vocabulary
from data_access.vocabulary import Risk

CODE_LISTS = [
    code_list
    for module in (vocabulary, practice_vocabulary, support_vocabulary, caseload_vocabulary)
    for _, code_list in inspect.getmembers(module, inspect.isclass)
    if issubclass(code_list, StrEnum) and code_list is not StrEnum
]


@pytest.mark.parametrize("code_list", CODE_LISTS, ids=lambda code_list: code_list.__name__)
def test_no_code_lacks_a_label(code_list):
    assert all(label(code) for code in code_list)


@pytest.mark.parametrize("code_list", CODE_LISTS, ids=lambda code_list: code_list.__name__)
def test_no_two_codes_of_a_list_read_the_same(code_list):
    labels = [label(code) for code in code_list]
    assert len(labels) == len(set(labels))


def test_labels_are_kept_for_no_list_that_is_gone():
    assert set(LABELS) <= set(CODE_LISTS)


def test_risk_reads_as_words_in_a_sentence():
    assert [risk_in_words(risk) for risk in Risk] == ["low risk", "medium risk", "high risk", "risk not recorded"]
