using System.Globalization;
using System.Text.RegularExpressions;

namespace StudyKit.Charts.Model;

/// <summary>
/// The look of things that come in several sizes (plain-20, plain-56, residual-20, residual-56): colour means the size,
/// dash and marker mean the thing, in every figure. So the eye pairs what is to be compared, whichever way it looks.
/// </summary>
internal static partial class Depths
{
    /// <summary>From the smallest to the largest; hues that mean no thing and no split.</summary>
    private static readonly string[] Colors = ["green", "purple", "orange", "sky"];

    /// <summary>The looks; null where the names are no things in several sizes.</summary>
    public static SeriesStyle[]? Of(IReadOnlyList<INamed> series)
    {
        (SeriesStyle Style, double Size)?[] read = [.. series.Select(Read)];
        if (series.Count < 2 || read.Any(one => one is null)) return null;
        (SeriesStyle Style, double Size)[] all = [.. read.Select(one => one!.Value)];
        double[] sizes = [.. all.Select(one => one.Size).Distinct().Order()];
        bool isSized = sizes.Length is >= 2 && sizes.Length <= Colors.Length
            && all.Distinct().Count() == all.Length
            && all.Select(one => one.Style.Dash).Distinct().Count()
                == all.Select(one => one.Style).Distinct().Count();
        return isSized
            ? [.. all.Select(one => one.Style with { Color = Colors[Array.IndexOf(sizes, one.Size)] })]
            : null;
    }

    /// <summary>A thing without a split, and its one number.</summary>
    private static (SeriesStyle Style, double Size)? Read(INamed one)
    {
        if (Palette.FindThing(one.Like ?? one.Name) is not { } thing) return null;
        if (Number().Matches(one.Name) is not [{ } number]) return null;
        return (thing, double.Parse(number.Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex Number();
}
