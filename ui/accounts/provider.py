"""What an identity provider says of itself: where it is asked, and with which keys it signs."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

import httpx2

from knowledge.errors import AtriumError

if TYPE_CHECKING:  # a moment that a house without single sign-on does not wait for
    from joserfc.jwk import KeySet

PATIENCE = 10.0  # seconds that the provider has for a reply
_KEPT = 3600.0  # seconds that its description and keys are remembered


class SignOnFailed(AtriumError):
    """The provider did not answer as it should; the message is for the operator's log."""


class Provider:
    """One provider, by its issuer. Its description and keys are fetched when first needed."""

    def __init__(self, issuer: str) -> None:
        self._issuer = issuer
        self._described: tuple[float, dict[str, Any]] | None = None
        self._keys: tuple[float, KeySet] | None = None
        self._lock = threading.Lock()

    def described(self) -> dict[str, Any]:
        """Its discovery document (OpenID Connect Discovery 1.0 §4). Raises SignOnFailed."""
        with self._lock:
            if self._described and time.monotonic() - self._described[0] < _KEPT:
                return self._described[1]
            issuer = self._issuer
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

    def keys(self, *, fresh: bool) -> KeySet:
        """Those it signs with; `fresh` asks again. Raises SignOnFailed."""
        from joserfc.errors import JoseError
        from joserfc.jwk import KeySet

        described = self.described()
        with self._lock:
            known = self._keys
        if known and not fresh and time.monotonic() - known[0] < _KEPT:
            return known[1]
        try:
            keys = KeySet.import_key_set(_fetched(described["jwks_uri"]))  # type: ignore[arg-type]
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise SignOnFailed(f"The provider's keys cannot be read: {error}.") from None
        with self._lock:
            self._keys = (time.monotonic(), keys)
        return keys


def _fetched(address: str) -> dict[str, Any]:
    try:
        response = httpx2.get(address, timeout=PATIENCE, trust_env=False, follow_redirects=False)
        response.raise_for_status()
        told = response.json()
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
        raise SignOnFailed(f"{address} does not answer as it should: {type(error).__name__}.") from None
    if not isinstance(told, dict):
        raise SignOnFailed(f"{address} does not answer with an object.")
    return told
