namespace StudyKit.Training.Optimization;

/// <summary>A stretch of the flat parameters with one weight decay.</summary>
internal readonly record struct DecayRun(long From, long To, float Decay);

/// <summary>
/// Cuts the flat parameters into stretches with and without weight decay; neighbours with the same decay are joined.
/// </summary>
internal static class DecayRuns
{
    public static DecayRun[] Of(FlatParameters parameters, OptimizerSettings options)
    {
        List<DecayRun> runs = [];
        foreach (ParameterSlice slice in parameters.Slices)
        {
            float decay = options.Decay == DecayRule.All || slice.IsMatrix ? (float)options.WeightDecay : 0;
            if (runs.Count > 0 && runs[^1].Decay.Equals(decay))
            {
                runs[^1] = runs[^1] with { To = slice.Offset + slice.Count };
            }
            else runs.Add(new DecayRun(slice.Offset, slice.Offset + slice.Count, decay));
        }

        return [.. runs];
    }

    /// <summary>The parts of the runs that lie in [from, to).</summary>
    public static IEnumerable<DecayRun> Within(DecayRun[] runs, long from, long to)
    {
        foreach (DecayRun run in runs)
        {
            if (run.To <= from || run.From >= to) continue;
            yield return run with { From = Math.Max(run.From, from), To = Math.Min(run.To, to) };
        }
    }
}
