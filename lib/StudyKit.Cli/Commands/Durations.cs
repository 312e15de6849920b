using System.Globalization;

namespace StudyKit.Cli.Commands;

/// <summary>Times on the command line: a number of seconds, or one with the unit s, m or h.</summary>
internal static class Durations
{
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        double unit = text.Length == 0 ? 0 : text[^1] switch
        {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            _ => 0,
        };
        string number = unit > 0 ? text[..^1] : text;
        if (!double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
            || value <= 0 || value > 1e6)
        {
            return false;
        }

        duration = TimeSpan.FromSeconds(value * (unit > 0 ? unit : 1));
        return true;
    }
}
