"""A small home with a little of everything, made through the interface that every release so far has had.

Run in a checkout of an earlier release; what it does not have yet is refused there, and the home is without it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fastapi.testclient import TestClient

from knowledge.model import Role
from ui.app import app_for
from ui.lobby import Lobby
from ui.settings import Settings
from ui.wiring import build

PAPERS = {
    "public/停车.md": "---\ndoc_id: PARK\nversion: V1\n---\n# 停车收费规则\n\n首小时免费,之后每小时5元。\n",
    "internal/闭店.md": "---\ndoc_id: SOP\nversion: V2\n---\n# 闭店流程\n\n闭店前三十分钟开始清场。\n",
}


def main(home: Path) -> None:
    folder = home.with_name(f"{home.name}-papers")
    for name, text in PAPERS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    lobby = Lobby(Settings(home=home))
    house = build(lobby.settings)
    lobby.let_in(house)
    house.ingest.run([folder])
    keys = {role: lobby.keys.create(Role(role), f"{role} key")[1] for role in ("staff", "content", "admin")}
    client = TestClient(app_for(lobby, pages=False), client=("127.0.0.1", 5000))

    def send(role: str, path: str, body: dict) -> dict:
        headers = {"Authorization": f"Bearer {keys[role]}"} if role else {}
        reply = client.post(path, json=body, headers=headers)
        print(path, reply.status_code)
        return reply.json() if reply.content else {}

    begun = send("", "/api/chat", {"message": "停车怎么收费?"})["conversation_id"]
    send("", "/api/chat", {"message": "我要投诉,电梯坏了没人修", "conversation_id": begun})
    send("", "/api/feedback", {"conversation_id": begun, "helpful": True, "reason": "清楚"})
    send("staff", "/api/tickets", {"desk": "property", "priority": "P2", "message": "灯不亮"})
    send("content", "/api/copies", {"channel": "wechat_moments", "title": "上新", "body": "本周上新真丝衬衫"})
    client.post("/login", data={"key": keys["staff"]}, follow_redirects=False)
    send("admin", "/api/jobs/ingest", {"paths": [str(folder)]})
    lobby.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
