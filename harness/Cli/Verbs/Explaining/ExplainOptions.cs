using System.CommandLine;
using System.Net;
using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Names;
using Harness.Core.Postfix.Configuration;

namespace Harness.Cli.Verbs.Explaining;

/// <summary>The options that describe a session.</summary>
internal sealed class ExplainOptions
{
    private readonly Argument<string> _config = new("CONFIG") { Description = "a Postfix configuration directory, or a main.cf" };
    private readonly Option<string> _client = new("--client") { HelpName = "IP", Description = "the client's address, IPv4 or IPv6", Required = true };
    private readonly Option<string?> _name = new("--name") { Description = "its name in the DNS [default: none]" };
    private readonly Option<string?> _reverse = new("--reverse-name") { HelpName = "NAME", Description = "the name of its PTR record, where that does not lead back [default: as --name]" };
    private readonly Option<bool> _nameFails = new("--name-fails") { Description = "its name cannot be looked up for now" };
    private readonly Option<string?> _helo = new("--helo") { HelpName = "NAME", Description = "the name after EHLO; without it no EHLO is sent" };
    private readonly Option<string?> _from = new("--from") { HelpName = "ADDR", Description = "the envelope sender; '' is the null sender [default: '']" };
    private readonly Option<string[]> _to = new("--to") { HelpName = "ADDR", Description = "the recipient (repeatable; the last one is explained)" };
    private readonly Option<bool> _tls = new("--tls") { Description = "the session is encrypted" };
    private readonly Option<string?> _auth = new("--auth") { HelpName = "USER", Description = "the login name of an authenticated client" };
    private readonly Option<bool> _smtp = new("--smtp") { Description = "HELO instead of EHLO" };
    private readonly Option<bool> _utf8 = new("--smtputf8") { Description = "MAIL carries SMTPUTF8" };
    private readonly Option<string?> _at = new("--at") { HelpName = "STAGE", Description = "connect, helo, mail, rcpt, data, end-of-data, vrfy or etrn [default: rcpt]" };
    private readonly Option<string[]> _listed = new("--listed") { HelpName = "ZONE", Description = "a DNS list that has the client: ZONE or ZONE=127.0.0.N (repeatable)" };
    private readonly Option<string[]> _dns = new("--dns") { HelpName = "NAME=WHAT", Description = "what the DNS says of a name: NAME=missing, failing, null-mx or an address (repeatable) [default: it exists]" };
    private readonly Option<string[]> _account = new("--account") { HelpName = "NAME", Description = "a local account (repeatable) [default: the recipients have one]" };
    private readonly Option<string[]> _interface = new("--interface") { HelpName = "ADDR/BITS", Description = "an address of the server's own and the bits of its network, ADDR/BITS (repeatable) [default: none is known]" };
    private readonly Option<string?> _postfix = new("--postfix") { HelpName = "VERSION", Description = "3.5, 3.7 or 3.10: whose rules and defaults hold [default: 3.7]" };

    /// <summary>Puts them on a command.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_config);
        foreach (Option option in (Option[])[_client, _name, _reverse, _nameFails, _helo, _smtp, _from, _to, _tls, _auth, _utf8, _at, _listed, _dns, _account, _interface, _postfix])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What the caller said.</summary>
    /// <exception cref="UsageException">Something of it is not what it has to be.</exception>
    public ExplainRequest Read(ParseResult parsed)
    {
        AccessCommand at = Stage(parsed.GetValue(_at) ?? "rcpt");
        string[] recipients = parsed.GetValue(_to) ?? [];
        if (recipients.Length == 0 && at is not (AccessCommand.Connect or AccessCommand.Helo or AccessCommand.Mail))
        {
            throw new UsageException("whom is the mail for? Give --to ADDR, or --at mail for an answer before any recipient");
        }

        string name = parsed.GetValue(_name) ?? "unknown";
        var session = new AccessSession
        {
            Client = Address(parsed.GetValue(_client)!, "--client"),
            ClientName = name,
            ReverseName = parsed.GetValue(_reverse) ?? name,
            NameIsTemporary = parsed.GetValue(_nameFails),
            Helo = parsed.GetValue(_helo),
            Esmtp = !parsed.GetValue(_smtp),
            Tls = parsed.GetValue(_tls),
            Login = parsed.GetValue(_auth),
            Sender = at is AccessCommand.Vrfy or AccessCommand.Etrn ? null : Bare(parsed.GetValue(_from) ?? ""),
            SmtpUtf8 = parsed.GetValue(_utf8),
            Recipients = [.. recipients.Select(Bare)],
            Asked = at,
        };
        string[] accounts = parsed.GetValue(_account) ?? [];
        return new(ConfigurationSource.Open(parsed.GetValue(_config)!), PostfixVersions.Named(parsed.GetValue(_postfix)), session,
            Listed(parsed.GetValue(_listed) ?? []), accounts.Length == 0 ? null : accounts, Dns(parsed.GetValue(_dns) ?? []))
        {
            Interfaces = [.. (parsed.GetValue(_interface) ?? []).Select(Interface)],
        };
    }

    private static string Bare(string address) => address is ['<', .., '>'] ? address[1..^1] : address;

    private static IPAddress Address(string text, string option)
        => IPAddress.TryParse(text.Trim('[', ']'), out IPAddress? address) && (text.Contains('.') || text.Contains(':'))
            ? address : throw new UsageException($"{option} {text} is no address: give one as 192.0.2.10 or 2001:db8::10");

    private static InterfaceAddress Interface(string given)
        => given.Split('/') is [var address, var bits] && int.TryParse(bits, out int length) && length >= 0 && length <= Address(address, "--interface").GetAddressBytes().Length * 8
            ? new(Address(address, "--interface"), length) : throw new UsageException($"--interface {given}: give an address and the bits of its network, as 203.0.113.25/24");

    private static Dictionary<string, IPAddress> Listed(string[] given)
    {
        var listed = new Dictionary<string, IPAddress>(StringComparer.OrdinalIgnoreCase);
        foreach (string one in given)
        {
            int equals = one.IndexOf('=');
            listed[equals < 0 ? one : one[..equals]] = Address(equals < 0 ? "127.0.0.2" : one[(equals + 1)..], "--listed");
        }

        return listed;
    }

    /// <summary>What is said of names with --dns.</summary>
    /// <exception cref="UsageException">Something of it is not what it has to be.</exception>
    internal static Dictionary<string, NameAnswer?> Dns(string[] given)
    {
        var answers = new Dictionary<string, NameAnswer?>(StringComparer.OrdinalIgnoreCase);
        foreach (string one in given)
        {
            int equals = one.IndexOf('=');
            answers[equals < 0 ? one : one[..equals]] = (equals < 0 ? "missing" : one[(equals + 1)..]) switch
            {
                "missing" => NameAnswer.Missing,
                "failing" => NameAnswer.Failed,
                "null-mx" => NameAnswer.NullMx,
                var address => NameAnswer.Of(Address(address, "--dns")),
            };
        }

        return answers;
    }

    private static AccessCommand Stage(string word) => AccessCommandWords.Parse(word)
        ?? throw new UsageException($"no stage {word}: give {string.Join(", ", AccessCommandWords.All.SkipLast(1))} or {AccessCommandWords.All[^1]}");
}
