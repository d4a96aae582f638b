"""Checks the file store against a whole S3 service: moto, as a server of its own.

    target/venv/bin/python tests/conformance/s3.py target/debug/backoffice

Starts the service and a demo whose files lie in its bucket, attaches a file to a draft, and compares what is downloaded
and what lies in the bucket with what was sent. Ends with "s3: N passed, N failed".
"""

import hashlib
import json
import logging
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import boto3
import requests
from moto.server import ThreadedMotoServer
from run import TARGET, Demo, sign_in

BUCKET, PREFIX = "portal", "dateien"
# 6 MiB: more than the service takes for one part of an upload
CONTENT = b"%PDF-1.7\n%" + bytes(range(256)) * (6 << 12) + b"\n%%EOF\n"


class Checks:
    """Counts what held and says what did not."""

    def __init__(self):
        self.passed = self.failed = 0

    def expect(self, what: str, holds: bool) -> None:
        self.passed += holds
        self.failed += not holds
        print(f"{'ok' if holds else 'FAILED'}: {what}", flush=True)


def main() -> int:
    binary = Path(sys.argv[1] if len(sys.argv) > 1 else TARGET / "debug/backoffice").resolve()
    logs = TARGET / "test"
    logs.mkdir(parents=True, exist_ok=True)
    checks = Checks()
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    service = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    service.start()
    host, port = service.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    keys = {"aws_access_key_id": "portal", "aws_secret_access_key": "geheim"}
    s3 = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1", **keys)
    s3.create_bucket(Bucket=BUCKET)
    os.environ |= {
        "BACKOFFICE_FILE_STORE": f"s3://{BUCKET}/{PREFIX}",
        "BACKOFFICE_S3__ENDPOINT": endpoint,
        "BACKOFFICE_S3__ACCESS_KEY_ID": keys["aws_access_key_id"],
        "BACKOFFICE_S3__SECRET_ACCESS_KEY": keys["aws_secret_access_key"],
    }
    try:
        with tempfile.TemporaryDirectory(prefix="backoffice-s3-") as data:
            demo = Demo(binary, Path(data), logs / "s3-server.log")
            try:
                use(demo.address, Path(data), s3, checks)
            finally:
                complaint = demo.stop()
            checks.expect("the server ends well", complaint is None)
            found = subprocess.run(
                [binary, "check"], cwd=data, capture_output=True, text=True, timeout=300, check=False,
                env=os.environ | {"DATABASE_URL": f"sqlite://{data}/demo.sqlite", "BACKOFFICE_DATA_DIR": data},
            )  # fmt: skip
            checks.expect("every recorded file is there with its bytes", found.returncode == 0)
            if found.returncode:
                print(found.stdout[-2000:], found.stderr[-2000:])
    finally:
        service.stop()
    print(f"s3: {checks.passed} passed, {checks.failed} failed")
    return 1 if checks.failed or not checks.passed else 0


def use(address: str, data: Path, s3, checks: Checks) -> None:
    """A municipality attaches a file and gets it back; the bucket holds it under its hash."""
    accounts = json.loads((data / "accounts.json").read_text())
    cookie = sign_in(address, next(account for account in accounts if account["role"] == "KE"))
    headers = {"Cookie": cookie, "Origin": address}
    drafts = requests.get(f"{address}/api/v1/applications?state=DRAFT", headers=headers, timeout=30).json()
    draft = drafts["items"][0]["id"]
    sent = requests.post(
        f"{address}/api/v1/applications/{draft}/attachments", headers=headers, timeout=60,
        data={"document": "OTHER", "label": "Beschluss"}, files={"files": ("Beschluss.pdf", CONTENT, "application/pdf")},
    )  # fmt: skip
    checks.expect(f"a file is taken ({sent.status_code})", sent.status_code == 201)
    if sent.status_code != 201:
        print(sent.text[:500])
        return
    digest = hashlib.sha256(CONTENT).hexdigest()
    file = next(one for one in sent.json()["items"] if one["sha256"] == digest)
    got = requests.get(f"{address}/applications/{draft}/files/{file['file_id']}", headers=headers, timeout=60)
    checks.expect("it comes back as it was sent", got.status_code == 200 and got.content == CONTENT)
    key = f"{PREFIX}/{digest[:2]}/{digest[2:]}"
    stored = s3.get_object(Bucket=BUCKET, Key=key)["Body"].read()
    checks.expect("it lies in the bucket under its hash", stored == CONTENT)
    s3.delete_object(Bucket=BUCKET, Key=key)
    lost = requests.get(f"{address}/applications/{draft}/files/{file['file_id']}", headers=headers, timeout=60)
    checks.expect("bytes that are gone are no empty file", lost.status_code == 500)
    s3.put_object(Bucket=BUCKET, Key=key, Body=CONTENT)


if __name__ == "__main__":
    sys.exit(main())
