"""Whether an address answers a check."""

from __future__ import annotations

import httpx

PATIENCE = 3.0  # seconds for an address to answer


def answers(url: str, key: str = "") -> bool:
    """With a success, under the key where one is given."""
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    try:
        return httpx.get(url, headers=headers, timeout=PATIENCE, trust_env=False).is_success
    except (httpx.HTTPError, httpx.InvalidURL):
        return False
