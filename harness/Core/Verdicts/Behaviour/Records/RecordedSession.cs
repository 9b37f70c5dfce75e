using System.Net;
using System.Text.Json.Serialization;
using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Matrix.Derived;
using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Verdicts.Behaviour.Records;

/// <summary>A session with what it came to. What is not said is ordinary: no TLS, EHLO, a client whose name leads back.</summary>
public sealed record RecordedSession
{
    /// <summary>The client's address; null for one that Postfix cannot know.</summary>
    public string? Client { get; init; }

    /// <summary>Its verified name; null without one.</summary>
    public string? Name { get; init; }

    /// <summary>The name of its PTR record, where that is another.</summary>
    public string? Reverse { get; init; }

    /// <summary>Its name cannot be looked up for now.</summary>
    public bool NameFails { get; init; }

    /// <summary>The name it has logged in with.</summary>
    public string? Login { get; init; }

    /// <summary>Under TLS.</summary>
    public bool Tls { get; init; }

    /// <summary>The HELO name; null where none was said.</summary>
    public string? Helo { get; init; }

    /// <summary>HELO instead of EHLO.</summary>
    public bool Smtp { get; init; }

    /// <summary>MAIL with SMTPUTF8.</summary>
    public bool Utf8 { get; init; }

    /// <summary>The envelope sender; null where there is no MAIL.</summary>
    public string? From { get; init; }

    /// <summary>The recipients.</summary>
    public IReadOnlyList<string>? To { get; init; }

    /// <summary>The command whose answer is asked for, where that is not RCPT.</summary>
    public string? At { get; init; }

    /// <summary>What DNS lists say about it: <c>2.2.0.192.list.example=127.0.0.2</c>.</summary>
    public IReadOnlyList<string>? Listed { get; init; }

    /// <summary><c>played</c> on a real server or <c>predicted</c> by the model.</summary>
    public required string By { get; init; }

    /// <summary>The stage that answered.</summary>
    public required string Stage { get; init; }

    /// <summary>The reply code; 0 where the server hung up without a word, or nobody knows.</summary>
    public int Code { get; init; }

    /// <summary>The enhanced status code of a refusal.</summary>
    public string? Enhanced { get; init; }

    /// <summary>The text of a refusal.</summary>
    public string? Text { get; init; }

    /// <summary>The restriction that decided.</summary>
    public string? Restriction { get; init; }

    /// <summary>Its line, as in <c>main.cf:12</c>, or <c>default:smtpd_relay_restrictions</c>.</summary>
    public string? Line { get; init; }

    /// <summary>The line of the table that decided.</summary>
    public string? Entry { get; init; }

    /// <summary>What would have to be known to foretell it.</summary>
    public string? Unknown { get; init; }

    /// <summary>Why smtpd dies instead of answering.</summary>
    public string? Fatal { get; init; }

    /// <summary>What the model foretold, where the server did otherwise: <c>250 at rcpt</c>.</summary>
    public string? Foretold { get; init; }

    /// <summary>Whether a real server answered.</summary>
    [JsonIgnore]
    public bool IsPlayed => By == Played;

    /// <summary>The word for a real server's answer.</summary>
    public const string Played = "played";

    /// <summary>The word for the model's answer.</summary>
    public const string Predicted = "predicted";

