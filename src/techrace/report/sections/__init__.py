"""The questions that a report answers, a module each, with one function ``section``."""
