"""Runs that can be saved, loaded and played again, bit for bit.

``plan`` checks what a user asks for and gives a ``Recipe``; ``play`` plays it; ``save`` and
``load`` keep it in a folder; ``replay`` proves that it is still the same game.
"""

from techrace.archive.folder import Difference, digests, draft, load, manifest_of, refuse_full, replay, save
from techrace.archive.play import CHUNK, cores, play, play_some
from techrace.archive.recipe import Recipe, checks, defaults, plan, recipe_of

__all__ = [
    "CHUNK", "Difference", "Recipe", "checks", "cores", "defaults", "digests", "draft", "load", "manifest_of", "plan",
    "play", "play_some", "recipe_of", "refuse_full", "replay", "save",
]  # fmt: skip
