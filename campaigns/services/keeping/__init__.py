"""Keeping a site: copies that can be restored, checks that name the first fault, a doctor that says what to do."""

from campaigns.services.keeping.copies import Manifest, backup, restore
from campaigns.services.keeping.doctor import Check, diagnose
from campaigns.services.keeping.soundness import Fault, Report, verify

__all__ = ["Check", "Fault", "Manifest", "Report", "backup", "diagnose", "restore", "verify"]
