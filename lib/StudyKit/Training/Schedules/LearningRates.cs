namespace StudyKit.Training.Schedules;

/// <summary>The schedules of the papers, as plain functions step → learning rate.</summary>
public static class LearningRates
{
    /// <summary>The same rate at every step.</summary>
    /// <param name="rate">The learning rate.</param>
    public static Schedule Constant(double rate)
    {
        RequirePositive(rate, nameof(rate));
        return new Schedule(FormattableString.Invariant($"constant {rate}"), _ => rate);
    }

    /// <summary>
    /// The Transformer paper's (eq. 3): lr = factor · d_model^−0.5 · min(step^−0.5, step · warmup^−1.5), called "Noam".
    /// Its peak, at step = warmup, is factor / √(d_model · warmup).
    /// </summary>
    /// <param name="width">d_model.</param>
    /// <param name="warmup">Steps until the peak; the paper takes 4000.</param>
    /// <param name="factor">A factor on all of it; the paper has none, smaller models like more.</param>
    public static Schedule Noam(int width, int warmup = 4000, double factor = 1)
    {
        RequirePositive(width, nameof(width));
        RequirePositive(warmup, nameof(warmup));
        RequirePositive(factor, nameof(factor));
        double scale = factor / Math.Sqrt(width);
        double slope = Math.Pow(warmup, -1.5);
        return new Schedule(FormattableString.Invariant($"noam(width {width}, warm-up {warmup}, factor {factor})"),
            step => scale * Math.Min(1 / Math.Sqrt(step), step * slope));
    }

    /// <summary>
    /// A trapezoid: a straight rise to the peak, the peak until a step, a straight fall to 0 at the end. Where a training
    /// stands does not depend on how long it will go on, until the fall begins.
    /// </summary>
    /// <param name="peak">The highest learning rate.</param>
    /// <param name="warmup">Steps until the peak; 0 starts there.</param>
    /// <param name="fall">The step at which the fall begins, at least <paramref name="warmup"/>.</param>
    /// <param name="total">Steps of the whole training, more than <paramref name="fall"/>.</param>
    public static Schedule Trapezoid(double peak, long warmup, long fall, long total)
    {
        RequirePositive(peak, nameof(peak));
        if (warmup < 0 || fall < warmup || total <= fall)
        {
            throw new ArgumentException("A trapezoid needs 0 ≤ warmup ≤ fall < total. Received " +
                $"{warmup}, {fall} and {total}.", nameof(fall));
        }

        return new Schedule(
            FormattableString.Invariant($"trapezoid({warmup}, {fall}, {total}) to {peak}"),
            step => step < warmup ? peak * step / warmup
                : step <= fall ? peak
                : peak * Math.Max(0, total - step) / (total - fall));
    }

    /// <summary>
    /// A straight rise to the peak at step <paramref name="warmup"/>, then a fall that reaches <paramref name="end"/>
    /// at step
    /// <paramref name="total"/> and stays there (BERT: linear; GPT: cosine; both to 0).
    /// </summary>
    /// <param name="peak">The highest learning rate.</param>
    /// <param name="warmup">Steps until the peak; 0 starts there.</param>
    /// <param name="total">Steps of the whole training; the inverse square root has no end and does not look at
    /// it.</param>
    /// <param name="decay">How it falls.</param>
    /// <param name="end">The last learning rate.</param>
    public static Schedule WarmUp(double peak, int warmup, long total, Decay decay = Decay.Linear, double end = 0)
    {
        RequirePositive(peak, nameof(peak));
        ArgumentOutOfRangeException.ThrowIfNegative(warmup);
        ArgumentOutOfRangeException.ThrowIfNegative(end);
        if (decay is Decay.Linear or Decay.Cosine && total <= warmup)
        {
            throw new ArgumentException($"total must be more than the {warmup} steps of warm-up. Received {total}.",
                nameof(total));
        }

        string shape = decay.ToString().ToLowerInvariant();
        return new Schedule(
            FormattableString.Invariant($"warm-up({warmup}) to {peak}, {shape} to {end} at {total}"),
            step => step < warmup ? peak * step / warmup : Fall(step));

        double Fall(long step)
        {
            double gone = Math.Clamp((double)(step - warmup) / Math.Max(1, total - warmup), 0, 1);
            return decay switch
            {
                Decay.Linear => peak + (end - peak) * gone,
                Decay.Cosine => end + (peak - end) * (1 + Math.Cos(Math.PI * gone)) / 2,
                Decay.InverseSquareRoot =>
                    Math.Max(end, peak * Math.Sqrt(Math.Max(1, warmup) / (double)Math.Max(1, step))),
                _ => peak,
            };
        }
    }

    /// <summary>A rate multiplied by <paramref name="factor"/> from each milestone on (ResNet: 0.1 at 32,000 and
    /// 48,000).</summary>
    /// <param name="rate">The first learning rate.</param>
    /// <param name="factor">What it is multiplied by.</param>
    /// <param name="milestones">The steps after which it changes, rising: the update after a milestone has the new
    /// rate.</param>
    public static Schedule Step(double rate, double factor, params ReadOnlySpan<long> milestones)
    {
        RequirePositive(rate, nameof(rate));
        RequirePositive(factor, nameof(factor));
        long[] sorted = milestones.ToArray();
        for (int i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] <= sorted[i - 1]) throw new ArgumentException($"milestones must rise. Received " +
                $"{string.Join(", ", sorted)}.", nameof(milestones));
        }

        return new Schedule(FormattableString.Invariant($"{rate} times {factor} after {string.Join(", ", sorted)}"),
            step => rate * Math.Pow(factor, sorted.Count(milestone => step > milestone)));
    }

    /// <summary>
    /// One cycle (Smith and Topin, 2018): up along half a cosine from peak/25 during the first part, then down to a
    /// ten-thousandth of that.
    /// </summary>
    /// <param name="peak">The highest learning rate.</param>
    /// <param name="total">Steps of the whole training.</param>
    /// <param name="rise">The share of the steps that goes up.</param>
    /// <param name="startDivisor">peak / first rate.</param>
    /// <param name="endDivisor">first rate / last rate.</param>
    public static Schedule OneCycle(double peak, long total, double rise = 0.3, double startDivisor =
        25, double endDivisor = 1e4)
    {
        RequirePositive(peak, nameof(peak));
        RequirePositive(startDivisor, nameof(startDivisor));
        RequirePositive(endDivisor, nameof(endDivisor));
        if (total < 2) throw new ArgumentOutOfRangeException(nameof(total), total, "total must be at least 2 steps.");
        if (rise is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(rise), rise,
            "rise must lie between 0 and 1.");
        double start = peak / startDivisor;
        double end = start / endDivisor;
        // The first step has the first rate, the last one the last rate, as in torch's OneCycleLR.
        double top = rise * total - 1;
        double last = total - 1;
        string ends = FormattableString.Invariant($"from 1/{startDivisor}, to 1/{endDivisor} of that");
        string shape = FormattableString.Invariant($"one cycle to {peak} in {total} (rise {rise}, {ends})");
        return new Schedule(shape, step =>
        {
            double at = Math.Min(step - 1, last);
            return at <= top ? HalfCosine(start, peak, top > 0 ? at / top : 1)
                : HalfCosine(peak, end, (at - top) / (last - top));
        });
    }

    private static double HalfCosine(double from, double to, double share) =>
        to + (from - to) * (1 + Math.Cos(Math.PI * share)) / 2;

    private static void RequirePositive(double value, string name)
    {
        if (!(value > 0)) throw new ArgumentOutOfRangeException(name, value, $"{name} must be more than 0.");
    }
}
