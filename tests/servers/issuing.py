"""Certificates of any time span, made by OpenSSL's own little authority."""

import subprocess
from datetime import datetime
from pathlib import Path

_AUTHORITY = """
[ca]
default_ca = here
[here]
database = {folder}/index.txt
serial = {folder}/serial
new_certs_dir = {folder}
default_md = sha256
policy = any
copy_extensions = copy
unique_subject = no
[any]
commonName = supplied
"""


def certificate(folder: Path, name: str, since: datetime, until: datetime) -> Path:
    """A certificate for 127.0.0.1 under a name, with its key, signed by itself; times are aware."""
    own = folder / name
    own.mkdir()
    (own / "index.txt").touch()
    (own / "serial").write_text("01")
    (own / "authority.cnf").write_text(_AUTHORITY.format(folder=own))
    key, wish, made = own / "key.pem", own / "wish.csr", own / "made.pem"
    kind = f"-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN={name} -addext subjectAltName=IP:127.0.0.1"
    _openssl(f"req {kind} -keyout {key} -out {wish}")
    times = f"-startdate {since:%Y%m%d%H%M%SZ} -enddate {until:%Y%m%d%H%M%SZ}"
    _openssl(
        f"ca -batch -notext -config {own / 'authority.cnf'} -selfsign -keyfile {key} {times} -in {wish} -out {made}"
    )
    made.write_text(made.read_text() + key.read_text())
    return made


def _openssl(arguments: str) -> None:
    subprocess.run(["openssl", *arguments.split()], check=True, capture_output=True)
