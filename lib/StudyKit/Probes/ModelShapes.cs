using StudyKit.Runtime;

namespace StudyKit.Probes;

/// <summary>Writes shapes with the letters of the papers beside their numbers: <c>[B=2, T=7, 3C=192]</c>.</summary>
internal sealed class ModelShapes
{
    /// <summary>Parameters have no batch and no time: a size that is the same by chance means another thing.</summary>
    private static readonly string[] OfPassesOnly = ["B", "T", "S", "R"];

    private readonly Axis[] _letters;

    public ModelShapes(IReadOnlyList<Axis> letters)
    {
        _letters = [.. letters];
        foreach (IGrouping<long?, Axis> same in _letters.GroupBy(letter => letter.Size))
        {
            if (same.Count() == 1 && same.Key is not null) continue;
            throw new ArgumentException("Each letter needs a size of its own, or a drawing cannot say which is " +
                $"which. Received {string.Join(", ", same)}; take another batch or length for the pass.",
                nameof(letters));
        }
    }

    /// <summary>The shape of something in a pass.</summary>
    public string OfPass(long[] shape) => Write(shape, _letters);

    /// <summary>A parameter with its shape.</summary>
    public string OfParameter(string name, long[] shape) => $"{name} " +
        Write(shape, [.. _letters.Where(letter => !OfPassesOnly.Contains(letter.Name))]);

    private static string Write(long[] shape, Axis[] letters) =>
        $"[{string.Join(", ", shape.Select(size => Named(size, letters)))}]";

    // A width is often three or four times another: queries, keys and values in one matrix; the feed-forward network.
    private static string Named(long size, Axis[] letters)
    {
        foreach (Axis letter in letters)
        {
            if (letter.Size == size) return letter.ToString();
        }

        foreach (Axis letter in letters.Where(letter => letter.Name == "C"))
        {
            for (int times = 2; times <= 4; times++)
            {
                if (size == times * letter.Size) return $"{times}C={size}";
            }
        }

        return size.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
