namespace Harness.Core.Postfix.Tables;

/// <summary>Where the files are that a configuration names by their places on the server.</summary>
public interface ITableFiles
{
    /// <summary>The file of that absolute name on the server. Never throws for a file that cannot be read.</summary>
    TableFile Read(string path);
}
