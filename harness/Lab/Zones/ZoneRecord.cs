namespace Harness.Lab.Zones;

/// <summary>One record of the lab's own DNS, as a zone file spells it.</summary>
/// <param name="Name">The owner without the dot at the end.</param>
/// <param name="Type">A, AAAA, MX, NS, TXT.</param>
/// <param name="Value">The data as unbound's local-data takes it; names end in a dot.</param>
internal sealed record ZoneRecord(string Name, string Type, string Value);
