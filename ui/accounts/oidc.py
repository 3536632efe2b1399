"""Single sign-on: OpenID Connect's authorization code flow with PKCE (RFC 7636), state and nonce."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx2

from knowledge.errors import AtriumError
from knowledge.model import Role
from ui.accounts.errand import Errand
from ui.accounts.provider import PATIENCE, Provider, SignOnFailed
from ui.settings import Settings

if TYPE_CHECKING:  # a quarter of a second that a house without single sign-on does not wait for
    from authlib.integrations.httpx_client import OAuth2Client

_LEEWAY = 60  # seconds that its clock may differ
_SIGNED_BY = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
_RANK = (Role.ADMIN, Role.CONTENT, Role.STAFF)  # of several roles the widest holds


class NoAccess(AtriumError):
    """The provider knows them, this house gives them no role."""


@dataclass(frozen=True, slots=True)
class Known:
    """Whom the provider vouches for, and what this house makes of them."""

    subject: str  # "issuer subject", which never changes
    name: str
    called: str
    role: Role
    groups: tuple[str, ...]


class SignOn:
    """Logging in by one provider, as the settings say."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._provider = Provider(settings.oidc_issuer)

    def address(self, errand: Errand, back: str) -> str:
        """Where the browser goes. Raises SignOnFailed."""
        with self._client(back) as client:
            where = self._provider.described()["authorization_endpoint"]
            told = {"code_verifier": errand.verifier, "nonce": errand.nonce}
            address, _ = client.create_authorization_url(where, state=errand.state, **told)
        return str(address)

    def known(self, errand: Errand, answered: Mapping[str, str], back: str) -> Known:
        """Who came back. Raises SignOnFailed, or NoAccess."""
        from authlib.common.errors import AuthlibBaseError

        self._refuse_strange(errand, answered)
        provider = self._provider.described()
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
        if (issuer := answered.get("iss")) and issuer != self._provider.described()["issuer"]:  # RFC 9207
            raise SignOnFailed("The answer comes from another provider.")
        if not answered.get("code"):
            raise SignOnFailed("No code came back.")

    def _client(self, back: str) -> OAuth2Client:
        from authlib.integrations.httpx_client import OAuth2Client

        settings = self._settings
        secret = settings.oidc_client_secret.get_secret_value()
        ways = self._provider.described().get("token_endpoint_auth_methods_supported") or [
            "client_secret_basic"
        ]
        way = "client_secret_basic" if "client_secret_basic" in ways else "client_secret_post"
        return OAuth2Client(
            client_id=settings.oidc_client_id,
            client_secret=secret or None,
            token_endpoint_auth_method=way if secret else "none",
            scope=settings.oidc_scopes,
            redirect_uri=back,
            code_challenge_method="S256",
            timeout=PATIENCE,
            trust_env=False,
        )

    # -- the ID token ----------------------------------------------------------------------------

    def _claims(self, token: str, nonce: str) -> dict[str, Any]:
        """Checked as OpenID Connect Core §3.1.3.7 asks; an unknown key is looked for once more, as keys are changed."""
        from joserfc import jwt
        from joserfc.errors import JoseError

        try:
            try:
                claims = jwt.decode(token, self._provider.keys(fresh=False), algorithms=_SIGNED_BY).claims
            except (JoseError, ValueError):
                claims = jwt.decode(token, self._provider.keys(fresh=True), algorithms=_SIGNED_BY).claims
            jwt.JWTClaimsRegistry(
                leeway=_LEEWAY,
                iss={"essential": True, "value": self._provider.described()["issuer"]},
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
