"""People at the table in a terminal: one keyboard, one seat or several.

``sitting`` holds the session, ``screens`` write what a seat may know, ``answers`` what it asks,
``debrief`` what everybody sees at the end, and ``game`` reads what is typed. Nothing is shown that
``seats.view`` does not let out, and everything typed is on disk before it is answered.
"""
