using System.Text;
using StudyKit.Contracts;

namespace StudyKit.Charts.Explorers;

/// <summary>
/// Blocks as nested <c>details</c> with arrows between them: they open by themselves, in a report as in a notebook, by
/// mouse, keys and screen reader. A page shows a few hundred at most.
/// </summary>
internal sealed class ModelPicture
{
    /// <summary>More nobody opens, and no page should hold.</summary>
    private const int MostBlocks = 400;

    private readonly StringBuilder _html = new();
    private readonly ModelRecord _record;
    private int _drawn;

    private ModelPicture(ModelRecord record) => _record = record;

    /// <summary>The figure, without style and script.</summary>
    public static string Of(ModelRecord record) => new ModelPicture(record).Draw();

    private string Draw()
    {
        _html.Append("<figure class=\"sk-figure sk-model\">\n");
        if (_record.Title is { } title) _html.Append($"<p class=\"sk-m-title\">{Escaping.Html(title)}</p>\n");
        _html.Append("<div class=\"sk-m-models\">\n");
        for (int i = 0; i < _record.Models.Count; i++)
        {
            ModelBlock model = _record.Models[i];
            _html.Append("<div class=\"sk-m-model\">\n");
            if (_record.Models.Count > 1)
            {
                _html.Append($"<p class=\"sk-m-name\">{Escaping.Html(_record.Names[i])}</p>\n");
            }

            Arrow(model.Inputs);
            Block(model, new StepItem(0, model), 0);
            if (model.Outputs.Count > 0) Arrow(model.Outputs);
            _html.Append("</div>\n");
        }

        _html.Append("</div>\n");
        if (_record.Caption is { } caption) _html.Append($"<figcaption>{Escaping.Html(caption)}</figcaption>\n");
        return _html.Append("</figure>\n").ToString();
    }

    private void Block(ModelBlock block, StepItem step, int depth)
    {
        _drawn++;
        string kind = ModelKinds.Of(block.Type);
        string open = depth < _record.Open && block.Blocks.Count > 0 ? " open" : "";
        string unused = block.Call == 0 && block.HasPass ? " sk-m-unused" : "";
        string parts = block.Blocks.Count > 0 ? " sk-m-parts" : "";
        _html.Append($"<details class=\"sk-m-block sk-m-{kind}{parts}{unused}\"{open}><summary>");
        string last = step.Times > 1 ? $" … {step.Last.Split('.')[^1]}" : "";
        string shown = block.Name.Length > 0 ? block.Name : block.Type;
        _html.Append($"<span class=\"sk-m-head\"><code class=\"sk-m-id\">{Escaping.Html(shown + last)}</code>");
        if (step.Times > 1) _html.Append($" <span class=\"sk-m-times\">× {step.Times}</span>");
        if (shown != block.Type) _html.Append($" <code class=\"sk-m-type\">{Escaping.Html(block.Type)}</code>");
        string note = string.Join(", ", step.Turn.Append(block).Select(one => one.Note).OfType<string>().Distinct());
        if (note.Length > 0) _html.Append($" <span class=\"sk-m-note\">{Escaping.Html(note)}</span>");
        _html.Append($"</span> <span class=\"sk-m-count\">{Size(block, step)}</span></summary>\n" +
            "<div class=\"sk-m-inside\">\n");
        IReadOnlyList<ModelItem> items = ModelFolding.Of(ModelLayout.Of(block));
        if (step.Turn.Count > 0) Turn(step, depth + 1);
        else if (items.Count > 0) Items(items, depth + 1);
        Rest(block, depth + 1);
        Facts(block);
        _html.Append("</div></details>\n");
    }

    private static string Size(ModelBlock block, StepItem step)
    {
        if (block.Call == 0 && block.HasPass) return "<span>not called in this pass</span>";
        if (block.Call > 1) return block.Count == 0 ? "" : "<span>the same weights again</span>";
        if (step.Turn.Count > 0) return $"<span>{Words(step.Turn.Sum(one => one.Count))} in each turn</span>";
        return block.Count == 0 ? "" : step.Times > 1 ? $"<span>{Words(block.Count)} each</span>"
            : $"<span>{Words(block.Count)}</span>";
    }

    private static string Words(long count) => Quantity.Count(count, "parameter");

    private void Items(IReadOnlyList<ModelItem> items, int depth)
    {
        _html.Append("<ol class=\"sk-m-flow\">\n");
        for (int i = 0; i < items.Count; i++) Item(items[i], i == 0, depth);
        _html.Append("</ol>\n");
    }

