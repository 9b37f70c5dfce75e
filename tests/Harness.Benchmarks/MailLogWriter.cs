using System.Globalization;
using System.Text;

namespace Harness.Benchmarks;

/// <summary>
/// Writes a mail log of any size, the same for the same seed: a month of sessions as a busy server has them, of whose clients more than half
/// are refused. Every queue id is used once, so that whoever counts messages by it counts the same.
/// </summary>
internal sealed class MailLogWriter(int seed)
{
    private const int Clients = 60_000;

    private static readonly string[] _senders = ["example.com", "shop.example", "news.example", "bank.example", "university.example", "isp.example"];
    private static readonly string[] _users = ["alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi"];
    private static readonly string[] _lists = ["zen.spamhaus.org", "zen.spamhaus.org", "zen.spamhaus.org", "bl.spamcop.net"];
    private static readonly string[] _codes = ["127.0.0.2", "127.0.0.4", "127.0.0.10", "127.0.0.11"];

    private readonly Random _chance = new(seed);
    private readonly DateTime _begin = new(2026, 10, 1, 0, 0, 0, DateTimeKind.Unspecified);
    private readonly PriorityQueue<string, (double, long)> _later = new();
    private double _now;
    private long _order;
    private long _id = 0x10000;
    private string _stamp = "";
    private long _stampOf = -1;

