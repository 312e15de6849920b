using System.Globalization;

namespace StudyKit.Training.Logging;

/// <summary>Adds up the steps of one line of the log.</summary>
internal sealed class LogWindow
{
    private double _lossTimesCount;
    private double _count;
    private double _norms;
    private double _seconds;

    public int Steps { get; private set; }

    /// <summary>The mean loss of the line so far; NaN when nothing was added.</summary>
    public double Loss => _lossTimesCount / _count;

    public double PerSecond => _seconds > 0 ? _count / _seconds : 0;

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">When it did not.</exception>
    public static LogWindow Parse(string text)
    {
        double[] all = [.. text.Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture))];
        if (all.Length != 5) throw new FormatException($"a line of the log has five sums. Received {all.Length}");
        return new()
        {
            Steps = (int)all[0],
            _lossTimesCount =
            all[1],
            _count = all[2],
            _norms = all[3],
            _seconds = all[4]
        };
    }

    public void Add(double loss, double count, double gradientNorm, double seconds)
    {
        Steps++;
        _lossTimesCount += loss * count;
        _count += count;
        _norms += gradientNorm;
        _seconds += seconds;
    }

    public LoggedStep Close(long step, double epoch, double learningRate, double secondsSinceStart)
    {
        LoggedStep line = new(step, epoch, Loss, learningRate, _norms / Steps, PerSecond, secondsSinceStart);
        _lossTimesCount = _count = _norms = _seconds = 0;
        Steps = 0;
        return line;
    }

    /// <summary>The sums, with all their digits.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Steps} {_lossTimesCount:R} {_count:R} {_norms:R} {_seconds:R}");
}
