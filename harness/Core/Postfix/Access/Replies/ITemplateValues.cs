namespace Harness.Core.Postfix.Access.Replies;

/// <summary>What the names in a template stand for.</summary>
internal interface ITemplateValues
{
    /// <summary>The value; null for a name that does not exist.</summary>
    string? Find(string name);
}
