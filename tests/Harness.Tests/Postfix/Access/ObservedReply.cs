using System.Net;
using System.Text.Json;
using Harness.Core.Postfix.Access;

namespace Harness.Tests.Postfix.Access;

/// <summary>A reply that a real Postfix gave: one line of observed.jsonl.</summary>
internal sealed record ObservedReply(string Id, string[] On, string Client, string Name, string? Helo, bool Esmtp, string? Sender, bool Utf8,
    string[] Recipients, AccessCommand Asked, int Code, string Enhanced, string Text, string? Restriction)
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    /// <summary>What was played.</summary>
    public AccessSession Session => new()
    {
        Client = IPAddress.Parse(Client),
        ClientName = Name,
        ReverseName = Name,
        Helo = Helo,
        Esmtp = Esmtp,
        Sender = Sender,
        SmtpUtf8 = Utf8,
        Recipients = Recipients,
        Asked = Asked,
    };

    /// <summary>All of them.</summary>
    public static IEnumerable<ObservedReply> Read(string path)
        => File.ReadLines(path).Select(l => JsonSerializer.Deserialize<ObservedReply>(l, s_options)!);

    /// <summary>The main.cf and the release of a label: <c>3.7</c>, <c>3.7 compat0</c>, <c>3.7 early</c>.</summary>
    public static (string MainCf, string Release) Configuration(string on)
    {
        string[] parts = on.Split(' ');
        string text = SampleServer.Guide;
        if (parts[0] == "3.5")
            text = text.Replace("compatibility_level = 3.6", "compatibility_level = 2", StringComparison.Ordinal);
        if (parts.Contains("compat0"))
            text = text.Replace("compatibility_level = 3.6\n", "", StringComparison.Ordinal);
        if (parts.Contains("early"))
            text += "smtpd_delay_reject = no\n";
        return (text, parts[0]);
    }
}
