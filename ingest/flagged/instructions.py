"""Text that addresses an assistant instead of a reader. It is data all the same: this only tells a person.

The patterns run over sentences in lower case and Simplified whose letters are pulled together, so
each is written without blanks and punctuation. Every repetition is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.flagged.texts import compact_sentences, plain, shortened

_BEFORE = (
    "(?:以上|上述|上面|上边|前面|前边|前文|之前|以前|此前|先前|前述|早前|原来|原先|原有|既有|既定|初始|刚才|所有|一切|任何|全部|一切|其他|其它"
    "|你|您|系统给|系统的|开发者)"
)
_IGNORE = (
    "(?:忽略|忽视|无视|忘记|忘掉|忘了|忘却|抛开|抛弃|丢弃|舍弃|作废|清空|清除|推翻|覆盖|绕过|跳过|突破|违反|停止(?:遵循|遵守|执行|服从)"
    "|(?:不要|不用|不必|无需|无须|别|别再|不再|不得|切勿)(?:再)?(?:理会|管|遵守|遵循|服从|执行|参考|采用|听从))"
)
_ORDERS = (
    "(?:指令|指示(?![牌灯标图])|提示词|提示语|系统提示|系统消息|系统设定|设定|人设|角色|命令|prompt|上下文|对话(?:历史|记录|内容)?"
    "|安全(?:规则|限制|策略|准则|机制)|内容(?:策略|限制|审核)|给(?:你|您)的(?:说明|要求|规则|限制|任务|信息))"
)
_RULES = "(?:规定|规则|要求|限制|约束|说明|内容|信息|文档|文件|资料|设置)"
_MACHINE = (
    "(?:(?<![a-z])ai(?![a-z]|生成|辅助|绘|摄像|识别|换脸)(?:助手|模型|助理|客服|系统|机器人)?|人工智能(?:助手|模型|系统|助理)?|(?:大型?)?语言模型|大模型"
    "|聊天机器人|智能(?:助手|助理|体)|虚拟助手|知识助手|问答(?:系统|机器人|助手)|gpt|chatgpt)"
)
_ASKER = "(?:用户|提问者|提问的?人|使用者|对话者|询问者|问话的?人)"
_PROMPTS = (
    "(?:系统提示词|系统提示(?!音|灯|框|时)|系统指令|系统消息|提示词|systemprompt|初始指令|初始提示|隐藏指令|apikey|开发者(?:消息|指令)"
    "|(?:你|您)的(?:初始|全部|所有|系统|原始|完整)?(?:指令|设定|规则|提示|配置|prompt)|(?:你|您)(?:收到|得到|看到|接到)的(?:第一|所有|全部)?.{0,4}(?:消息|指令|内容|提示|文字)"
    "|(?:以上|上面|之前|此前|前面)的?(?:全部|所有)?(?:对话|指令|提示|上下文|设定))"
)
_PAPERS = "(?:内部|机密|保密|受限)的?(?:文件|资料|文档|数据|信息|规定)的?(?:全文|全部内容|原文)"
_SECRETS = "(?:内部|机密|保密|受限|隐藏|管理员|后台|系统)的?(?:文件|资料|文档|数据|信息|规定|内容|密码|口令|密钥|权限|授权|额度|上限)"
_TELL = "(?:输出|显示|打印|透露|泄露|泄漏|告诉我|公布|公开|复述|重复|说出|念出|给出|展示|列出|交出|发给我|翻译|转述|导出|披露)"
_OTHER = "(?:管理员|超级用户|开发者|黑客|骇客|机器人|dan(?![a-z])|root|系统(?!提示)|助手|没有限制|不受限|无限制|不受约束|另一个(?:助手|模型|系统))"
_NOW = "(?:现在|从现在起|从现在开始|从此刻起|从此|从今往后|从今以后|今后|以后|接下来|马上|立即|将|就|请)"
_NEW_NAME = "(?:是|叫|扮演|充当|作为|变成|变为|成为|切换为|化身|当)"

# What is said by one row alone is said to a machine. Sentences for people that come near stand in the tests.
_CHINESE = (
    # forget what you were told
    rf"{_IGNORE}(?:掉|了)?.{{0,4}}{_BEFORE}.{{0,10}}?{_ORDERS}",
    rf"{_BEFORE}的?(?:所有|全部|一切)?{_ORDERS}.{{0,4}}?(?:都|全部|一律|均)?(?:作废|无效|失效|不算数|取消|忽略|忘掉|不作数)",
    rf"{_IGNORE}(?:掉|了)?.{{0,4}}{_BEFORE}.{{0,8}}?{_RULES}.{{0,16}}?(?:你|您){_NOW}{{0,2}}{_NEW_NAME}",
    rf"{_IGNORE}(?:掉|了)?(?:你|您)(?:的|被|所|收到|得到|之前|原来|先前).{{0,8}}?(?:规则|要求|限制|约束|指示|说明|身份|任务|训练)",
    rf"{_MACHINE}.{{0,8}}?{_IGNORE}.{{0,8}}?(?:{_RULES}|{_ORDERS}|来源|证据)",
    r"(?:不再|无需|无须|不必|不用)(?:受|遵守|遵循|服从)(?:到)?(?:任何|之前|以上|原有|你的|安全|内容|系统)的?(?:限制|约束|规则|规定|指令|策略)",
    # you are somebody else now
    rf"(?:你|您){_NOW}{{1,3}}(?:要|必须|应)?{_NEW_NAME}(?:一个|一名|一位|个)?.{{0,8}}?(?:{_MACHINE}|{_OTHER})",
    rf"{_NOW}{{1,3}}(?:你|您){_NOW}?(?:要|必须|应)?{_NEW_NAME}(?:一个|一名|一位|个)?.{{0,8}}?(?:{_MACHINE}|{_OTHER})",
    r"(?:你|您)(?:现在)?(?:是|作为|扮演|当|叫).{0,8}?(?:没有|不受|无|不再(?:遵守|受|服从))(?:任何|一切)?.{0,3}?(?:限制|约束|审查|规定|规则)",
    r"以.{0,4}(?:管理员|开发者|超级用户|黑客|系统|总经理|老板|root)的?(?:身份|权限|角色|口吻|名义)(?:来)?(?:回答|回复|输出|执行|作答|登录后)",
    r"(?:进入|开启|启用|切换到|激活)(?:越狱|上帝|无限制|不受限|无审查|dan|开发者越狱)的?模式",
    r"(?:没有|不受|无)(?:任何|一切)?(?:限制|约束|审查)的?(?:助手|模型|ai(?![a-z])|机器人|回答)",
    # give away what you keep
    rf"{_TELL}(?:一下|出|你|您|给我|全部|完整|所有|的|原始){{0,4}}(?:{_PROMPTS}|{_PAPERS})",
    rf"(?:把|将){_PROMPTS}.{{0,8}}?(?:{_TELL}|发给|贴出|写出|翻译)",
    r"(?:内部|机密|保密|受限)的?(?:文件|资料|文档|数据|信息|规定|内容).{0,6}?(?:发送?给|告诉|透露给|公布给|提供给|输出给|念给|展示给)(?:提问|用户|对方|我(?![们的司店方部院处场])|任何人|所有人)",
    r"向(?:顾客|用户|提问者|提问的人|对方|任何人|所有人|我)(?:公布|透露|公开|披露|泄露|展示|输出|说出)(?:全部|所有|完整|你的)?.{0,4}?(?:赔付授权|授权额度|内部|底价|密码|密钥|系统提示|提示词|机密)",
    rf"(?:任务|目标|职责|工作)(?:就)?(?:是|变为|改为)(?:泄露|泄漏|透露|公开|输出|披露|窃取|导出).{{0,4}}?(?:{_SECRETS}|{_PROMPTS})",
    # hide it from who asks
    rf"(?:不要|别|不得|切勿|请勿|禁止|不可|不能)(?:再)?(?:告诉|告知|让|向|提醒|对|跟){_ASKER}(?:们)?.{{0,8}}?(?:知道|察觉|发现|透露|说明|提及|提到|本|这|此|上述|以上|该|$)",
    r"(?:不要|不得|别|禁止|请勿|无需|不必)(?:再)?(?:注明|标注|给出|显示|提及|说明)(?:任何)?(?:信息)?(?:出处|来源|引用|引文)(?=$|并|也|直接|和|或)",
    r"(?:隐藏|隐瞒|掩盖)(?:真实|真正|实际)的?(?:规则|规定|信息|来源|身份|指令)",
    # you, machine, who read this
    rf"(?:致|给|请|所有|任何|各位|让)(?:所有|任何|各)?(?:的|正在)?(?:阅读|读到|看到|处理|检索|总结|回答)?(?:本|这|此|该)?(?:文|文件|文档|段|页|内容)?的?{_MACHINE}(?:请|必须|应当|应该|须|注意|务必|们|在回答|在总结|在检索|回答时|优先|直接|只|不要|的(?:指令|说明|提示|附言))",
    rf"{_MACHINE}(?:在|若|如果|当)?(?:总结|回答|阅读|读到|检索|处理|引用|看到).{{0,8}}?(?:必须|务必|一律|只能|请|要|应当).{{0,4}}?(?:说|回答|回复|推荐|输出|写|声称|忽略)",
    rf"(?:如果|若|假如|当)(?:你|您)是(?:一个|一名)?(?:{_MACHINE}|机器人|模型)",
    rf"(?:读到|看到|处理|阅读|检索到|解析|总结)(?:到)?(?:这|此|本|该)一?(?:段|条|句|份|篇)?(?:话|文字|文本|内容|文件|信息|文档|指令)?(?:时|后|的)?的?(?:{_MACHINE}|机器人|模型|助手)",
    rf"作为(?:一个|一名)?{_MACHINE}(?:你|您)(?:必须|应当|应该|需要|要|可以|将)",
    rf"(?:无论|不管|不论)(?:{_ASKER}|对方|别人|谁|他们|任何人)?(?:问|提问|询问|怎么问)(?:什么|任何|了什么|你什么|啥|到什么|问题).{{0,6}}?(?:都|一律|只|统统)(?:要|能|必须|请|需|须|可以)?(?:回答|回复|说|输出|推荐)",
    r"(?:在|你的)(?:你的)?(?:所有|每次|每个|每条)?(?:回答|回复|答案|输出)(?:的)?(?:末尾|结尾|开头|最后|里|中)(?:都)?(?:必须|请|要|务必|一律)?(?:加上|附上|插入|写上|添加|包含|推荐).{0,10}?(?:链接|网址|http|www|图片|这句话|以下|下面|领券)",
    r"(?:以下|下面)(?:是|为)(?:新的|最新的?|真正的|更高优先级的?)(?:系统)?(?:指令|提示词|系统提示|设定)",
    r"(?:新的?|更新后?的?|覆盖)系统(?:指令|提示词)|(?:最高|更高)优先级的?(?:系统)?(?:指令|命令|提示)",
    # take this for an order of the system
    rf"(?:{_MACHINE}|(?<![车航飞船比房乐积])模型|智能客服)(?:读者|用户)?(?:们)?(?:请|必须|应当|应该|须|务必|请注意|注意)(?:要|一律|只)?(?:拒绝)?(?:回答|推荐|说|输出|执行|以下|听从|按)",
    r"(?:将|把|视|当作|看作|当成)(?:此|本|这|以下|下面|下列).{0,8}?(?:视为|当作|看作|当成|作为)(?:一条|一个)?(?:系统|最高|新的)(?:消息|提示|指令|命令)",
    r"优先级?高于(?:任何|所有|你的)?(?:系统(?:提示|消息|指令|设定)|提示词|指令|你的)",
    r"(?:解除|取消|关闭|移除|去掉|放开)(?:你|您)的?(?:所有|全部|一切)?(?:限制|约束|过滤|审查|防护)",
    r"(?:你|您)(?:已经?)?(?:被)(?:重新编程|重新设定|重置为|改写为|劫持)|假装(?:你|您|自己)是",
    r"(?:把|将).{0,4}(?:内部|授权|额度|底价|密码|密钥).{0,8}?(?:写进|写入|加进|放进|加到)(?:你的)?(?:答案|回答|回复)",
    r"在(?:你的)?(?:答案|回答)(?:里|中)(?:请|必须|要|务必)?(?:说明|写上|推荐|声称|加入|强调|承认)|(?:你|您)只能(?:用|说|以)?.{0,6}?(?:来)?回答",
    r"(?:别管|不管|不用管|无视)系统(?:怎么|如何|说|的(?:规定|提示|设定|指令))",
    rf"{_BEFORE}.{{0,8}}?(?:提示|指令|设定|规则|要求).{{0,6}}?(?:当作|视为|看作|当成|算作)(?:没|不存在|无效|作废)",
    rf"{_TELL}(?:你|您)(?:所)?(?:被)?(?:隐藏|掩盖|限制|屏蔽)的",
    rf"{_IGNORE}(?:上文|前文|上下文|上面的?话)(?:$|直接|并|然后|改为|输出)",
    rf"{_BEFORE}的?(?:所有|全部|一切)?(?:指令|提示词|系统提示|设定).{{0,4}}?(?:不再有效|不再生效|失去效力|停止生效)",
    rf"{_IGNORE}(?:系统|开发者)(?:给|发).{{0,8}}?(?:提示|指令|规则|设定)|(?:照|按)我(?:写|说|给)的.{{0,4}}?(?:回答|回复|输出)",
    rf"{_MACHINE}.{{0,2}}?(?:请注意|注意了|听好|你好请)(?!维护|避让|让行|清洁)|(?:请|要|应|必须|直接)(?:告诉|告知|回复)(?:提问者|提问的?人|询问者|问话的?人)",
    rf"(?:不要|别|不得|切勿|请勿)(?:透露|泄露|告诉|说明)给{_ASKER}|(?:你|您)现在不是.{{0,8}}?而是.{{0,6}}?{_OTHER}",
    rf"{_NOW}{{1,3}}{_IGNORE}(?:掉|了)?(?:所有|一切|全部|任何)(?:的)?(?:规则|限制|设定|指令|规定)(?:$|并|然后|直接)",
    r"(?:忽略|无视)(?:本|这|此)(?:文件|文档|段|份|资料)(?:以|之)外的?(?:所有|全部|一切|任何|其他)",
)
_EN_BEFORE = (
    "(?:previous|prior|above|earlier|preceding|foregoing|original|initial|system|existing|safety|developer)"
)
_EN_ORDER = "(?:instruction|guidance|prompt|direction|command|guideline|constraint|directive|safeguard|conversation|context)"
_EN_DROP = "(?:ignore|disregard|forget|override|bypass|overlook|donotfollow|dontfollow|stopfollowing|discard)"
_EN_MACHINE = (
    "(?:(?<![a-z])ai(?![a-z])|aiassistant|aimodel|llm|largelanguagemodel|languagemodel|chatbot|chatgpt)"
)
_ENGLISH = (
    rf"{_EN_DROP}(?:all|any|the|your|my|of|these|those|every|everything|and|to){{0,5}}{_EN_BEFORE}{{1,3}}(?:and|or|system|safety|content|the|all|developer|user|given){{0,4}}{_EN_ORDER}",
    rf"{_EN_DROP}(?:all|any|every)?(?:of)?your(?:previous|prior|own|safety|content|system|initial){{0,3}}(?:instruction|prompt|direction|rule|guideline|constraint|filter|training|polic)",
    rf"{_EN_DROP}everything(?:above|before|said|i|you(?:were|have|had|ve))",
    rf"{_EN_DROP}(?:all)?(?:of)?(?:the)?(?:foregoing|above|preceding)(?:and|then|$)",
    rf"(?:assistant|{_EN_MACHINE})(?:please|must|should|always|you){{1,2}}{_EN_DROP}",
    r"youare(?:now|nolonger)(?:an?|the|in)?(?:helpful|unrestricted|evil|new|different|powerful|bound)?(?:by)?(?:ai|assistant|admin|administrator|dan(?![a-z])|developer|unrestricted|jailbroken|root|chatbot|model|system|hacker|languagemodel|llm|god|debugmode|free(?:from|of)|rules|yourrules|any)",
    r"(?:pretend|act|behave|roleplay|respond|operate)(?:tobe|as|asif|like|thatyouare|youare|asifyouwere){1,2}(?:an?|the)?(?:unrestricted|evil|uncensored|different)?(?:ai|admin|administrator|dan(?![a-z])|root|unrestricted|developer|languagemodel|llm|chatbot|jailbroken|systemadministrator)",
    r"(?:respond|answer|act|operate|speak|reply|behave|talk).{0,12}(?:without|withno|freeof|freefrom)(?:any)?(?:restriction|limitation|filter|censor|rules)",
    r"(?:reveal|print|show|output|repeat|display|leak|expose|share|dump|giveme|tellme|sendme|writeout)(?:me|us|the|all|of|with|back|out){0,4}(?:your|system|hidden|internal|secret|initial|confidential|entire|restricted|admin)(?:full|entire|own|hidden|system|secret|initial|internal|confidential|the|of){0,4}(?:prompt|instruction|message|document|file|rule|guideline|data|information|apikey|key|password|record)",
    r"systemprompt(?!s|ed|ing|you|for|to|them|the|cust|guest|visit|user|member|appears)|systemoverride",
    r"(?:donot|dont|never|mustnot|shouldnot|without)(?:tell|telling|inform|informing|alert|notify|warn|letting|let)(?:the|any|this)?(?:user|human|reader|personasking|enduser|asker)s?(?!name)",
    r"(?:donot|dont|never|mustnot|shouldnot)(?:mention|reveal|disclose|show|say|admit).{0,30}?to(?:the|any)?(?:user|human|reader|personasking|enduser|asker)s?(?!name)",
    r"(?:attention|note|notice|message|instructions?|memo|dear|hey|hello)(?:to|for)?(?:all|any|the|every)?(?:ai(?=assistant|model|agent|bot|system|you|please|read)|llms?|largelanguagemodels?|languagemodels?|chatbots?)(?:assistants?|models?|agents?|bots?|systems?|reading|crawlers?|you|please)",
    r"(?:ifyouare|asan?)(?:an?)?(?:ai|artificialintelligence|llm|largelanguagemodel|languagemodel|chatbot)(?:language|model|assistant|agent|reading){0,3}(?:you(?:must|should|are|will|shall|need)|reading|please|ignore|follow|thenignore)",
    r"doanythingnow|jailbreakmode|developermodeenabled|godmodeenabled|danmode|enterdevelopermode|enablejailbreak|youmustnowact",
    r"(?:new|updated|real|actual|secret|hidden|following)system(?:instruction|directive|message|override)",
    r"newinstructions?(?:approve|grant|ignore|reveal|output|always|never|you(?:must|are|will)|say|tell|disregard|respond|answer|refuse)",
    r"(?:whatever|everything|anything|rules|instructions?|all)(?:that)?you(?:were|have(?:been)?|ve(?:been)?)(?:told|given|instructed)",
    r"(?:treat|consider|regard)(?:the|this).{0,24}?as(?:an?|the)?(?:new)?(?:system|developer)(?:message|prompt|instruction)",
    r"youhavebeen(?:reprogrammed|jailbroken|hacked)|(?:entire|your)contextwindow|stopbeing(?:an?|the)?(?:assistant|ai|chatbot)",
    r"(?:hey|dear|hi|hello)?chatbot(?:tell|say|answer|please|ignore|recommend)",
    r"keep(?:this|it|that).{0,16}?secretfrom(?:the)?(?:user|reader|human|asker)",
    r"(?:the|any|an)(?:ai|llm|languagemodel|chatbot)(?:assistant|model)?(?:should|must|shall)(?:always|only)?(?:recommend|say|answer|ignore|tell|respond|reply|output|refuse)",
    rf"{_EN_DROP}(?:all|any|the|of|your){{0,4}}{_EN_ORDER}s?(?:above|before|earlier|previously|given|youreceived)",
    r"(?:all|any|every)(?:ai|llm|languagemodel|chatbot)s?(?:model|assistant|agent|bot|system)?s?(?:must|should|shall|haveto|need)",
    r"what(?:were|are|was|is)your(?:initial|original|system|hidden|exact|full){0,2}(?:instruction|prompt|rule)",
    r"when(?:you(?:are)?)?(?:summari[sz]|translat|process|index|retriev)(?:e|ing)(?:this|the)(?:document|text|file|page).{0,6}?(?:say|write|output|state|answer|recommend|include)",
)
_PATTERNS = [re.compile(pattern) for pattern in (*_CHINESE, *_ENGLISH)]
_MARKERS = re.compile(
    r"<\|?\s?/?(?:system|im_start|im_end|assistant|endoftext|start_header_id|eot_id)\s?\|?>"
    r"|\[/?(?:inst|system|sys)\]|<<\s?sys\s?>>|(?:^|\n)\s{0,3}#{1,6}\s?(?:system|instruction|assistant)s?\s?:"
    r"|(?:^|\n)\s{0,3}(?:system|assistant)\s?:\s?(?=you\b|ignore\b|\S{0,3}你)",
    re.IGNORECASE,
)


def instructions_in(text: str) -> Iterator[tuple[str, str]]:
    """Each sentence that speaks to a machine, once, as (itself, an excerpt)."""
    bare = plain(text)
    for mark in _MARKERS.finditer(bare):
        yield mark[0].strip().lower(), shortened(bare, mark.start(), mark.end())
    for sentence in compact_sentences(text):
        found = next((match for pattern in _PATTERNS if (match := pattern.search(sentence.text))), None)
        if found:
            yield sentence.text[:200], sentence.excerpt(found.start(), found.end())
