using System.Text.Json.Nodes;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Tests.Notebooks.EighthPaper;

/// <summary>
/// An eighth paper as CONTRIBUTING has one added: Rosenblatt's perceptron, and what Minsky and Papert say of it.
/// </summary>
internal static class MadeUpPaper
{
    public const string Name = "08-perceptron", Title = "The Perceptron";

    /// <summary>The one file of <c>lib/StudyKit/Models/Perceptron</c>.</summary>
    public const string Model = """
        namespace StudyKit.Models.Perceptron;

        /// <summary>One linear layer whose sign is the answer (Rosenblatt, 1958).</summary>
        public sealed class PerceptronModel : Module<Tensor, Tensor>
        {
            private readonly Linear output;

            /// <param name="features">C: how many numbers an example has.</param>
            public PerceptronModel(long features) : base(nameof(PerceptronModel))
            {
                output = Linear(features, 1);
                RegisterComponents();
            }

            /// <param name="input">Examples, (B, C).</param>
            /// <returns>A score for each, (B): above 0 is yes.</returns>
            public override Tensor forward(Tensor input) => output.call(input).squeeze(-1);
        }
        """;

    private const string Measure = """
        var inputs = torch.tensor(new float[,] { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } });
        int[] Errors(float[] answers)
        {
            Seeds.SetAll(seed);
            var model = new PerceptronModel(2);
            var optimizer = torch.optim.SGD(model.parameters(), learningRate: 1);
            var wanted = torch.tensor(answers);
            return [.. Enumerable.Range(0, 60).Select(_ =>
            {
                using var scope = torch.NewDisposeScope();
                var scores = model.call(inputs);
                var loss = torch.nn.functional.binary_cross_entropy_with_logits(scores, wanted);
                optimizer.zero_grad();
                loss.backward();
                optimizer.step();
                return (int)(scores > 0).ne(wanted > 0.5).sum().item<long>();
            })];
        }
        int[] and = Errors([0, 0, 0, 1]), xor = Errors([0, 1, 1, 0]);
        int[] steps = [.. Enumerable.Range(1, 60)];
        Figure.Line("Errors of a perceptron").X("step").Y("wrong answers", "of 4")
            .Series("AND", steps, and).Series("XOR", steps, xor)
            .Caption("AND can be cut by a line, XOR cannot.")
        """;

    private const string Claims = """
        display(new Claim("perceptron.and", "It learns AND.", "Rosenblatt, 1958").IsEqual(and[^1], 0));
        new Claim("perceptron.xor", "It never learns XOR.", "Minsky and Papert, 1969") { Central = true }
            .IsAtLeast(xor.Min(), 1, "wrong answers of 4")
        """;

    /// <summary>The notebook: five cells, in the form of the kit's own.</summary>
    /// <param name="library">
    /// The assembly with the model. In the kit it is StudyKit.dll, which every session brings along.
    /// </param>
    public static Notebook Notebook(string library)
    {
        Notebook notebook = StudyKit.Notebooks.Documents.Notebook.Create();
        notebook.Metadata["studykit"] = new JsonObject
        {
            ["title"] = Title,
            ["authors"] = "Frank Rosenblatt",
            ["venue"] = "Psychological Review 1958",
            ["order"] = 8,
            ["claim"] = "A machine of one layer learns to tell patterns apart from its errors.",
        };
        notebook.Add(Cell.Create(CellKind.Markdown, "title", $"# {Title}\n\n## First pass · 第一遍\n\nOne " +
            "[linear layer](glossary.md#linear-layer), and what it cannot learn."));
        notebook.Add(Cell.Create(CellKind.Code, "setup", $"#r \"{library}\"\nusing StudyKit.Charts;\n" +
            "using StudyKit.Models.Perceptron;\nusing StudyKit.Papers;\nusing StudyKit.Runtime;\nusing TorchSharp;"));
        notebook.Add(Cell.Create(CellKind.Code, "parameters", "int seed = 1;", "parameters"));
        notebook.Add(Cell.Create(CellKind.Code, "measure", Measure, "figure"));
        notebook.Add(Cell.Create(CellKind.Code, "claims", Claims));
        return notebook;
    }
}
