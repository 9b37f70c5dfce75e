using System.Net;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;
using Harness.Core.Postfix.Configuration;
using Harness.Lab.Containers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Harness.Lab.Tests;

/// <summary>A configuration that postconf(1) is asked about.</summary>
/// <param name="Main">Its main.cf.</param>
/// <param name="Master">Its master.cf; null for the one of the image.</param>
internal sealed record PostconfCase(string Main, string? Master = null);

/// <summary>What one call of postconf(1) said.</summary>
internal sealed record PostconfSaid(IReadOnlyList<string> Output, IReadOnlyList<string> Complaints, int Status);

/// <summary>
/// What postconf(1) of a release says of many configurations: one container and one command in it, since a start of a
/// container costs more than hundreds of postconf.
/// </summary>
internal sealed class PostconfRuns(IReadOnlyDictionary<string, PostconfSaid> said, MachineFacts machine)
{
    // postconf sleeps for a second before it stops at an error: many of them sleep side by side.
    private const string Script = """
        mkdir -p /none /said; : >/none/main.cf; : >/none/master.cf
        cat >/ask <<'END'
        d=$1; shift
        for o; do
          out=$(postconf -c $d $o 2>/said/e$$); status=$?
          echo "@case ${d##*/} $(printf %s "$o" | tr -d ' ') $status"; printf '%s\n' "$out"; echo @complaints; cat /said/e$$
        done >/said/${d##*/}
        END
        hostname; ip -o addr | while read -r _ _ _ address _; do printf '%s ' "$address"; done; echo
        for d in /cases/*; do [ -e $d/master.cf ] || cp /usr/share/postfix/master.cf.dist $d/master.cf; done
        sh /ask /none -d '-x -d'
        ls -d /cases/* | xargs -P 50 -I{} sh /ask {} -n '-x -n' -M
        rm -f /said/e[0-9]*; cat /said/*
        """;

    /// <summary>The machine that postconf ran on.</summary>
    public MachineFacts Machine => machine;

    /// <summary>What it said of a case with the options <c>-n</c>, <c>-x-n</c> or <c>-M</c>; of the case <c>none</c> with <c>-d</c> or <c>-x-d</c>.</summary>
    public PostconfSaid Of(string name, string options) => said[$"{name} {options}"];

    /// <summary>Asks a release about all of them.</summary>
    public static async Task<PostconfRuns> AskAsync(PostfixVersion version, IReadOnlyDictionary<string, PostconfCase> cases)
    {
        await ContainerEngine.PrepareAsync();
        IReadOnlyDictionary<string, string> images = await LabImages.ReadyAsync(["mx"], version, TestContext.Progress.WriteLine, default);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("postconf");
        try
        {
            foreach ((string name, PostconfCase one) in cases)
            {
                DirectoryInfo place = folder.CreateSubdirectory(name);
                await File.WriteAllTextAsync(Path.Combine(place.FullName, "main.cf"), one.Main);
                if (one.Master is not null)
                {
                    await File.WriteAllTextAsync(Path.Combine(place.FullName, "master.cf"), one.Master);
                }
            }

            await using IContainer container = new ContainerBuilder(images["mx"])
                .WithLogger(NullLogger.Instance)
                .WithLabel(Ownership.OwnerLabel, Ownership.Mine)
                .WithHostname("mx.lab.example")
                .WithEntrypoint("sleep", "infinity")
                .Build();
            await container.StartAsync();
            await container.CopyAsync(folder, "/cases");
            ExecResult result = await container.ExecAsync(["sh", "-c", Script]);
            return Read(result.Stdout);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static PostconfRuns Read(string output)
    {
        string[] lines = output.Split('\n');
        MachineFacts machine = new(lines[0], [.. lines[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(a => a.Split('/'))
            .Select(a => new InterfaceAddress(IPAddress.Parse(a[0]), int.Parse(a[1])))]);
        var said = new Dictionary<string, PostconfSaid>();
        for (int i = 2; i < lines.Length;)
        {
            if (!lines[i].StartsWith("@case ", StringComparison.Ordinal))
            {
                i++;
                continue;
            }

            string[] head = lines[i++].Split(' ');
            List<string> printed = Until("@complaints");
            i++;
            List<string> complaints = Until("@case ");
            said[$"{head[1]} {head[2]}"] = new PostconfSaid(printed, complaints, int.Parse(head[3]));

            List<string> Until(string end)
            {
                var part = new List<string>();
                for (; i < lines.Length && !lines[i].StartsWith(end, StringComparison.Ordinal); i++)
                {
                    if (lines[i].Length > 0)
                    {
                        part.Add(lines[i]);
                    }
                }

                return part;
            }
        }

        return new PostconfRuns(said, machine);
    }
}
