"""The rules of the game: one module per mechanism, all of one signature."""
