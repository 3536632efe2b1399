"""Text that addresses an assistant instead of a reader. It is data all the same: this only tells a person.

The patterns run over sentences in lower case and Simplified whose letters are pulled together, so
each is written without blanks and punctuation. Every repetition is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.flagged.texts import compact_sentences, plain, shortened

_BEFORE = "(?:以上|上述|上面|前面|之前|此前|先前|前述|早前|原来|原先|原有|既定|初始|所有|一切|任何|全部|你|您|系统给|开发者)"
_IGNORE = "(?:忽略|无视|忘记|忘掉|忘了|抛开|丢弃|不要理会|不用理会|不必理会|别理会|别管|不要管|不要遵守|不必遵守|停止遵守|跳过|绕过|推翻|清除)"
_ORDERS = "(?:指令|指示(?![牌灯标图])|提示词|提示语|系统提示|系统设定|设定|人设|角色|命令|prompt|上下文|对话(?:历史|记录)?|安全(?:规则|限制|策略|准则)|内容(?:策略|限制))"
_MACHINE = (
    "(?:ai|人工智能|大?语言模型|大模型|聊天机器人|智能助手|智能体|虚拟助手|知识助手|问答(?:系统|机器人|助手))"
)
_ASKER = "(?:用户|提问者|提问的人|使用者|提问人|对话者)"
_PROMPTS = "(?:系统提示词|系统提示|系统指令|提示词|systemprompt|初始指令|隐藏指令|apikey|你的(?:指令|设定|规则|提示|配置))"
_PAPERS = "(?:内部|机密|保密|受限)的?(?:文件|资料|文档|数据|信息|规定)的?(?:全文|全部内容)"

_CHINESE = (
    # Forget what you were told.
    rf"{_IGNORE}(?:掉|了)?.{{0,3}}{_BEFORE}.{{0,8}}?{_ORDERS}",
    rf"(?:以上|之前|前面|上面|此前)的?(?:所有|全部|一切)?{_ORDERS}.{{0,4}}?(?:作废|无效|失效|不算数|取消|全部忽略|都忽略|请忽略)",
    rf"{_IGNORE}(?:掉|了)?(?:你|您)(?:的|被|所|收到|得到|之前|原来).{{0,8}}?(?:规则|要求|限制|约束|指示|说明|身份)",
    r"(?:不再|无需|不必|不用)(?:受|遵守|遵循|服从)(?:到)?(?:任何|之前|以上|原有|你的|安全|内容|系统)(?:的)?(?:限制|约束|规则|指令|策略)",
    # You are somebody else now.
    rf"(?:你|您)(?:现在|从现在起|从现在开始|从此|今后|接下来|马上|将)+(?:就)?(?:是|要?扮演|要?充当|作为|变成|成为|切换为)(?:一个|一名|一位|个)?.{{0,8}}?(?:{_MACHINE}|管理员|超级用户|开发者|黑客|机器人|dan(?![a-z])|root|没有限制|不受限|无限制|系统)",
    rf"(?:从现在起|从现在开始|接下来)(?:你|您)(?:就)?(?:是|要?扮演|要?充当|变成|成为)(?:一个|一名|一位|个)?.{{0,8}}?(?:{_MACHINE}|管理员|超级用户|开发者|黑客|机器人|dan(?![a-z])|没有限制|不受限|无限制)",
    r"(?:你|您)(?:现在)?(?:是|作为)(?:一个|一名|一位|个)?(?:没有|不受|无)(?:任何)?(?:限制|约束|审查)的",
    r"(?:进入|开启|启用|切换到|激活)(?:越狱|上帝|无限制|不受限|无审查|dan)(?:的)?模式",
    # Give away what you keep.
    rf"(?:输出|显示|打印|透露|泄露|告诉我|公布|公开|复述|重复|说出|给出|展示|列出|交出|发给我|翻译)(?:一下|出|你|您|给我|全部|完整|所有|的|上面|以上|原始){{0,4}}(?:{_PROMPTS}|{_PAPERS})",
    r"把?(?:内部|机密|保密|受限)(?:的)?(?:文件|资料|文档|数据|信息|规定|内容).{0,6}?(?:发送?给|告诉|透露给|公布给|提供给|输出给|念给|展示给)(?:提问|用户|对方|我|任何|所有)",
    r"向(?:顾客|用户|提问者|提问的人|对方|任何人|所有人|我)(?:公布|透露|公开|披露|泄露|展示|输出|说出)(?:全部|所有|内部|完整|你的)?.{0,4}?(?:赔付授权|授权额度|内部|底价|密码|密钥|系统提示|提示词|机密)",
    rf"(?:不要|别|不得|切勿|请勿|禁止)(?:再)?(?:告诉|告知|让|向|提醒|对){_ASKER}(?:们)?.{{0,6}}?(?:知道|透露|说明|提及|提到|本|这|此|上述|以上|该|$)",
    r"(?:不要|不得|别|禁止|请勿|无需|不必)(?:再)?(?:注明|标注|引用|给出|显示|提及|说明)(?:任何)?(?:信息)?(?:出处|来源|引用|引文)(?:给|$|并|也)?(?<=出处|来源|引用|引文)(?=$|并|也|给|直接|和|或)",
    # You, machine, who read this.
    rf"(?:致|给|请|所有|任何|各位)(?:所有|任何|各)?(?:的|正在)?(?:阅读|读到|看到|处理|检索|总结|回答)?(?:本|这|此|该)?(?:文|文件|文档|段|页|内容)?(?:的)?{_MACHINE}(?:助手|模型|系统|客服)?(?:请|必须|应当|应该|须|注意|务必|们|在回答|回答时|的(?:指令|说明|提示|附言))",
    rf"(?:如果|若|假如|当)(?:你|您)是(?:一个|一名)?(?:{_MACHINE}|机器人|模型)",
    rf"(?:读到|看到|处理|阅读|检索到|解析)(?:到)?(?:这|此|本|该)(?:一)?(?:段|条|句|份|篇)?(?:话|文字|文本|内容|文件|信息|文档|指令)?(?:时|后|的)?(?:，)?(?:的)?(?:{_MACHINE}|机器人|模型|助手)",
    rf"作为(?:一个|一名)?{_MACHINE}(?:助手|模型)?(?:你|您)(?:必须|应当|应该|需要|要|可以|将)",
    r"(?:无论|不管|不论)(?:用户|提问者|对方|别人|谁|他们|任何人)?(?:问|提问|询问|怎么问)(?:什么|任何|了什么|你什么|啥|到什么|问题).{0,6}?(?:都|一律|只|统统)(?:要|能|必须|请|需|须|可以)?(?:回答|回复|说|输出|推荐)",
    r"(?:在|你的)(?:所有|每(?:次|个|条))?(?:回答|回复|答案|输出)(?:的)?(?:末尾|结尾|开头|最后|里|中)(?:都)?(?:必须|请|要|务必|一律)?(?:加上|附上|插入|写上|添加|包含|推荐).{0,10}?(?:链接|网址|http|www|图片|这句话|以下|下面)",
    r"(?:以下|下面)(?:是|为)(?:新的|最新的?|真正的|更高优先级的?)(?:系统)?(?:指令|提示词|系统提示|设定)",
    r"(?:新的?|更新后?的?|最高优先级的?|覆盖)系统(?:指令|提示词)",
)
_ENGLISH = (
    r"(?:ignore|disregard|forget|override|bypass|overlook|donotfollow|stopfollowing)(?:all|any|the|your|my|of|these|those|every|everything|and|to)*(?:previous|prior|above|earlier|preceding|foregoing|original|initial|system|existing|safety|developer)+(?:and|or|system|safety|content|the|all|developer|user|previous|given)*(?:instruction|prompt|direction|command|guideline|constraint|directive|safeguard)",
    r"(?:ignore|disregard|forget|override|bypass)(?:all|any|every)?(?:of)?your(?:previous|prior|own|safety|content|system|initial)*(?:instruction|prompt|direction|rule|guideline|constraint|filter|training|policy|policies|polic)",
    r"(?:ignore|forget|disregard)everything(?:above|before|said|i|you(?:were|have|had|ve))",
    r"youarenow(?:an?|the|in)?(?:helpful|unrestricted|evil|new|different|powerful)?(?:ai|assistant|admin|administrator|dan(?![a-z])|developer|unrestricted|jailbroken|root|chatbot|model|system|hacker|languagemodel|llm|god|debugmode|free(?:from|of))",
    r"(?:pretend|act|behave|roleplay|respond)(?:tobe|as|asif|like|thatyouare|youare|asifyouwere)+(?:an?|the)?(?:unrestricted|evil|uncensored|different)?(?:ai|admin|administrator|dan(?![a-z])|root|unrestricted|developer|languagemodel|llm|chatbot|jailbroken|systemadministrator)",
    r"(?:reveal|print|show|output|repeat|display|leak|expose|share|dump|giveme|tellme|sendme|summarize|translate|writeout)(?:me|us|the|all|of|with|back|out)*(?:your|system|hidden|internal|secret|initial|confidential|entire|restricted)(?:full|entire|own|hidden|system|secret|initial|internal|confidential|the|of)*(?:prompt|instruction|message|document|file|rule|guideline|data|information|apikey|key|password|record)",
    r"systemprompt(?!s|ed|ing|you|for|to|them|the|cust|guest|visit|user|members?|appears)",
    r"(?:donot|dont|never|mustnot|shouldnot|without)(?:tell|telling|inform|informing|alert|notify|mention(?:ing)?(?:this|it)?to|warn|reveal(?:this|it)?to|letting|let|disclose(?:this|it)?to)(?:the|any|this)?(?:user|human|reader|personasking|enduser|asker)s?(?![a-z]{0,2}name)",
    r"(?:attention|note|notice|message|instructions?|memo|dear|hey|hello)(?:to|for)?(?:all|any|the|every)?(?:ai|llms?|largelanguagemodels?|languagemodels?|chatbots?|aimodels?)(?:assistants?|models?|agents?|bots?|systems?|reading|crawlers?|you|please)",
    r"(?:ifyouare|asan?)(?:an?)?(?:ai|artificialintelligence|llm|largelanguagemodel|languagemodel|chatbot)(?:language)?(?:model|assistant|agent|reading)*(?:you(?:must|should|are|will|shall|need)|reading|please|ignore|follow|thenignore)",
    r"(?:doanythingnow|jailbreakmode|developermodeenabled|godmodeenabled|danmode|enterdevelopermode|enablejailbreak)",
    r"(?:new|updated|real|actual|secret|hidden|following)(?:system)(?:instruction|directive|message|override)",
    r"(?:whenasked|whatever(?:the)?(?:user|question|isasked)|nomatterwhat(?:the)?(?:user|question)|always)(?:[a-z]{0,24})?(?:answer|reply|respond|say|recommend)(?:that|with|only|exactly)(?=[a-z]{0,30}(?:link|http|www|yes|password|free|approved|refund|visit))",
)
_PATTERNS = [re.compile(pattern) for pattern in (*_CHINESE, *_ENGLISH)]
_MARKERS = re.compile(
    r"<\|?\s?/?(?:system|im_start|im_end|assistant|endoftext|start_header_id|eot_id)\s?\|?>"
    r"|\[/?(?:inst|system|sys)\]|<<\s?sys\s?>>|(?:^|\n)\s{0,3}#{1,6}\s?(?:system|instruction|assistant)s?\s?:"
    r"|(?:^|\n)\s{0,3}(?:system|assistant)\s?:\s?(?=you\b|ignore\b|\S{0,3}你)",
    re.IGNORECASE,
)
_CUE = re.compile(
    "忽|略|无视|忘|抛开|丢弃|理会|别管|不要管|遵守|遵循|服从|跳过|绕过|推翻|清除|作废|无效|失效|不算数|取消"
    "|你|您|模式|输出|显示|打印|透露|泄|公布|公开|复述|重复|说出|给出|展示|列出|交出|翻译|内部|机密|保密|受限"
    "|告诉|告知|提醒|出处|来源|引用|引文|模型|人工智能|ai|用户|提问|使用者|对话者|密钥|助手|机器人|无论|不管|不论|回答|回复|答案|指令|提示词|系统"
    "|ignor|disreg|forget|overrid|bypass|overlook|follow|arenow|pretend|act|behave|roleplay|respond|reveal|print|show"
    "|output|repeat|display|leak|expose|share|dump|me|prompt|user|human|reader|asker|asking|llm|bot|mode|anything|system|always|whatever|asked"
)


def instructions_in(text: str) -> Iterator[tuple[str, str]]:
    """Each sentence that speaks to a machine, once, as (itself, an excerpt)."""
    bare = plain(text)
    for mark in _MARKERS.finditer(bare):
        yield mark[0].strip().lower(), shortened(bare, mark.start(), mark.end())
    for sentence in compact_sentences(text):
        if not _CUE.search(sentence.text):
            continue
        found = next((match for pattern in _PATTERNS if (match := pattern.search(sentence.text))), None)
        if found:
            yield sentence.text[:200], sentence.excerpt(found.start(), found.end())
