"""What can be kept of a game is complete, opens offline, and says nothing before the end that is hidden."""

import csv
import io
import json
import re
import zipfile

import polars as pl
import pytest
from houses import Home
from test_debrief import over, played  # noqa: F401 - a fixture

from techrace.session.store import known
from techrace.web import exports, tables


def kept(home: Home, file: str, guest: int = -1) -> bytes:
    answer = home.guests[guest].web.get(f"/r/{home.room}/export/{file}")
    assert answer.status_code == 200, answer.text
    assert file in answer.headers["content-disposition"]
    return answer.content


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize("name", tables.SHEETS)
def test_every_form_of_a_table_says_the_same(over: Home, name: str) -> None:  # noqa: F811
    columns = list(tables.SHEETS[name].columns)
    parquet = pl.read_parquet(io.BytesIO(kept(over, f"{name}.parquet")))
    lines = [json.loads(line) for line in kept(over, f"{name}.jsonl").splitlines()]
    sheet = rows(kept(over, f"{name}.csv"))
    assert parquet.columns == columns
    assert {"turn", "seat"} <= set(columns)
    assert len(lines) == len(sheet) == parquet.height
    assert lines == parquet.to_dicts()


def test_tables_hold_the_game(over: Home) -> None:  # noqa: F811
    orders = rows(kept(over, "orders.csv"))
    assert {r["source"] for r in orders if r["seat"] == "alder"} == {"submitted"}
    opened = [r for r in orders if (r["seat"], r["lever"]) == ("alder", "open")]
    assert [float(r["ordered"]) for r in opened] == pytest.approx([0.2, 0.6, 0.8])  # in turn 2: the standing orders
    figures = rows(kept(over, "figures.csv"))
    assert {r["turn"] for r in figures} == {"0", "1", "2", "3", "4"}
    assert any(r["seat"] == "alder" and r["figure"] == "gdp" for r in figures)
    assert any(r["figure"] == "fashion" for r in figures)
    ruling = rows(kept(over, "rulings.csv"))[0]
    assert ruling["text"] == "'=A move"  # no formula for a spreadsheet
    assert ruling["happened"] == "true"
    events = rows(kept(over, "events.csv"))
    assert [r["turn"] for r in events if r["kind"] == "turn resolved"] == ["1", "2", "2", "3", "4"]


def test_the_dictionary_explains_every_column(over: Home) -> None:  # noqa: F811
    told = rows(kept(over, "dictionary.csv"))
    assert {(r["table"], r["name"]) for r in told} >= {(n, c) for n, s in tables.SHEETS.items() for c in s.columns}
    assert all(r["meaning_en"] and r["meaning_ko"] for r in told)


@pytest.mark.parametrize("file", ["debrief.html", "report-alder.html"])
def test_pages_ask_no_network_and_take_no_markup(over: Home, file: str) -> None:  # noqa: F811
    page = kept(over, file).decode()
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", page)
    assert "Content-Security-Policy" in page
    assert "Ask birch why." in page or file.startswith("report")
    assert 'id="seat"' in page or file == "debrief.html"


def test_a_pledge_stands_beside_what_its_maker_ordered_afterwards(over: Home) -> None:  # noqa: F811
    page = kept(over, "debrief.html").decode()
    section = page[page.index('id="pledges"') :].partition("</section>")[0]
    assert "We stay &lt;b&gt;closed&lt;/b&gt;." in section
    assert re.search(r"openness \d+ → (?:\d+ → )?80 from turn \d", section)
    assert "달리 내린" in section
    assert 'id="pledges"' not in kept(over, "report-alder.html").decode(), "a seat's own report is about its game"


def test_one_archive_holds_all(over: Home) -> None:  # noqa: F811
    with zipfile.ZipFile(io.BytesIO(kept(over, "all.zip"))) as archive:
        names = archive.namelist()
        assert {"debrief.html", "figures.csv", "dictionary.csv", "session.jsonl", "README.txt"} <= set(names)
        assert archive.read("session.jsonl").count(b"\n") > 10
    assert over.guests[-1].web.get(f"/r/{over.room}/export/secrets.csv").status_code == 404


def test_before_the_end_nothing_hidden_leaves(home: Home) -> None:
    played(home, 2)
    table = home.lodging.table
    path = known(home.house.folder, home.room)
    secrets = [str(table.made.seed), str(table.made.fog), *(n.event.digest for n in table.nodes.values())]
    secrets += [p.key for p in table.people.values() if p.key]
    for file in exports.names(table):
        content = home.lead.web.get(f"/r/{home.room}/export/{file}").content
        if file == exports.ARCHIVE:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                content = b"".join(archive.read(name) for name in archive.namelist())
        assert not [s for s in secrets if s.encode() in content], file
        assert file == "dictionary.csv" or b"gift_frontier" not in content or file == "all.zip"
    assert "session.jsonl" not in exports.names(table)
    assert path.exists()
    figures = rows(exports.made(table, "figures.csv", str(home.house.folder)))
    assert not {"fashion", "gift_frontier", "temper", "excitation"} & {r["figure"] for r in figures}
    assert all(len(r["value"].lstrip("-0.").replace(".", "").split("e")[0].rstrip("0")) <= 4 for r in figures)
    assert "draft saved" not in {r["kind"] for r in rows(exports.made(table, "events.csv", str(home.house.folder)))}


def test_link_keys_never_leave(over: Home) -> None:  # noqa: F811
    keys = [p.key for p in over.lodging.table.people.values() if p.key]
    content = kept(over, "events.csv") + kept(over, "debrief.html")
    assert keys
    assert not [k for k in keys if k.encode() in content]
