"""Which units of the study are compared: the default and its contrasts."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["SELECTIONS"]

_OFFICIALS = {"type": "statement", "country": "CN", "kind": "statement", "location": "body", "original": True}
SELECTIONS: Mapping[str, Mapping[str, object]] = {
    "officials": {**_OFFICIALS, "speaker_group": "official", "scope": "us_china"},
    "officials, all topics": {**_OFFICIALS, "speaker_group": "official"},
    "officials and institutions": {**_OFFICIALS, "speaker_group": ["official", "collective"], "scope": "us_china"},
    "officials, some words quoted": {
        **_OFFICIALS,
        "speaker_group": "official",
        "scope": "us_china",
        "voice": ["direct", "mixed"],
    },
    "officials, leads left out": {**_OFFICIALS, "speaker_group": "official", "scope": "us_china", "restated": False},
    "all Chinese voices": {"type": "statement", "country": "CN", "kind": "statement", "original": True},
    "reporters' own words": {"type": "narration"},
    "whole pages": {"nested": False},
}
"""Named selections of units; the first is the default of the study, the others are contrasts."""
