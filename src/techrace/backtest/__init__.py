"""History as a test: the same rules play past decades and are scored on what they did not see.

* ``cases``: a world file with a history, observations and a score is a case.
* ``figures``: ``layer_share[dram, japan] + ...`` read from a record.
* ``scores``: the ranked probability score and coverage.
* ``baselines``: persistence, trend and a logistic curve, which know nothing of the world.
* ``play``: an ensemble of games of a case, and how it did.
* ``calibrate``: the procedure that wrote ``techrace/posterior.csv`` from the training windows.
* ``table``: the results for a reader.
"""
