"""Twisted's ESMTP server as its documentation sets it up: final for yourdomain.no with the mailbox alice, STARTTLS, no relaying."""

import sys

from twisted.internet import defer, reactor, ssl
from twisted.mail import smtp
from twisted.python import log
from zope.interface import implementer

DOMAIN = b"yourdomain.no"
MAILBOXES = [b"alice", b"postmaster", b"abuse"]


@implementer(smtp.IMessage)
class Message:
    def __init__(self, recipient):
        self.recipient = recipient
        self.lines = 0

    def lineReceived(self, line):
        self.lines += 1

    def eomReceived(self):
        log.msg(f"kept for {self.recipient}: {self.lines} lines")
        return defer.succeed(None)

    def connectionLost(self):
        pass


@implementer(smtp.IMessageDelivery)
class Delivery:
    def receivedHeader(self, helo, origin, recipients):
        return b"Received: from " + helo[0]

    def validateFrom(self, helo, origin):
        return origin

    def validateTo(self, user):
        if user.dest.domain.lower() != DOMAIN or user.dest.local.lower() not in MAILBOXES:
            raise smtp.SMTPBadRcpt(user)
        return lambda: Message(user.dest)


class Factory(smtp.SMTPFactory):
    def buildProtocol(self, address):
        log.msg(f"connection from {address.host}")
        protocol = smtp.ESMTP(None, ssl.DefaultOpenSSLContextFactory("/etc/server.key", "/etc/server.crt"))
        protocol.host = b"mail." + DOMAIN
        protocol.factory = self
        protocol.delivery = Delivery()
        return protocol


log.startLogging(sys.stdout)
reactor.listenTCP(25, Factory())
reactor.callWhenRunning(print, "@harness ready", flush=True)
reactor.run()
