using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Execution.Runner;

namespace StudyKit.Cli;

/// <summary>
/// The one place where a command's errors become sentences. What a user can cause is told in one sentence without a
/// stack;
/// what only the kit can have caused says so, and shows its stack with <c>STUDYKIT_TRACE=1</c>.
/// </summary>
internal static partial class Boundary
{
    /// <summary>Stopped by the user, as a shell counts it (128 + SIGINT).</summary>
    public const int Stopped = 130;

    private const int Failed = 1, OwnError = 70;

    /// <summary>Runs the parsed command.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(ParseResult parsed, InvocationConfiguration configuration)
    {
        configuration.EnableDefaultExceptionHandler = false;
        if (UnknownOption(parsed) is { } unknown)
        {
            Console.Error.WriteLine(unknown);
            return Failed;
        }

        try
        {
            return await parsed.InvokeAsync(configuration);
        }
        catch (Exception error)
        {
            return Tell(error);
        }
    }

    /// <summary>Does one of several things; an error of it is told and stops none of the others.</summary>
    /// <param name="act">The thing.</param>
    /// <returns>Whether it was done.</returns>
    public static bool Try(Action act)
    {
        try
        {
            act();
            return true;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Tell(error);
            return false;
        }
    }

    /// <summary>Tells an error.</summary>
    /// <returns>The exit code.</returns>
    public static int Tell(Exception error)
    {
        while (error is AggregateException { InnerExceptions.Count: 1 } or TypeInitializationException
            && error.InnerException is { } inner) error = inner;
        if (error is OperationCanceledException)
        {
            Console.Error.WriteLine("Stopped.");
            return Stopped;
        }

        if (Environment.GetEnvironmentVariable("STUDYKIT_TRACE") == "1") Console.Error.WriteLine(error);
        Console.Error.WriteLine(IsUsers(error)
            ? Sentence(error)
            : $"studykit met an error of its own: {error.GetType().Name}: {Sentence(error)} Nothing that you did " +
                $"should cause this: please report it, with the output of the same command under STUDYKIT_TRACE=1.");
        return IsUsers(error) ? Failed : OwnError;
    }

    /// <summary>The message without the names of the code's own parameters, which no user knows.</summary>
    public static string Sentence(Exception error) => OwnNames().Replace(error.Message, "");

    private static bool IsUsers(Exception error) =>
        error is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException
        or ArgumentException or FormatException or NotebookFormatException or ParameterException
            or System.Text.Json.JsonException or DllNotFoundException;

    /// <summary>An option that does not exist would else be taken for the name of a notebook, and the run begin without
    /// it.</summary>
    private static string? UnknownOption(ParseResult parsed)
    {
        for (CommandResult? command = parsed.CommandResult; command is not null; command =
            command.Parent as CommandResult)
        {
            foreach (Token token in command.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens))
            {
                if (token.Value.Length < 2 || token.Value[0] != '-' || File.Exists(token.Value)) continue;
                string[] known = [.. Options(parsed.CommandResult).Order(StringComparer.Ordinal)];
                string? near = known.Where(name => Distance(name, token.Value) <= 2).MinBy(name =>
                    Distance(name, token.Value));
                string advice = near is null ? $"Known: {string.Join(", ", known)}." : $"Did you mean {near}?";
                return $"studykit {parsed.CommandResult.Command.Name} has no option {token.Value}. {advice} " +
                    $"Nothing was begun.";
            }
        }

        return null;
    }

    private static IEnumerable<string> Options(CommandResult command)
    {
        for (CommandResult? at = command; at is not null; at = at.Parent as CommandResult)
        {
            foreach (Option option in at.Command.Options.Where(option =>
                !option.Hidden && (at == command || option.Recursive))) yield return option.Name;
        }
    }

    /// <summary>How many letters must be changed, added, taken away, or swapped with their neighbour.</summary>
    private static int Distance(string a, string b)
    {
        int[,] d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (int j = 0; j <= b.Length; j++) d[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1),
                    d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                if (swapped) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }

    [GeneratedRegex(@"\s*\(Parameter '[^']*'\)")]
    private static partial Regex OwnNames();
}
