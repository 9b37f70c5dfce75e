using Harness.Core.Evidence;
using Harness.Core.Smtp;

namespace Harness.Core.Engine;

/// <summary>
/// What is kept of all sessions of a run together: a server that says much to each of thousands would otherwise fill the memory of
/// whoever asks it, and of whoever reads the record.
/// </summary>
internal sealed class KeptEvidence
{
    // Twice that many octets.
    private const long MostCharacters = 16L * 1024 * 1024;
    private const int MostOfALine = 200;

    private long _kept;

    /// <summary>The observation, without its transcript and in short where enough is kept already.</summary>
    public Observation Of(Observation seen)
    {
        long size = seen.Transcript.Sum(l => (long)l.Text.Length) + seen.Exchanges.Sum(e => e.Sent.Length + e.Lines.Sum(l => (long)l.Length));
        if (Interlocked.Add(ref _kept, size) <= MostCharacters)
        {
            return seen;
        }

        Interlocked.Add(ref _kept, -size);
        return seen with
        {
            Transcript = [new TranscriptLine(0, TranscriptLine.Remark, "not kept: the server has said too much in the sessions before")],
            Exchanges = [.. seen.Exchanges.Select(e => e with { Lines = e.Stage == Stage.Helo ? e.Lines : [.. e.Lines.Take(1).Select(l => l.Length <= MostOfALine ? l : l[..MostOfALine] + "…")] })],
        };
    }
}
