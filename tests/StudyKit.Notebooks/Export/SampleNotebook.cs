using System.Text.Json.Nodes;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Tests.Notebooks.Export;

/// <summary>
/// An executed notebook as the real ones are: bilingual headings, the paper's equations, source, figures, claims,
/// progress and one error.
/// </summary>
internal static class SampleNotebook
{
    public const string Name = "01-sample.ipynb";

    /// <summary>Writes the notebook and its claims.json.</summary>
    /// <returns>The notebook's path.</returns>
    public static string Write(string folder)
    {
        string path = Path.Combine(folder, Name);
        Create().Write(path);
        File.WriteAllText(Path.ChangeExtension(path, ".claims.json"), ClaimsJson());
        return path;
    }

    public static Notebook Create()
    {
        Notebook notebook = Notebook.Create();
        notebook.Metadata["studykit"] = new JsonObject
        {
            ["title"] = "Attention Is All You Need",
            ["authors"] = "Ashish Vaswani, Noam Shazeer, Niki Parmar, Jakob Uszkoreit, Llion Jones, Aidan N. Gomez, " +
                "Łukasz Kaiser, Illia Polosukhin",
            ["venue"] = "NeurIPS 2017",
            ["arxiv"] = "1706.03762",
            ["claim"] = "A network built from attention alone, without recurrence or convolution, translates better " +
                "than those built on them, and trains in a fraction of the time.",
            ["order"] = 1,
        };
        foreach (Cell cell in Cells()) notebook.Add(cell);
        return notebook;
    }

