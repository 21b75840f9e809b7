"""Settings: read once from the environment and `.env`, then passed in."""

from __future__ import annotations

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What can be set from outside, each as `ZERENLIAN_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="ZERENLIAN_", frozen=True)

    store: str = Field(
        default="sqlite:///zerenlian.db", description="库地址：sqlite:///路径 或 memory:"
    )
    host: str = Field(default="127.0.0.1", description="HTTP 服务监听的地址；默认只限本机")
    port: int = Field(default=8000, ge=0, le=65535, description="HTTP 服务的端口")
    page_limit: int = Field(default=100, ge=1, le=1000, description="HTTP 一页的条数")
    body_limit: int = Field(
        default=500, ge=1, le=5000, description="一条链或一张图最多列出的节点数"
    )
