using Harness.Core.Postfix.Access.Restrictions;
using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Access.Evaluating;

/// <summary>Hears of every restriction that is looked at; there is none while sessions are only decided.</summary>
internal interface IAccessTrace
{
    /// <summary>A list begins.</summary>
    void Enter(string list, int depth);

    /// <summary>A restriction was asked.</summary>
    void Looked(Restriction restriction, Verdict verdict, Evaluation session);

    /// <summary>A list ends.</summary>
    void Leave(string list, int depth, Verdict verdict);

    /// <summary>What the restriction being asked found.</summary>
    void Note(string note, SettingLine? place = null);
}
