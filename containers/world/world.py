"""The rest of the internet: WORLD_HOSTS names mail exchangers as NAME=ADDRESS=MANNER.

Manners: tls offers STARTTLS, plain does not, defer answers every recipient with 451.
Everything received is written to standard output, one JSON object a line, behind "@harness arrival ".
"""

import asyncio
import base64
import json
import os
import ssl

from aiosmtpd.smtp import SMTP


class Keeper:
    def __init__(self, host, manner):
        self.host, self.manner = host, manner

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.manner == "defer":
            return "451 4.7.1 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server, session, envelope):
        cipher = server.transport.get_extra_info("cipher")
        arrival = {
            "host": self.host,
            "peer": session.peer[0],
            "helo": session.host_name,
            "sender": envelope.mail_from,
            "recipients": envelope.rcpt_tos,
            "tls": f"{cipher[1]} {cipher[0]}" if cipher else None,
            "message": base64.b64encode(envelope.original_content).decode("ascii"),
        }
        print("@harness arrival " + json.dumps(arrival), flush=True)
        return "250 2.0.0 Kept"


async def main():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain("/etc/world.crt", "/etc/world.key")
    loop = asyncio.get_running_loop()
    for host in os.environ["WORLD_HOSTS"].split():
        name, address, manner = host.split("=")
        tls = context if manner == "tls" else None
        await loop.create_server(
            lambda name=name, manner=manner, tls=tls: SMTP(
                Keeper(name, manner), hostname=name, tls_context=tls, enable_SMTPUTF8=True),
            host=address, port=25)
    print("@harness ready", flush=True)
    await asyncio.Event().wait()


asyncio.run(main())
