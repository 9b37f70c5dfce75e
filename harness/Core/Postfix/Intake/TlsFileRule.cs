namespace Harness.Core.Postfix.Intake;

/// <summary>Certificates, keys and authorities that were not given. Without them STARTTLS would be offered and answered 454, or not offered.</summary>
internal static class TlsFileRule
{
    private static readonly string[] _programs = ["smtpd", "smtp", "lmtp", "tlsproxy"];

    public static void Apply(IntakeDraft draft)
    {
        foreach (var program in _programs)
        {
            foreach (var kind in new[] { "", "d", "ec" })
                Pair(draft, $"{program}_tls_{kind}cert_file", $"{program}_tls_{kind}key_file");
            foreach (var chain in draft.Everywhere($"{program}_tls_chain_files"))
                Chain(draft, chain);
            foreach (var authorities in draft.Everywhere($"{program}_tls_CAfile").Where(a => IsMissing(draft, a)))
                Made(draft, authorities, PathOf(draft, authorities), withKey: false, withCertificate: true, "a certificate of the lab's");
            foreach (var directory in draft.Everywhere($"{program}_tls_CApath").Where(a => IsMissing(draft, a)))
            {
                draft.Make(new MadeDirectory(PathOf(draft, directory), ForEverybody: false));
                draft.List($"{directory.Name} = {directory.Raw}", directory.Place, "it was not given", "an empty directory");
            }
            foreach (var size in new[] { "512", "1024" })
            {
                foreach (var group in draft.Everywhere($"{program}_tls_dh{size}_param_file").Where(a => IsMissing(draft, a)))
                    draft.List($"{group.Name} = {group.Raw}", group.Place, "it was not given", "the parameters that Postfix has built in");
            }
        }
    }

    private static void Pair(IntakeDraft draft, string certParameter, string keyParameter)
    {
        if (draft.Everywhere(certParameter).FirstOrDefault(a => PathOf(draft, a).StartsWith('/')) is not { } cert)
            return;
        var certPath = PathOf(draft, cert);
        var key = draft.Everywhere(keyParameter).FirstOrDefault();
        var keyPath = key is null || PathOf(draft, key).Length == 0 ? certPath : PathOf(draft, key);
        var isKeyMissing = !TableName.Exists(draft, keyPath);
        // A key that is missing beside its certificate is the user's own mistake, and Postfix shall show it.
        if (TableName.Exists(draft, certPath) && (!isKeyMissing || keyPath.StartsWith("/etc/postfix/", StringComparison.Ordinal)))
        {
            Link(draft, certPath);
            Link(draft, keyPath);
            return;
        }
        Made(draft, cert, certPath, withKey: keyPath == certPath, withCertificate: true, "a self-signed certificate of the lab's");
        if (key is not null && keyPath != certPath)
            Made(draft, key, keyPath, withKey: true, withCertificate: false, "the key of that certificate");
    }

    // One file holds both; of several the key comes first (postconf(5), smtpd_tls_chain_files).
    private static void Chain(IntakeDraft draft, Assignment chain)
    {
        var paths = chain.Words.Select(w => (Word: w, Path: draft.Expansion.Of(w.Text))).ToArray();
        if (paths.All(p => TableName.Exists(draft, p.Path)))
        {
            foreach (var (_, path) in paths)
                Link(draft, path);
            return;
        }
        for (var i = 0; i < paths.Length; i++)
        {
            draft.Make(new MadeCertificate(paths[i].Path, draft.Text("myhostname"), i == 0, i > 0 || paths.Length == 1));
            draft.List(paths[i].Path, chain.PlaceOf(paths[i].Word), $"{chain.Name} names it and it was not given",
                i > 0 || paths.Length == 1 ? "a self-signed certificate of the lab's" : "a key of the lab's");
        }
    }

    private static void Made(IntakeDraft draft, Assignment set, string path, bool withKey, bool withCertificate, string by)
    {
        draft.Make(new MadeCertificate(path, draft.Text("myhostname"), withKey, withCertificate));
        draft.List($"{set.Name} = {set.Raw}", set.Place, "it was not given", by);
    }

    private static void Link(IntakeDraft draft, string path)
    {
        if (draft.Given.Find(path) is { } given && path != $"/etc/postfix/{given}")
            draft.Make(new GivenFile(path, given));
    }

    private static string PathOf(IntakeDraft draft, Assignment set) => draft.Expansion.Of(set.Raw).Trim();

    private static bool IsMissing(IntakeDraft draft, Assignment set)
        => PathOf(draft, set) is ['/', ..] and var path && !TableName.Exists(draft, path);
}
