"""A mail server with a bad day: PORT SEED FOLDER. It refuses, delays, drops lines at every step.

The id of every message it takes is a line in FOLDER/taken, synced before anybody is told. What
it did to its clients stands in FOLDER/troubles.
"""

import asyncio
import os
import random
import re
import sys
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

TEMPORARY = "451 4.3.0 try again later"
# Most of the time after the dot is spent with the message taken and not yet acknowledged: the
# moment in which a careless sender would send it again.
LONGEST_PAUSE = {"dot": 0.005, "taken": 0.03}
MESSAGE_ID = re.compile(rb"^Message-ID: (\S+)\r\n", re.MULTILINE)


class BadDay:
    """Decides at each step what goes wrong, and writes it down."""

    def __init__(self, seed: int, folder: Path):
        self.random = random.Random(seed)
        self.folder = folder

    async def at(self, step: str, server: SMTP, *, refusal: str | None = TEMPORARY) -> str | None:
        """Wait a little; then perhaps drop the line, or answer with a refusal."""
        await asyncio.sleep(self.random.uniform(0, LONGEST_PAUSE.get(step, 0.03)))
        luck = self.random.random()
        if luck < 0.05:
            self.write("troubles", f"drop {step}")
            drop(server)
            return "421 4.3.2 gone"
        if luck < 0.09 and refusal:
            self.write("troubles", f"refuse {step}")
            return refusal
        return None

    def write(self, name: str, line: str) -> None:
        handle = os.open(self.folder / name, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.write(handle, f"{line}\n".encode())
        os.fsync(handle)
        os.close(handle)


class Handler:
    def __init__(self, day: BadDay):
        self.day = day

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # type: ignore[no-untyped-def]  # noqa: N802
        session.host_name = hostname
        refusal = await self.day.at("EHLO", server)
        return [refusal] if refusal else responses

    async def handle_MAIL(self, server, session, envelope, address, options):  # type: ignore[no-untyped-def]  # noqa: N802
        if refusal := await self.day.at("MAIL", server):
            return refusal
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # type: ignore[no-untyped-def]  # noqa: N802
        if refusal := await self.day.at("RCPT", server):
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if refusal := await self.day.at("dot", server):
            return refusal
        content = envelope.original_content or b""
        found = MESSAGE_ID.search(content)
        assert found is not None
        self.day.write("taken", found[1].decode())
        await self.day.at("taken", server, refusal=None)
        if self.day.random.random() < 0.05:
            self.day.write("troubles", "drop after 250")
            asyncio.get_running_loop().call_later(0.002, drop, server)
        return "250 2.0.0 queued"


class ServerWithABadDay(SMTP):
    """Drops lines where handlers cannot: at once, before 354, and in the middle of the text."""

    day: BadDay

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        if self.day.random.random() < 0.05:
            self.day.write("troubles", "drop connect")
            drop(self)

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        if refusal := await self.day.at("DATA", self):
            await self.push(refusal)
        elif self.day.random.random() < 0.05:
            self.day.write("troubles", "drop text")
            await self.push("354 go on")
            await self._reader.readexactly(self.day.random.randrange(1, 2000))
            drop(self)
        else:
            await super().smtp_DATA(arg)


def drop(server: SMTP) -> None:
    if server.transport is not None:
        server.transport.abort()


async def main(port: int, seed: int, folder: Path) -> None:
    day = BadDay(seed, folder)
    ServerWithABadDay.day = day
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: ServerWithABadDay(Handler(day), hostname="mail.example.cn"), "127.0.0.1", port
    )
    print("ready", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])))
