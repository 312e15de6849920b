using StudyKit.Contracts;

namespace StudyKit.Exercises;

/// <summary>What a check found in a reader's answer.</summary>
/// <param name="Id">The exercise, as <c>transformer.2</c>.</param>
/// <param name="State">Right, wrong, or not written yet.</param>
/// <param name="Message">One or two sentences: what is right, or what is wrong and where to look.</param>
[TypeFormatterSource(typeof(ExerciseResultFormatters), PreferredMimeTypes = [MimeTypes.Html])]
public sealed record ExerciseResult(string Id, ExerciseState State, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Sign} exercise {Id}: {Message}";

    internal string Sign => State switch { ExerciseState.Right => "✓", ExerciseState.Wrong => "✗", _ => "○" };
}

/// <summary>Whether an answer is right.</summary>
public enum ExerciseState
{
    /// <summary>It still throws <see cref="NotImplementedException"/>.</summary>
    NotWritten,

    /// <summary>It gives other values than it should, or none.</summary>
    Wrong,

    /// <summary>It passed every test of the check.</summary>
    Right,
}

/// <summary>A line with a sign, for pages and terminals.</summary>
internal sealed class ExerciseResultFormatters
{
    private readonly object[] _formatters =
    [
        new TypeFormatter<ExerciseResult>(MimeTypes.Html, Html),
        new TypeFormatter<ExerciseResult>(MimeTypes.Plain, result => result.ToString()),
    ];

    public IEnumerable<object> CreateTypeFormatters() => _formatters;

    private static string Html(ExerciseResult result) =>
        $"<p class=\"sk-exercise\"><strong>{result.Sign} Exercise {Escaping.Html(result.Id)}</strong> · " +
        $"{Escaping.Html(result.Message)}</p>";
}
