"""Who may do what over the web, that nobody learns another's secrets, and that doors stay shut."""

import json

import httpx
import pytest
import schemathesis
from houses import at_home, hosted
from hypothesis import HealthCheck, given, settings

ROLES = ("nobody", "observer", "member", "head", "board", "facilitator")
ALL, INSIDE = set(ROLES), set(ROLES) - {"nobody"}
PLAYERS, LEADERS = {"member", "head"}, {"facilitator"}
READERS = {"facilitator"}
"""While the game is played; once it is over, everybody inside."""

TABLE = {
    "GET /api/health": ALL,
    "POST /api/join": ALL,
    "POST /r/{room}/api/enter": ALL,
    "POST /r/{room}/api/leave": INSIDE,
    "GET /r/{room}/api/world": INSIDE,
    "GET /r/{room}/api/view": INSIDE,
    "GET /r/{room}/api/stream": INSIDE,
    "POST /r/{room}/api/act": INSIDE,  # what each may do, the session itself decides
    "POST /r/{room}/api/presence": PLAYERS,
    "POST /r/{room}/api/check": PLAYERS,
    "POST /r/{room}/api/advice": PLAYERS,
    "GET /r/{room}/api/course": PLAYERS,
    "GET /r/{room}/api/hindsight": PLAYERS,
    "POST /r/{room}/api/hindsight": PLAYERS,
    "GET /r/{room}/api/why": PLAYERS,
    "GET /r/{room}/api/source": INSIDE,
    "POST /r/{room}/api/lead/scene": LEADERS,
    "POST /r/{room}/api/lead/handover": LEADERS,
    "POST /r/{room}/api/lead/links": LEADERS,
    "POST /r/{room}/api/lead/rooms": LEADERS,
    "POST /r/{room}/api/lead/look": LEADERS,
    "GET /r/{room}/api/qr": INSIDE,
    "GET /r/{room}/api/debrief": READERS,
    "GET /r/{room}/api/debrief/turn": READERS,
    "POST /r/{room}/api/debrief/whatif": READERS,
    "POST /r/{room}/api/debrief/causes": READERS,
    "POST /r/{room}/api/debrief/sweep": READERS,
    "GET /r/{room}/export/{file}": READERS,
}
"""A new route needs a row here."""

BODIES = {
    "lead/look": {"seat": "alder"}, "check": {"plan": {}}, "advice": {"plan": {}},
    "hindsight": {"turn": 1, "orders": {"open": 0.6}},
    "debrief/whatif": {"seat": "alder", "figure": "gdp[alder]", "orders": {"open": 0.6}},
    "debrief/causes": {"figure": "gdp[alder]"}, "debrief/sweep": {"seat": "alder", "figure": "gdp[alder]"},
}  # fmt: skip
QUERY = {"figure": "security", "turn": 0}


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """A game in its first orders, with somebody of every role."""
    with at_home(tmp_path_factory.mktemp("played")) as home:
        head = home.seated("alder", "Ann")
        people = {
            "head": head, "member": home.seated("alder", "Eve"), "observer": home.join("Oz"), "board": home.board,
            "facilitator": home.lead,
        }  # fmt: skip
        home.begin()
        home.people = people
        yield home


def routes(home):
    paths = httpx.get(f"{home.address}/openapi.json").json()["paths"]
    return {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}


def ask(home, route, guest):
    """Ask what a route is for, as somebody."""
    method, path = route.split()
    body = {"link": home.lead.link} if path.endswith("enter") else BODIES.get(path.partition("/api/")[2], {})
    headers = {"Authorization": f"Bearer {guest.link}"} if guest else {}
    url = home.address + path.replace("{room}", home.room).replace("{file}", "orders.csv")
    return httpx.request(
        method, url, headers=headers, timeout=60, **({"params": QUERY} if method == "GET" else {"json": body})
    )


def test_every_route_has_a_row(home):
    assert routes(home) == set(TABLE)


