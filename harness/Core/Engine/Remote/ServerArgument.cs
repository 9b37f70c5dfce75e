using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using System.Text;

namespace Harness.Core.Engine.Remote;

/// <summary>Reads what is said of a server, one setting at a time; what cannot be used ends with what to write instead.</summary>
public static class ServerArgument
{
    private const int LongestPasswordFile = 4096;
    private const int LongestHelo = 255;

    /// <summary>A name or address, and the port if there is one.</summary>
    public static (string Host, int? Port) Host(string option, string text)
    {
        if (IPAddress.TryParse(text, out IPAddress? bare) && bare.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return (bare.ToString(), null);
        }

        bool sound = Uri.TryCreate($"smtp://{text}", UriKind.Absolute, out Uri? uri)
            && uri.Host.Length > 0 && uri.UserInfo.Length == 0 && uri.PathAndQuery is "" or "/" && uri.Fragment.Length == 0
            && !text.EndsWith('/') && !text.EndsWith(':') && uri.Port != 0
            && Uri.CheckHostName(uri.IdnHost) != UriHostNameType.Unknown;
        return sound
            ? (uri!.IdnHost, uri.Port < 0 ? null : uri.Port)
            : throw new ServerSettingException($"{option} {text}: write HOST, HOST:PORT or [IPV6]:PORT, with a port from 1 to 65535");
    }

    /// <summary>The addresses of a host.</summary>
    public static async Task<IReadOnlyList<IPAddress>> ResolveAsync(string option, string host, CancellationToken cancel)
    {
        try
        {
            IPAddress[] addresses = await System.Net.Dns.GetHostAddressesAsync(host, cancel);
            return addresses.Length > 0 ? addresses : throw new SocketException((int)SocketError.HostNotFound);
        }
        catch (SocketException unknown)
        {
            throw new ServerSettingException($"{option} {host}: no address is to be found for it ({unknown.Message}); check the name, or give an address");
        }
    }

    /// <summary>An address such as <c>alice@example.org</c>, and nothing else.</summary>
    /// <param name="options">How the server and the mailbox are spelt, for messages.</param>
    /// <param name="text">What was given, if anything.</param>
    /// <param name="meaning">What is wanted.</param>
    public static string Mailbox((string Server, string Mailbox) options, string? text, string meaning)
        => text is null ? throw new ServerSettingException($"{options.Server} needs {options.Mailbox} ADDRESS: {meaning}")
        : MailAddress.TryCreate(text, out MailAddress? mailbox) && mailbox.Address == text && !text.Any(char.IsControl) ? text
        : throw new ServerSettingException($"{options.Mailbox} {text}: not a mail address; give {meaning}, as in alice@example.org");

    /// <summary>What stands behind the last at sign.</summary>
    public static string DomainOf(string mailbox) => mailbox[(mailbox.LastIndexOf('@') + 1)..];

    /// <summary>A name for HELO, or an address literal.</summary>
    public static string HeloName(string option, string text)
        => text.Length is > 0 and <= LongestHelo && text.All(c => c is > ' ' and < '\x7f')
            ? text
            : throw new ServerSettingException($"{option} {text}: give a host name, as in mail.example.org, or an address literal, as in [192.0.2.1]");

    /// <summary>A SOCKS5 proxy by its URL.</summary>
    public static async Task<Proxy> ProxyAsync(string option, string url, CancellationToken cancel)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) || uri.Scheme != "socks5" || uri.Host.Length == 0 || uri.Port <= 0
            || uri.PathAndQuery is not ("" or "/") || uri.Fragment.Length > 0)
        {
            throw new ServerSettingException($"{option}: not the URL of a SOCKS5 proxy; write socks5://HOST:PORT or socks5://USER:PASSWORD@HOST:PORT");
        }

        string[] account = [.. uri.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString)];
        return new Proxy(
            new IPEndPoint((await ResolveAsync(option, uri.IdnHost, cancel))[0], uri.Port),
            uri.UserInfo.Length == 0 ? null : new NetworkCredential(account[0], account.Length > 1 ? account[1] : ""));
    }

    /// <summary>An account, its password from a file: a command line is for everybody on the machine to read.</summary>
    public static NetworkCredential? Account((string Option, string? Text) user, (string Option, string? Text) passwordFile, Action<string> tell)
    {
        if (user.Text is null && passwordFile.Text is null)
        {
            return null;
        }

        return user.Text is { Length: > 0 } name && passwordFile.Text is { } file
            ? new NetworkCredential(name, PasswordIn(passwordFile.Option, file, tell))
            : throw new ServerSettingException($"{user.Option} NAME and {passwordFile.Option} FILE belong together; give both or neither");
    }

    private static string PasswordIn(string option, string file, Action<string> tell)
    {
        try
        {
            using FileStream stream = File.OpenRead(file);
            var octets = new byte[LongestPasswordFile];
            string password = Encoding.UTF8.GetString(octets, 0, stream.ReadAtLeast(octets, octets.Length, throwOnEndOfStream: false)).Split('\n')[0].TrimEnd('\r');
            if (password.Length == 0)
            {
                throw new ServerSettingException($"{option} {file}: its first line is empty; write the password there");
            }

            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(stream.SafeFileHandle) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) != 0)
            {
                tell($"{file} can be read by others on this machine; chmod 600 {file} keeps the password to yourself");
            }

            return password;
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ServerSettingException($"{option} {file}: cannot be read: {denied.Message}");
        }
    }
}
