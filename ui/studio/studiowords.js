// What the studio says of facts, drafts and checks, by language.
import {learn} from './words.js';

learn('zh-Hans', {
  'tab.write': '写文案', 'tab.check': '检查文案', 'tab.copies': '文案库', 'tab.batch': '批量',
  'facts.title': '① 产品事实', 'facts.says': '草稿只会用这张表里确认过的事实和活动规则。',
  'facts.product': '从产品单读取', 'facts.pick': '请选择产品单', 'facts.file': '或交一个文件：产品单、吊牌或海报照片',
  'facts.drop': '把文件拖到这里，或', 'facts.choose': '选择文件', 'facts.drop.file': '不用这个文件', 'facts.formats': 'Word、表格、PDF、网页、文本、图片，不超过 {size} MB',
  'facts.paste': '或粘贴产品资料', 'facts.paste.hint': '每行一条，例如“产地：浙江安吉”', 'facts.keywords': '关键词（可不填，用逗号隔开）',
  'facts.make': '整理事实', 'facts.making': '正在整理…图片需要多等几秒。', 'facts.done': '整理出 {count} 条事实。', 'facts.nothing': '没有读出事实。请换一份资料，或在表里自己添加。',
  'facts.need': '请先选一份产品单、交一个文件，或粘贴资料。', 'facts.large': '文件有 {size} MB,最多 {most} MB。', 'facts.kind.refused': '不支持 {ending} 文件。', 'facts.empty.file': '文件是空的。',
  'facts.confirm': '确认', 'facts.kind': '类别', 'facts.name': '名称', 'facts.value': '内容', 'facts.source': '来源', 'facts.add': '添加一条', 'facts.remove': '删去这一条', 'facts.untold': '资料里另有 {count} 条只作参考、不写进文案', 'facts.several': '文件里的产品',
  'facts.removed': '已删去“{name}”。', 'facts.undo': '撤销', 'facts.doubtful': '可能认错', 'facts.unconfirmed': '有 {count} 条还没有确认，不会写进草稿。',
  'facts.missing': '资料里没有：{names}', 'facts.self': '手工填写', 'facts.basis': '依据', 'facts.clear': '清空重来', 'facts.cleared': '已清空。',
  'facts.retire': '重新整理会替换现在的表，手工改过的内容不再保留。', 'facts.absent': '这台服务器还不能整理事实表；可以直接选产品单生成草稿。',
  'facts.picture': '原图：对照着确认', 'facts.picture.alt': '{name} 的原图', 'facts.picture.larger': '放大或缩小原图',
  'facts.confident': '识别把握 {share}%',

  'brief.title': '② 写给谁、发到哪里', 'brief.channels': '渠道', 'brief.campaign': '活动文件', 'brief.tag': '客群标签（只定语气，不会写出来）',
  'brief.language': '语言', 'brief.language.auto': '按资料', 'brief.partner': '联合品牌的产品单', 'brief.wish': '要求', 'brief.wish.hint': '重点、语气、不要写什么',
  'brief.make': '生成草稿', 'brief.making': '正在写…', 'brief.channels.need': '请至少选一个渠道。', 'brief.need': '请先有产品事实或活动文件，或在“要求”里写明要写什么。',
  
  'drafts.title': '③ 草稿', 'drafts.empty': '草稿会并排显示在这里：每个事实注明来源，每处问题给出依据和替换说法。', 'drafts.done': '写好 {count} 份草稿。',
  'drafts.none': '没有写出草稿。', 'drafts.legend': '点线是有来源的事实，波浪线是检查出的问题；指上去或点一下看出处和依据。文字可以直接改。', 'drafts.notes': '说明', 'drafts.replaced': '重新生成会替换现在的草稿，改过而没有存入文案库的内容不再保留。继续吗？',
  'draft.title': '标题', 'draft.body': '正文', 'draft.count': '{name} {count}{most} 字', 'draft.whole': '全文', 'draft.lines': '{count}{most} 行', 'draft.over': '超出 {over}',
  'draft.points': '卖点与来源', 'draft.steps': '计算步骤', 'draft.rubric': '评分', 'draft.traces': '事实与来源', 'draft.another': '换一种写法', 'draft.copy': '复制', 'draft.save': '存入文案库', 'draft.update': '保存修改', 'draft.submit': '提交审核',
  'draft.copied': '已复制，连同 AI 标识。', 'draft.copied.plain': '已复制。', 'draft.saved': '已存入文案库。', 'draft.updated': '修改已保存。', 'draft.submitted': '已提交审核。', 'draft.open': '到文案库查看', 'draft.rewritten': '换了一种写法。',
  'draft.another.ask': '换一种写法会替换这份草稿里改过的内容。继续吗？', 'draft.label': 'AI 生成草稿', 'draft.checking': '正在检查…', 'draft.checked': '已重新检查，{count} 处。', 'draft.nothing': '资料里没有适合这个渠道的内容。', 'draft.unchecked': '还没有检查：{why}',
  'mode.template': '模板', 'mode.generated': '模型', 'card.instead': '合规替代稿',
  'status.ok': '可提交审核', 'status.needs_evidence': '需补充依据', 'status.blocked': '不能发布',
  'severity.block': '禁止', 'severity.evidence': '需依据', 'severity.warn': '提醒', 'severity.info': '说明',
  'finding.basis': '依据：{basis}', 'finding.replace': '替换为“{words}”', 'finding.delete': '删去', 'finding.show': '在文中定位', 'finding.replaced': '已替换，正在重新检查。',
  'findings.none': '没有发现问题。人工审核仍不可省略。', 'findings.remarks': '说明 {count} 条', 'findings.times': '{count} 处', 'findings.proven': '已有凭证',

  'check.title': '检查文案', 'check.says': '粘贴写好的文案；有问题的地方会画线，替换说法点一下即可。', 'check.text': '文案', 'check.hint': '在这里粘贴或输入文案', 'check.channel': '渠道', 'check.category': '品类', 'check.time': '打算几点发送', 'check.make': '检查',
  'check.need': '请先粘贴要检查的文案。', 'check.checked': '检查完毕：{status}。',
});
