using System.CommandLine;
using System.Globalization;
using Harness.Core.Engine;
using Harness.Core.Engine.Remote;

namespace Harness.Cli.Verbs;

/// <summary>The options of <c>certify --server</c>, and what becomes of them.</summary>
internal sealed class ServerOptions
{
    private const int SmtpPort = 25;
    private const int ImplicitTlsPort = 465;
    private const int MostParallel = 64;
    private const double HighestRate = 1000;
    private const int LongestRetry = 3600;

    private readonly Option<string?> _server = new("--server") { Description = "HOST[:PORT] of a running server, instead of CONFIG; an IPv6 address with a port in brackets" };
    private readonly Option<string?> _sender = Text("--sender", "ADDRESS of yours elsewhere: who the mail is from (needed)");
    private readonly Option<string?> _recipient = Text("--recipient", "ADDRESS of a mailbox on the server: who is written to (needed)");
    private readonly Option<string?> _outside = Text("--outside", "ADDRESS of yours elsewhere, to which relaying may be carried through [default: it ends at RCPT]");
    private readonly Option<string?> _helo = Text("--helo", "NAME that clients introduce themselves with [default: this machine's name or address]");
    private readonly Option<string?> _tls = Text("--tls", "starttls or implicit, for a server that wants TLS first [default: as is usual on the port]");
    private readonly Option<string[]> _vantage = new("--vantage") { Description = "NAME=socks5://[USER:PASSWORD@]HOST:PORT: speak as this kind of client through a proxy (repeatable)" };
    private readonly Option<string?> _user = Text("--user", "NAME of an account on the server");
    private readonly Option<string?> _passwordFile = Text("--password-file", "FILE with that account's password in its first line");
    private readonly Option<string?> _parallel = Text("--parallel", "sessions at the same time, at the most [default: 4]");
    private readonly Option<string?> _rate = Text("--rate", "sessions a second, at the most [default: 10]");
    private readonly Option<string?> _retryAfter = Text("--retry-after", "SECONDS after which what was answered 450 or 451 is asked again; 0: never [default: 65]");
    private readonly Option<bool> _intrusive = new("--intrusive") { Description = "also the attacks that not every server should be asked for (list marks them)" };

    private IReadOnlyList<Option> Others =>
        [_sender, _recipient, _outside, _helo, _tls, _vantage, _user, _passwordFile, _parallel, _rate, _retryAfter, _intrusive];

