"""A program as a policy: ``techrace run --policy korea=exec:examples/bot.py``."""

import json
import sys

seat = ""

for line in sys.stdin:
    told = json.loads(line)
    if told["kind"] == "start":  # a new game: who am I?
        seat = told["seat"]
        continue
    received = {state: orders.get("tariff", {}).get(seat, 0) for state, orders in told["orders"].items()}
    hot = told["figures"]["valuation_gap"] < 0  # my own figure: prices have outrun earnings
    orders = {
        "tariff": {state: rate / 2 for state, rate in received.items() if state != seat},
        "prudence": 0.8 if hot else 0.2,
        "shift": {"science": 0.05},
    }
    sys.stdout.write(json.dumps({"orders": orders}) + "\n")
    sys.stdout.flush()
