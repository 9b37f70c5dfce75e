namespace Harness.Core.Postfix.Intake;

/// <summary>A master.cf of another host: addresses it listens at, the port of attacks, services that a later Postfix wants.</summary>
internal static class MasterRule
{
    // Without them smtpd waits and complains; each came after Postfix 2.0.
    private static readonly (string Name, string Line)[] _later =
    [
        ("anvil", "anvil unix - - y - 1 anvil"), ("scache", "scache unix - - y - 1 scache"),
        ("discard", "discard unix - - y - - discard"), ("retry", "retry unix - - y - - error"),
        ("proxymap", "proxymap unix - - n - - proxymap"), ("proxywrite", "proxywrite unix - - n - 1 proxymap"),
        ("tlsmgr", "tlsmgr unix - - y 1000? 1 tlsmgr"), ("verify", "verify unix - - y - 1 verify"),
        ("trace", "trace unix - - y - 0 bounce"),
    ];

    public static void Apply(IntakeDraft draft)
    {
        if (draft.Services.Count == 0)
            return;
        List<string> ports = [.. draft.Services.Where(s => s.Type == "inet").Select(s => s.Name.Text)];
        var loopback = 2;
        foreach (var service in draft.Services.Where(s => s.Type == "inet" && IsElsewhere(s.Name.Text)))
        {
            var port = service.Name.Text[(service.Name.Text.LastIndexOf(':') + 1)..];
            var by = ports.Contains(port) ? $"127.0.0.{loopback++}:{port}" : port;
            ports.Add(by);
            service.Text.Replace(service.Name, by);
            draft.List(service.Name.Text, $"master.cf:{service.Name.Line}", "another host's address", by);
        }
        if (!ports.Any(IsPort25) && draft.Services.FirstOrDefault(s => s is { Type: "inet", Command: "smtpd" }) is { } smtpd)
        {
            draft.MasterLines.Add(string.Join(' ', smtpd.Arguments.Select(smtpd.Text.Now).Prepend("smtp inet n - y - - smtpd")));
            draft.List("no service at port 25", "master.cf", $"attacks come there; smtpd listens at {smtpd.Name.Text}", $"smtp inet, with what stands at line {smtpd.Name.Line}");
        }
        foreach (var (name, line) in _later.Where(l => draft.Services.All(s => s.Name.Text != l.Name)))
        {
            draft.MasterLines.Add(line);
            draft.List($"no service {name}", "master.cf", "this Postfix asks for it", line);
        }
    }

    private static bool IsPort25(string name) => name is "smtp" or "25" or "0.0.0.0:smtp" or "0.0.0.0:25" or "[::]:smtp" or "[::]:25";

    private static bool IsElsewhere(string name)
    {
        var colon = name.LastIndexOf(':');
        var host = colon < 0 ? "" : name[..colon].Trim('[', ']');
        return host is not ("" or "localhost" or "::1" or "0.0.0.0" or "::" or "*") && !host.StartsWith("127.", StringComparison.Ordinal);
    }
}
