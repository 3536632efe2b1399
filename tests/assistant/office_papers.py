"""Papers of a mall's offices that are not the demo mall's: other names, other tables, other words."""

from __future__ import annotations

from pathlib import Path

_PAPERS = {
    "internal/审批权限表.md": """
# 审批权限表

| 事项 | 主管 | 部门经理 | 副总 | 总经理 |
|---|---|---|---|---|
| 顾客赔付 | 400元以内 | 400元至2,500元 | 2,500元至3万元 | 3万元以上 |
| 工程维修 | 1,500元以内 | 1,500元至8,000元 | 8,000元至9万元 | 9万元以上 |
| 场地免费借用 | 不可 | 半天以内 | 四天以内 | 四天以上 |
""",
    "internal/投诉处理办法_2.1.md": """
# 投诉处理办法

版本：2.1
生效日期：2026年2月1日

一般投诉3个工作日内办结，办结后两天内回访。
""",
    "internal/投诉处理办法_1.4.md": """
# 投诉处理办法

版本：1.4
生效日期：2024年5月1日

一般投诉6个工作日内办结，办结后一周内回访。
""",
    "internal/端午啤酒节总结.md": """
# 2026端午啤酒节活动总结

活动期：2026年6月19日至6月21日，共3天。

| 项目 | 计划 | 实际 |
|---|---|---|
| 客流 | 9万人次 | 9.6万人次 |
| 营业额 | 1.1亿元 | 1.04亿元 |
| 满减券领取 | – | 8,000张 |
| 满减券核销 | – | 5,200张 |
| 新增会员 | 2,000人 | 1,700人 |

短板：乐队音响停了两次电。
""",
    "internal/七夕集市总结.md": """
# 2026七夕集市活动总结

活动期：2026年8月19日，一天。

| 项目 | 计划 | 实际 |
|---|---|---|
| 客流 | 3万人次 | 3.3万人次 |
| 满减券领取 | – | 2,000张 |
| 满减券核销 | – | 1,600张 |
""",
    "internal/新春灯会企划.md": """---
title: 新春灯会企划
doc_type: campaign
visibility: internal
publish_from: 2027-01-08T10:00:00+08:00
---
# 新春灯会企划

灯会时间：2027年2月1日至2月20日，一楼中庭。

满500元减90元券，每人限2张。
""",
    "draft/停车费设想.md": """
# 停车费设想（讨论稿）

拟改为每小时9元，封顶80元。未经批准。
""",
    "public/停车规则.md": """
# 停车规则

首30分钟免费，之后每小时5元，一天封顶45元。
""",
    "public/暖冬季活动规则.md": """
# 暖冬季活动规则

活动时间：2026年11月12日至12月31日

满200元减25元券，每人限领2张，不与商户会员折扣同享，可与停车优惠同享。
""",
}


def write(folder: Path) -> Path:
    """Writes the papers below this folder."""
    for name, text in _PAPERS.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip("\n"), encoding="utf-8")
    return folder
