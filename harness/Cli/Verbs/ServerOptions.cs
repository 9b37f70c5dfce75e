using System.CommandLine;
using Harness.Core.Engine.Remote;

namespace Harness.Cli.Verbs;

/// <summary>The options of <c>certify --server</c>, and what becomes of them.</summary>
internal sealed class ServerOptions
{
    private readonly Option<string?> _server = new("--server") { Description = "HOST[:PORT] of a running server, instead of CONFIG; an IPv6 address with a port in brackets" };
    private readonly Option<string?> _sender = Text("--sender", "ADDRESS of yours elsewhere: who the mail is from (needed)");
    private readonly Option<string?> _recipient = Text("--recipient", "ADDRESS of a mailbox on the server: who is written to (needed)");
    private readonly Option<string?> _outside = Text("--outside", "ADDRESS of yours elsewhere, to which relaying may be carried through [default: it ends at RCPT]");
    private readonly Option<string?> _helo = Text("--helo", "NAME that clients introduce themselves with [default: this machine's name or address]");
    private readonly Option<string?> _tls = Text("--tls", "starttls or implicit, for a server that wants TLS first [default: as is usual on the port]", "HOW");
    private readonly Option<string[]> _vantage = new("--vantage") { HelpName = "NAME=URL", Description = "NAME=socks5://[USER:PASSWORD@]HOST:PORT: speak as this kind of client through a proxy (repeatable)" };
    private readonly Option<string?> _user = Text("--user", "NAME of an account on the server");
    private readonly Option<string?> _passwordFile = Text("--password-file", "FILE with that account's password in its first line");
    private readonly Option<string?> _parallel = Text("--parallel", "N sessions at the same time, at the most [default: 4]");
    private readonly Option<string?> _rate = Text("--rate", "N sessions a second, at the most [default: 10]");
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
    /// <exception cref="ServerSettingException">One of them cannot be used.</exception>
    public Task<RemoteServer> ReadAsync(ParseResult parsed, IReadOnlyCollection<string> kinds, Action<string> tell, CancellationToken cancel)
    {
        Dictionary<string, Option> options = Others.Prepend(_server).ToDictionary(o => o.Name);
        var reader = new RemoteServerReader(Spelling, setting => options[Spelling(setting)] is Option<string?> text ? parsed.GetValue(text) : null, tell);
        return reader.ReadAsync(parsed.GetValue(_vantage) ?? [], parsed.GetValue(_intrusive), kinds, cancel);

        static string Spelling(string setting) => $"--{setting}";
    }

    private static Option<string?> Text(string name, string description, string? value = null) => new(name) { Description = description, HelpName = value };
}
