namespace StudyKit.Recipes;

/// <summary>One file of the catalog of shipped models.</summary>
/// <param name="File">Its name.</param>
/// <param name="Recipe">The recipe that makes it.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its SHA-256, as 64 small hexadecimal digits.</param>
public sealed record ShippedFile(string File, string Recipe, long Seed, long Bytes, string Sha256)
{
    /// <summary>The largest size of a file: 2 MB.</summary>
    public const long MostBytes = 2_000_000;

    /// <summary>The command that makes the file.</summary>
    public string Command => CommandFor(Recipe, Seed);

    /// <summary>The name of a recipe's file.</summary>
    /// <param name="recipe">The recipe's name.</param>
    /// <param name="seed">The seed.</param>
    public static string NameOf(string recipe, long seed) => FormattableString.Invariant($"{recipe}-seed-{seed}") +
        ".safetensors";

    internal static string CommandFor(string recipe, long seed) =>
        FormattableString.Invariant($"studykit pretrain {recipe} --seed {seed}");
}
