using System.Net;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;
using Harness.Core.Postfix.Configuration;
using Harness.Lab.Containers;

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
    private const string Script = """
        cp /usr/share/postfix/master.cf.dist /tmp/master.cf; mkdir -p /none; : >/none/main.cf; : >/none/master.cf
        say() { key=$1; shift; "$@" >/tmp/o 2>/tmp/e; echo "@case $key $?"; cat /tmp/o; echo; echo @complaints; cat /tmp/e; echo; }
        hostname; ip -o addr | while read -r _ _ _ address _; do printf '%s ' "$address"; done; echo
        for d in /cases/*; do
          [ -e "$d/master.cf" ] || cp /tmp/master.cf "$d/master.cf"
          say "${d##*/} -n" postconf -c "$d" -n; say "${d##*/} -xn" postconf -c "$d" -x -n; say "${d##*/} -M" postconf -c "$d" -M
        done
        say "none -d" postconf -c /none -d; say "none -xd" postconf -c /none -x -d
        """;

    /// <summary>The machine that postconf ran on.</summary>
    public MachineFacts Machine => machine;

    /// <summary>What it said of a case with the options <c>-n</c>, <c>-xn</c> or <c>-M</c>; of the case <c>none</c> with <c>-d</c> or <c>-xd</c>.</summary>
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
