"""Checks the JSON API against its own description with schemathesis.

    target/venv/bin/python tests/conformance/run.py target/debug/backoffice

Starts the binary as a demo on a free port and a new folder, signs in, lets schemathesis read
/api/v1/openapi.json and send every operation good and bad input, bounded in number and time, and stops the
server. Ends with "conformance: N passed, N failed", counted in operations.
"""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser
from pathlib import Path

import requests

ROOT = Path(__file__).resolve().parents[2]
TARGET = Path(os.path.join(ROOT, os.environ.get("CARGO_TARGET_DIR", "target")))

# the role that may do most of what the API offers
ROLE = os.environ.get("CONFORMANCE_ROLE", "SB")
START_LIMIT_S = 180
RUN_LIMIT_S = 10 * 60
EXAMPLES_PER_OPERATION = int(os.environ.get("CONFORMANCE_EXAMPLES", "10"))

# Left out are the checks that take every well-formed request for an acceptable one: a rule of the trade may
# refuse it (state, deadline, budget, permission).
CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "unsupported_method",
    "ignored_auth",
]
# would end the access that all requests share
NOT_CALLED = r"sign-?out|sign-?in|sessions?(/|$)"


def main() -> int:
    binary = Path(sys.argv[1] if len(sys.argv) > 1 else TARGET / "debug/backoffice").resolve()
    logs = TARGET / "test"
    logs.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="backoffice-conformance-") as data:
        demo = Demo(binary, Path(data), logs / "conformance-server.log")
        try:
            account = next(a for a in json.loads((Path(data) / "accounts.json").read_text()) if a["role"] == ROLE)
            cookie = sign_in(demo.address, account)
            token = make_token(demo.address, cookie)
            expect_signed_in(demo.address, token)
            report = logs / "conformance.xml"
            report.unlink(missing_ok=True)
            status = run_schemathesis(demo.address, token, report)
            passed, failed = count(report)
        finally:
            complaint = demo.stop()
    if complaint:
        print(complaint, file=sys.stderr)
        failed += 1
    if status != 0 and failed == 0:
        print(f"schemathesis ended with code {status}", file=sys.stderr)
        failed += 1
    print(f"conformance: {passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


class Demo:
    """A running `BINARY demo --port N --data DIR`; ready when it has printed its address."""

    def __init__(self, binary: Path, data: Path, log: Path):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address = ""
        self.lines: list[str] = []
        self.ready = threading.Event()
        self.process = subprocess.Popen(
            [binary, "demo", "--port", str(port), "--data", data],
            cwd=data, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )
        self.reader = threading.Thread(target=self._read, args=(log,), daemon=True)
        self.reader.start()
        if not self.ready.wait(START_LIMIT_S) or not self.address:
            self.process.kill()
            raise SystemExit(f"{binary} was not ready:\n" + "".join(self.lines[-30:]))

    def _read(self, log: Path) -> None:
        with log.open("w") as file:
            for line in self.process.stdout:
                self.lines.append(line)
                file.write(line)
                file.flush()
                if not self.address and (found := re.match(r"Adresse: (http://\S+?)/?\s*$", line)):
                    self.address = found[1]
                    self.ready.set()
        self.ready.set()

    def stop(self) -> str | None:
        """Ends the server and says what was wrong with it, if anything."""
        if self.process.poll() is not None:
            return f"server ended with code {self.process.returncode} during the run:\n" + "".join(self.lines[-30:])
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return "server did not stop within 15 s of SIGTERM"
        self.reader.join(5)
        panic = next((line for line in self.lines if "panicked at" in line), None)
        return f"server panicked: {panic}" if panic else None


class HiddenInputs(HTMLParser):
    """The hidden fields of a page's forms, such as the token against forged requests."""

    def __init__(self, page: str):
        super().__init__()
        self.fields: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "input" and values.get("type") == "hidden" and "name" in values:
            self.fields[values["name"]] = values.get("value") or ""


def sign_in(address: str, account: dict) -> str:
    """Signs in as a browser would; answers the Cookie header of the session."""
    session = requests.Session()
    page = session.get(f"{address}/sign-in", timeout=30)
    form = HiddenInputs(page.text).fields | {"email": account["email"], "password": account["password"]}
    answer = session.post(f"{address}/sign-in", data=form, timeout=30, headers={"Origin": address})
    if not answer.ok or answer.url.endswith("/sign-in"):
        raise SystemExit(f"{account['email']} could not sign in: status {answer.status_code}")
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in session.cookies)


def make_token(address: str, cookie: str) -> str:
    """An API token of the account: what the description asks for, and all that is sent from here on."""
    body = {"name": "Conformance", "access": "READ_WRITE", "days": 1}
    headers = {"Cookie": cookie, "Origin": address}
    answer = requests.post(f"{address}/api/v1/tokens", json=body, headers=headers, timeout=30)
    if answer.status_code != 201:
        raise SystemExit(f"no token: status {answer.status_code}: {answer.text}")
    return answer.json()["secret"]


def expect_signed_in(address: str, token: str) -> None:
    """A run in which every answer is 401 would prove nothing."""
    paths = requests.get(f"{address}/api/v1/openapi.json", timeout=30).json()["paths"]
    lists = [path for path, item in paths.items() if "get" in item and "{" not in path]
    headers = {"Authorization": f"Bearer {token}"}
    answers = {path: requests.get(address + path, headers=headers, timeout=30).status_code for path in lists}
    if lists and 200 not in answers.values():
        raise SystemExit(f"no list of the API answers 200 to {ROLE}: {answers}")


def run_schemathesis(address: str, token: str, report: Path) -> int:
    command = [
        Path(sys.executable).parent / "schemathesis", "run", f"{address}/api/v1/openapi.json",
        "--header", f"Authorization:Bearer {token}",
        "--phases", "examples,coverage,fuzzing",
        "--checks", ",".join(CHECKS),
        "--exclude-path-regex", NOT_CALLED,
        "--max-examples", str(EXAMPLES_PER_OPERATION),
        "--seed", "1",
        # with two, Python 3.11 now and then fails in ast.parse ("recursion depth mismatch")
        "--workers", "1",
        "--request-timeout", "20",
        "--suppress-health-check", "all",
        "--continue-on-failure",
        "--no-color",
        "--report", "junit", "--report-junit-path", report,
    ]  # fmt: skip
    started = time.monotonic()
    try:
        # no stray settings, and its example database stays out of the work tree
        return subprocess.run(command, cwd=report.parent, timeout=RUN_LIMIT_S, check=False).returncode
    except subprocess.TimeoutExpired:
        raise SystemExit(f"schemathesis was not done after {time.monotonic() - started:.0f} s") from None


def count(report: Path) -> tuple[int, int]:
    """Operations that passed and that failed, from the JUnit report."""
    passed = failed = 0
    for case in ElementTree.parse(report).iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        elif case.find("skipped") is None:
            passed += 1
    return passed, failed


if __name__ == "__main__":
    sys.exit(main())
