"""The service as a process of its own."""

from __future__ import annotations

import json
import socket
import subprocess
import urllib.request

import pytest

from tests.api.conftest import Serve, command, environment


def test_a_server_answers_on_loopback_and_ends_cleanly(serve: Serve, store_url: str) -> None:
    with serve(store_url) as address:
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(f"{address}/readyz") as answer:
            assert json.load(answer) == {"status": "ok"}
        with urllib.request.urlopen(f"{address}/v1/counts") as answer:
            assert json.load(answer)["Organization"] == 11


@pytest.mark.parametrize(
    ("given", "code", "words"),
    [
        ({"store": "sqlite:///nowhere/无.db"}, 7, "没有库文件"),
        ({"port": "taken"}, 5, "端口已被占用"),
        ({"host": "203.0.113.1"}, 5, "不能在 203.0.113.1:0 监听"),
    ],
)
def test_what_keeps_it_from_starting_is_told(
    store_url: str, given: dict[str, str], code: int, words: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = str(other.getsockname()[1])
        port = taken if given.get("port") == "taken" else "0"
        ended = subprocess.run(
            command(
                "serve", "--store", given.get("store", store_url),
                "--host", given.get("host", "127.0.0.1"), "--port", port,
            ),
            capture_output=True, encoding="utf-8", env=environment(), timeout=30, check=False,
        )  # fmt: skip
    assert ended.returncode == code
    assert words in ended.stderr
    assert ended.stdout == ""
    assert "Traceback" not in ended.stderr


def test_a_wrong_setting_is_named(store_url: str) -> None:
    ended = subprocess.run(
        command("doctor"), capture_output=True, encoding="utf-8", check=False,
        env=environment(ZERENLIAN_STORE=store_url, ZERENLIAN_PORT="eighty"),
    )  # fmt: skip
    assert ended.returncode == 5
    assert "设置有误：ZERENLIAN_PORT" in ended.stderr
