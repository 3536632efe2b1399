// What the library of copy and the batches say, by language.
import {learn} from './words.js';

learn('zh-Hans', {
  'copies.title': '文案库', 'copies.search': '搜文案、产品、活动', 'copies.state': '状态', 'copies.channel': '渠道', 'copies.tag': '客群标签', 'copies.changed': '只看来源有变化的',
  'copies.total': '共 {count} 份', 'copies.none': '没有符合条件的文案。', 'copies.empty': '文案库还是空的：在“写文案”里生成草稿，存进来就在这里。', 'copies.export': '导出表格', 'copies.back': '← 返回列表',
  'copies.before': '← 上一页', 'copies.after': '下一页 →', 'copies.page': '第 {page} / {pages} 页', 'copies.source.changed': '来源有变化',
  'copies.clear': '清除条件',
  'copy.state.draft': '草稿', 'copy.state.review': '待审核', 'copy.state.approved': '已通过', 'copy.state.returned': '已退回', 'copy.state.withdrawn': '已撤下', 'copy.state.expired': '已过期',
  'copy.text': '文案', 'copy.author': '作者', 'copy.changed_at': '最后修改', 'copy.approver': '审批人', 'copy.expires': '有效期至', 'copy.owner': '认领人', 'copy.product': '产品', 'copy.campaign': '活动', 'copy.language': '语言', 'copy.mode': '写法', 'copy.distance': '改动幅度',
  'copy.final': '可作定稿', 'copy.not.final': '还不能作定稿', 'copy.sources': '来源', 'copy.evidence': '凭证', 'copy.history': '经过', 'copy.revisions': '修改记录', 'copy.revision': '第 {revision} 稿', 'copy.unchanged': '首稿',
  'copy.save': '保存修改', 'copy.submit': '提交审核', 'copy.approve': '通过', 'copy.approve.again': '重新通过', 'copy.return': '退回', 'copy.withdraw': '撤下', 'copy.own': '认领', 'copy.copy': '复制', 'copy.renew': '另存新草稿', 'copy.reload': '读取最新版本',
  'copy.saved': '修改已保存。', 'copy.submitted': '已提交审核。', 'copy.approved': '已通过，导购现在能看到。', 'copy.returned': '已退回，作者会看到您的意见。', 'copy.withdrawn': '已撤下。', 'copy.owned': '已认领，之后不再带 AI 标识。', 'copy.copied': '已复制。', 'copy.copied.label': '已复制，连同 AI 标识。', 'copy.renewed': '已另存为新草稿。',
  'copy.save.first': '有没保存的修改，请先保存。', 'copy.overtaken': '别人刚刚改过这份文案。您的修改还在这里；复制下来，再读取最新版本。',
  'ask.comment': '意见', 'ask.return': '退回给作者，请写明要改什么。', 'ask.withdraw': '撤下后不能再用，也不能恢复；档案仍会保留。', 'ask.own': '由您对这份文案负责：署名之后，复制和导出都不再带 AI 标识。', 'ask.owner': '署名',
  'ask.approve': '通过后导购可以直接使用。请对照来源看过全文再通过。', 'ask.expires': '有效期至（可不填：随来源到期）', 'ask.evidence': '“{text}”（{rule}）的凭证文件编号', 'ask.until': '凭证有效期至（可不填）', 'ask.submit': '有“禁止”的问题不能提交。提交后等管理员审核，期间不能修改。',
  'act.saved': '存入', 'act.edited': '修改', 'act.submitted': '提交审核', 'act.approved': '审核通过', 'act.returned': '退回', 'act.withdrawn': '撤下', 'act.owned': '认领',
  'figures.title': '数据', 'figures.drafted': '存入', 'figures.approved': '通过', 'figures.adoption_rate': '采用率', 'figures.edit_distance': '平均改动幅度', 'figures.unchanged': '未改一字', 'figures.edited': '改过', 'figures.edit_distance_median': '改动中位数',
  'figures.by.channel': '按渠道', 'figures.by.tag': '按客群', 'figures.by.mode': '按写法', 'figures.by.month': '按月', 'figures.all': '合计', 'figures.meaning': '怎么算的',

  'batch.title': '批量生成', 'batch.says': '交一张表（Excel 或 CSV），每行写明社群、客群标签、渠道、产品和活动；同一客群和渠道只写一次，再分到各个社群。', 'batch.template': '下载模板', 'batch.template.name': '批量文案模板.csv',
  'batch.drop': '把表格拖到这里，或', 'batch.choose': '选择表格', 'batch.kind': '请交 xlsx 或 CSV 表格；旧版 xls 请先另存为 xlsx。', 'batch.begun': '已开始。', 'batch.absent': '这台服务器还不能批量生成。',
  'batch.status.waiting': '排队中', 'batch.status.running': '进行中', 'batch.status.interrupted': '中断，可继续', 'batch.status.done': '已完成', 'batch.status.failed': '出错', 'batch.status.cancelled': '已取消',
  'batch.progress': '{rows} 行，{done} / {total} 份底稿', 'batch.left': '约剩 {left}', 'batch.seconds': '{count} 秒', 'batch.minutes': '{count} 分钟', 'batch.cancel': '取消', 'batch.resume': '继续', 'batch.csv': '下载 CSV', 'batch.xlsx': '下载 Excel', 'batch.report': '报告', 'batch.other': '再交一张',
  'batch.cancelled': '正在停下，已写好的保留。', 'batch.resumed': '继续进行。', 'batch.lost': '连不上服务器，正在重试…任务仍在服务器上进行。', 'batch.list': '最近的批量任务', 'batch.file': '文件', 'batch.of': '{rows} 行 · {total} 份底稿 · {by} · {at}',
  'batch.rows': '{count} 行', 'batch.by.channel': '按渠道（行）', 'batch.by.tag': '按客群（行）', 'batch.without': '没有文字的 {count} 行', 'batch.row': '第 {row} 行', 'batch.rows.many': '第 {rows} 等 {count} 行', 'batch.more': '另有 {count} 行，原因写在下载的表里。',
  'row.ok': '可提交审核', 'row.needs_evidence': '需补充依据', 'row.blocked': '不能发布', 'row.rejected': '没有写', 'row.failed': '出错', 'row.withheld': '无权查看', 'row.waiting': '还没写',
});
