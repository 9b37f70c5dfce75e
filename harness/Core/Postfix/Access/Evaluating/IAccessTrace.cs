using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Access.Evaluating;

/// <summary>Hears of every restriction that is looked at; there is none while sessions are only decided.</summary>
internal interface IAccessTrace
{
    /// <summary>A list begins.</summary>
    void Enter(string list, IReadOnlyList<Restriction> items, Evaluation session);

    /// <summary>A restriction was asked.</summary>
    void Looked(Restriction restriction, Verdict verdict, Evaluation session);

    /// <summary>The innermost list ends.</summary>
    void Leave(Verdict verdict, Evaluation session);

    /// <summary>What the restriction being asked found; outside of all lists, what made them unnecessary.</summary>
    void Note(string note, SettingLine? place = null);
}
