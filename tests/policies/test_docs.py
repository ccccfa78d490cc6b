"""The pages about orders and policies name what there is."""

import re
from pathlib import Path

import pytest
import yaml

from techrace.expressions import DERIVED, FUNCTIONS, PRONOUNS, SCALARS
from techrace.feasibility import MONEY, Code
from techrace.orders import LEVERS, LINES
from techrace.policies import available
from techrace.policies.doctrine import compile_doctrine
from techrace.world.yamlfile import read

ROOT = Path(__file__).parents[2]
ORDERS = (ROOT / "docs" / "orders.md").read_text(encoding="utf-8")
POLICIES = (ROOT / "docs" / "policies.md").read_text(encoding="utf-8")


def test_orders_page_names_every_lever_line_and_code():
    assert re.findall(r"^\| `(\w+)` \|.*\| (?:invest|control|open|deal) \|", ORDERS, re.MULTILINE) == [
        x.name for x in LEVERS
    ]
    assert all(f"`{line}`" in ORDERS for line in (*LINES, *PRONOUNS))
    assert all(f"`{lever.name}` {lever.money:g}" in ORDERS for lever in MONEY)
    assert all(f"| `{code}` |" in ORDERS for code in Code)


def test_policies_page_names_every_doctrine_and_function():
    for x in available():
        assert f"`{x.id}`" in POLICIES
        if "." in x.id:
            assert x.why.en in POLICIES
    assert all(word in POLICIES for word in (*FUNCTIONS, *SCALARS, *DERIVED))


def test_the_example_class_is_the_one_that_is_tested():
    assert (ROOT / "examples" / "my_policy.py").read_text(encoding="utf-8") in POLICIES


def test_the_example_doctrine_compiles(tmp_path, world):
    (text,) = re.findall(r"```yaml\n(.*?)```", POLICIES, re.DOTALL)
    path = tmp_path / "careful.yaml"
    path.write_text(text, encoding="utf-8")
    assert len(compile_doctrine("careful", read(path), world, 3).rules) == 1


@pytest.mark.parametrize(
    "path", sorted((ROOT / "src/techrace/policies/doctrines").rglob("*.yaml")), ids=lambda p: p.stem
)
def test_a_doctrine_file_says_for_whom_it_is(path):
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert data.get("seat", "any") == path.parent.name
    assert all(len(line) <= 140 for line in path.read_text(encoding="utf-8").splitlines())
