using System.Globalization;

namespace Harness.Core.Engine.Remote;

/// <summary>Reads what a caller says of a server outside the lab: in options of a command line, or in variables of an environment.</summary>
/// <param name="spelling">How a setting is spelt there: <c>--sender</c> for <c>sender</c>.</param>
/// <param name="given">What was said for a setting; null for nothing.</param>
/// <param name="tell">Takes remarks.</param>
public sealed class RemoteServerReader(Func<string, string> spelling, Func<string, string?> given, Action<string> tell)
{
    private const int SmtpPort = 25;
    private const int ImplicitTlsPort = 465;
    private const int MostParallel = 64;
    private const double HighestRate = 1000;
    private const int LongestRetry = 3600;

    /// <summary>Reads them, looks names up, and tells what a caller may not expect.</summary>
    /// <param name="vantages">Proxies to speak through: <c>NAME=socks5://HOST:PORT</c>.</param>
    /// <param name="intrusive">Whether attacks are played that not every server should be asked for.</param>
    /// <param name="kinds">The kinds of client that attacks ask for.</param>
    /// <param name="cancel">Gives up a look-up.</param>
    /// <exception cref="ServerSettingException">One of them cannot be used; the message says what to write instead.</exception>
    public async Task<RemoteServer> ReadAsync(
        IReadOnlyList<string> vantages, bool intrusive, IReadOnlyCollection<string> kinds, CancellationToken cancel)
    {
        (string host, int? named) = ServerArgument.Host(spelling("server"), given("server")!);
        Opening? opening = OpeningOf(given("tls"));
        int port = named ?? (opening == Opening.ImplicitTls ? ImplicitTlsPort : SmtpPort);
        if (opening is null && port == ImplicitTlsPort)
        {
            tell($"port 465: TLS from the first octet, as with {spelling("tls")} implicit");
        }

        string recipient = ServerArgument.Mailbox((spelling("server"), spelling("recipient")), given("recipient"), "a mailbox that exists on the server");
        string sender = Elsewhere("sender", recipient)
            ?? throw new ServerSettingException($"{spelling("server")} needs {spelling("sender")} ADDRESS: an address of yours elsewhere, from which the mail is");
        return new RemoteServer
        {
            Host = host,
            Addresses = await ServerArgument.ResolveAsync(spelling("server"), host, cancel),
            Port = port,
            Opening = opening,
            Sender = sender,
            Recipient = recipient,
            Outside = Elsewhere("outside", recipient),
            HeloName = given("helo") is { } helo ? ServerArgument.HeloName(spelling("helo"), helo) : null,
            Account = ServerArgument.Account((spelling("user"), given("user")), (spelling("password-file"), given("password-file")), tell),
            Vantages = await VantagesAsync(vantages, kinds, cancel),
            Parallel = (int)Number("parallel", 1, MostParallel, whole: true, 4),
            Rate = Number("rate", 0.01, HighestRate, whole: false, 10),
            Intrusive = intrusive,
            RetryAfter = Number("retry-after", 0, LongestRetry, whole: true, 65) is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
    }

    private async Task<Dictionary<string, Proxy>> VantagesAsync(IReadOnlyList<string> all, IReadOnlyCollection<string> kinds, CancellationToken cancel)
    {
        Dictionary<string, Proxy> vantages = [];
        string setting = spelling("vantage");
        foreach (string one in all)
        {
            if (one.Split('=', 2) is not [var kind, var url])
            {
                throw new ServerSettingException($"{setting} {one}: write NAME=socks5://HOST:PORT");
            }

            if (!kinds.Contains(kind))
            {
                throw new ServerSettingException($"{setting} {one}: no attack is played from '{kind}'; known are {string.Join(", ", kinds.Order(StringComparer.Ordinal))}");
            }

            if (!vantages.TryAdd(kind, await ServerArgument.ProxyAsync($"{setting} {kind}", url, cancel)))
            {
                throw new ServerSettingException($"{setting} {kind} is given twice; give it once");
            }
        }

        return vantages;
    }

    private string? Elsewhere(string setting, string recipient)
    {
        if (given(setting) is not { } text)
        {
            return null;
        }

        string mailbox = ServerArgument.Mailbox((spelling("server"), spelling(setting)), text, "an address of yours elsewhere");
        return ServerArgument.DomainOf(mailbox).Equals(ServerArgument.DomainOf(recipient), StringComparison.OrdinalIgnoreCase)
            ? throw new ServerSettingException($"{spelling(setting)} {mailbox}: that is the domain of {spelling("recipient")}; give an address of yours elsewhere")
            : mailbox;
    }

    private Opening? OpeningOf(string? tls) => tls switch
    {
        null => null,
        "starttls" => Opening.StartTls,
        "implicit" => Opening.ImplicitTls,
        _ => throw new ServerSettingException($"{spelling("tls")} {tls}: write starttls or implicit"),
    };

    private double Number(string setting, double least, double most, bool whole, double standard)
    {
        if (given(setting) is not { } text)
        {
            return standard;
        }

        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
            && number >= least && number <= most && (!whole || number == Math.Floor(number))
            ? number
            : throw new ServerSettingException($"{spelling(setting)} {text}: give a {(whole ? "whole " : "")}number from {least.ToString(CultureInfo.InvariantCulture)} to {most.ToString(CultureInfo.InvariantCulture)}");
    }
}

/// <summary>What a caller says of a server cannot be used; the message says what to write instead.</summary>
public sealed class ServerSettingException(string message) : Exception(message);
