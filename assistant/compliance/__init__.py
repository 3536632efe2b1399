"""Checks copy against advertising, price and platform rules before a person approves it."""

from assistant.compliance.checker import ComplianceChecker
from assistant.compliance.verdict import Evidence, Finding, Severity, Verdict

__all__ = ["ComplianceChecker", "Evidence", "Finding", "Severity", "Verdict"]
