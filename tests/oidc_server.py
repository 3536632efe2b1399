"""An identity provider of one's own on loopback: discovery, real RSA keys, codes with PKCE, ID tokens that may be spoilt."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "atrium", "a client's secret"


class Provider:
    """`claims` are said of whoever logs in; `spoil` changes an ID token's claims, `signer` signs it, `told` is how it describes itself."""

    def __init__(self) -> None:
        self.claims: dict[str, Any] = {
            "sub": "u-1",
            "preferred_username": "wang.li",
            "name": "王丽",
            "groups": ["mall-staff"],
        }
        self.spoil: dict[str, Any] = {}
        self.header: dict[str, Any] = {}
        self.key = _key()
        self.signer = self.key
        self.algorithm = "RS256"
        self.token_status = 200
        self.asked: list[str] = []
        self._codes: dict[str, dict[str, str]] = {}
        self.url = ""

    @property
    def described(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        }

    def log_in(self, address: str) -> str:
        """What a person does there: agrees. Gives the address that their browser is sent back to."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        code = secrets.token_urlsafe(16)
        self._codes[code] = asked
        return (
            f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state'], 'iss': self.url})}"
        )

    def tokens(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        asked = self._codes.pop(form.get("code", ""), None)
        shown = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        if asked is None or shown != f"{CLIENT}:{SECRET}":
            return 400, {"error": "invalid_grant"}
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if _base64(digest) != asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        if form["redirect_uri"] != asked["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {
            "iss": self.url,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            **self.claims,
            **self.spoil,
        }
        header = {"alg": self.algorithm, "kid": self.signer.kid, **self.header}
        claims = {name: value for name, value in claims.items() if value is not None}
        token = (
            jwt.encode(header, claims, self.signer)
            if self.algorithm == "RS256"
            else self._forged(header, claims)
        )
        return self.token_status, {"access_token": "x", "token_type": "Bearer", "id_token": token}

    def _forged(self, header: dict[str, Any], claims: dict[str, Any]) -> str:
        """By hand, as no library signs so: HS256 with the public key as the secret, or not signed at all."""
        told = ".".join(_base64(json.dumps(part).encode()) for part in (header, claims))
        mark = hmac.digest(self.key.as_pem(private=False), told.encode(), "sha256")
        return f"{told}.{_base64(mark) if self.algorithm == 'HS256' else ''}"


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _key() -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": secrets.token_hex(4), "use": "sig"})


def new_key() -> RSAKey:
    """Another key, which a provider may change to or a stranger may sign with."""
    return _key()


@contextmanager
def provider() -> Iterator[Provider]:
    """It listens while the context lasts."""
    serves = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            serves.asked.append(path)
            if path == "/.well-known/openid-configuration":
                return self._say(200, serves.described)
            if path == "/keys":
                return self._say(200, {"keys": [serves.key.as_dict(private=False)]})
            return self._say(404, {})

        def do_POST(self) -> None:
            serves.asked.append(urlsplit(self.path).path)
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self._say(*serves.tokens(form, self.headers.get("authorization", "")))

        def _say(self, status: int, told: Any) -> None:
            body = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            return None

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    serves.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield serves
    finally:
        server.shutdown()
        server.server_close()
