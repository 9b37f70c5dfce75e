namespace Harness.Core.Postfix.Access.Replies;

/// <summary>
/// A reply of 4xx or 5xx in pieces: most refusals of a list are remembered or only warned about, and never become text.
/// </summary>
internal readonly struct Refusal
{
    private readonly string _before;
    private readonly string? _after;
    private readonly string? _text;
    private readonly string? _more;
    private readonly ReplyName _name;

    private Refusal(int code, string dsn, string before, ReplyName name, string? after, string? text, string? more)
    {
        Code = code;
        Dsn = dsn;
        _before = before;
        _name = name;
        _after = after;
        _text = text;
        _more = more;
    }

    public int Code { get; }

    /// <summary>The enhanced status code, its first digit not yet made that of the reply code.</summary>
    public string Dsn { get; }

    /// <summary><c>&lt;name&gt;: Class rejected: text more</c>.</summary>
    public static Refusal Rejected(int code, string dsn, ReplyName name, ReplyClass subject, string text, string? more = null)
        => new(code, dsn, "<", name, subject.Rejected, text, more);

    /// <summary><c>&lt;name&gt; after text</c>.</summary>
    public static Refusal Named(int code, string dsn, ReplyName name, string after, string? text = null)
        => new(code, dsn, "<", name, after, text, null);

    /// <summary>A text of its own, with an optional value inside.</summary>
    public static Refusal Plain(int code, string dsn, string text, string inner = "", string? after = null)
        => new(code, dsn, text, new(inner), after, null, null);

    /// <summary>The lists' answer to a mistake of the configuration.</summary>
    public static readonly Refusal ServerError = Plain(451, "4.3.5", "Server configuration error");

    /// <summary>The answer to a table that fails.</summary>
    public static Refusal LookupFailure(ReplyName name) => Named(451, "4.3.0", name, ">: Temporary lookup failure");

    /// <summary>The text without codes.</summary>
    public string Text => _name.Address is null
        ? $"{_before}{_name.Name}{_after}{_text}{_more}"
        : $"{_before}{_name.Name}[{_name.Address}]{_after}{_text}{_more}";
}
