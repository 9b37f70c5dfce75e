using System.Net;
using System.Net.Sockets;
using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Matrix;
using Harness.Core.Postfix.Access.Matrix.Derived;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Verdicts.Proving;

/// <summary>What claims speak of, in the matrix of one configuration.</summary>
public sealed class ProofGround
{
    private const int FewestBits = 8;
    private const int FewestBits6 = 32;

    private readonly NetworkList _networks;
    private readonly IPNetwork[] _wide;
    private readonly bool _areNetworksSet;
    private readonly bool _hasPercentHack;
    private readonly HashSet<IPAddress> _own;
    private readonly bool[] _isForeign;
    private readonly ListedAnswers _listed;

    /// <summary>Takes a matrix for a proof.</summary>
    /// <param name="matrix">The sessions derived from the configuration.</param>
    /// <param name="source">The configuration.</param>
    /// <param name="own">The addresses of the server itself.</param>
    /// <param name="decide">What a session comes to by <c>reject_unauth_destination</c> alone.</param>
    public ProofGround(DerivedMatrix matrix, MatrixSource source, IReadOnlyList<IPAddress> own, Func<AccessSession, AccessOutcome> decide)
    {
        Matrix = ProofMatrix.Of(matrix);
        _networks = new NetworkList(source.Parameters.Words("mynetworks"), source.Tables);
        _wide = [.. _networks.Networks().Select(n => n.Network).Where(n => n.PrefixLength < (n.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? FewestBits : FewestBits6))];
        _areNetworksSet = source.Parameters.Find("mynetworks") is { IsSet: true };
        _hasPercentHack = source.Parameters.IsOn("allow_percent_hack");
        _own = [.. own];
        _listed = new ListedAnswers(source, Matrix.Names);
        _isForeign = [.. Matrix.Axes.Recipients.Select((r, i) => IsForeignTo(i, r, decide))];
    }

    /// <summary>The sessions: every way to go about it, up to the end of the message.</summary>
    public DerivedMatrix Matrix { get; }

    /// <summary>The DNS lists that the configuration asks about clients.</summary>
    public IReadOnlyCollection<string> Zones => _listed.Zones;

    /// <summary>All sessions of clients outside that have these values; what is not named may be anything.</summary>
    public ProofScope Scope(Func<int, bool>? clients = null, Func<int, bool>? helos = null, Func<int, bool>? senders = null, Func<int, bool>? recipients = null)
        => new([Places(0, c => IsOutside(c) && clients?.Invoke(c) != false), Places(1, helos), Places(2, senders), Places(3, recipients), Places(4, null)]);

    /// <summary>Whether a client is none of the server's own.</summary>
    public bool IsOutside(int place)
    {
        MatrixClient client = Matrix.Axes.Clients[place];
        if (client.Login is not null || client.Address is not { } address || IPAddress.IsLoopback(address) || _own.Contains(address))
            return false;
        return !_areNetworksSet || _networks.Find(client.Name, address.ToString()).Status != LookupStatus.Found || IsOnlyInAWideOne(address);
    }

    /// <summary>Whether a recipient is none that the server has mail for, by what its configuration names.</summary>
    public bool IsForeign(int place) => _isForeign[place];

    /// <summary>Whether a client is on a list, with an answer that counts.</summary>
    public bool IsListed(int place, string zone) => Matrix.Axes.Clients[place].Address is { } address && _listed.Has(address, zone);

    /// <summary>Whether a recipient is the postmaster, whom mail has to reach, or the sender of double bounces, whose mail is thrown away (postconf(5), double_bounce_sender).</summary>
    public bool IsExempt(int place)
    {
        string recipient = Matrix.Axes.Recipients[place];
        return recipient.StartsWith("double-bounce@", StringComparison.OrdinalIgnoreCase) || recipient.Equals("postmaster", StringComparison.OrdinalIgnoreCase) || recipient.StartsWith("postmaster@", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether a sender is one of the server's own: in a domain of its own once it is rewritten, or without one, which the server completes.</summary>
    public bool IsOurs(int place)
    {
        string sender = Matrix.Axes.Senders[place];
        bool isRouted = _hasPercentHack && sender.LastIndexOf('@') is > 0 and var sign && sender.AsSpan(0, sign).Contains('%');
        return (SenderIs(place, "senders in our own domains") && !isRouted) || (sender.Length > 0 && !sender.Contains('@', StringComparison.Ordinal));
    }

    /// <summary>Whether one of these words names the HELO name.</summary>
    public bool HeloIs(int place, params ReadOnlySpan<string> words) => Is(1, place, words);

    /// <summary>Whether one of these words names the sender.</summary>
    public bool SenderIs(int place, params ReadOnlySpan<string> words) => Is(2, place, words);

    /// <summary>Whether one of these words names the recipient.</summary>
    public bool RecipientIs(int place, params ReadOnlySpan<string> words) => Is(3, place, words);

    private bool Is(int axis, int place, ReadOnlySpan<string> words)
    {
        foreach (string word in words)
        {
            if (Matrix.Labels[axis][place].Contains(word))
                return true;
        }
        return false;
    }

    private bool IsOnlyInAWideOne(IPAddress address)
        => _wide.Any(w => w.Contains(address)) && !_networks.Networks().Any(n => n.Network.Contains(address) && !_wide.Contains(n.Network));

    // A pattern that takes every domain makes every domain one's own to reject_unauth_destination, but names none.
    private bool IsForeignTo(int place, string recipient, Func<AccessSession, AccessOutcome> decide)
    {
        if (RecipientIs(place, "recipients in foreign domains") && !RecipientIs(place, "recipients in subdomains of ours") && !recipient.Contains('[', StringComparison.Ordinal))
            return true;
        int[] at = new int[DerivedMatrix.AxisCount];
        at[3] = place;
        return decide(Matrix.Session(at)) is { IsAccepted: false, UnknownBecause: null, Restriction: "reject_unauth_destination" };
    }

    private int[] Places(int axis, Func<int, bool>? wanted) => [.. Enumerable.Range(0, Matrix.Length(axis)).Where(p => wanted is null || wanted(p))];
}
