using StudyKit.Notebooks.Documents;

namespace StudyKit.Cli.Commands;

/// <summary>The notebook of <c>studykit new</c>: small, runnable, and in the form of the kit's own.</summary>
internal static class StarterNotebook
{
    private const string Setup = """
        // studykit run and the kit's other front ends bring the libraries along; only usings are needed.
        using StudyKit.Charts;
        using StudyKit.Papers;
        using StudyKit.Runtime;
        using TorchSharp;
        """;

    // The same names as in the kit's notebooks: --scale, --device, --seed and --data set them.
    private const string Parameters = """
        string scale = "quick";   // quick, study or paper: this notebook draws more at study and paper
        string device = "auto";   // auto, cpu or cuda
        int seed = 1;
        string dataRoot = "";     // where downloaded data lies; empty: STUDYKIT_DATA, else data/cache
        """;

    private const string Question = """
        ## What is measured

        A question, where the paper answers it, and what it predicts. Here: softmax attention divides by √d_k,
        since the inner product of two random vectors has variance d_k (*Attention Is All You Need*, §3.2.1,
        footnote 4).
        """;

    private const string Measure = """
        Seeds.SetAll(seed);
        var on = Devices.Choose(device);
        int draws = scale == "quick" ? 20_000 : 200_000;
        int[] widths = [4, 16, 64, 256];
        double[] variance = [.. widths.Select(d =>
        {
            using var scope = torch.NewDisposeScope();
            var products = (torch.randn(draws, d, device: on) * torch.randn(draws, d, device: on)).sum(-1);
            return (double)products.var().item<float>();
        })];
        Figure.Line("Variance of the inner product of two random vectors")
            .X("d_k", log: true).Y("variance", log: true)
            .Series("measured", widths, variance)
            .Caption($"{draws:N0} pairs for each width.")
        """;

    private const string Verdict = """
        new Claim("my.variance", "The inner product of two random vectors has variance d_k.", "§3.2.1, footnote 4")
            .IsEqual(
                variance.Zip(widths, (v, d) => v / d).Average(), 1, tolerance: 0.05,
                "variance / d_k, mean over four widths")
        """;

    /// <param name="title">The first line.</param>
    public static Notebook Make(string title)
    {
        Notebook notebook = Notebook.Create();
        notebook.Add(Cell.Create(CellKind.Markdown, "title", $"# {title}"));
        notebook.Add(Cell.Create(CellKind.Code, "setup", Setup, "hide-input"));
        notebook.Add(Cell.Create(CellKind.Code, "parameters", Parameters, "parameters"));
        notebook.Add(Cell.Create(CellKind.Markdown, "question", Question));
        notebook.Add(Cell.Create(CellKind.Code, "measure", Measure, "figure"));
        notebook.Add(Cell.Create(CellKind.Code, "claim", Verdict));
        return notebook;
    }
}