    private static IEnumerable<Cell> Cells()
    {
        yield return Text("title", "# Attention Is All You Need\n\nThree passes, eight sections. Each claim is put " +
            "as a question to a small model on this machine, and answered by a run.");
        yield return Code("setup", "#load \"setup.csx\"", 1);
        yield return Code("parameters", "string scale = \"quick\"; // \"quick\", \"study\" or \"paper\"\nstring " +
            "device = \"auto\";\nint seed = 1;", 2, "parameters");
        yield return Text("pass1", "## First pass · 第一遍\n\nTitle, abstract and conclusion, the figures and the " +
            "tables; then decide whether to go on.\n\n### ① Title and authors · 标题与作者\n\nThe title is a claim of its " +
            "own. The paper first appeared as [arXiv 1706.03762](https://arxiv.org/abs/1706.03762) in June 2017; see " +
            "also [BERT](02-bert.ipynb). The order of the authors is random.[^order]\n\n[^order]: A footnote on the " +
            "first page says so: “equal contribution; listing order is random”.\n\n### ② Abstract · 摘要\n\n| Model | " +
            "EN-DE | EN-FR | Training cost (FLOPs) |\n| --- | --- | --- | --- |\n| ByteNet | 23.75 | – | – |\n| " +
            "ConvS2S | 25.16 | 40.46 | 9.6e18 |\n| Transformer (base) | 27.3 | 38.1 | 3.3e18 |\n| Transformer (big) " +
            "| 28.4 | 41.8 | 2.3e19 |\n\nTable 2 of the paper, shortened: BLEU on newstest2014.");
        yield return Text("pass2", "## Second pass · 第二遍\n\n### ⑥ Model · 模型\n\n#### Scaled dot-product " +
            "attention\n\nThe weights are a softmax over $n$ scores, so every row sums to one. The scores are " +
            "divided by $\\sqrt{d_k}$, not by $d_k$ as the notes have it: for $q, k \\sim \\mathcal{N}(0, I)$ the " +
            "product $q \\cdot k = \\sum_{i=1}^{d_k} q_i k_i$ has variance $d_k$.");
        yield return Text(
            "eq1", "$$\n\\mathrm{Attention}(Q, K, V) = " +
                "\\mathrm{softmax}\\left(\\frac{QK^\\top}{\\sqrt{d_k}}\\right)V \\tag{1}\n$$\n\n$Q$, $K$ and $V$ " +
                "stack the queries, keys and values of all positions as rows; the mask adds $-\\infty$ to the scores " +
                "of later positions:\n\n$$\nM_{ij} = \\begin{cases} 0 & j \\le i \\\\ -\\infty & j > i " +
                "\\end{cases}\n$$");
        yield return Code("source", "Source.Of<ScaledDotProduct>()", 3, ["pair",
            "remove-input"], Markdown("```csharp\n" + AttentionSource + "\n```"));
        yield return Text("eq3", "The learning rate rises linearly, then falls with the root of the step " +
            "(§5.3):\n\n$$\n\\textit{lrate} = d_{\\text{model}}^{-0.5} \\cdot \\min\\left(\\textit{step}^{-0.5},\\ " +
            "\\textit{step} \\cdot \\textit{warmup}^{-1.5}\\right) \\tag{3}\n$$\n\n\\begin{align}\nPE_{(pos,\\,2i)} " +
            "&= \\sin\\bigl(pos / 10000^{2i/d_{\\text{model}}}\\bigr) \\\\\nPE_{(pos,\\,2i+1)} &= \\cos\\bigl(pos / " +
            "10000^{2i/d_{\\text{model}}}\\bigr)\n\\end{align}\n\nAn unknown command shows its source: " +
            "$\\unknowncommand{x}$. A price of $5 or $6 stays a price.");
        yield return Text("note", "**Against the notes.** “Divide by the vector length” (除以向量长度) would make all " +
            "scores small and the softmax flat.", "aside");
        yield return Text("exp1", "### Experiment 1: does a future token leak?\n\nThe paper predicts that masking " +
            "keeps position $t$ from seeing positions after it (§3.2.3). We change one token and watch the logits " +
            "before it.");
        yield return Code("leak", "// Change the last token: no earlier logit may move.\nvar (before, after) = " +
            "LeakProbe.Run(model, tokens, changed: ^1);\nforeach (var t in Enumerable.Range(0, 4))\n    " +
            "Console.WriteLine($\"position {t}: {before[t] - after[t]:F6}\");\nnew Claim(\"transformer.mask.no-leak\")",
            4, [],
            new StreamOutput(
                "stdout", "position 0: 0.000000\nposition 1: 0.000000\nposition 2: 0.000000\nposition 3: 0.000000\n"),
            Claim("transformer.mask.no-leak", "Position t depends on positions before t + 1 only.",
                "§3.2.3", "0", "0", "supported", "", "The largest change of an earlier logit is exactly 0."));
        yield return Text("exp2", "### Experiment 2: translation\n\nA small model learns from the world's sentence " +
            "pairs. This should take about twenty seconds.");
        yield return Code("train", "var run = Trainer.Fit(model, batches, new TrainerOptions\n{\n    Steps = " +
            "1_000,\n    Schedule = new Noam(warmup: 400, width: 512),\n    LabelSmoothing = 0.1f, // \"hurts " +
            "perplexity, but improves accuracy and BLEU\"\n});\nFigure.Line(\"Loss\").X(\"step\").Y(\"loss\", \"nats " +
            "per token\").Series(\"train\", run.Steps, run.Loss)", 5, ["figure"],
            Progress(),
            new StreamOutput("stderr", "\u001b[33mwarning:\u001b[0m the vocabulary has 17 words that were seen once\n"),
            SampleFigure.Loss(),
            Claim("transformer.bleu", "The base model reaches 27.3 BLEU on " +
                "newstest2014 EN-DE.", "Table 2", "27.3", "24.6", "undecided",
                "Other data and a model of 9 million parameters: this scale cannot tell.",
                "At least 26.0 on the paper's test set.", "[23.9, 25.2]", 3));
        yield return Code(
            "examples", "examples.Take(2)", 6, [], Html(
                "<table><thead><tr><td><i>index</i></td><td><b>German</b></td><td><b>model</b></td><td><b>BLEU</b>" +
                "</td></tr></thead><tbody><tr><td>0</td><td>ein Hund läuft über den Schnee</td><td>a dog runs across " +
                "the snow &lt;eos&gt;</td><td>61.4</td></tr><tr><td>1</td><td>zwei Männer spielen " +
                "Gitarre</td><td>two men play guitar</td><td>100</td></tr></tbody></table>"));
        yield return Code("attention", "Figure.Heatmap(attention[0].Weights, source, target).X(\"English, " +
            "key\").Y(\"Chinese, query\")", 11, ["figure", "hide-input"], SampleFigure.Attention());
        yield return Code("own", "Chart.Point(xs, ys)", 12, [], Plotly());
        yield return Code("many", "for (int i = 0; i < 60; i++) Console.WriteLine($\"step {i,3}  loss {3.0 / (i + " +
            "1):F3}\");", 7, ["hide-input"],
            new StreamOutput(
                "stdout",
                string.Concat(Enumerable.Range(0, 60).Select(i => $"step {i,3}  loss {3.0 / (i + 1):F3}\n"))));
        yield return Code(
            "order", "Order(heads: 1)", 8, [], Claim(
                "transformer.heads", "One head is worse than eight.", "Table 3 (A)", "24.9 against 25.8",
                "24.4 against 24.2", "not supported", "The intervals overlap and the order is reversed.",
                "Eight heads beat one by more than the interval.", "[-0.9, 0.5]", 3));
        yield return Code("fails", "model.call(tokens.reshape(2, 3));", 9, ["raises-exception"],
            new ErrorOutput(
                "StudyKit.Runtime.ShapeException",
                "Tokens must have shape (B, T) with T at most 64. Expected: 2 axes. Received: (2, 3, 1). Drop the " +
                "last axis with squeeze(-1).",
                ["   at StudyKit.Models.Transformer.Transformer.forward(Tensor source)", "   at cell 9, line 1"]));
        yield return Code("broken", "throw new InvalidOperationException(\"<script>alert(1)</script>\");", 10, [],
            new ErrorOutput(
                "System.InvalidOperationException", "<script>alert(1)</script>", ["   at cell 10, line 1"]));
        yield return Text("pass3", "## Third pass · 第三遍\n\n### ⑧ Comments · 评论\n\nOpen questions, each with an " +
            "experiment:\n\n- [x] Does a larger inner product mean “more similar”? *Only at equal length.*\n- [ ] " +
            "Why LayerNorm and not BatchNorm? See [experiment 2](#experiment-2-translation).\n\n1. First, " +
            "$\\|x\\|_2$ and $\\hat{\\mu}_B$.\n2. Then `model.eval()`.\n\n> We are excited about the future of " +
            "attention-based models.\n\n```bash\n# Try this\nstudykit run notebooks/01-transformer.ipynb --scale " +
            "study -p seed=2\n```\n\n```json\n{\"scale\": \"study\", \"seed\": 2, \"resume\": " +
            "true}\n```\n\n```mermaid\ngraph LR; A[tokens] --> B[embedding]\n```");
    }

