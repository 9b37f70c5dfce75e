using System.Net.Security;

namespace Harness.Core.Smtp.Tls;

/// <summary>Sends a ClientHello and reads what the server says to it in clear; then gives up, as a client may (RFC 8446 §6.1).</summary>
internal static class HelloExchange
{
    // user_canceled, then close_notify, both as warnings.
    private static readonly byte[] _goodbye = [21, 3, 1, 0, 2, 1, 90, 21, 3, 1, 0, 2, 1, 0];

    /// <summary>Plays the exchange; no behaviour of the server throws.</summary>
    /// <param name="stream">The connection, after a 220 to STARTTLS.</param>
    /// <param name="hello">What to offer.</param>
    /// <param name="deadlines">How long to write, and how long to wait for the whole answer.</param>
    /// <param name="ct">Ends it with an exception.</param>
    public static async Task<TlsOutcome> RunAsync(Stream stream, ClientHello hello, Deadlines deadlines, CancellationToken ct)
    {
        var flight = new ServerFlight(hello);
        var reader = new FlightReader(flight);
        // A server that is gone already may have left its reason.
        await SendAsync(stream, hello.Octets(), deadlines.Write, ct).ConfigureAwait(false);
        HelloEnd? broken = await ReadAsync(stream, reader, deadlines.Tls, ct).ConfigureAwait(false);
        if (flight.IsWhole)
        {
            await SendAsync(stream, _goodbye, deadlines.Write, ct).ConfigureAwait(false);
        }

        return Outcome(hello, flight, reader, broken);
    }

    private static async Task SendAsync(Stream stream, byte[] octets, TimeSpan patience, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(patience);
        try
        {
            await stream.WriteAsync(octets, limit.Token).ConfigureAwait(false);
            await stream.FlushAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception gone) when (StreamLayers.IsBreak(gone) || (gone is OperationCanceledException && !ct.IsCancellationRequested))
        {
            // What it makes of that is read next, if anything.
        }
    }

    /// <returns>How the waiting ended without an answer, or null where there is one.</returns>
    private static async Task<HelloEnd?> ReadAsync(Stream stream, FlightReader reader, TimeSpan patience, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(patience);
        var room = new byte[4096];
        try
        {
            while (!reader.IsOver)
            {
                int count = await stream.ReadAsync(room, limit.Token).ConfigureAwait(false);
                if (count == 0)
                {
                    return reader.IsBlank ? HelloEnd.Refused : HelloEnd.BrokenOff;
                }

                reader.Feed(room.AsSpan(0, count));
            }

            return null;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return HelloEnd.TimedOut;
        }
        catch (Exception gone) when (StreamLayers.IsBreak(gone))
        {
            return reader.IsBlank ? HelloEnd.Refused : HelloEnd.BrokenOff;
        }
    }

    private static TlsOutcome Outcome(ClientHello hello, ServerFlight flight, FlightReader reader, HelloEnd? broken)
    {
        HelloEnd end = broken ?? (reader.Defect is not null ? HelloEnd.Garbled : reader.FatalAlert is not null ? HelloEnd.Refused : HelloEnd.Agreed);
        string? detail = end switch
        {
            HelloEnd.Agreed => null,
            HelloEnd.Refused => reader.FatalAlert is { } alert ? $"refused with the alert {alert}" : "refused by closing the connection, without an alert",
            HelloEnd.BrokenOff => "broken off inside the server's answer",
            HelloEnd.TimedOut => "no whole answer before the deadline",
            _ => $"not an answer to a ClientHello: {reader.Defect}",
        };
        ServerHello? answer = end == HelloEnd.Agreed ? flight.Answer : null;
        bool isInClear = answer is { Version: < TlsVersions.Tls13 };
        PresentedCertificate[] chain = answer is null ? [] : [.. flight.Certificates.Select(PresentedCertificate.Of)];
        return new TlsOutcome(
            false,
            answer is null ? null : TlsVersions.Name(answer.Version),
            answer is null ? null : ((TlsCipherSuite)answer.Suite).ToString(),
            chain is [var own, ..] ? own : null,
            detail)
        {
            Issuers = [.. chain.Skip(1)],
            Anchored = answer is null ? null : TrustStore.Anchors(flight.Certificates),
            Hello = new HelloFacts(hello, end, reader.FatalAlert, answer is null ? null : flight.Group)
            {
                Stapled = isInClear ? flight.IsStapled : null,
                Ticket = isInClear ? answer!.Extensions.Contains(35) : null,
                SessionId = isInClear ? answer!.HasSessionId : null,
                SecureRenegotiation = isInClear ? answer!.Extensions.Contains(0xFF01) : null,
                Compressed = isInClear ? answer!.Compression != 0 : null,
            },
        };
    }
}
