using System.Collections.Frozen;
using Harness.Core.Postfix.Access.Evaluating;
using Harness.Core.Postfix.Access.Names;
using Harness.Core.Postfix.Access.Restrictions;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Access.Compiling;

/// <summary>The restrictions that take the next word: DNS lists, access tables, check_policy_service, sleep.</summary>
internal sealed class ArgumentRestrictions(ServiceParameters parameters, TableOpener tables, CompiledParts parts, TableActions actions)
{
    private static readonly FrozenDictionary<string, ListedThing> s_lists = new Dictionary<string, ListedThing>
    {
        ["reject_rbl_client"] = ListedThing.Address,
        ["reject_rbl"] = ListedThing.Address,
        ["permit_dnswl_client"] = ListedThing.Address,
        ["reject_rhsbl_client"] = ListedThing.ClientName,
        ["permit_rhswl_client"] = ListedThing.ClientName,
        ["reject_rhsbl_reverse_client"] = ListedThing.ReverseName,
        ["reject_rhsbl_helo"] = ListedThing.Helo,
        ["reject_rhsbl_sender"] = ListedThing.Sender,
        ["reject_rhsbl_recipient"] = ListedThing.Recipient,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, ListedThing> s_servers = new Dictionary<string, ListedThing>
    {
        ["check_client_"] = ListedThing.ClientName,
        ["check_reverse_client_hostname_"] = ListedThing.ReverseName,
        ["check_helo_"] = ListedThing.Helo,
        ["check_sender_"] = ListedThing.Sender,
        ["check_recipient_"] = ListedThing.Recipient,
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> s_tables = new[]
    {
        "check_client_access", "check_reverse_client_hostname_access", "check_helo_access", "check_sender_access",
        "check_recipient_access", "check_etrn_access", "check_sasl_access", "check_ccert_access",
    }.ToFrozenSet();

    /// <summary>Whether the restriction is one of these.</summary>
    public static bool Knows(string name)
        => name is "sleep" or "check_policy_service" || s_lists.ContainsKey(name) || s_tables.Contains(name) || Servers(name) is not null;

    /// <summary>The restriction, or what becomes of it without a good argument.</summary>
    public Restriction Make(Spelling spelling, PlacedWord? argument)
    {
        if (s_lists.TryGetValue(spelling.Name, out ListedThing thing))
            return argument is null ? new Idle(spelling, "has no zone after it") : List(spelling, thing, argument.Word);
        if (spelling.Name == "sleep")
        {
            return argument is { Word.Length: > 0 } seconds && !seconds.Word.AsSpan().ContainsAnyExceptInRange('0', '9')
                ? new Idle(spelling, $"waits {seconds.Word} s") : new Broken(spelling, "needs a number of seconds after it");
        }
        if (argument is null || !argument.Word.Contains(':'))
            return new Broken(spelling, spelling.Name == "check_policy_service" ? "needs transport:server after it" : "needs type:table after it");
        return spelling.Name switch
        {
            "check_policy_service" => new AskedElsewhere(spelling, null),
            "check_ccert_access" => new Idle(spelling, "a session of the model has no certificate"),
            "check_sasl_access" when !parameters.IsOn("smtpd_sasl_auth_enable") => new Idle(spelling, "ignored: SASL is off"),
            _ => Table(spelling, tables.One(argument)),
        };
    }

    private Restriction List(Spelling spelling, ListedThing thing, string zone)
        => spelling.Name.StartsWith("permit", StringComparison.Ordinal)
            ? new PermitListed(spelling, thing, new(zone)) : new RejectListed(spelling, thing, new(zone), parts.Listed);

    private Restriction Table(Spelling spelling, MapList table) => spelling.Name switch
    {
        "check_client_access" => new CheckClient(spelling, table, actions, false),
        "check_reverse_client_hostname_access" => new CheckClient(spelling, table, actions, true),
        "check_helo_access" => new CheckHost(spelling, table, actions, false),
        "check_etrn_access" => new CheckHost(spelling, table, actions, true),
        "check_sender_access" => new CheckMail(spelling, table, actions, EnvelopeSide.Sender),
        "check_recipient_access" => new CheckMail(spelling, table, actions, EnvelopeSide.Recipient),
        "check_sasl_access" => new CheckLogin(spelling, table, actions),
        _ when Servers(spelling.Name) is var (thing, type) => new CheckServers(spelling, table, actions, thing, type),
        _ => new Broken(spelling, "no such restriction"),
    };

    private static (ListedThing Thing, NameType Type)? Servers(string name)
    {
        (string suffix, NameType type) = name switch
        {
            _ when name.EndsWith("_mx_access", StringComparison.Ordinal) => ("mx_access", NameType.Mx),
            _ when name.EndsWith("_ns_access", StringComparison.Ordinal) => ("ns_access", NameType.Ns),
            _ when name.EndsWith("_a_access", StringComparison.Ordinal) => ("a_access", NameType.A),
            _ => ("", NameType.A),
        };
        return suffix.Length > 0 && s_servers.TryGetValue(name[..^suffix.Length], out ListedThing thing) ? (thing, type) : null;
    }
}
