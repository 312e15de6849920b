namespace StudyKit.Evaluation.Alignment;

/// <summary>
/// How well links between the words of two sentences agree with known ones.
/// <code>AER(S, P; A) = 1 − (|A ∩ S| + |A ∩ P|) / (|A| + |S|)</code>
/// </summary>
/// <remarks>
/// Source: Och and Ney, "A Systematic Comparison of Various Statistical Alignment Models", 2003. S: sure links, a
/// subset of P: possible links; A: the links to judge. 0 is perfect, 1 is all wrong.
/// </remarks>
public sealed class AlignmentErrorRate
{
    private long _inSure, _inPossible, _links, _sure;

    /// <summary>The rate over all sentences added.</summary>
    /// <exception cref="InvalidOperationException">Nothing was added.</exception>
    public double Value => _links + _sure > 0
        ? 1 - ((_inSure + _inPossible) / (double)(_links + _sure))
        : throw new InvalidOperationException("An alignment error rate needs at least one link. Add a sentence first.");

    /// <summary>Adds a sentence.</summary>
    /// <param name="links">The links to judge, (source word, target word).</param>
    /// <param name="sure">The sure links.</param>
    /// <param name="possible">The possible links, the sure ones included.</param>
    /// <returns>This, so that sentences can be chained.</returns>
    public AlignmentErrorRate Add(
        IEnumerable<(int Source, int Target)> links,
        IEnumerable<(int Source, int Target)> sure,
        IEnumerable<(int Source, int Target)> possible)
    {
        HashSet<(int, int)> given = [.. links], certain = [.. sure], allowed = [.. possible];
        allowed.UnionWith(certain);
        _inSure += given.Count(certain.Contains);
        _inPossible += given.Count(allowed.Contains);
        _links += given.Count;
        _sure += certain.Count;
        return this;
    }
}
