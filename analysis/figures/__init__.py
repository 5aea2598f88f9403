"""Figures and tables for readers; nothing here knows the study."""
