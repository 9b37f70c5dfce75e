using System.Globalization;
using Harness.Core.Postfix.Access.Evaluating;

namespace Harness.Core.Postfix.Access.Restrictions;

/// <summary>What <c>$name</c> stands for in replies (smtpd_expand.c).</summary>
internal static class SessionMacros
{
    /// <summary>The value; null for a name that does not exist.</summary>
    public static string? Of(Evaluation session, string hostName, string name) => name switch
    {
        "server_name" => hostName,
        "client" => session.ClientName.ToString(),
        "client_port" => "unknown",
        "client_address" => session.ClientAddress,
        "client_name" => session.Session.ClientName,
        "reverse_client_name" => session.Session.ReverseName,
        "helo_name" => session.Helo ?? "",
        "localtime" => DateTime.Now.ToString("MMM dd HH:mm:ss", CultureInfo.InvariantCulture),
        _ when name.StartsWith("sender", StringComparison.Ordinal) => Address(session.Sender, name["sender".Length..]),
        _ when name.StartsWith("recipient", StringComparison.Ordinal) => Address(session.Recipient, name["recipient".Length..]),
        _ => null,
    };

    private static string? Address(string? address, string part)
    {
        if (address is null)
            return "";
        int sign = address.LastIndexOf('@');
        return part switch
        {
            "" => address.Length > 0 ? address : "<>",
            "_name" => address.Length == 0 ? "<>" : sign < 0 ? address : address[..sign],
            "_domain" => sign < 0 ? "" : address[(sign + 1)..],
            _ => null,
        };
    }
}
