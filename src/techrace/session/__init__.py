"""A game that people play: an event log, its reducer, its store, its seats and their secrets.

No terminal and no web in here. A front makes commands (``commands``), gives them to a ``Room`` (which decides,
stores durably and only then answers) and shows what ``seats.view`` lets out.
"""
