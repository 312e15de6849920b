namespace StudyKit.Notebooks.Execution.Formatting;

/// <summary>
/// LaTeX that a cell shows as it stands, as .NET Interactive's type of this name:
/// <c>(LaTeXString)@"\begin{align} a &amp;= b \end{align}"</c>.
/// </summary>
/// <param name="latexCode">The LaTeX.</param>
public sealed class LaTeXString(string latexCode)
{
    /// <summary>Text as LaTeX.</summary>
    public static implicit operator LaTeXString(string latexCode) => new(latexCode);

    /// <summary>The LaTeX itself.</summary>
    public override string ToString() => latexCode;
}

/// <summary>A formula that a cell shows on a line of its own, as .NET Interactive's type of this name.</summary>
/// <param name="latexCode">The formula, without dollars.</param>
public sealed class MathString(string latexCode)
{
    /// <summary>Text as a formula.</summary>
    public static implicit operator MathString(string latexCode) => new(latexCode);

    /// <summary>The formula between double dollars.</summary>
    public override string ToString() => $"$${latexCode}$$";
}
