"""Why a file is not in, in Chinese: the sentences of a report, which are written in English, said for a clerk."""

from __future__ import annotations

import re

_TOO_MUCH = "请拆成几个文件再上传。"
_SAVE = r"Save it as (?P<kind>\.\w+) and add it again\."

# Pattern of the sentence -> how it is said. Longer sentences are put together of several rows.
REASONS: tuple[tuple[str, str], ...] = (
    (r"This is the old Word format\. " + _SAVE, "这是旧版 Word 文件,请另存为 {kind} 再上传。"),
    (r"This is the old Excel format\. " + _SAVE, "这是旧版 Excel 文件,请另存为 {kind} 再上传。"),
    (r"This is the old PowerPoint format\. " + _SAVE, "这是旧版 PowerPoint 文件,请另存为 {kind} 再上传。"),
    (r"This is a WPS (?:file|table)\. " + _SAVE, "这是 WPS 文件,请另存为 {kind} 再上传。"),
    (r"This is an RTF file\. " + _SAVE, "这是 RTF 文件,请另存为 {kind} 再上传。"),
    (r"This is an archive\. Unpack it and add the files in it\.", "这是压缩包,请解压后上传里面的文件。"),
    (r"Files of type (?P<kind>\S+) are not read\.", "不支持 {kind} 格式。"),
    (r"The file is empty\.", "文件是空的。"),
    (r"No text was found in the file\.", "文件里没有找到文字。"),
    (r"The PDF is damaged and cannot be opened\.", "PDF 已损坏,打不开。请重新导出后再上传。"),
    (r"The document is damaged and cannot be opened\.", "Word 文件已损坏,打不开。请重新保存后再上传。"),
    (r"The workbook is damaged and cannot be opened\.", "Excel 文件已损坏,打不开。请重新保存后再上传。"),
    (r"The presentation is damaged and cannot be opened\.", "演示文稿已损坏,打不开。请重新保存后再上传。"),
    (r"The file is damaged and cannot be unpacked\.", "文件已损坏,无法解开。请重新保存后再上传。"),
    (
        r"The PDF is protected with a password\. Remove it and add the file again\.",
        "PDF 有密码保护,请去掉密码后再上传。",
    ),
    (
        r"The \w+ is protected with a password \(or is an old \.\w+\)\. "
        r"Remove the password, save it as (?P<kind>\.\w+) and add it again\.",
        "文件有密码保护(或是旧格式),请去掉密码、另存为 {kind} 再上传。",
    ),
    (
        r"The file has (?P<size>[\d.]+) MB; at most (?P<most>\d+) MB are read\. Split it\.",
        "文件有 {size} MB,最多读 {most} MB;" + _TOO_MUCH,
    ),
    (
        r"The file holds (?P<size>[\d,]+) characters; at most (?P<most>[\d,]+) are read\. Split it\.",
        "文件有 {size} 字,最多读 {most} 字;" + _TOO_MUCH,
    ),
    (
        r"The file holds (?P<size>[\d,]+) rows or sections; at most (?P<most>[\d,]+) are read\. Split it\.",
        "文件有 {size} 行(节),最多读 {most} 行;" + _TOO_MUCH,
    ),
    (
        r"The PDF has (?P<size>\d+) pages; split it into files of at most (?P<most>\d+)\.",
        "PDF 有 {size} 页,最多读 {most} 页;" + _TOO_MUCH,
    ),
    (
        r"The file unpacks to .*?(?:Split it\.|was not opened\.)",
        "文件解开后异常地大,为安全没有打开;" + _TOO_MUCH,
    ),
    (
        r"The file holds (?P<size>\d+) parts; at most (?P<most>\d+) are read\.",
        "文件由 {size} 个部分组成,最多读 {most} 个。",
    ),
    (
        r"The file declares XML entities, which no office program does; it was not opened\.",
        "文件里有可疑的 XML 声明,为安全没有打开。",
    ),
    (
        r"The metadata is not valid YAML(?P<where>[^.]*)\.",
        "文件开头的说明(元数据)格式不对{where},请改正后再上传。",
    ),
    (
        r"The metadata is too long or uses YAML anchors\. Write plain `key: value` lines\.",
        "文件开头的说明太长或写法不支持,请每行只写“名称: 值”。",
    ),
    (r"no text layer \((?:scanned|picture)\); OCR is not available yet\.?", "扫描件或图片,没有文字层。"),
    (r"It has the same content as (?P<other>.+?) \((?P<id>.+?)\)\.", "内容与 {other}({id})相同。"),
    (
        r"Another given folder has a file of the same relative path \((?P<other>.+?)\)\. Rename one\.",
        "另一个文件夹里有同名文件({other}),请改名。",
    ),
    (
        r"The file is gone, its document still answers\. Run with prune to withdraw it\.",
        "文件已不在,但资料仍在回答;需要时请撤下。",
    ),
    (r"The file moved to (?P<other>.+)\.", "文件移到了 {other}。"),
    (r"The file is gone\.", "文件已不在。"),
    (r"The folder cannot be read \(.*?\)\. Nothing of it was changed\.", "文件夹读不了,里面的资料没有改动。"),
    (r"It could not be taken in \((?P<what>.+?)\)\.", "没能收录({what})。"),
    (r"The earlier version stays\.", "原来的版本保留不变。"),
)
_PATTERNS = [(re.compile(pattern, re.DOTALL), said) for pattern, said in REASONS]


def said_in_chinese(sentence: str) -> str:
    """The sentence in Chinese as far as its words are known; the rest stays as it was written."""
    for pattern, said in _PATTERNS:
        sentence = pattern.sub(lambda found, said=said: said.format(**found.groupdict()), sentence)
    return re.sub(r"(?<=[。;]) ", "", sentence)
