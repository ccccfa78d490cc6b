"""The essay's claims as experiments: data (``essay.yaml``), a runner, an honest table."""
