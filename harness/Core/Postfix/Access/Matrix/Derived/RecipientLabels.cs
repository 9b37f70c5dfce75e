using Harness.Core.Postfix.Access.Addresses;
using Harness.Core.Postfix.Access.Names;

namespace Harness.Core.Postfix.Access.Matrix.Derived;

/// <summary>In what words a person speaks of a recipient.</summary>
internal static class RecipientLabels
{
    /// <summary>The general ones first, the recipient itself last.</summary>
    public static IEnumerable<string> Of(string recipient, LabelContext context)
    {
        string sent = recipient;
        yield return "any recipient";
        // RFC 5321 §4.1.1.3: a source route is nothing to the address behind it.
        if (recipient.StartsWith('@') && recipient.Contains(':', StringComparison.Ordinal))
            recipient = recipient[(recipient.IndexOf(':', StringComparison.Ordinal) + 1)..];
        int sign = recipient.LastIndexOf('@');
        string local = sign < 0 ? recipient : recipient[..sign];
        string domain = sign < 0 ? "" : recipient[(sign + 1)..];
        bool routed = local.AsSpan().IndexOfAny("%!@\"") >= 0;
        if (sign < 0 && !routed)
        {
            if (!local.Equals("postmaster", StringComparison.OrdinalIgnoreCase) && local.Length > 0)
                yield return "recipients without a full domain";
            if (local == "no-such-user")
                yield return "unknown recipients in our domains";
        }
        else if (sign >= 0 && context.IsOwn(HostNameSyntax.WithoutDot(domain)))
        {
            if (!domain.Contains('.', StringComparison.Ordinal))
                yield return "recipients without a full domain";
            yield return routed ? "foreign recipients with a route in the address" : "recipients in our domains";
            if (!routed)
                yield return $"recipients in {HostNameSyntax.WithoutDot(domain.ToLowerInvariant())}";
            if (local == "no-such-user")
                yield return "unknown recipients in our domains";
            else if (local.Equals("postmaster", StringComparison.OrdinalIgnoreCase))
                yield return "postmaster in our domains";
        }
        else if (sign < 0)
        {
            yield return "foreign recipients with a route in the address";
        }
        else
        {
            yield return "recipients in foreign domains";
            if (!HostNameSyntax.IsValid(HostNameSyntax.WithoutDot(domain)))
                yield return "recipients in a domain that is no host name";
            NameStatus status = context.Exists(domain);
            if (status == NameStatus.Missing)
                yield return "recipients in a domain that does not exist";
            else if (status == NameStatus.NullMx)
                yield return "recipients in a domain that takes no mail";
            else if (status == NameStatus.Failed)
                yield return "recipients in a domain whose DNS fails";
            if (context.Mentions.Domains.Any(d => domain.EndsWith("." + d, StringComparison.OrdinalIgnoreCase)))
                yield return "recipients in subdomains of ours";
            yield return $"recipients in {domain.ToLowerInvariant()}";
        }
        yield return $"recipient {(sent.Length == 0 ? "<>" : sent)}";
    }
}