    /// <summary>Records a session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="names">Who is on which list.</param>
    /// <param name="outcome">What it came to.</param>
    /// <param name="isPlayed">On a real server.</param>
    public static RecordedSession Of(AccessSession session, MatrixNames names, AccessOutcome outcome, bool isPlayed)
    {
        string[] listed = [.. names.ListingsAbout(session).Select(l => $"{l.Name}={l.Answer}").Order(StringComparer.Ordinal)];
        bool refused = !outcome.IsAccepted && outcome.Fatal is null && outcome.UnknownBecause is null;
        return new()
        {
            Client = session.Client?.ToString(),
            Name = session.ClientName == "unknown" ? null : session.ClientName,
            Reverse = session.ReverseName == session.ClientName ? null : session.ReverseName,
            NameFails = session.NameIsTemporary,
            Login = session.Login,
            Tls = session.Tls,
            Helo = session.Helo,
            Smtp = !session.Esmtp,
            Utf8 = session.SmtpUtf8,
            From = session.Sender,
            To = session.Recipients.Count == 0 ? null : session.Recipients,
            At = session.Asked == AccessCommand.Rcpt ? null : session.Asked.ToWord(),
            Listed = listed.Length == 0 ? null : listed,
            By = isPlayed ? Played : Predicted,
            Stage = outcome.Stage.ToWord(),
            Code = outcome.Code,
            Enhanced = refused ? Given(outcome.Enhanced) : null,
            // The text of a yes has a queue's name in it, or nothing.
            Text = refused ? Given(outcome.Text) : null,
            Restriction = Given(outcome.Restriction),
            Line = Spelt(outcome.Place),
            Entry = Spelt(outcome.Entry),
            Unknown = outcome.UnknownBecause,
            Fatal = outcome.Fatal,
        };
    }

    /// <summary>The session that was recorded.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public AccessSession Session() => new()
    {
        Client = Client is null ? null : IPAddress.TryParse(Client, out IPAddress? client) ? client : throw new FormatException($"\"client\": {Client} is no address"),
        ClientName = Name ?? "unknown",
        ReverseName = Reverse ?? Name ?? "unknown",
        NameIsTemporary = NameFails,
        Login = Login,
        Tls = Tls,
        Helo = Helo,
        Esmtp = !Smtp,
        SmtpUtf8 = Utf8,
        Sender = From,
        Recipients = To ?? [],
        Asked = At is null ? AccessCommand.Rcpt : Command(At),
    };

    /// <summary>What it came to.</summary>
    /// <param name="textOf">The text of a line of a recorded file, counted from 1.</param>
    /// <exception cref="FormatException">A stage or a line is none.</exception>
    public AccessOutcome Outcome(Func<string, int, string> textOf) => new(Command(Stage), Code, Enhanced ?? "", Text ?? "", Restriction ?? "", Place(Line, textOf))
    {
        Entry = Place(Entry, textOf),
        UnknownBecause = Unknown,
        Fatal = Fatal,
    };

    /// <summary>The same session whatever it came to has the same text.</summary>
    public string Key() => string.Join('\u001f', Client, Name, Reverse, NameFails, Login, Tls, Helo is null, Helo, Smtp, Utf8, From is null, From, To is null ? null : string.Join('\u001e', To), At, Listed is null ? null : string.Join('\u001e', Listed));

    private static AccessCommand Command(string word)
        => AccessCommandWords.Parse(word) ?? throw new FormatException($"{word} is no stage");

    private static string? Spelt(SettingLine? place) => place switch
    {
        null => null,
        { Line: 0 } => $"default:{place.Parameter}",
        { File: var file } when file.StartsWith("/etc/postfix/", StringComparison.Ordinal) => $"{file["/etc/postfix/".Length..]}:{place.Line}",
        _ => $"{Path.GetFileName(place.File)}:{place.Line}",
    };

    private static SettingLine? Place(string? spelt, Func<string, int, string> textOf)
    {
        if (spelt is null)
            return null;
        int colon = spelt.LastIndexOf(':');
        if (colon < 1)
            throw new FormatException($"{spelt} is no line of a file");
        (string file, string rest) = (spelt[..colon], spelt[(colon + 1)..]);
        if (file == "default")
            return SettingLine.Default("main.cf", rest);
        return int.TryParse(rest, out int line) && line > 0 ? new(file, line, "", textOf(file, line)) : throw new FormatException($"{spelt} is no line of a file");
    }

    private static string? Given(string text) => text.Length == 0 ? null : text;
}
