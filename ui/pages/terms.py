"""What the library page calls things: states, outcomes, flags, stages, fields."""

from __future__ import annotations

from collections.abc import Mapping

from ingest.model import FlagKind
from ingest.report import Outcome
from knowledge.decisions import What
from knowledge.model import Standing
from knowledge.versions import Why

SUBMITTED = "submitted"  # waits for an admin: before where it stands by its dates

STATE: Mapping[str, str] = {
    Standing.IN_FORCE: "生效",
    Standing.UPCOMING: "待生效",
    Standing.EMBARGOED: "保密期",
    Standing.SUPERSEDED: "被替代",
    Standing.EXPIRED: "已过期",
    Standing.DRAFT: "草稿",
    SUBMITTED: "待发布",
}

OUTCOME: Mapping[str, str] = {
    Outcome.ADDED: "已收录",
    Outcome.UPDATED: "已更新",
    Outcome.UNCHANGED: "没有变化",
    Outcome.DUPLICATE: "重复",
    Outcome.WITHDRAWN: "已撤下",
    Outcome.SKIPPED: "已跳过",
    Outcome.FAILED: "失败",
}

FLAG: Mapping[str, str] = {
    FlagKind.INSTRUCTION: "像是写给 AI 的指令",
    FlagKind.PERSONAL: "含个人号码",
    FlagKind.LINK: "含外部链接",
    FlagKind.HIDDEN: "含隐藏文字",
}

# The kinds of ingest.flagged.personal.
PERSONAL: Mapping[str, str] = {
    "identity number": "身份证号",
    "bank card": "银行卡号",
    "mobile": "手机号",
    "name and mobile": "姓名和手机号",
    "passport": "护照号",
    "mail": "邮箱",
}

DECISION: Mapping[str, str] = {
    What.UPLOADED: "上传",
    What.SUBMITTED: "提交发布",
    What.RETURNED: "退回",
    What.PUBLISHED: "发布",
    What.WITHDRAWN: "撤下",
    What.RESTORED: "恢复",
    What.EDITED: "修改说明",
}

SET_ASIDE: Mapping[str, str] = {
    Why.REPLACED: "被新内容替换",
    Why.WITHDRAWN: "被撤下",
    Why.RESTORED_OVER: "恢复旧版时换下",
    Why.WAITING: "新内容，待发布",
}

JOB: Mapping[str, str] = {
    "waiting": "排队中",
    "running": "处理中",
    "interrupted": "中断，待继续",
    "done": "已完成",
    "failed": "出错",
    "cancelled": "已取消",
}

KIND: Mapping[str, str] = {
    "upload": "上传文件",
    "ingest": "收录文件夹",
    "watch": "同步文件夹",
    "reindex": "重建索引",
}

STAGE: Mapping[str, str] = {
    "reading": "正在读取",
    "recognising": "正在识别",
    "embedding": "正在建立索引",
    "indexing": "正在建立索引",
    "publishing": "正在入库",
}

FIELD: Mapping[str, str] = {
    "doc_id": "编号",
    "title": "标题",
    "doc_type": "类型",
    "visibility": "可见范围",
    "audience": "可读部门",
    "version": "版本",
    "status": "声明状态",
    "declared_status": "声明状态",
    "issued_on": "发布日期",
    "effective_from": "生效日",
    "effective_to": "失效日",
    "publish_from": "保密至",
    "supersedes": "替代",
    "owner_desk": "负责部门",
    "review_by": "复审期限",
    "language": "语言",
}

# Kinds of facts whose first name on a sheet does not say all that they are.
FACT: Mapping[str, str] = {
    "name": "品名",
    "category": "品类",
    "price": "价格",
    "material": "配料或材质",
    "report": "检测或证书",
    "hidden": "内部信息",
    "keyword": "关键词",
    "detail": "其他",
}

LANGUAGE: Mapping[str, str] = {"zh-Hans": "简体中文", "zh-Hant": "繁體中文", "en": "English"}

DOC_TYPE: Mapping[str, str] = {
    "directory": "店铺目录",
    "hours": "营业时间",
    "facility": "设施",
    "member": "会员",
    "parking": "停车",
    "campaign": "活动",
    "lottery": "抽奖",
    "notice": "通知",
    "faq": "常见问题",
    "sop": "SOP",
    "replay": "复盘",
    "product": "产品单",
}

# Document.said_by -> in whose words.
ORIGIN: Mapping[str, str] = {
    "front matter": "文件开头的说明",
    "sidecar": "旁边的说明文件",
    "folder": "所在文件夹",
    "file name": "文件名",
    "first page": "首页",
    "content": "正文",
    "default": "没有写明，按默认",
}
