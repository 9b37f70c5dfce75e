namespace Harness.Core.Scenarios;

/// <summary>What a blocking list can be made to do in a lab, as <c>when</c> spells it.</summary>
public static class ListConditions
{
    /// <summary>Every word, with what the list does.</summary>
    public static IReadOnlyDictionary<string, string> Meanings { get; } = new Dictionary<string, string>
    {
        ["listed"] = "lists the clients that are said to be listed",
        ["clean"] = "lists nobody but the test points of RFC 5782",
        ["txt-missing"] = "lists them and gives no reason",
        ["large-txt"] = "gives a reason too long for a UDP packet",
        ["cname"] = "answers through a CNAME",
        ["outside-127"] = "answers with an address outside 127.0.0.0/8 for listed clients",
        ["refuse-252"] = "answers 127.255.255.252: its name was mistyped",
        ["refuse-254"] = "answers 127.255.255.254: the resolver is a public one",
        ["refuse-255"] = "answers 127.255.255.255: too many queries",
        ["wildcard"] = "answers everything with the address of a parking page: its domain expired",
        ["code-everyone"] = "lists the whole world: it is being shut down",
        ["servfail"] = "answers SERVFAIL",
        ["timeout"] = "does not answer",
        ["slow"] = "answers late",
    };
}
