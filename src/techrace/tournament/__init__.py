"""Doctrines against doctrines: every combination over seats, under the same luck, and what the table says as a game."""

from techrace.tournament.analysis import Analysis, analyse
from techrace.tournament.field import Field, field_of
from techrace.tournament.play import Result, tournament

__all__ = ["Analysis", "Field", "Result", "analyse", "field_of", "tournament"]
