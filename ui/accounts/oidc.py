"""Single sign-on: OpenID Connect's authorization code flow with PKCE (RFC 7636), state and nonce."""

from __future__ import annotations

import json
import secrets
import threading
import time
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import httpx2

from knowledge.errors import AtriumError
from knowledge.model import Role
from ui.settings import Settings

if TYPE_CHECKING:  # a quarter of a second that a house without single sign-on does not wait for
    from authlib.integrations.httpx_client import OAuth2Client
    from joserfc.jwk import KeySet

_PATIENCE = 10.0  # seconds that the provider has for a reply
_KEPT = 3600.0  # seconds that its description and keys are remembered
_LEEWAY = 60  # seconds that its clock may differ
_SIGNED_BY = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
_RANK = (Role.ADMIN, Role.CONTENT, Role.STAFF)  # of several roles the widest holds


class NoAccess(AtriumError):
    """The provider knows them, this house gives them no role."""


class SignOnFailed(AtriumError):
    """The provider did not answer as it should; the message is for the operator's log."""


@dataclass(frozen=True, slots=True)
class Errand:
    """What a browser takes along to the provider and must bring back. Kept in a signed cookie for ten minutes."""

    state: str
    nonce: str
    verifier: str
    page: str  # where the login leads
    began: int  # seconds since 1970

    LIFETIME = 600

    @classmethod
    def begin(cls, page: str) -> Errand:
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        return cls(state, nonce, verifier, page, int(time.time()))

    def written(self) -> str:
        return json.dumps(asdict(self)).encode().hex()

    @classmethod
    def read(cls, text: str | None) -> Errand | None:
        """None for what is no errand, or one that took too long."""
        try:
            errand = cls(**json.loads(bytes.fromhex(text or "")))
        except (ValueError, TypeError):
            return None
        return errand if time.time() - errand.began < cls.LIFETIME else None


@dataclass(frozen=True, slots=True)
class Known:
    """Whom the provider vouches for, and what this house makes of them."""

    subject: str  # "issuer subject", which never changes
    name: str
    called: str
    role: Role
    groups: tuple[str, ...]


