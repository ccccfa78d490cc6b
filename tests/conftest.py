"""How all tests run: how hard hypothesis looks, chosen by ``HYPOTHESIS_PROFILE``."""

import os

from hypothesis import HealthCheck, settings

# A first example may pay for imports and compiled caches, so time per example is no verdict.
_SHARED = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}

settings.register_profile("dev", max_examples=25, **_SHARED)
settings.register_profile("ci", max_examples=50, derandomize=True, database=None, print_blob=True, **_SHARED)
settings.register_profile("nightly", max_examples=2_000, **_SHARED)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))
