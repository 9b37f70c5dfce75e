"""The rest of the internet: WORLD_HOSTS names mail exchangers as NAME=ADDRESS=MANNER.

Manners:
  tls                   offers STARTTLS
  plain                 does not
  defer                 answers every recipient with 451
  starttls-454          offers STARTTLS and answers it with 454; starttls-502 and starttls-354 likewise
  broken-handshake      answers STARTTLS with 220, and the client's first octets with something that is not TLS
  expired-certificate   shows a certificate that has expired
  misnamed-certificate  shows a certificate for another name
  injected-reply        somebody on the way adds a reply in clear to the 220; a client that takes it is refused for good
  hang-up               offers STARTTLS, takes a message and hangs up instead of saying so

Everything kept is written to standard output, one JSON object a line, behind "@harness arrival ".
"""

import asyncio
import base64
import json
import os
import ssl

from aiosmtpd.smtp import SMTP

STARTTLS_ANSWERS = {
    "starttls-454": "454 4.7.0 TLS not available due to temporary reason",
    "starttls-502": "502 5.5.1 Command not implemented",
    "starttls-354": "354 Start mail input; end with <CRLF>.<CRLF>",
}
CERTIFICATES = {"expired-certificate": "expired", "misnamed-certificate": "misnamed"}
# How long a client that has taken the injected reply has time to show it, by speaking before EHLO is answered.
SUSPENSE = 0.3


class Keeper:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if server.manner == "defer":
            return "451 4.7.1 Try again later"
        if server.is_client_misled:
            return "554 5.7.1 You took a reply that nobody gave inside TLS"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server, session, envelope):
        if server.manner == "hang-up":
            server.transport.abort()
            return "421 4.3.2 Gone"
        cipher = server.transport.get_extra_info("cipher")
        arrival = {
            "host": server.hostname,
            "peer": session.peer[0],
            "helo": session.host_name,
            "sender": envelope.mail_from,
            "recipients": envelope.rcpt_tos,
            "tls": f"{cipher[1]} {cipher[0]}" if cipher else None,
            "message": base64.b64encode(server.content()).decode("ascii"),
        }
        print("@harness arrival " + json.dumps(arrival), flush=True)
        return "250 2.0.0 Kept"


class Exchanger(SMTP):
    """A session with a host of some manner."""

    def __init__(self, name, manner, tls):
        self.manner = manner
        self.injected = ""
        self.lines_heard = 0
        self.is_client_misled = False
        self.octets = bytearray()
        super().__init__(Keeper(), hostname=name, tls_context=tls, enable_SMTPUTF8=True)

    async def smtp_STARTTLS(self, arg):
        if self.manner in STARTTLS_ANSWERS:
            await self.push(STARTTLS_ANSWERS[self.manner])
        elif self.manner == "broken-handshake":
            await self.push("220 2.0.0 Go ahead")
            await self._reader.read(1)
            await self.push("this is not TLS")
            self.transport.close()
        else:
            self.lines_heard = 0
            self.injected = "\r\n250 2.0.0 Injected" if self.manner == "injected-reply" else ""
            await super().smtp_STARTTLS(arg)

    async def smtp_EHLO(self, hostname):
        if self.manner == "injected-reply" and self.session.ssl:
            await asyncio.sleep(SUSPENSE)
            # One line is the EHLO itself; with a second one the client answers what was not said here.
            self.is_client_misled = self.lines_heard > 1
        await super().smtp_EHLO(hostname)

    async def smtp_DATA(self, arg):
        # A client that may pipeline waits for 354 all the same.
        self.octets = bytearray()
        await super().smtp_DATA(arg)

    def content(self):
        """What came after 354, octet by octet, up to the dot that ends it: RFC 5321 4.1.1.4 knows one spelling of that."""
        return bytes(self.octets[: (b"\r\n" + self.octets).find(b"\r\n.\r\n")])

    async def push(self, status):
        # One write: a second one might come after the client has begun to speak TLS.
        if self.injected:
            status, self.injected = status + self.injected, ""
        await super().push(status)

    def data_received(self, data):
        self.lines_heard += data.count(b"\n")
        self.octets += data
        super().data_received(data)


def tls_context(manner):
    if manner == "plain":
        return None
    certificate = "/etc/world/" + CERTIFICATES.get(manner, "own")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate + ".crt", certificate + ".key")
    return context


async def main():
    loop = asyncio.get_running_loop()
    for host in os.environ["WORLD_HOSTS"].split():
        name, address, manner = host.split("=")
        tls = tls_context(manner)
        await loop.create_server(
            lambda name=name, manner=manner, tls=tls: Exchanger(name, manner, tls), host=address, port=25)
    print("@harness exchangers ready", flush=True)
    await asyncio.Event().wait()


asyncio.run(main())