class SignOn:
    """One provider. Its description and keys are fetched when first needed."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._described: tuple[float, dict[str, Any]] | None = None
        self._keys: tuple[float, KeySet] | None = None
        self._lock = threading.Lock()

    def address(self, errand: Errand, back: str) -> str:
        """Where the browser goes. Raises SignOnFailed."""
        with self._client(back) as client:
            where = self._provider()["authorization_endpoint"]
            told = {"code_verifier": errand.verifier, "nonce": errand.nonce}
            address, _ = client.create_authorization_url(where, state=errand.state, **told)
        return str(address)

    def known(self, errand: Errand, answered: Mapping[str, str], back: str) -> Known:
        """Who came back. Raises SignOnFailed, or NoAccess."""
        from authlib.common.errors import AuthlibBaseError

        self._refuse_strange(errand, answered)
        provider = self._provider()
        try:
            with self._client(back) as client:
                tokens = client.fetch_token(
                    provider["token_endpoint"],
                    grant_type="authorization_code",
                    code=answered["code"],
                    code_verifier=errand.verifier,
                )
        except (AuthlibBaseError, httpx2.HTTPError, ValueError) as error:
            raise SignOnFailed(f"The code was not taken: {error}.") from None
        if not tokens.get("id_token"):
            raise SignOnFailed("The provider sent no ID token; scope must contain openid.")
        return self._judged(self._claims(str(tokens["id_token"]), errand.nonce))

    def _refuse_strange(self, errand: Errand, answered: Mapping[str, str]) -> None:
        if not secrets.compare_digest(errand.state.encode(), answered.get("state", "").encode()):
            raise SignOnFailed("The state that came back is not the one that was sent.")
        if "error" in answered:
            raise SignOnFailed(f"The provider refused: {answered['error'][:200]!r}.")
        if (issuer := answered.get("iss")) and issuer != self._provider()["issuer"]:  # RFC 9207
            raise SignOnFailed("The answer comes from another provider.")
        if not answered.get("code"):
            raise SignOnFailed("No code came back.")

    # -- what the provider says of itself --------------------------------------------------------

    def _provider(self) -> dict[str, Any]:
        with self._lock:
            if self._described and time.monotonic() - self._described[0] < _KEPT:
                return self._described[1]
            issuer = self._settings.oidc_issuer
            told = _fetched(f"{issuer}/.well-known/openid-configuration")
            needed = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
            if any(not isinstance(told.get(name), str) for name in needed):
                raise SignOnFailed(f"{issuer} does not describe itself as OpenID Connect asks.")
            if told["issuer"].rstrip("/") != issuer:
                raise SignOnFailed(
                    f"{issuer} calls itself {told['issuer']!r}; ATRIUM_OIDC_ISSUER must be the same."
                )
            self._described = (time.monotonic(), told)
            return told

    def _key_set(self, *, fresh: bool) -> KeySet:
        from joserfc.errors import JoseError
        from joserfc.jwk import KeySet

        with self._lock:
            known, described = self._keys, self._described
        if known and not fresh and time.monotonic() - known[0] < _KEPT:
            return known[1]
        assert described is not None
        try:
            keys = KeySet.import_key_set(_fetched(described[1]["jwks_uri"]))  # type: ignore[arg-type]
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise SignOnFailed(f"The provider's keys cannot be read: {error}.") from None
        with self._lock:
            self._keys = (time.monotonic(), keys)
        return keys

    def _client(self, back: str) -> OAuth2Client:
        from authlib.integrations.httpx_client import OAuth2Client

        settings = self._settings
        secret = settings.oidc_client_secret.get_secret_value()
        ways = self._provider().get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        way = "client_secret_basic" if "client_secret_basic" in ways else "client_secret_post"
        return OAuth2Client(
            client_id=settings.oidc_client_id,
            client_secret=secret or None,
            token_endpoint_auth_method=way if secret else "none",
            scope=settings.oidc_scopes,
            redirect_uri=back,
            code_challenge_method="S256",
            timeout=_PATIENCE,
            trust_env=False,
        )

    # -- the ID token ----------------------------------------------------------------------------

    def _claims(self, token: str, nonce: str) -> dict[str, Any]:
        """Checked as OpenID Connect Core §3.1.3.7 asks; an unknown key is looked for once more, as keys are changed."""
        from joserfc import jwt
        from joserfc.errors import JoseError

        try:
            try:
                claims = jwt.decode(token, self._key_set(fresh=False), algorithms=_SIGNED_BY).claims
            except (JoseError, ValueError):
                claims = jwt.decode(token, self._key_set(fresh=True), algorithms=_SIGNED_BY).claims
            jwt.JWTClaimsRegistry(
                leeway=_LEEWAY,
                iss={"essential": True, "value": self._provider()["issuer"]},
                aud={"essential": True, "value": self._settings.oidc_client_id},
                sub={"essential": True},
                exp={"essential": True},
                iat={"essential": True},
                nonce={"essential": True, "value": nonce},
            ).validate(claims)
        except (JoseError, ValueError, TypeError) as error:
            raise SignOnFailed(f"The ID token does not hold: {error}.") from None
        several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if (
            claims.get("azp", None if several else self._settings.oidc_client_id)
            != self._settings.oidc_client_id
        ):
            raise SignOnFailed("The ID token was made for another client.")
        return claims

    def _judged(self, claims: Mapping[str, Any]) -> Known:
        settings, sub = self._settings, str(claims["sub"])
        table = settings.oidc_table
        roles = {table[value] for value in _values(claims.get(settings.oidc_role_claim)) if value in table}
        name = str(claims.get("preferred_username") or claims.get("email") or sub)
        called = _printable(str(claims.get("name") or name))[:40]
        if not roles:
            raise NoAccess(
                f"{name[:60]} has no value of {settings.oidc_role_claim} that ATRIUM_OIDC_ROLES knows."
            )
        role = next(role for role in _RANK if role.value in roles)
        groups = _values(claims.get(settings.oidc_group_claim)) if settings.oidc_group_claim else ()
        plain = [_printable(group).strip() for group in groups]
        fitting = tuple(group for group in plain if 0 < len(group) <= 40 and "," not in group)
        return Known(f"{claims['iss']} {sub}", name, called, role, fitting[:20])


def _printable(text: str) -> str:
    """In one writing, which may be longer, and nothing in it that steers a page."""
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isprintable())


def _values(claim: Any) -> tuple[str, ...]:
    """A claim may be one value, a list of them, or text with blanks between."""
    if isinstance(claim, str):
        return (claim, *claim.split()) if " " in claim else (claim,)
    if isinstance(claim, Iterable) and not isinstance(claim, Mapping):
        return tuple(str(one) for one in claim)
    return ()


def _fetched(address: str) -> dict[str, Any]:
    try:
        response = httpx2.get(address, timeout=_PATIENCE, trust_env=False, follow_redirects=False)
        response.raise_for_status()
        told = response.json()
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
        raise SignOnFailed(f"{address} does not answer as it should: {type(error).__name__}.") from None
    if not isinstance(told, dict):
        raise SignOnFailed(f"{address} does not answer with an object.")
    return told
