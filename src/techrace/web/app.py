"""The application: routes, pages and what holds for every answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse, Response
from fastapi.staticfiles import StaticFiles

from techrace import __version__
from techrace.language import LANGUAGES, language
from techrace.web import doors
from techrace.web.callers import failure
from techrace.web.host import House
from techrace.web.routes import asks, debrief, join, lead, table

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

PAGES = {"seat", "team", "board", "lead", "debrief", "print"}
STATIC = Path(str(files("techrace.web") / "static"))


def create_app(house: House) -> FastAPI:
    """Return the application of a house."""

    @asynccontextmanager
    async def alive(app: FastAPI) -> AsyncIterator[None]:
        app.state.loop, app.state.closing = asyncio.get_running_loop(), asyncio.Event()
        yield
        app.state.closing.set()

    app = FastAPI(
        title="techrace", version=__version__, lifespan=alive, docs_url=None, redoc_url=None,
        description="A seat of a game, for pages and bots: a stream of sections, and one way to act.",
    )  # fmt: skip
    app.state.house, app.state.hubs = house, {}
    for routes in (join.router, join.inside, table.router, asks.router, lead.router, debrief.router):
        app.include_router(routes)
    _pages(app, house)
    app.add_exception_handler(HTTPException, _said_no)  # type: ignore[arg-type]
    app.add_exception_handler(RequestValidationError, _malformed)  # type: ignore[arg-type]
    app.add_exception_handler(Exception, _fault)
    app.add_middleware(Guard, hosts=house.hosts)
    return app


def _pages(app: FastAPI, house: House) -> None:
    """Serve the pages: shells without data, scripts, and the texts of all languages."""

    @app.get("/", include_in_schema=False)
    def start() -> Response:
        return shell("join")

    @app.get("/r/{room}/{page}", include_in_schema=False)
    def page(room: str, page: str) -> Response:
        if page not in PAGES or room not in house.rooms:
            return shell("join", 404)
        return shell(page)

    @app.get("/static/vendor/echarts.js", include_in_schema=False)
    def echarts() -> Response:
        return FileResponse(next(Path(str(files("techrace.report"))).rglob("echarts*.js")), headers=_KEEP)

    app.mount("/static/texts", StaticFiles(directory=Path(str(files("techrace") / "texts"))), name="texts")
    app.mount("/static", StaticFiles(directory=STATIC), name="static")


def shell(name: str, status: int = 200) -> Response:
    """Return the page of that name: all are one shell, with a script of its own and a style where there is one."""
    style = f'<link rel="stylesheet" href="/static/{name}.css">' if (STATIC / f"{name}.css").exists() else ""
    written = (STATIC / "page.html").read_text(encoding="utf-8")
    return HTMLResponse(written.replace("<!-- style -->", style).replace("NAME.js", f"{name}.js"), status)


_KEEP = {"Cache-Control": "max-age=3600"}


async def _said_no(_: Request, error: HTTPException) -> Response:
    detail: Any = error.detail
    if not isinstance(detail, dict):
        detail = failure(error.status_code, "http", "web-error-http").detail
    return JSONResponse({"error": detail}, error.status_code, headers=error.headers)


async def _malformed(_: Request, error: RequestValidationError) -> Response:
    problems = [
        {"place": [str(x) for x in e["loc"][1:]], "code": e["type"], "sentence": e["msg"], "allowed": ""}
        for e in error.errors()[:8]
    ]
    detail = failure(422, "malformed", "web-error-malformed", problems=problems).detail
    return JSONResponse({"error": detail}, 422)


async def _fault(_: Request, __: Exception) -> Response:
    """Say that this program is at fault; what is wrong stands in the terminal."""
    return JSONResponse({"error": failure(500, "fault", "web-error-fault").detail}, 500, headers=doors.HEADERS)


class Guard:
    """What holds for every request: our own name, no foreign origin, no large body, and headers that close doors."""

    def __init__(self, app: Any, hosts: doors.Hosts) -> None:
        """Stand before an application that answers to these names."""
        self.app, self.hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        if not self.hosts.know(headers.get("host", "")):
            await self._no(421, "host", scope, receive, send)
            return
        if scope["method"] not in ("GET", "HEAD") and doors.foreign(headers, headers.get("host", "")):
            await self._no(403, "origin", scope, receive, send)
            return
        length = headers.get("content-length", "0")
        if (
            not length.isdigit()
            or int(length) > doors.LONGEST_BODY
            or "chunked" in headers.get("transfer-encoding", "")
        ):
            await self._no(413, "too-large", scope, receive, send)
            return
        path = scope["path"]

        async def guarded(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                more = dict(doors.HEADERS)
                known = {k.lower() for k, _ in message["headers"]}
                if b"cache-control" not in known:
                    more["Cache-Control"] = "max-age=600" if path.startswith("/static/vendor") else "no-cache"
                if "/api/" in path or "/export/" in path:
                    more["Cache-Control"] = "no-store"
                message["headers"] = [
                    *message["headers"], *((k.lower().encode(), v.encode()) for k, v in more.items()),
                ]  # fmt: skip
            await send(message)

        await self.app(scope, receive, guarded)

    async def _no(self, status: int, code: str, scope: Scope, receive: Receive, send: Send) -> None:
        sentence = f"web-error-{code}"
        answer: Response = JSONResponse({"error": failure(status, code, sentence).detail}, status, doors.HEADERS)
        if "text/html" in dict(scope["headers"]).get(b"accept", b"").decode("latin-1"):  # a person reads it
            told = "\n\n".join(language(tongue)(sentence) for tongue in LANGUAGES)
            answer = PlainTextResponse(told, status, doors.HEADERS)
        await answer(scope, receive, send)
