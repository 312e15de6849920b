using StudyKit.Data.Sets;
using StudyKit.Data.Translation;
using StudyKit.Text.Examples;

namespace StudyKit.Data.Formats;

/// <summary>The parts of Multi30k, task 1.</summary>
public enum Multi30kSplit
{
    /// <summary>29,000 pairs.</summary>
    Train,

    /// <summary>1,014 pairs.</summary>
    Validation,

    /// <summary>1,000 pairs, the test set most results are given on.</summary>
    Test2016Flickr,

    /// <summary>1,000 pairs.</summary>
    Test2017Flickr,
}

/// <summary>Multi30k: descriptions of images in English, translated into German (Elliott et al., 2016).</summary>
public static class Multi30k
{
    /// <summary>Reads one part, one sentence a line, untouched.</summary>
    /// <param name="root">Where data sets are looked for.</param>
    /// <param name="split">Which part.</param>
    /// <param name="source">The language translated from: "de" or "en".</param>
    /// <param name="target">The language translated into.</param>
    /// <exception cref="MissingDataException">When the set is not on this machine.</exception>
    public static ParallelText Load(DataRoot root, Multi30kSplit split, string source = "de", string target = "en")
    {
        ArgumentNullException.ThrowIfNull(root);
        string name = split switch
        {
            Multi30kSplit.Train => "train",
            Multi30kSplit.Validation => "val",
            Multi30kSplit.Test2016Flickr => "test_2016_flickr",
            Multi30kSplit.Test2017Flickr => "test_2017_flickr",
            _ => throw new ArgumentOutOfRangeException(nameof(split), split, "Not a part of Multi30k."),
        };
        return new ParallelText(source, target, Lines(root, name, source), Lines(root, name, target));
    }

    private static string[] Lines(DataRoot root, string name, string language) => language is "de" or "en"
        ? TextLines.Read(root.Require("multi30k", $"multi30k/{name}.{language}.gz"))
        : throw new ArgumentException(
            $"Multi30k is read here in 'de' and 'en'. Received '{language}'.", nameof(language));
}
