using System.Globalization;

namespace StudyKit.Tests.Kill;

/// <summary>What a proof by killing does: which notebook, how it is run, how often and when it is killed.</summary>
/// <param name="Notebook">The notebook.</param>
/// <param name="Folder">Where both runs write, in <c>undisturbed</c> and <c>killed</c>.</param>
internal sealed record KillPlan(string Notebook, string Folder)
{
    /// <summary>How often the run is killed.</summary>
    public int Kills { get; init; } = 25;

    /// <summary>Draws the moments.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Further arguments of <c>studykit run</c>.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Seconds between two checkpoints of a training; the kit's own when null.</summary>
    public double? Interval { get; init; }

    /// <summary>Claims that measure time, and so differ between any two runs.</summary>
    public IReadOnlyList<string> Except { get; init; } = [];

    /// <summary>Takes the undisturbed run that lies in the folder already.</summary>
    public bool KeepUndisturbed { get; init; }

    /// <summary>Reads the command line: a notebook, then options; what follows <c>--</c> goes to <c>studykit
    /// run</c>.</summary>
    /// <exception cref="FormatException">Says what is wrong.</exception>
    public static KillPlan Parse(IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0) throw new FormatException(Usage);
        KillPlan plan = new(arguments[0],
            Path.Combine("artifacts", "kill", Path.GetFileNameWithoutExtension(arguments[0])));
        for (int i = 1; i < arguments.Count; i++)
        {
            if (arguments[i] == "--") return plan with { Arguments = [.. arguments.Skip(i + 1)] };
            if (arguments[i] == "--keep-undisturbed")
            {
                plan = plan with { KeepUndisturbed = true };
                continue;
            }

            string value = i + 1 < arguments.Count ? arguments[++i]
                : throw new FormatException($"{arguments[i]} needs a value. {Usage}");
            plan = arguments[i - 1] switch
            {
                "--output" => plan with { Folder = value },
                "--kills" => plan with { Kills = int.Parse(value, CultureInfo.InvariantCulture) },
                "--seed" => plan with { Seed = int.Parse(value, CultureInfo.InvariantCulture) },
                "--interval" => plan with { Interval = double.Parse(value, CultureInfo.InvariantCulture) },
                "--except" => plan with { Except = value.Split(',') },
                _ => throw new FormatException($"{arguments[i - 1]} is no option. {Usage}"),
            };
        }

        return plan;
    }

    private const string Usage =
        "Expected: kill NOTEBOOK [--kills 25] [--seed 1] [--interval SECONDS] [--except CLAIM,CLAIM] [--output " +
            "DIR] [--keep-undisturbed] [-- ARGUMENTS OF studykit run].";
}
