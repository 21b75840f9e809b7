"""What is wrong with a command line, said in Chinese; typer says it in English."""

from __future__ import annotations

import re

import typer

UsageError: type[Exception] = next(
    cls for cls in typer.BadParameter.__mro__ if cls.__name__ == "UsageError"
)
"""The base of typer's errors of usage, for which it has no public name."""

_SAID: tuple[tuple[str, str], ...] = (
    (r"Missing argument '(\w+)'\.?", r"缺少参数 \1"),
    (r"Missing option '([^']+)'(?: / '[^']+')*\.?", r"缺少选项 \1"),
    (r"Missing (?:argument|option|parameter)", "缺少参数"),
    (r"No such option:? '?(-[^\s']*)'?(?: \(Possible options: (.+)\))?.*", r"没有选项 \1 \2"),
    (r"No such command '(.*)'\.?.*", r"没有命令 \1"),
    (r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", r"多出的参数：\1"),
    (r"Option '([^']+)' requires an argument\.?", r"选项 \1 之后要写值"),
    (r"Option '([^']+)' does not take a value\.?", r"选项 \1 不带值"),
    (r"Invalid value for '([^']+)'(?: / '[^']+')*: (?:Value error, )?(.*)", r"\1 的值不对：\2"),
    (r"(.*?)'([^']*)' is not one of (.*?)\.?", r"\1没有“\2”，可用：\3"),
    (r"(.*?)Input should be less than or equal to (\S+)", r"\1不能大于 \2"),
    (r"(.*?)Input should be greater than or equal to (\S+)", r"\1不能小于 \2"),
    (r"(.*?)Input should be a valid integer.*", r"\1应为整数"),
)


def usage_words(error: Exception) -> str:
    """The message of an error of usage in Chinese; as it stands where it is not known."""
    told = str(getattr(error, "format_message", error.__str__)())
    for pattern, words in _SAID:
        told = re.sub(rf"^{pattern}$", words, told, flags=re.DOTALL)
    return told.strip()


def help_command(error: Exception) -> str:
    """The command that explains the right usage."""
    context = getattr(error, "ctx", None)
    return f"{context.command_path if context else 'zerenlian'} --help"