@pytest.mark.parametrize("route", [r for r in TABLE if not r.endswith(("leave", "stream"))])
@pytest.mark.parametrize("role", ROLES)
def test_the_table_of_roles(played, route, role):
    answer = ask(played, route, played.people.get(role))
    if role in TABLE[route]:
        assert answer.status_code not in {401, 403}, answer.text
    else:
        assert answer.status_code == {"nobody": 401}.get(role, 403), answer.text
        assert set(answer.json()["error"]) == {"code", "sentence", "allowed", "values", "problems"}


def test_at_the_end_the_game_is_open_to_everybody_inside(home):
    ann, oz = home.seated("alder"), home.join("Oz")
    home.begin()
    for kind in ("resolve", "end"):
        home.lead.did(kind)
    for route in (r for r, roles in TABLE.items() if roles is READERS):
        assert [ask(home, route, x).status_code for x in (ann, oz, home.board, None)] == [200, 200, 200, 401], route
    assert ann.view()["secrets"]["seed"] == str(home.lodging.table.made.seed)


@pytest.mark.parametrize("role", ["observer", "member", "board"])
def test_the_session_refuses_what_a_role_may_not_command(played, role):
    answer = played.people[role].act("submit orders", seat="alder", plan={})
    assert answer.status_code == 409
    assert answer.json()["error"]["code"] in {"not-head", "not-yours"}
    assert played.people[role].act("end").json()["error"]["code"] == "not-allowed"


@pytest.mark.parametrize("kind", ["tick", "make session", "nonsense"])
def test_the_clock_and_the_world_are_the_houses(played, kind):
    assert played.lead.act(kind).status_code == 422


def test_nobody_speaks_for_another(played):
    played.people["head"].did("write move", seat="alder", move="m-1", text="x", by=played.lead.person, at=1.0)
    assert played.lodging.table.place.moves["m-1"].seat == "alder"
    assert played.people["observer"].act("move phase", by=played.lead.person).status_code == 409


# ---------------------------------------------------------------- secrets


def seen(guest):
    """What somebody sees, as bytes, but for the time."""
    return guest.get("view").text.split(",", 1)[1]


def test_nothing_that_another_team_does_in_secret_changes_a_byte(home):
    ann, bob, oz = home.seated("alder", "Ann"), home.seated("birch", "Bob"), home.join("Oz")
    home.begin()
    bob.did("submit orders", seat="birch", plan={})
    onlookers = [ann, oz, home.board]
    with ann.listening() as told:
        next(told)
        before = [seen(x) for x in onlookers]
        bob.did("save draft", seat="birch", plan={"orders": {"open": 0.11}}, revision=0)
        bob.did("submit orders", seat="birch", plan={"orders": {"open": 0.12}})
        bob.did("write move", seat="birch", move="secret", text="A secret move")
        bob.did("send message", seat="birch", text="A secret call")
        bob.post("presence", {"editing": "open", "ready": True})
        home.lead.did("send message", seat="birch", text="A secret answer")
        home.lead.did("rule on", move="secret", allowed=True, public=False, text="A secret ruling")
        home.lead.did("write note", text="A secret note")
        assert home.lead.post("lead/look", {"seat": "birch"}).status_code == 200
        assert [seen(x) for x in onlookers] == before
        ann.post("presence", {"editing": "frontier"})
        changed = next(set(data["set"]) for event, data in told if event == "sections")
        assert changed == {"team"}


def test_a_view_holds_no_seed_no_keys_and_no_code(played):
    table = played.lodging.table
    for role in ("observer", "member", "head"):
        text = played.people[role].get("view").text + played.people[role].get("world").text
        assert str(table.made.seed) not in text
        assert str(table.made.fog) not in text
        assert f'"{played.code}"' not in text
        assert not any(p.key and p.key in text for p in table.people.values())


def test_the_facilitator_reads_no_seed_either(played):
    text = played.lead.get("view").text + played.lead.get("world").text
    assert str(played.lodging.table.made.seed) not in text


# ---------------------------------------------------------------- doors


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 422),
        ({}, 422),
    ],
)
def test_other_sites_may_not_speak_for_somebody(played, headers, status):
    url = f"{played.address}/r/{played.room}/api/act"
    answer = httpx.post(url, json={}, headers={"Authorization": f"Bearer {played.lead.link}", **headers})
    assert answer.status_code == status


