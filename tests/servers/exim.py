"""Exim, a mail server that the world runs, on loopback with a configuration and folders of its own."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.acceptance.waiting import wait_until

_PROGRAM = shutil.which("exim4", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
_USER = "Debian-exim"

DOMAIN = "home.example"
MAILBOXES = ("ann", "bob", "grey")
"""Who has a mailbox; `grey` gets nothing before `Exim.let_in` is called, and `full` is over quota for ever."""

_CONFIGURATION = """
spool_directory = {folder}/spool
log_file_path = {folder}/spool/%slog
pid_file_path = {folder}/spool/pid
primary_hostname = mail.test
keep_environment =
tls_advertise_hosts =
acl_smtp_rcpt = recipient

begin acl
recipient:
  require domains = {domain}
          message = 550 5.7.1 no relay
  deny    local_parts = full
          message = 552 5.2.2 mailbox full
  defer   local_parts = grey
          !condition = ${{if exists{{{folder}/spool/open}}}}
          message = 450 4.2.0 greylisted
  accept  local_parts = {mailboxes}
  deny    message = 550 5.1.1 no such user here

begin routers
known:
  driver = accept
  local_parts = {mailboxes}
  transport = maildir

begin transports
maildir:
  driver = appendfile
  directory = {folder}/mail/$local_part_data
  maildir_format
  user = {user}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exim:
    """A server that runs."""

    port: int
    folder: Path

    def let_in(self) -> None:
        """From now on `grey` gets mail, too."""
        (self.folder / "spool" / "open").touch()

    def mails(self, mailbox: str) -> tuple[EmailMessage, ...]:
        """What lies in a mailbox."""
        files = (self.folder / "mail" / mailbox / "new").glob("*")
        return tuple(message_from_bytes(path.read_bytes(), policy=policy.default) for path in files)

    def wait_for(self, mailbox: str, count: int) -> tuple[EmailMessage, ...]:
        """What lies in a mailbox once there is so much: a mail that was taken is delivered a moment later."""
        wait_until(lambda: len(self.mails(mailbox)) >= count)
        return self.mails(mailbox)


@contextmanager
def exim() -> Iterator[Exim]:
    """Run a server; who can't is skipped."""
    if _PROGRAM is None:
        pytest.skip("Exim is missing (Debian: exim4-daemon-light)")
    if os.geteuid() != 0:
        pytest.skip("only root can run Exim with a configuration of its own")
    owner = pwd.getpwnam(_USER)
    # Not in pytest's folder: Exim gives up root's rights, and could not get there.
    with tempfile.TemporaryDirectory(prefix="sw-exim-") as name:
        folder, port = Path(name), _free_port()
        folder.chmod(0o755)
        for part in ("spool", "mail"):
            (folder / part).mkdir()
            os.chown(folder / part, owner.pw_uid, owner.pw_gid)
        configuration = folder / "exim.conf"
        mailboxes = " : ".join(MAILBOXES)
        text = _CONFIGURATION.format(folder=folder, domain=DOMAIN, mailboxes=mailboxes, user=_USER)
        configuration.write_text(text, "utf-8")
        command = [_PROGRAM, "-C", str(configuration), "-bdf", "-oX", f"127.0.0.1.{port}"]
        with subprocess.Popen(command, stdin=subprocess.DEVNULL) as process:
            try:
                wait_until(lambda: _answers(port) or process.poll() is not None)
                assert process.poll() is None, "Exim did not start"
                yield Exim(port=port, folder=folder)
            finally:
                process.terminate()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), 1) as connection:
            return connection.recv(3) == b"220"
    except OSError:
        return False