    private const string AttentionSource = """
        /// <summary>Scaled dot-product attention (§3.2.1, eq. 1).</summary>
        public sealed class ScaledDotProduct : Module<Tensor, Tensor, Tensor, Tensor?, Tensor>
        {
            /// <param name="query">(B, H, T, D)</param>
            public override Tensor forward(Tensor query, Tensor key, Tensor value, Tensor? mask)
            {
                double scale = 1 / Math.Sqrt(query.shape[^1]);          // 1/√D
                Tensor scores = query.matmul(key.transpose(-2, -1)) * scale; // (B, H, T, S)
                if (mask is not null) scores = scores.masked_fill(mask.logical_not(), double.NegativeInfinity);
                return softmax(scores, dim: -1).matmul(value);          // (B, H, T, D)
            }
        }
        """;

    private static Cell Text(string id, string text, params string[] tags) =>
        Cell.Create(CellKind.Markdown, id, text, tags);

    private static Cell Code(string id, string code, int count, params string[] tags) =>
        Code(id, code, count, tags, []);

    private static Cell Code(string id, string code, int count, string[] tags, params CellOutput[] outputs)
    {
        Cell cell = Cell.Create(CellKind.Code, id, code, tags);
        cell.ExecutionCount = count;
        cell.SetOutputs(outputs);
        return cell;
    }

    private static DisplayOutput Markdown(string text) => new(new MimeBundle { { "text/markdown", text } }, []);

    private static DisplayOutput Html(string html) =>
        new(new MimeBundle { { "text/html", html }, { "text/plain", "a table" } }, []);

    /// <summary>A reader's own chart: Plotly's JSON and nothing else.</summary>
    private static DisplayOutput Plotly() => new(new MimeBundle
    {
        { "application/vnd.plotly.v1+json", """{"data":[{"type":"scatter","mode":"markers","x":[1,2,3],"y":[3,1,2],"name":"mine"}],"layout":{"title":{"text":"My own chart"},"xaxis":{"title":{"text":"x"}}}}""" },
    }, []);

    private static DisplayOutput Progress() => new(new MimeBundle
    {
        { "application/vnd.studykit.progress+json", """{"label":"training","done":1000,"total":1000,"unit":"steps","values":{"loss":1.4142,"tokens/s":8123},"elapsed_s":21.4,"left_s":0,"state":"done"}""" },
        { "text/plain", "training 1000/1000" },
    }, []);

    private static DisplayOutput Claim(string id, string statement, string source, string published,
        string measured, string verdict, string reason, string rule, string interval = "null", int seeds = 1)
    {
        JsonObject json = new()
        {
            ["id"] = id,
            ["statement"] = statement,
            ["source"] = source,
            ["published"] = published,
            ["measured"] = measured,
            ["interval"] = JsonNode.Parse(interval),
            ["unit"] = published.StartsWith('2') && !published.Contains(' ') ? "BLEU" : "",
            ["seeds"] = seeds,
            ["rule"] = rule,
            ["verdict"] = verdict,
            ["reason"] = reason,
        };
        return new DisplayOutput(
            new MimeBundle
            {
                { "application/vnd.studykit.claim+json", json },
                { "text/plain", $"{verdict}: {statement}" },
            }, []);
    }

    private static string ClaimsJson()
    {
        JsonArray claims = [];
        foreach (Cell cell in Cells())
        {
            foreach (DisplayOutput output in cell.Outputs.OfType<DisplayOutput>())
            {
                if (output.Data.Json("application/vnd.studykit.claim+json")?.DeepClone() is not JsonObject claim)
                {
                    continue;
                }

                claim["cell"] = cell.Id;
                claims.Add((JsonNode)claim);
            }
        }

        JsonObject root = new()
        {
            ["run"] = JsonNode.Parse("""
                {"scale":"quick","device":"cpu","status":"Succeeded","machine":"AMD EPYC 9J14, 2 cores, 24 GB, Debian GNU/Linux 12, .NET 10.0.0","started":"2026-01-02T03:04:00Z","seconds":71.4,
                 "parameters":{"scale":"quick","device":"auto","seed":1},
                 "cells":[{"id":"setup","seconds":1.2},{"id":"train","seconds":21.6},{"id":"leak","seconds":0.03}],
                 "versions":{"StudyKit":"0.1.0",".NET":"10.0.0","TorchSharp":"0.107.0","libtorch":"2.10.0"}}
                """),
            ["claims"] = claims,
        };
        return root.ToJsonString();
    }
}
