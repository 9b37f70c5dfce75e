using Harness.Core.Smtp.Tls;

namespace Harness.Core.Scenarios;

/// <summary>Reads the step <c>client-hello</c>.</summary>
internal static class HelloReader
{
    private const string Example = "client-hello: { versions: TLSv1.0, suites: all }";

    /// <summary>Reads the step; with the scope's values, its words must be those that a hello can offer.</summary>
    public static SayHello Read(YamlNode node, BindingScope scope)
    {
        YamlMap map = node.Map(Example);
        map.OnlyKeys("versions", "suites", "name");
        YamlNode versions = map.Need("versions", Example), suites = map.Need("suites", Example);
        string offered = scope.Later(versions), among = scope.Later(suites);
        if (ClientHello.Complaint(scope.Now(versions), scope.Now(suites)) is { } complaint)
        {
            throw map.Wrong($"{complaint}");
        }

        return new SayHello(offered, among, map.TryFind("name", out YamlNode? name) ? scope.Later(name) : null);
    }
}