    /// <summary>Writes it.</summary>
    public static int Run(string[] args)
    {
        if (args is not [var size, var file, ..] || !long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out long megabytes))
        {
            Console.Error.WriteLine("maillog-write MEGABYTES FILE [SEED]");
            return 3;
        }
        int seed = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 1;
        using var output = new StreamWriter(file, append: false, Encoding.ASCII, 1 << 20) { NewLine = "\n" };
        new MailLogWriter(seed).Write(output, megabytes * 1_000_000);
        return 0;
    }

    /// <summary>Writes about so many octets.</summary>
    public void Write(TextWriter output, long octets)
    {
        // A month, whatever its size: some 870 octets a session.
        double pause = 30.0 * 86400 / (octets / 870.0);
        long written = 0;
        while (written < octets)
        {
            _now += pause * 2 * _chance.NextDouble();
            Session();
            while (_later.TryPeek(out string? line, out (double At, long) when) && when.At <= _now)
            {
                _later.Dequeue();
                string whole = Stamp(when.At) + line;
                output.WriteLine(whole);
                written += whole.Length + 1;
            }
        }
    }

    private void Session()
    {
        int client = _chance.Next(Clients);
        bool isNamed = client % 3 != 0;
        string address = $"{1 + (client % 200)}.{client / 200 % 250}.{client / 7 % 250}.{client % 250}";
        string name = isNamed ? $"mail{client}.{_senders[client % _senders.Length]}" : "unknown";
        string peer = $"{name}[{address}]", smtpd = $"postfix/smtpd[{1000 + _chance.Next(60)}]: ";
        string helo = _chance.Next(20) == 0 ? "localhost" : isNamed ? name : $"[{address}]";
        string from = $"user{_chance.Next(3000)}@{_senders[_chance.Next(_senders.Length)]}", to = $"{_users[_chance.Next(_users.Length)]}@yourdomain.no";
        string tail = $"; from=<{from}> to=<{to}> proto=ESMTP helo=<{helo}>";
        double at = _now;
        bool tls = _chance.Next(3) > 0;
        Say(at, smtpd + $"connect from {peer}");
        if (tls)
            Say(at += 0.1, smtpd + $"Anonymous TLS connection established from {peer}: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) key-exchange X25519 server-signature RSA-PSS (2048 bits) server-digest SHA256");
        int kind = _chance.Next(100);
        switch (kind)
        {
            case < 34:
                string list = _lists[client % _lists.Length];
                Say(at += 0.3, smtpd + $"NOQUEUE: reject: RCPT from {peer}: 554 5.7.1 Service unavailable; Client host [{address}] blocked using {list}; listed as {_codes[client % 4]}, see https://{list}/query/ip/{address}{tail}");
                Refused();
                break;
            case < 40:
                Say(at += 0.3, smtpd + $"NOQUEUE: reject: RCPT from {peer}: 504 5.5.2 <{helo}>: Helo command rejected: need fully-qualified hostname{tail}");
                Refused();
                break;
            case < 45:
                Say(at += 0.3, smtpd + $"NOQUEUE: reject: RCPT from {peer}: 450 4.1.8 <{from}>: Sender address rejected: Domain not found{tail}");
                Refused();
                break;
            case < 50:
                Say(at += 0.3, smtpd + $"NOQUEUE: reject: RCPT from {peer}: 550 5.1.1 <{to}>: Recipient address rejected: User unknown in local recipient table{tail}");
                Refused();
                break;
            case < 53:
                Say(at += 0.3, smtpd + $"NOQUEUE: reject: RCPT from {peer}: 454 4.7.1 <someone@elsewhere.example>: Relay access denied; from=<{from}> to=<someone@elsewhere.example> proto=ESMTP helo=<{helo}>");
                Refused();
                break;
            case < 57:
                Say(at += 0.5, smtpd + $"lost connection after {(_chance.Next(2) == 0 ? "AUTH" : "CONNECT")} from {peer}");
                Say(at, smtpd + $"disconnect from {peer} ehlo=1 auth=0/1 commands=1/2");
                break;
            case < 60:
                Say(at += 0.5, smtpd + $"warning: {peer}: SASL LOGIN authentication failed: UGFzc3dvcmQ6, sasl_username=info");
                Say(at, smtpd + $"disconnect from {peer} ehlo=1 auth=0/1 quit=1 commands=2/3");
                break;
            case < 63:
                Say(at, $"dovecot: imap-login: Login: user=<{_users[client % 8]}>, method=PLAIN, rip={address}, lip=192.0.2.1, mpid={client}, TLS");
                Say(at += 0.2, smtpd + $"disconnect from {peer} quit=1 commands=1");
                break;
            case < 65:
                Picked(at);
                Say(at += 0.2, smtpd + $"disconnect from {peer} quit=1 commands=1");
                break;
            default:
                Taken(at + 0.3, smtpd, peer, from, to, kind > 85);
                Say(at += 0.8, smtpd + $"disconnect from {peer} ehlo=2 starttls=1 mail=1 rcpt=1 data=1 quit=1 commands=7");
                break;
        }

        void Refused() => Say(at += 0.1, smtpd + $"disconnect from {peer} ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4");
    }

    private void Picked(double at)
    {
        string id = Id();
        Say(at, $"postfix/pickup[900]: {id}: uid=33 from=<www-data>");
        Queue(at, id, "www-data@yourdomain.no", "root@yourdomain.no", out _);
        Say(at + 0.4, $"postfix/local[{3000 + _chance.Next(9)}]: {id}: to=<alice@yourdomain.no>, orig_to=<root>, relay=local, delay=0.4, delays=0.3/0/0/0.1, dsn=2.0.0, status=sent (delivered to mailbox)");
        Say(at + 0.4, $"postfix/qmgr[901]: {id}: removed");
    }

    private void Taken(double at, string smtpd, string peer, string from, string to, bool isOutbound)
    {
        string id = Id();
        Say(at, smtpd + $"{id}: client={peer}{(isOutbound ? ", sasl_method=PLAIN, sasl_username=" + _users[_chance.Next(8)] : "")}");
        Queue(at, id, from, to, out double queued);
        if (!isOutbound)
        {
            Say(queued + 0.1, $"postfix/local[{3000 + _chance.Next(9)}]: {id}: to=<{to}>, relay=local, delay=0.{_chance.Next(10)}, delays=0.1/0/0/0.1, dsn=2.0.0, status=sent (delivered to maildir)");
            Say(queued + 0.2, $"postfix/qmgr[901]: {id}: removed");
            return;
        }
        string domain = $"dest{_chance.Next(400)}.example", host = $"mx.{domain}[198.51.{_chance.Next(250)}.{_chance.Next(250)}]", agent = $"postfix/smtp[{4000 + _chance.Next(20)}]: ";
        double then = queued;
        for (int tries = _chance.Next(8) == 0 ? 1 + _chance.Next(3) : 0; tries > 0; tries--)
        {
            string why = tries % 2 == 0 ? $"connect to {host}:25: Connection timed out" : $"host {host} said: 451 4.7.1 Try again later (in reply to RCPT TO command)";
            Say(then + 1, agent + $"{id}: to=<someone@{domain}>, relay={(tries % 2 == 0 ? "none" : host + ":25")}, delay={then - at + 1:0}, delays=0.2/0/1/0, dsn=4.7.1, status=deferred ({why})");
            then += 300 * (1 + _chance.NextDouble());
            Say(then, $"postfix/qmgr[901]: {id}: from=<{from}>, size={2000 + (id[^1] * 17)}, nrcpt=1 (queue active)");
        }
        if (_chance.Next(25) == 0)
        {
            Say(then + 1, agent + $"{id}: to=<someone@{domain}>, relay={host}:25, delay={then - at + 1:0}, delays=0.2/0/1/0, dsn=5.1.1, status=bounced (host {host} said: 550 5.1.1 <someone@{domain}>: Recipient address rejected: User unknown (in reply to RCPT TO command))");
            Say(then + 1.1, $"postfix/bounce[950]: {id}: sender non-delivery notification: {Id()}");
        }
        else
        {
            Say(then + 0.5, agent + $"Trusted TLS connection established to {host}:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) key-exchange X25519 server-signature RSA-PSS (2048 bits) server-digest SHA256");
            Say(then + 1, agent + $"{id}: to=<someone@{domain}>, relay={host}:25, delay={then - at + 1:0.0}, delays=0.2/0/0.5/0.5, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as {Id()})");
        }
        Say(then + 1.2, $"postfix/qmgr[901]: {id}: removed");
    }

    private void Queue(double at, string id, string from, string to, out double queued)
    {
        queued = at + 0.2;
        Say(at + 0.1, $"postfix/cleanup[{2000 + _chance.Next(20)}]: {id}: message-id=<{id.ToLowerInvariant()}.{to.Length}@{from[(from.IndexOf('@', StringComparison.Ordinal) + 1)..]}>");
        Say(queued, $"postfix/qmgr[901]: {id}: from=<{from}>, size={2000 + (id[^1] * 17)}, nrcpt=1 (queue active)");
    }

    private string Id() => (_id++ * 7919).ToString("X10", CultureInfo.InvariantCulture);

    private void Say(double at, string line) => _later.Enqueue(line, (at, _order++));

    private string Stamp(double at)
    {
        if ((long)at != _stampOf)
        {
            _stampOf = (long)at;
            DateTime time = _begin.AddSeconds(_stampOf);
            _stamp = string.Create(CultureInfo.InvariantCulture, $"{time:MMM} {time.Day,2} {time:HH:mm:ss} mail ");
        }
        return _stamp;
    }
}
