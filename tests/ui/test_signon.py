"""Single sign-on against a real provider on loopback: who gets in, as whom, and what is refused."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from knowledge.model import Role
from tests.oidc_server import CLIENT, SECRET, Provider, new_key, provider
from tests.ui.conftest import NOON
from ui.accounts.errand import Errand
from ui.accounts.model import BadAccount
from ui.accounts.oidc import SignOn
from ui.app import app_for
from ui.auth import LOGIN_COOKIE
from ui.lobby import Lobby
from ui.routes.signon import COOKIE
from ui.settings import Settings


@pytest.fixture(scope="module")
def running():
    with provider() as serves:
        yield serves


@pytest.fixture
def idp(running: Provider, monkeypatch):
    """The provider with its ordinary claims."""
    for name, value in vars(Provider()).items():
        if name not in ("url", "key", "signer", "_codes"):
            monkeypatch.setattr(running, name, value)
    monkeypatch.setattr(running, "signer", running.key)
    return running


@pytest.fixture
def settings(tmp_path, idp):
    return Settings(
        home=tmp_path / "home",
        clock=NOON,
        oidc_issuer=idp.url,
        oidc_client_id=CLIENT,
        oidc_client_secret=SecretStr(SECRET),
        oidc_roles="mall-staff=staff, mall-content=content,mall-admins=admin",
        oidc_group_claim="departments",
    )


@pytest.fixture
def browser(client):
    client.follow_redirects = False
    return client


def sent(client) -> str:
    """Where the login's button leads."""
    response = client.get("/login/sso?next=/guide")
    assert response.status_code == 303
    return response.headers["location"]


def come_back(client, idp: Provider):
    address = urlsplit(idp.log_in(sent(client)))
    return client.get(f"{address.path}?{address.query}")


def who(client, lobby: Lobby):
    return lobby.doorkeeper.principal({}, {LOGIN_COOKIE: client.cookies.get(LOGIN_COOKIE, "")}, "x")


def test_somebody_with_a_known_group_comes_in_with_its_role(browser, lobby, idp):
    idp.claims["departments"] = ["客服", "工程"]
    response = come_back(browser, idp)
    assert (response.status_code, response.headers["location"]) == (303, "/guide")
    principal = who(browser, lobby)
    assert (principal.role, principal.name, principal.groups) == (Role.STAFF, "王丽", {"客服", "工程"})
    assert COOKIE not in browser.cookies  # the errand is over


def test_the_login_page_offers_it(browser):
    assert "/login/sso?next=/staff" in browser.get("/login").text


def test_the_next_login_is_the_same_person_with_the_role_of_today(browser, lobby, idp):
    come_back(browser, idp)
    first = who(browser, lobby)
    idp.claims = {**idp.claims, "groups": "mall-admins", "preferred_username": "renamed"}
    come_back(browser, idp)
    again = who(browser, lobby)
    assert first.id == again.id
    assert (first.role, again.role) == (Role.STAFF, Role.ADMIN)


def test_names_and_departments_are_taken_however_odd_they_are(browser, lobby, idp):
    odd = {
        "name": "㍿" * 40 + "\u202e",
        "preferred_username": "<b> \n",
        "departments": ["㍿" * 40, "客服", "a,b", "", " 工程\u200b "],
    }
    idp.claims = {**idp.claims, **odd}
    assert come_back(browser, idp).status_code == 303
    principal = who(browser, lobby)
    assert principal.groups == {"客服", "工程"}
    assert len(principal.name) == 40
    [account] = lobby.accounts.all()
    assert account.name == "sso"
    with pytest.raises(BadAccount):
        lobby.accounts.set_password(account, "窗外的银杏黄了三回")
    with pytest.raises(BadAccount):
        lobby.accounts.invite(account.id)


def test_of_several_roles_the_widest_holds(browser, lobby, idp):
    idp.claims = {**idp.claims, "groups": ["everybody", "mall-staff", "mall-content"]}
    come_back(browser, idp)
    assert who(browser, lobby).role is Role.CONTENT


@pytest.mark.parametrize("groups", [[], ["everybody"], "staff", None, {"mall-staff": True}, "MALL-STAFF"])
def test_whoever_the_table_does_not_know_gets_no_access(browser, lobby, idp, groups):
    idp.claims = {**idp.claims, "groups": groups}
    assert come_back(browser, idp).status_code == 403
    assert who(browser, lobby).role is Role.SHOPPER
    assert lobby.accounts.all() == []


def test_somebody_disabled_here_stays_out_whatever_the_provider_says(browser, lobby, idp):
    come_back(browser, idp)
    [account] = lobby.accounts.all()
    lobby.accounts.change(account.id, enabled=False)
    assert who(browser, lobby).role is Role.SHOPPER
    assert come_back(browser, idp).status_code == 403


def test_a_name_that_a_local_account_has_never_becomes_that_account(browser, lobby, idp):
    local = lobby.accounts.create("wang.li", Role.ADMIN)
    come_back(browser, idp)
    assert who(browser, lobby).id != local.person
    assert who(browser, lobby).role is Role.STAFF


SPOILT = {
    "another issuer": {"spoil": {"iss": "https://elsewhere.example"}},
    "another client": {"spoil": {"aud": "somebody-else"}},
    "several clients and none in charge": {"spoil": {"aud": [CLIENT, "other"]}},
    "another client in charge": {"spoil": {"azp": "other"}},
    "an older token": {"spoil": {"exp": 1_000_000_000}},
    "another nonce": {"spoil": {"nonce": "of another login"}},
    "no nonce": {"spoil": {"nonce": None}},
    "no end": {"spoil": {"exp": None}},
    "nobody": {"spoil": {"sub": None}},
    "a stranger's signature": {"signer": new_key()},
    "a refusal of the code": {"token_status": 500},
}