    private void Item(ModelItem item, bool isFirst, int depth)
    {
        if (_drawn >= MostBlocks && item is StepItem) return;
        switch (item)
        {
            case StepItem step:
                _html.Append("<li>");
                if (!isFirst && step.Reads is { } source) Words("reads", source);
                Arrow(step.Block.Inputs, step.Block.Arrives);
                Block(step.Block, step, depth);
                _html.Append("</li>\n");
                break;
            case JoinItem join:
                Join(join);
                break;
            case AroundItem around:
                _html.Append("<li class=\"sk-m-around\">");
                Items(ModelFolding.Of(around.Items), depth);
                _html.Append("</li>\n");
                break;
            case BesideItem beside:
                _html.Append($"<li class=\"sk-m-beside sk-m-ways{Math.Min(beside.Columns.Count, 5)}\">");
                foreach (IReadOnlyList<ModelItem> column in beside.Columns) Items(ModelFolding.Of(column), depth);
                _html.Append("</li>\n");
                break;
        }
    }

    private void Join(JoinItem join)
    {
        _html.Append("<li class=\"sk-m-join\">");
        if (join.Flow.Parts.Count > 1)
        {
            _html.Append("<span class=\"sk-m-plus\" aria-hidden=\"true\">+</span>" +
                "<span class=\"sk-m-hidden\">added together</span>");
        }

        foreach (string name in join.Beyond) Words("plus", name);
        if (join.Flow.Kind == ModelFlowKind.Relu) _html.Append("<span class=\"sk-m-word\"><code>ReLU</code></span>");
        if (join.Flow.Kind == ModelFlowKind.Formula) Words("the block's own formula", null);
        if (join.Flow.Kind == ModelFlowKind.Made) Words("made by the block", null);
        _html.Append("</li>\n");
    }

    private void Words(string text, string? name)
    {
        _html.Append($"<span class=\"sk-m-word\"><span>{Escaping.Html(text)}</span>");
        if (name is not null) _html.Append($" <code>{Escaping.Html(name)}</code>");
        _html.Append("</span>");
    }

    // The right of an arrow is left free: there runs the line of a shortcut.
    private void Arrow(IReadOnlyList<string> shapes, ModelFlow? flow = null)
    {
        const string line = "<svg width=\"10\" height=\"26\" viewBox=\"0 0 10 26\" aria-hidden=\"true\">" +
            "<path d=\"M5 0V23M1.5 18.5L5 24L8.5 18.5\" fill=\"none\" stroke=\"currentColor\" " +
            "stroke-width=\"1.4\"/></svg>";
        _html.Append("<div class=\"sk-m-arrow\"><span class=\"sk-m-shape\">");
        foreach (int place in flow?.Also.Where(place => place < 0) ?? [])
        {
            _html.Append($"<span>with input {1 - place}</span> ");
        }

        if (shapes.Count > 0) _html.Append($"<code>{Escaping.Html(shapes[0])}</code>");
        _html.Append($"</span>{line}<span></span></div>\n");
    }

    private void Turn(StepItem step, int depth)
    {
        _html.Append("<ol class=\"sk-m-flow\">\n");
        foreach (ModelBlock block in step.Turn) Item(new StepItem(0, block), true, depth);
        _html.Append("</ol>\n");
    }

    /// <summary>What the pass did not call, and what a model without a pass consists of.</summary>
    private void Rest(ModelBlock block, int depth)
    {
        ModelBlock[] rest = [.. block.Blocks.Where(one => one.Call == 0)];
        if (rest.Length == 0) return;
        _html.Append("<ul class=\"sk-m-flow sk-m-rest\">\n");
        foreach (ModelItem item in ModelFolding.Of([.. rest.Select(one => new StepItem(0, one))]))
        {
            if (_drawn >= MostBlocks) break;
            _html.Append("<li>");
            Block(((StepItem)item).Block, (StepItem)item, depth);
            _html.Append("</li>\n");
        }

        if (_drawn >= MostBlocks) _html.Append("<li><span>More blocks than a page can show.</span></li>\n");
        _html.Append("</ul>\n");
    }

    private void Facts(ModelBlock block)
    {
        _html.Append("<dl class=\"sk-m-facts\">\n");
        Fact("goes in", block.Inputs, " class=\"sk-m-io\"");
        Fact("comes out", block.Outputs, " class=\"sk-m-io\"");
        Fact("own parameters", block.Own);
        if (block.Source is { } source) Fact("source", [source]);
        if (block.Calls > 1) _html.Append($"<dt>calls</dt><dd>{block.Call} / {block.Calls}</dd>\n");
        _html.Append("</dl>\n");
    }

    private void Fact(string name, IReadOnlyList<string> texts, string look = "")
    {
        if (texts.Count == 0) return;
        IEnumerable<string> codes = texts.Select(text => $"<code>{Escaping.Html(text)}</code>");
        _html.Append($"<dt{look}>{name}</dt><dd{look}>{string.Join(" ", codes)}</dd>\n");
    }
}
