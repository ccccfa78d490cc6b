"""The debrief: the whole game, open to all."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter(prefix="/r/{room}", tags=["debrief"])
