using Harness.Core.Postfix.Access;

namespace Harness.Tests.Postfix.Access;

/// <summary>The model against what Postfix 3.5, 3.7 and 3.10 answered.</summary>
public class ObservedRepliesTests
{
    private static readonly Dictionary<string, AccessModel> s_models = [];

    private static IEnumerable<TestCaseData> Replies() =>
        from reply in ObservedReply.Read(Path.Combine(AppContext.BaseDirectory, "Postfix/Access/observed.jsonl"))
        from label in reply.On
        group reply by label into server
        select new TestCaseData(server.Key, server.ToArray()).SetArgDisplayNames(server.Key);

    [TestCaseSource(nameof(Replies))]
    public void Foretells_every_reply_that_was_seen(string on, object replies)
    {
        AccessModel model = Model(on);
        var wrong = new List<string>();
        foreach (ObservedReply reply in (ObservedReply[])replies)
        {
            AccessOutcome outcome = model.Decide(reply.Session);
            string seen = $"{reply.Asked} {reply.Code} {reply.Enhanced} {reply.Text} {reply.Restriction}";
            string foretold = $"{outcome.Stage} {outcome.Code} {outcome.Enhanced} {outcome.Text} {(reply.Restriction is null ? "" : outcome.Restriction)}";
            if (seen != foretold)
                wrong.Add($"{reply.Id} HELO {reply.Helo} FROM {reply.Sender} TO {string.Join(' ', reply.Recipients)}: {seen} <> {foretold}");
        }
        wrong.Should().BeEmpty();
    }

    private static AccessModel Model(string on)
    {
        if (!s_models.TryGetValue(on, out AccessModel? model))
        {
            (string mainCf, string release) = ObservedReply.Configuration(on);
            s_models.Add(on, model = SampleServer.Model(mainCf, release));
        }
        return model;
    }
}
