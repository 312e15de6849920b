namespace StudyKit.Probes;

/// <summary>The gradient of one parameter.</summary>
/// <param name="Name">The parameter's key in the state dict.</param>
/// <param name="Count">How many numbers it holds.</param>
/// <param name="ParameterNorm">√Σw².</param>
/// <param name="Norm">√Σg²; null when backward left no gradient.</param>
public sealed record ParameterGradient(string Name, long Count, double ParameterNorm, double? Norm);
