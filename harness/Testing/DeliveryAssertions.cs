using Harness.Core.Evidence;

namespace Harness.Testing;

/// <summary>What can be said of where the messages of a session arrived; the verbs can follow one another.</summary>
public sealed class DeliveryAssertions
{
    private readonly SessionOutcomeAssertions _session;

    internal DeliveryAssertions(SessionOutcomeAssertions session) => _session = session;

    /// <summary>Goes on with something else about the session.</summary>
    public SessionOutcomeAssertions And => _session;

    /// <summary>The session.</summary>
    public SessionOutcome? Which => _session.Subject;

    /// <summary>One arrived at this host outside, or for this recipient.</summary>
    /// <param name="hostOrRecipient">As in <c>mx.tls.example</c>, or <c>someone@tls.example</c>.</param>
    /// <param name="because">Why it should, as FluentAssertions formats it.</param>
    /// <param name="becauseArgs">What is filled into it.</param>
    public DeliveryAssertions To(string hostOrRecipient, string because = "", params object[] becauseArgs)
        => Require(Arrivals.Any(a => Is(a.Host, hostOrRecipient) || Is(a.Recipient, hostOrRecipient)), $"to {hostOrRecipient}", because, becauseArgs);

    /// <summary>One arrived in a mailbox of the server itself.</summary>
    /// <param name="because">Why it should, as FluentAssertions formats it.</param>
    /// <param name="becauseArgs">What is filled into it.</param>
    public DeliveryAssertions ToMailbox(string because = "", params object[] becauseArgs)
        => Require(Arrivals.Any(a => a.Host == Arrival.Mailbox), "to a mailbox of the server", because, becauseArgs);

    /// <summary>All that went to hosts outside went encrypted.</summary>
    /// <param name="because">Why it should, as FluentAssertions formats it.</param>
    /// <param name="becauseArgs">What is filled into it.</param>
    public DeliveryAssertions Encrypted(string because = "", params object[] becauseArgs)
        => Require(Arrivals.Any(IsOutside) && Arrivals.Where(IsOutside).All(a => a.Tls is not null), "outside, and encrypted", because, becauseArgs);

    /// <summary>The octets that arrived have this in them, wherever they can be read.</summary>
    /// <param name="text">Part of the message, as it is escaped in transcripts: <c>\r\n</c> is a line end.</param>
    /// <param name="because">Why they should, as FluentAssertions formats it.</param>
    /// <param name="becauseArgs">What is filled into it.</param>
    public DeliveryAssertions Carrying(string text, string because = "", params object[] becauseArgs)
        => Require(Arrivals.Any(a => a.Message is { } m && m.Contains(text, StringComparison.Ordinal)), $"of a message with \"{text}\" in it", because, becauseArgs, Message);

    private IReadOnlyList<Arrival> Arrivals => Which?.Arrivals ?? [];

    private string? Message => Arrivals.FirstOrDefault(a => a.Message is not null)?.Message is { } message ? $"what arrived is {message}" : null;

    private static bool IsOutside(Arrival arrival) => arrival.Host != Arrival.Mailbox;

    private static bool Is(string seen, string wanted) => seen.Equals(wanted, StringComparison.OrdinalIgnoreCase);

    private DeliveryAssertions Require(bool holds, string expected, string because, object[] becauseArgs, string? instead = null)
    {
        _session.Require(holds, $"to lead to a delivery {expected}", because, becauseArgs, instead ?? _session.Arrived);
        return this;
    }
}
