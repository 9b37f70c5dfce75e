namespace Harness.Core.Postfix.Intake;

/// <summary>Where a configuration may have files made: a hostile one must not be able to put the lab itself aside.</summary>
internal static class LabPath
{
    private const int Longest = 512;

    private static readonly string[] _taken =
    [
        "/bin", "/boot", "/dev", "/lib", "/lib32", "/lib64", "/libx32", "/proc", "/run", "/sbin", "/sys", "/usr", "/var/run", "/var/lib/dpkg",
        "/etc/passwd", "/etc/group", "/etc/shadow", "/etc/hosts", "/etc/resolv.conf", "/etc/nsswitch.conf", "/etc/services", "/etc/protocols",
        "/etc/ld.so.conf", "/etc/ld.so.preload", "/etc/ld.so.cache", "/etc/pam.d", "/etc/postfix/main.cf", "/etc/postfix/master.cf",
        "/harness", "/var/spool/postfix",
    ];

    private static readonly string[] _free = ["/usr/local/etc", "/usr/local/var", "/usr/pkg", "/usr/share/mail", "/harness/stand-ins"];

    /// <summary>Whether a file of that name may be made.</summary>
    public static bool IsFree(string path)
        => path is ['/', not '/', ..] && path.Length <= Longest && !path.Any(char.IsControl)
        && !path.Split('/').Any(p => p is "." or "..")
        && (IsBelow(path, _free) || !IsBelow(path, _taken));

    private static bool IsBelow(string path, string[] places) => places.Any(p => path == p || path.StartsWith(p + "/", StringComparison.Ordinal));
}
