"""The page of commands, from what each `--help` says."""

from collections.abc import Iterator

import click

from docfill.base.errors import ExitCode
from docfill.cli import COMMANDS, docfill

_ENGLISH = """\
# Commands

<!-- Made by tools/docs.py from the program itself; do not edit. -->

Years default to last year, townships to all; `new` and `mail --settle` want them named. Results
go to stdout, talk and progress to stderr; `--json` prints the same results as objects, and so
whatever stops the command, wrong usage aside. The project is the folder with `docfill.yaml`, this
one or one above, or what `--project` or `DOCFILL_PROJECT` names. Messages and `--help` are
Chinese or English: `DOCFILL_LANG`, else `language` in `docfill.yaml`, else the locale.

| exit code | what it says |
|---|---|
"""

_CHINESE = """\
# 命令

<!-- 由 tools/docs.py 根据程序自身的说明生成，请勿手工修改。 -->

年度不写时为上一年，机关不写时为全部；`new` 和 `mail --settle` 必须写明机关。
结果写到标准输出，说明和进度写到标准错误；`--json` 以 JSON 输出同样的结果，
命令中途停止的原因也是如此（命令写法不对除外）。
项目是 `docfill.yaml` 所在的文件夹：当前文件夹或上级文件夹，
或者由 `--project`、`DOCFILL_PROJECT` 指明。
提示和 `--help` 用中文还是英文，依次看环境变量 `DOCFILL_LANG`、
`docfill.yaml` 的 `language`、系统语言。

| 退出码 | 含义 |
|---|---|
"""

_CODES = {
    ExitCode.WELL: "all is well",
    ExitCode.FINDINGS: "findings that block",
    ExitCode.USAGE: "wrong usage",
    ExitCode.MISSING: "LibreOffice or a font is missing; the message says what to install",
    ExitCode.CONVERSION_FAILED: "a conversion failed",
    ExitCode.TIMED_OUT: "a conversion took too long",
    ExitCode.MISMATCH: "a product does not match its data",
    ExitCode.MAIL: "mail was refused or is unsent",
    ExitCode.REFUSED: "the system refused a file or folder: no permission, a full disk, a file "
    "where a folder belongs; the message says which, and what to do",
    ExitCode.PROGRAM: "docfill itself failed at a report; the message names the log in `out/log`",
}

_CODES_ZH = {
    ExitCode.WELL: "一切正常",
    ExitCode.FINDINGS: "有必须改正的问题",
    ExitCode.USAGE: "命令写法不对",
    ExitCode.MISSING: "缺少 LibreOffice 或字体；提示会说明应安装什么",
    ExitCode.CONVERSION_FAILED: "转换失败",
    ExitCode.TIMED_OUT: "转换超时",
    ExitCode.MISMATCH: "生成的文件与数据不符",
    ExitCode.MAIL: "邮件被拒收或没有发出",
    ExitCode.REFUSED: "系统不允许使用某个文件或文件夹：没有权限、磁盘已满，或者应为文件夹的地方"
    "是一个文件；提示会说明是哪一个、该怎么办",
    ExitCode.PROGRAM: "docfill 自身在处理某份报告时出错；提示会指明 `out/log` 中的日志",
}

_ENGLISH_TAIL = """\

Where several reports end differently, the gravest code counts. After Ctrl-C it is 130, after
SIGTERM 143. A fault of docfill's own is a sentence and a log in `out/log`, or outside of a project
in a folder it names; where it stops a whole command, `DOCFILL_DEBUG=1` has it ended with its
traceback instead.
"""

_CHINESE_TAIL = """\

多份报告结果不同时，以最严重的为准。按 Ctrl-C 中断时为 130，被 SIGTERM 终止时为 143。
docfill 自身出错时，给出一句说明，并在 `out/log` 中留下日志
（不在项目中时，日志在提示所指的文件夹里）；整个命令因此中止的，
设置 `DOCFILL_DEBUG=1` 可直接看到 Python 的出错堆栈。
"""

_WORDS = {
    "en": (_ENGLISH, _CODES, _ENGLISH_TAIL),
    "zh": (_CHINESE, _CODES_ZH, _CHINESE_TAIL),
}


def page(language: str) -> str:
    """The whole page; `--help` must be speaking its language."""
    return "\n".join(_page(language))


def _page(language: str) -> Iterator[str]:
    head, codes, tail = _WORDS[language]
    rows = [f"| {int(code)} | {codes[code]} |" for code in ExitCode]
    yield head + "\n".join(rows) + "\n" + tail
    for name in COMMANDS:
        context = click.Context(docfill, info_name="docfill", max_content_width=100)
        context.terminal_width = 100
        command = docfill.get_command(context, name)
        assert command is not None
        below = click.Context(command, info_name=name, parent=context)
        below.terminal_width = 100
        yield f"## docfill {name}\n\n```text\n{command.get_help(below)}\n```\n"
