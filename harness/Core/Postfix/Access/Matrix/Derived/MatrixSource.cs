using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Access.Matrix.Derived;

/// <summary>A configuration that sessions are derived from.</summary>
/// <param name="Parameters">What smtpd goes by.</param>
/// <param name="Tables">Its tables.</param>
public sealed record MatrixSource(ServiceParameters Parameters, TableOpener Tables);
