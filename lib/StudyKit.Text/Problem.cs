namespace StudyKit.Text;

/// <summary>The sentence of an exception, for a message about a file: whoever reads it has called no method.</summary>
internal static class Problem
{
    /// <summary>The message without .NET's "(Parameter 'tokens')".</summary>
    public static string Of(Exception problem) =>
        problem is ArgumentException { ParamName: { } name }
            ? problem.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal)
            : problem.Message;
}
