using System.Globalization;

namespace Harness.Core.Engine.Remote;

/// <summary>What a caller is told before a server is asked anything: how many sessions are coming, and what they mean for whom.</summary>
public static class RemoteAnnouncement
{
    /// <summary>It in one line.</summary>
    /// <param name="target">The server.</param>
    /// <param name="server">What the caller said of it.</param>
    /// <param name="plan">What is going to be played.</param>
    public static string Of(RemoteTarget target, RemoteServer server, RunPlan plan)
    {
        string rate = string.Create(CultureInfo.InvariantCulture, $"{server.Rate:0.##}");
        string relayed = server.Outside is not null && plan.Relayed > 0 ? $" and, where it relays, {plan.Relayed} to {server.Outside}" : "";
        string again = server.RetryAfter is { } wait ? $", {wait.TotalSeconds:0} s more if it greylists" : "";
        return $"{target.Describe().Name}: {plan.Sessions} sessions, {server.Parallel} at a time and {rate} a second at the most; "
            + $"at most {plan.Messages} messages to {server.Recipient}{relayed}; about {InWords(plan.About(target.Manners))}{again}";
    }

    private static string InWords(TimeSpan time) => time.TotalSeconds < 90 ? $"{Math.Ceiling(time.TotalSeconds):0} s" : $"{Math.Ceiling(time.TotalMinutes):0} min";
}
