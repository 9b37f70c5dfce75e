using Harness.Core.Postfix.Access.Evaluating;
using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Access.Explaining;

/// <summary>Writes down what is looked at.</summary>
internal sealed class TraceRecorder : IAccessTrace
{
    private sealed class OpenList(string name, AccessCommand at, IReadOnlyList<Restriction> items)
    {
        public string Name { get; } = name;
        public AccessCommand At { get; } = at;
        public IReadOnlyList<Restriction> Items { get; } = items;
        public List<ExplainedStep> Steps { get; } = [];
        public List<Finding> Findings { get; set; } = [];
        public List<ExplainedList> Inner { get; set; } = [];
    }

    private readonly Stack<OpenList> _open = [];

    public List<ExplainedList> Lists { get; } = [];

    public List<string> Remarks { get; } = [];

    public void Enter(string list, IReadOnlyList<Restriction> items, Evaluation session)
        => _open.Push(new(list, session.Where, items));

    public void Looked(Restriction restriction, Verdict verdict, Evaluation session)
    {
        OpenList list = _open.Peek();
        Spelling spelling = restriction.Spelling;
        list.Steps.Add(new(spelling.Name, spelling.Argument, spelling.Place, Result(verdict, session), list.Findings, list.Inner));
        list.Findings = [];
        list.Inner = [];
    }

    public void Leave(Verdict verdict, Evaluation session)
    {
        OpenList list = _open.Pop();
        string[] unasked = [.. list.Items.Skip(list.Steps.Count).Select(i => i.Spelling.Name)];
        var explained = new ExplainedList(list.Name, list.At, list.Steps, Result(verdict, session), unasked) { Findings = list.Findings };
        if (_open.TryPeek(out OpenList? outer))
            outer.Inner.Add(explained);
        else
            Lists.Add(explained);
    }

    public void Note(string note, SettingLine? place)
    {
        if (_open.TryPeek(out OpenList? list))
            list.Findings.Add(new(note, place));
        else
            Remarks.Add(note);
    }

    private static StepResult Result(Verdict verdict, Evaluation session) => verdict switch
    {
        Verdict.Dunno => StepResult.Passed,
        Verdict.Ok => StepResult.Permitted,
        _ => session.Ending switch
        {
            Ending.Unknown => StepResult.Unknown,
            Ending.Refused => StepResult.Refused,
            _ => StepResult.Ended,
        },
    };
}