    /// <summary>Gives a verb these options.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in Others.Prepend(_server))
        {
            command.Add(option);
        }
    }

    /// <summary>Whether a server is named rather than a configuration.</summary>
    /// <exception cref="UsageException">Both are, or neither, or an option belongs to the other.</exception>
    /// <param name="parsed">The command line.</param>
    /// <param name="config">The configuration, if one is given.</param>
    /// <param name="alone">Whether there is something to do with neither.</param>
    public bool AreMeant(ParseResult parsed, string? config, bool alone = false)
    {
        bool server = parsed.GetValue(_server) is not null;
        return (server, config) switch
        {
            (true, not null) => throw new UsageException($"certify takes a configuration or --server, not both; leave out {config} or --server"),
            (false, null) when !alone => throw new UsageException("certify needs a configuration, --server HOST or --domain DOMAIN; see smtp-harness certify --help"),
            (false, _) when Others.FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false }) is { } stray
                => throw new UsageException($"{stray.Name} is for --server; leave it out for a configuration, which runs in the lab"),
            _ => server,
        };
    }

    /// <summary>Reads them, looks names up, and tells what a caller may not expect.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="kinds">The kinds of client that attacks ask for.</param>
    /// <param name="tell">Takes remarks.</param>
    /// <param name="cancel">Gives up a look-up.</param>
    /// <exception cref="UsageException">One of them cannot be used.</exception>
    public async Task<RemoteServer> ReadAsync(ParseResult parsed, IReadOnlyCollection<string> kinds, Action<string> tell, CancellationToken cancel)
    {
        (string host, int? named) = ServerArgument.Host(_server.Name, parsed.GetValue(_server)!);
        Opening? opening = OpeningOf(parsed.GetValue(_tls));
        int port = named ?? (opening == Opening.ImplicitTls ? ImplicitTlsPort : SmtpPort);
        if (opening is null && port == ImplicitTlsPort)
        {
            tell("port 465: TLS from the first octet, as with --tls implicit");
        }

        string recipient = ServerArgument.Mailbox(_recipient.Name, parsed.GetValue(_recipient), "a mailbox that exists on the server");
        string sender = Elsewhere(_sender, parsed, recipient)
            ?? throw new UsageException("--server needs --sender ADDRESS: an address of yours elsewhere, from which the mail is");
        return new RemoteServer
        {
            Host = host,
            Addresses = await ServerArgument.ResolveAsync(_server.Name, host, cancel),
            Port = port,
            Opening = opening,
            Sender = sender,
            Recipient = recipient,
            Outside = Elsewhere(_outside, parsed, recipient),
            HeloName = parsed.GetValue(_helo) is { } helo ? ServerArgument.HeloName(_helo.Name, helo) : null,
            Account = ServerArgument.Account(parsed.GetValue(_user), parsed.GetValue(_passwordFile), tell),
            Vantages = await VantagesAsync(parsed.GetValue(_vantage) ?? [], kinds, cancel),
            Parallel = (int)Number(_parallel, parsed, 1, MostParallel, whole: true, 4),
            Rate = Number(_rate, parsed, 0.01, HighestRate, whole: false, 10),
            Intrusive = parsed.GetValue(_intrusive),
            RetryAfter = Number(_retryAfter, parsed, 0, LongestRetry, whole: true, 65) is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
    }

    private async Task<Dictionary<string, Proxy>> VantagesAsync(string[] given, IReadOnlyCollection<string> kinds, CancellationToken cancel)
    {
        Dictionary<string, Proxy> vantages = [];
        foreach (string one in given)
        {
            if (one.Split('=', 2) is not [var kind, var url])
            {
                throw new UsageException($"--vantage {one}: write NAME=socks5://HOST:PORT");
            }

            if (!kinds.Contains(kind))
            {
                throw new UsageException($"--vantage {one}: no attack is played from '{kind}'; known are {string.Join(", ", kinds.Order(StringComparer.Ordinal))}");
            }

            if (!vantages.TryAdd(kind, await ServerArgument.ProxyAsync($"{_vantage.Name} {kind}", url, cancel)))
            {
                throw new UsageException($"--vantage {kind} is given twice; give it once");
            }
        }

        return vantages;
    }

    private static string? Elsewhere(Option<string?> option, ParseResult parsed, string recipient)
    {
        if (parsed.GetValue(option) is not { } text)
        {
            return null;
        }

        string mailbox = ServerArgument.Mailbox(option.Name, text, "an address of yours elsewhere");
        return ServerArgument.DomainOf(mailbox).Equals(ServerArgument.DomainOf(recipient), StringComparison.OrdinalIgnoreCase)
            ? throw new UsageException($"{option.Name} {mailbox}: that is the domain of --recipient; give an address of yours elsewhere")
            : mailbox;
    }

    private static Opening? OpeningOf(string? tls) => tls switch
    {
        null => null,
        "starttls" => Opening.StartTls,
        "implicit" => Opening.ImplicitTls,
        _ => throw new UsageException($"--tls {tls}: write starttls or implicit"),
    };

    private static double Number(Option<string?> option, ParseResult parsed, double least, double most, bool whole, double standard)
    {
        if (parsed.GetValue(option) is not { } text)
        {
            return standard;
        }

        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
            && number >= least && number <= most && (!whole || number == Math.Floor(number))
            ? number
            : throw new UsageException($"{option.Name} {text}: give a {(whole ? "whole " : "")}number from {least.ToString(CultureInfo.InvariantCulture)} to {most.ToString(CultureInfo.InvariantCulture)}");
    }

    private static Option<string?> Text(string name, string description) => new(name) { Description = description };
}
