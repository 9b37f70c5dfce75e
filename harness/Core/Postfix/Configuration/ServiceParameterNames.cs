namespace Harness.Core.Postfix.Configuration;

/// <summary>
/// Parameters that exist because master.cf has a service: <c>relay_destination_concurrency_limit</c> of a transport called
/// relay (postconf(5), transport_destination_concurrency_limit and its like).
/// </summary>
internal static class ServiceParameterNames
{
    private static readonly (string Suffix, string Default)[] Transport =
    [
        ("_recipient_limit", "default_recipient_limit"),
        ("_extra_recipient_limit", "default_extra_recipient_limit"),
        ("_recipient_refill_limit", "default_recipient_refill_limit"),
        ("_recipient_refill_delay", "default_recipient_refill_delay"),
        ("_delivery_slot_cost", "default_delivery_slot_cost"),
        ("_delivery_slot_loan", "default_delivery_slot_loan"),
        ("_delivery_slot_discount", "default_delivery_slot_discount"),
        ("_minimum_delivery_slots", "default_minimum_delivery_slots"),
        ("_initial_destination_concurrency", "initial_destination_concurrency"),
        ("_destination_concurrency_limit", "default_destination_concurrency_limit"),
        ("_destination_recipient_limit", "default_destination_recipient_limit"),
        ("_destination_concurrency_positive_feedback", "default_destination_concurrency_positive_feedback"),
        ("_destination_concurrency_negative_feedback", "default_destination_concurrency_negative_feedback"),
        ("_destination_concurrency_failed_cohort_limit", "default_destination_concurrency_failed_cohort_limit"),
        ("_destination_rate_delay", "default_destination_rate_delay"),
        ("_transport_rate_delay", "default_transport_rate_delay"),
    ];

    private static readonly (string Suffix, string Default)[] Command = [("_time_limit", "command_time_limit")];

    /// <summary>The names with the default of each, which is another parameter.</summary>
    public static IReadOnlyDictionary<string, PlacedText> Of(IEnumerable<MasterService> services)
    {
        var names = new Dictionary<string, PlacedText>(StringComparer.Ordinal);
        foreach (var service in services)
        {
            foreach (var (suffix, other) in Of(service.Command))
            {
                var name = service.Name + suffix;
                names.TryAdd(name, PlacedText.At(SettingLine.Default("main.cf", name), "$" + other));
            }
        }
        return names;
    }

    private static IEnumerable<(string Suffix, string Default)> Of(string command) => command switch
    {
        "local" or "error" or "virtual" or "smtp" or "lmtp" => Transport,
        "pipe" => Command.Concat(Transport),
        "spawn" => Command,
        _ => [],
    };
}
