"""An evaluation as a page: scores, plots, terms, and the segments to look at."""

from kztrans.report.evaluation.files import report_files, write_report
from kztrans.report.evaluation.page import render

__all__ = ["render", "report_files", "write_report"]
