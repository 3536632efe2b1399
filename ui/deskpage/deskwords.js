// What the service desk says, by language.
import {learn} from './words.js';

learn('zh-Hans', {
  'tab.inbox': '收件箱', 'tab.tickets': '工单', 'tab.curated': '纠正', 'tab.gaps': '知识缺口', 'tab.conversations': '会话',
  'parts.none': '这台服务器还没有开放服务台的功能，请找管理员。', 'list.of': '{name}列表', opened: '打开的内容', back: '← 返回列表', more: '再看一些', clear: '清除条件', total: '共 {count} 条', 'none.asked': '没有符合条件的。',
  lost: '连不上服务器，正在重连…已经写的内容不会丢。', 'waiting.count': '{count} 件要处理',
  since: '等了 {span}', left: '剩 {span}', 'overdue.by': '超时 {span}',
  'span.seconds': '{seconds} 秒', 'span.minutes.seconds': '{minutes} 分 {seconds} 秒', 'span.minutes': '{minutes} 分钟', 'span.hours': '{hours} 小时', 'span.hours.minutes': '{hours} 小时 {minutes} 分', 'span.days': '{days} 天', 'span.days.hours': '{days} 天 {hours} 小时',
  'keys.title': '快捷键', 'keys.on': '使用单键快捷键', 'key.1': '1–5', 'key.j': 'j / k', 'keys.1': '换到那一部分', 'keys.n': '打开最该先看的一件', 'keys.j': '下一件 / 上一件', 'keys.t': '受理或接待', 'keys.r': '写回复或说明', 'keys./': '搜索', 'keys.Esc': '离开输入框，再按返回列表', 'keys.?': '显示快捷键',

  looks: '快速查看', 'look.overdue': '超时', 'look.soon': '快到时限', 'look.new': '新建', 'look.mine': '我的', 'look.open': '未完结',
  'tickets.search': '搜内容、编号、店名', 'tickets.empty': '没有工单。顾客的问题需要人处理时，会出现在这里。', 'tickets.pick': '从左边选一张工单。按 n 打开最该先看的一张。',
  'filter.more': '筛选', 'channel.chat': '对话', 'channel.desk': '服务台', 'filter.desk': '岗位', 'filter.desk.all': '所有岗位', 'filter.state': '状态', 'filter.state.open': '未完结', 'filter.state.every': '全部状态', 'filter.priority': '优先级', 'filter.priority.all': '所有优先级', 'filter.due': '时限', 'filter.due.all': '不限时限', 'filter.channel': '渠道', 'filter.channel.all': '所有渠道',
  'due.overdue': '已超时', 'due.soon': '快到时限', 'due.running': '计时中', 'due.paused': '暂停计时', 'due.stopped': '已停表', 'due.response': '首次回应', 'due.solution': '解决',
  'late.response': '首次回应超时', 'late.resolution': '解决超时',
  'ticket.new': '登记一件事', 'ticket.export': '导出表格', 'ticket.words': '顾客原话', 'ticket.resolution': '处理结果', 'ticket.related': '同一次会话的其他工单', 'ticket.history': '经过', 'ticket.gap': '资料里没有答案', 'ticket.merged': '已并入 ', 'ticket.erased': '内容已按要求删除（{at}）。',
  'fact.desk': '岗位', 'fact.second': '同看：{name}', 'fact.assignee': '受理人', 'fact.kind': '分类', 'fact.entity': '对象', 'fact.channel': '来源', 'fact.opened': '登记', 'fact.response': '首次回应', 'fact.solution': '解决', 'fact.done': '{at}(期限 {by})', 'fact.by': '期限 {by}', 'fact.reopened': '重新打开', 'fact.times': '{count} 次', 'fact.id': '编号',
  'contact.title': '顾客联系方式', 'contact.show': '查看联系方式', 'contact.yes': '查看并记录', 'contact.hide': '收起联系方式', 'contact.recorded': '这次查看会连同您的名字记在工单经过里。请只在联系这位顾客时查看，不要抄到别处。', 'contact.consent': '顾客同意用它联系。', 'contact.no.consent': '顾客没有明确同意回电。',
  'comment.title': '补充说明', 'comment.hint': '写下进展，或给同事的话', 'comment.public': '这是对顾客的答复', 'comment.add': '记下', 'comment.done': '已记下。', 'comment.says': '没有勾选的只有岗位同事看得到；对顾客的首次答复会停下首次回应的计时。请不要写电话、证件号码。', 'comment.for.customer': '对顾客',
  'act.do.taken': '受理', 'act.do.assigned': '转派', 'act.do.waited': '转入等待', 'act.do.resolved': '解决', 'act.do.reopened': '重新打开', 'act.do.closed': '关闭', 'act.do.dismissed': '判为误报', 'act.do.merged': '合并', 'act.do.erased': '删除内容',
  'act.done.taken': '已受理，现在由您处理。', 'act.done.assigned': '已转派。', 'act.done.waited': '已转入等待。', 'act.done.resolved': '已解决。', 'act.done.reopened': '已重新打开。', 'act.done.closed': '已关闭。', 'act.done.dismissed': '已判为误报。', 'act.done.merged': '已合并。', 'act.done.erased': '内容已删除。',
  'act.says.assigned': '答应顾客的时限不变；选本岗位就是交还给同事。', 'act.says.resolved': '处理结果会记为对顾客的答复。', 'act.says.dismissed': '误报会关闭，不再计时。', 'act.says.merged': '这一张会关闭，另一张用较早的时限继续。', 'act.says.erased': '同一次会话的工单里写的内容和联系方式会永久删除，不能恢复。岗位、优先级和时间保留。', 'act.says.reopened': '会回到岗位的新建列表，用剩下的时间。',
  'act.again': '已经刷新，要照做请再点一次“{act}”。', 'act.not.now': '现在不能{act}。', 'field.comment': '说明（可不填）', 'field.comment.needed': '说明', 'field.resolution': '处理结果', 'field.for': '在等谁', 'field.desk': '岗位', 'field.into': '并入', 'wait.customer': '等顾客', 'wait.brand': '等商户', 'wait.says': '等顾客时停表，说明会作为对顾客的询问；等商户时照常计时。',
  'event.opened': '登记', 'event.repeated': '顾客又说了一次', 'event.added': '顾客补充', 'event.taken': '受理', 'event.assigned': '转派', 'event.commented': '说明', 'event.waited': '转入等待', 'event.resolved': '解决', 'event.reopened': '重新打开', 'event.closed': '关闭', 'event.dismissed': '判为误报', 'event.merged': '合并', 'event.contact_shown': '查看联系方式', 'event.erased': '删除内容', 'event.from.to': '{from} → {to}', 'event.into': '并入 {id}', 'event.took': '并进 {id}',
  'new.message': '顾客说了什么', 'new.says': '服务台、电话和别处来的事登记在这里，按岗位时限处理。', 'new.yes': '登记', 'new.done': '已登记：{id}。', 'new.proposed.hint': '写完后会按内容推荐岗位和优先级，可以改。', 'new.proposed': '推荐{desk}、{priority}:{reason}', 'new.contact': '顾客联系方式（可不填）', 'new.name': '称呼', 'new.phone': '电话', 'new.mail': '邮箱', 'new.consent': '顾客同意用它回电',
});
