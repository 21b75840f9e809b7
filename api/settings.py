"""Settings: read once from the environment, then passed in."""

from __future__ import annotations

from typing import Any

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.errors import InvalidData
from graph.neo4j.options import Neo4jOptions

PREFIX = "ZERENLIAN_"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""Addresses that only this machine reaches."""


class Settings(BaseSettings):
    """What can be set from outside, each as `ZERENLIAN_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True)

    store: str = Field(
        default="sqlite:///zerenlian.db",
        description="库地址：sqlite:///路径、neo4j://主机[:端口][/数据库] 或 memory:",
    )
    host: str = Field(default="127.0.0.1", description="HTTP 服务监听的地址；默认只限本机")
    port: int = Field(
        default=8000, ge=0, le=65535, description="HTTP 服务的端口；0 为任选一个空闲的"
    )
    page_limit: int = Field(default=100, ge=1, le=1000, description="HTTP 一页的条数")
    body_limit: int = Field(
        default=500, ge=1, le=5000, description="一条链或一张图最多列出的节点数"
    )
    cypher_limit: int = Field(
        default=10_000, ge=1, description="HTTP 上一次 Cypher 查询最多几行；请求可要得更少"
    )
    cypher_timeout: float = Field(
        default=60, gt=0, description="HTTP 上一次 Cypher 查询最多几秒；请求可要得更少"
    )
    warning_near: int = Field(default=30, ge=0, description="到期前几日起算作临近到期")
    warning_blue: int = Field(default=1, ge=1, description="一个机构临近到期达几项起为蓝")
    warning_yellow: int = Field(default=1, ge=1, description="逾期与未见记录合计达几项起为黄")
    warning_red: int = Field(default=3, ge=1, description="逾期与未见记录合计达几项起为红")
    neo4j_user: str = Field(default="neo4j", description="Neo4j 的用户；地址里的优先")
    neo4j_password: SecretStr = Field(
        default=SecretStr(""), description="Neo4j 的密码；空为服务器不设账户"
    )
    neo4j_certificates: str = Field(
        default="", description="受信任的证书颁发者（PEM 文件）；填了就用 TLS"
    )
    neo4j_connect_timeout: float = Field(default=10, gt=0, description="连接 Neo4j 最多等几秒")
    neo4j_query_timeout: float = Field(default=120, gt=0, description="一次查询最多几秒")
    neo4j_patience: float = Field(
        default=60, ge=0, description="服务器中断后等它恢复几秒；另一个程序在写时也等这么久"
    )
    neo4j_pool_size: int = Field(default=50, ge=1, description="每个进程最多几条连接")
    neo4j_grace: float = Field(
        default=5, ge=0, description="被新批次取代的内容为正在读的人保留几秒"
    )
    neo4j_lease: float = Field(
        default=30, ge=1, description="写入的程序意外死亡后，几秒后可由别的程序接手"
    )

    @property
    def neo4j(self) -> Neo4jOptions:
        """What is set about Neo4j."""
        prefix = "neo4j_"
        said = {
            name.removeprefix(prefix): value
            for name, value in self.model_dump().items()
            if name.startswith(prefix)
        }
        return Neo4jOptions(**{**said, "password": self.neo4j_password.get_secret_value()})


def settings(**given: str | int | None) -> Settings:
    """The settings of the environment, those given (and not `None`) before them.

    Raises `InvalidData` that names each wrong one.
    """
    try:
        said: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
        return Settings(**said)
    except ValidationError as error:
        wrong = [f"{PREFIX}{fault['loc'][0]}".upper() for fault in error.errors()]
        raise InvalidData(
            f"设置有误：{'、'.join(wrong)}", remedy="见 docs/commands.md 的 Settings 一节"
        ) from None
