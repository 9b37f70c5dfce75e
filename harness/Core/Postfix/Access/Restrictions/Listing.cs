using Harness.Core.Postfix.Access.Names;

namespace Harness.Core.Postfix.Access.Restrictions;

/// <summary>What a DNS list says.</summary>
internal enum ListingStatus
{
    /// <summary>Not listed, or not in a way the pattern wants.</summary>
    NotListed,

    /// <summary>Listed.</summary>
    Listed,

    /// <summary>The list does not answer: as good as not listed, for lists of the bad.</summary>
    Unanswered,

    /// <summary>The pattern cannot be read: smtpd dies.</summary>
    Fatal,

    /// <summary>Nobody knows.</summary>
    Unknown,
}

/// <summary>An answer of a DNS list.</summary>
/// <param name="Status">What it says.</param>
/// <param name="Text">The answer to the question for TXT; null unless listed.</param>
/// <param name="UnknownOf">What is not known.</param>
internal readonly record struct Listing(ListingStatus Status, NameAnswer? Text, string UnknownOf)
{
    public static readonly Listing No = new(ListingStatus.NotListed, null, "");
}
