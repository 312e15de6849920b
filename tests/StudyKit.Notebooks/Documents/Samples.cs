using StudyKit.Notebooks.Documents;

namespace StudyKit.Tests.Notebooks.Documents;

/// <summary>Small notebooks for tests.</summary>
internal static class Samples
{
    /// <summary>The JSON of a notebook with these code cells.</summary>
    public static string With(params string[] codeCells)
    {
        Notebook notebook = Notebook.Create();
        for (int i = 0; i < codeCells.Length; i++) notebook.Add(Cell.Create(CellKind.Code, $"cell-{i}", codeCells[i]));
        return notebook.ToJson();
    }
}
