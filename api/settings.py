"""Settings: read once from the environment, then passed in."""

from __future__ import annotations

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.errors import InvalidData

PREFIX = "ZERENLIAN_"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""Addresses that only this machine reaches."""


class Settings(BaseSettings):
    """What can be set from outside, each as `ZERENLIAN_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True)

    store: str = Field(
        default="sqlite:///zerenlian.db", description="库地址：sqlite:///路径 或 memory:"
    )
    host: str = Field(default="127.0.0.1", description="HTTP 服务监听的地址；默认只限本机")
    port: int = Field(
        default=8000, ge=0, le=65535, description="HTTP 服务的端口；0 为任选一个空闲的"
    )
    page_limit: int = Field(default=100, ge=1, le=1000, description="HTTP 一页的条数")
    body_limit: int = Field(
        default=500, ge=1, le=5000, description="一条链或一张图最多列出的节点数"
    )


def settings(**given: str | int | None) -> Settings:
    """The settings of the environment, those given (and not `None`) before them.

    Raises `InvalidData` that names each wrong one.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]  # each its own type, by name
    except ValidationError as error:
        wrong = [f"{PREFIX}{fault['loc'][0]}".upper() for fault in error.errors()]
        raise InvalidData(
            f"设置有误：{'、'.join(wrong)}", remedy="见 docs/commands.md 的 Settings 一节"
        ) from None
