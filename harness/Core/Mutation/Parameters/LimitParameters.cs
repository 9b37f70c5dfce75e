namespace Harness.Core.Mutation.Parameters;

/// <summary>How much, how many, how long.</summary>
internal static class LimitParameters
{
    /// <summary>The parameters.</summary>
    public static readonly IReadOnlyList<Bearing> All =
    [
        new("message_size_limit", Role.Limit, "10240000", "limits/size*", "limits/message/*", "limits/*"),
        new("mailbox_size_limit", Role.Limit, "51200000", "limits/size*", "limits/*"),
        new("smtpd_recipient_limit", Role.Limit, "1000", "limits/recipients-bounded", "limits/recipients*", "limits/*"),
        new("smtpd_recipient_overshoot_limit", Role.Limit, "1000", "limits/recipients*", "limits/*"),
        new("smtpd_hard_error_limit", Role.Limit, null, "limits/bad-commands*", "limits/*"),
        new("smtpd_soft_error_limit", Role.Limit, "10", "limits/bad-commands*", "limits/*"),
        new("smtpd_junk_command_limit", Role.Limit, null, "limits/idle-*", "limits/*"),
        new("smtpd_client_connection_count_limit", Role.Limit, "50", "clients/two-connections", "clients/flood", "clients/*"),
        new("smtpd_client_connection_rate_limit", Role.Limit, "0", "helo/wellformed/*", "clients/*"),
        new("smtpd_client_message_rate_limit", Role.Limit, "0", "address/must-take/*", "clients/*"),
        new("smtpd_client_recipient_rate_limit", Role.Limit, "0", "address/must-take/*", "limits/recipients*"),
        new("smtpd_client_auth_rate_limit", Role.Limit, "0", "auth/*"),
        new("smtpd_timeout", Role.Limit, null, "clients/thinks", "clients/slow*", "clients/shed/*", "clients/*"),
        new("smtpd_per_request_deadline", Role.Flag, null, "clients/shed/*", "clients/*"),
        new("line_length_limit", Role.Limit, "2048", "limits/command-line*", "limits/text-line/*", "helo/length/*", "limits/*"),
        new("header_size_limit", Role.Limit, "102400", "limits/message/*", "limits/*"),
        new("hopcount_limit", Role.Limit, "50", "limits/loop/*", "limits/*"),
        new("default_process_limit", Role.Limit, "100", "clients/flood", "clients/*"),
    ];
}
