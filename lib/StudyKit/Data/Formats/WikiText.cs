using StudyKit.Data.Sets;

namespace StudyKit.Data.Formats;

/// <summary>
/// WikiText-2: good articles of Wikipedia (Merity et al., 2017), one paragraph a line, headings as " = Title = ".
/// </summary>
public static class WikiText
{
    /// <summary>
    /// The paragraphs of one raw file, without headings and empty lines, "@-@", "@,@" and "@.@" as they were before
    /// being cut into words.
    /// </summary>
    /// <param name="path">wiki.train.raw, wiki.valid.raw, wiki.test.raw, or the same under another name.</param>
    /// <exception cref="InvalidDataException">The file has no paragraph.</exception>
    public static IReadOnlyList<string> Paragraphs(string path)
    {
        string[] paragraphs = [.. TextLines.Read(path)
            .Select(line => line.Trim()).Where(line => line.Length > 0 && !IsHeading(line)).Select(Restore)];
        return paragraphs.Length > 0
            ? paragraphs
            : throw new InvalidDataException($"{path} should hold paragraphs of WikiText, one a line. Received none.");
    }

    /// <summary>One part of the set, found where data sets are looked for.</summary>
    /// <param name="root">Where to look.</param>
    /// <param name="part">"train", "valid" or "test".</param>
    /// <exception cref="FileNotFoundException">No folder has it.</exception>
    public static IReadOnlyList<string> Load(DataRoot root, string part)
    {
        ArgumentNullException.ThrowIfNull(root);
        if (part is not ("train" or "valid" or "test"))
        {
            throw new ArgumentException(
                $"WikiText-2 has the parts train, valid and test. Received '{part}'.", nameof(part));
        }

        string[] names =
        [
            $"wikitext-2/raw/{part}.txt",
            $"wikitext-2/raw-v1/wikitext-2-raw/wiki.{part}.raw",
            $"wikitext-2-raw/wiki.{part}.raw",
        ];
        string path = names.Select(root.Locate).FirstOrDefault(found => found is not null)
            ?? throw new FileNotFoundException($"WikiText-2 (raw), part {part}, is {string.Join(" or ", names)} " +
                $"below a data folder. None of {string.Join(", ", root.Folders)} has it. Run: studykit data get " +
                "wikitext-2 (CC BY-SA 3.0).");
        return Paragraphs(path);
    }

    private static bool IsHeading(string line) =>
        line.StartsWith("= ", StringComparison.Ordinal) && line.EndsWith(" =", StringComparison.Ordinal);

    private static string Restore(string line) => line.Replace(" @-@ ", "-", StringComparison.Ordinal)
        .Replace(" @,@ ", ",", StringComparison.Ordinal).Replace(" @.@ ", ".", StringComparison.Ordinal);
}