@pytest.mark.parametrize("case", SPOILT)
def test_a_token_that_does_not_hold_lets_nobody_in(browser, lobby, idp, monkeypatch, case):
    for name, value in SPOILT[case].items():
        monkeypatch.setattr(idp, name, value)
    assert come_back(browser, idp).status_code == 502
    assert who(browser, lobby).role is Role.SHOPPER
    assert lobby.accounts.all() == []


@pytest.mark.parametrize("algorithm", ["HS256", "none"])
def test_a_token_that_is_not_signed_with_a_private_key_is_none(browser, lobby, idp, monkeypatch, algorithm):
    """The old confusion, the public key as a shared secret; and no signature at all."""
    monkeypatch.setattr(idp, "algorithm", algorithm)
    assert come_back(browser, idp).status_code == 502
    assert who(browser, lobby).role is Role.SHOPPER


def test_a_provider_may_change_its_keys(browser, lobby, idp, monkeypatch):
    come_back(browser, idp)
    fresh = new_key()
    monkeypatch.setattr(idp, "key", fresh)
    monkeypatch.setattr(idp, "signer", fresh)
    assert come_back(browser, idp).status_code == 303


def test_a_login_that_began_in_another_browser_is_refused(browser, lobby, idp):
    """Somebody is sent a link with which they would be logged in as somebody else."""
    address = urlsplit(idp.log_in(sent(browser)))
    other = TestClient(app_for(lobby, pages=False), follow_redirects=False)
    assert other.get(f"{address.path}?{address.query}").status_code == 400
    other.get("/login/sso")  # even when they are about to log in themselves
    assert other.get(f"{address.path}?{address.query}").status_code == 502
    assert LOGIN_COOKIE not in other.cookies


def test_an_answer_is_good_once(browser, lobby, idp):
    address = urlsplit(idp.log_in(sent(browser)))
    kept = browser.cookies.get(COOKIE)
    assert browser.get(f"{address.path}?{address.query}").status_code == 303
    browser.cookies.clear()
    assert browser.get(f"{address.path}?{address.query}").status_code == 400
    browser.cookies.set(COOKIE, kept, path="/login/sso")
    assert (
        browser.get(f"{address.path}?{address.query}").status_code == 502
    )  # the provider takes no code twice


@pytest.mark.parametrize(
    "answer",
    ["error=access_denied&state={}", "code=x&state={}&iss=https://other.example", "state={}", "code=x"],
)
def test_other_answers_are_refused(browser, idp, answer):
    state = parse_qs(urlsplit(sent(browser)).query)["state"][0]
    assert browser.get("/login/sso/back?" + answer.format(state)).status_code == 502


def test_an_errand_ends_after_ten_minutes(monkeypatch):
    errand = Errand.begin("/staff")
    assert Errand.read(errand.written()) == errand
    monkeypatch.setattr("ui.accounts.errand.time.time", lambda: errand.began + 601)
    assert Errand.read(errand.written()) is None


@pytest.mark.parametrize("text", [None, "", "zz", "7b7d", b"[1]".hex()])
def test_what_is_no_errand_is_none(text):
    assert Errand.read(text) is None


def test_a_provider_that_is_down_is_said_so_and_the_password_still_works(browser, lobby, monkeypatch):
    lobby.sign_on = SignOn(lobby.settings.model_copy(update={"oidc_issuer": "http://127.0.0.1:9"}))
    assert browser.get("/login/sso").status_code == 502
    assert "登录名" in browser.get("/login").text


def test_a_provider_under_another_name_is_not_believed(browser, lobby, idp):
    renamed = {"oidc_issuer": idp.url.replace("127.0.0.1", "localhost")}
    lobby.sign_on = SignOn(lobby.settings.model_copy(update=renamed))
    assert browser.get("/login/sso").status_code == 502


def test_its_secret_is_in_no_page_and_no_message(browser, idp, monkeypatch, caplog):
    monkeypatch.setattr(idp, "token_status", 500)
    response = come_back(browser, idp)
    assert SECRET not in response.text + caplog.text


def test_without_an_issuer_there_is_no_such_page(tmp_path):
    lobby = Lobby(Settings(home=tmp_path / "other"))
    client = TestClient(app_for(lobby, pages=False))
    assert client.get("/login/sso").status_code == client.get("/login/sso/back").status_code == 404
    assert "sso" not in client.get("/login").text
    lobby.close()


@pytest.mark.parametrize("roles", ["mall-staff", "a=shopper", "=staff", "a=service"])
def test_a_table_that_is_none_stops_the_start(roles):
    from knowledge.errors import InvalidSetting
    from ui.settings import load_settings

    with pytest.raises(InvalidSetting, match="ATRIUM_OIDC_ROLES"):
        load_settings(oidc_roles=roles)


@pytest.mark.parametrize("issuer", ["http://id.mall.example", "id.mall.example", "ftp://x"])
def test_an_issuer_over_an_open_line_stops_the_start(issuer):
    from knowledge.errors import InvalidSetting
    from ui.settings import load_settings

    with pytest.raises(InvalidSetting, match="ATRIUM_OIDC_ISSUER"):
        load_settings(oidc_issuer=issuer)