def test_every_answer_shuts_what_it_does_not_need(played):
    for path in ("/", "/api/health", f"/r/{played.room}/team", "/static/texts/en.ftl", f"/r/{played.room}/api/view"):
        headers = httpx.get(played.address + path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe-eval" not in policy
        assert "script-src" not in policy  # only our own files, by default-src
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
    assert httpx.get(f"{played.address}/r/{played.room}/api/view").headers["cache-control"] == "no-store"


def test_a_name_that_is_markup_stays_a_name(played):
    name = '<img src=x onerror="1">'
    played.join(name)
    answer = played.lead.get("view")
    assert answer.headers["content-type"] == "application/json"
    assert name in [v["name"] for v in answer.json()["presence"]["visitors"]]
    assert name not in httpx.get(f"{played.address}/r/{played.room}/lead").text


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/%2e%2e/app.py", "/static/texts/..%2f..%2fpyproject.toml", "/r/..%2f../api/view"],
)
def test_paths_do_not_lead_out(played, path):
    with httpx.Client(base_url=played.address) as client:
        answer = client.send(httpx.Request("GET", httpx.URL(played.address + path)))
    assert answer.status_code in {401, 404}
    assert "import" not in answer.text


@pytest.mark.parametrize(
    "doctrine",
    ["os:system", "exec:./bot", "/etc/passwd", "/srv/x.yaml", "x.py:Class", "..\\x.yml", "search:birch=/srv/x.yaml"],
)
def test_a_doctrine_from_outside_reads_no_file_and_runs_no_code(played, doctrine):
    for guest in (played.people["head"], played.lead):
        answer = guest.act("hand over", seat="alder", doctrine=doctrine)
        assert (answer.status_code, answer.json()["error"]["code"]) == (409, "unknown")
        assert answer.json()["error"]["problems"] == []


def test_large_bodies_and_streams_of_unknown_length_are_refused(played):
    url, headers = f"{played.address}/r/{played.room}/api/act", {"Authorization": f"Bearer {played.lead.link}"}
    assert httpx.post(url, content=b" " * 70_000, headers=headers).status_code == 413
    assert httpx.post(url, content=iter([b"{}"]), headers=headers).status_code == 413
    assert httpx.post(url, content=b"[" * 60_000, headers=headers).status_code in {400, 422}
    assert httpx.post(url, content=b"\xff\xfe", headers=headers).status_code in {400, 422}


def test_one_person_does_not_listen_a_hundred_times(played):
    oz = played.people["observer"]
    device = played.lodging.device(oz.person)
    device.streams = 8
    try:
        assert oz.get("stream").status_code == 429
    finally:
        device.streams = 0


QUIET = ("stream", "leave", "rooms", "sweep", "{file}")  # that never end, or leave the next question nobody to ask


@pytest.mark.parametrize("route", [r for r in TABLE if not r.endswith(QUIET)])
def test_no_request_whatever_is_a_fault(played, route):
    method, path = route.split()
    document = schemathesis.openapi.from_dict(httpx.get(f"{played.address}/openapi.json").json())
    url = played.address + path.replace("{room}", played.room)
    role = "facilitator" if {"facilitator"} == TABLE[route] else "member"
    headers = {"Authorization": f"Bearer {played.people[role].link}"}

    @settings(max_examples=10, suppress_health_check=list(HealthCheck), deadline=None)
    @given(case=document[path][method.lower()].as_strategy())
    def asked(case):
        query = {k: str(v) for k, v in (case.query or {}).items()}
        body = json.dumps(case.body).encode() if isinstance(case.body, dict | list | str | int | float) else b""
        answer = httpx.request(method, url, params=query, headers=headers, content=body, timeout=20)
        assert answer.status_code < 500, answer.text

    asked()


def test_a_session_name_does_not_lead_out_of_the_data_folder(tmp_path):
    with pytest.raises(AssertionError, match="a name has small letters"), hosted(tmp_path, "--session", "../../x"):
        pass
