using Harness.Lab;
using NUnit.Framework;

namespace Harness.Testing;

/// <summary>
/// One warm lab for a test assembly: derive a class with <c>[SetUpFixture]</c> from it, in the namespace of the tests or in none, and take the lab
/// from <see cref="Lab"/>. It is started before the first test and removed after the last.
/// </summary>
/// <example><code>
/// [SetUpFixture]
/// public sealed class OurLab() : LabSetUp("mail/postfix");
/// </code></example>
/// <param name="configuration">A Postfix configuration directory, or a main.cf, as in <see cref="WarmLab.StartAsync(string, string?, Action{string}?, CancellationToken)"/>.</param>
/// <param name="postfix">Which Postfix runs it: <c>3.5</c>, <c>3.7</c> or <c>3.10</c>; null: 3.7.</param>
public abstract class LabSetUp(string configuration, string? postfix = null)
{
    private static WarmLab? _lab;

    /// <summary>The lab.</summary>
    /// <exception cref="InvalidOperationException">It is not up: nothing derives from <see cref="LabSetUp"/>, or in a namespace that the test is not in.</exception>
    public static WarmLab Lab => _lab
        ?? throw new InvalidOperationException("the lab is not up: a class with [SetUpFixture] that derives from LabSetUp belongs into the namespace of the tests, or into none");

    /// <summary>Starts the lab.</summary>
    /// <exception cref="ConfigurationRefusedException">There is no such configuration, or Postfix refuses it.</exception>
    /// <exception cref="LabException">The lab could not be started; the message says what to do.</exception>
    [OneTimeSetUp]
    public async Task StartLabAsync()
    {
        if (_lab is not null)
        {
            throw new InvalidOperationException("two classes derive from LabSetUp: one lab serves the whole assembly, and LoadAsync gives it another configuration");
        }

        _lab = await WarmLab.StartAsync(configuration, postfix);
    }

    /// <summary>Removes it.</summary>
    [OneTimeTearDown]
    public async Task RemoveLabAsync()
    {
        if (Interlocked.Exchange(ref _lab, null) is { } lab)
        {
            await lab.DisposeAsync();
        }
    }
}
