using System.Text;
using StudyKit.Contracts;

namespace StudyKit.Charts.Explorers;

/// <summary>Blocks as an indented list: name, class, shapes, parameters.</summary>
internal static class ModelText
{
    private const int MostLines = 200;

    public static string Of(ModelRecord record)
    {
        StringBuilder text = new();
        List<(string Left, string Right)> lines = [];
        if (record.Title is { } title) text.Append(title).Append('\n');
        for (int i = 0; i < record.Models.Count; i++)
        {
            if (record.Models.Count > 1) lines.Add((record.Names[i], ""));
            Write(record.Models[i], "", 0, lines);
        }

        int width = Math.Min(60, lines.Take(MostLines).Max(line => line.Left.Length));
        foreach ((string left, string right) in lines.Take(MostLines))
        {
            text.Append($"{left.PadRight(width)}  {right}".TrimEnd()).Append('\n');
        }

        if (lines.Count > MostLines) text.Append($"… {lines.Count - MostLines} more\n");
        return text.ToString().TrimEnd('\n');
    }

    private static void Write(ModelBlock block, string times, int depth, List<(string, string)> lines)
    {
        string name = block.Name.Length > 0 ? $"{block.Name}{times} {block.Type}" : block.Type;
        string shapes = block.Outputs.Count == 0 ? "" :
            $"{string.Join(" ", block.Inputs)} → {string.Join(" ", block.Outputs)}";
        string count = block.Count == 0 ? "" : block.Call > 1 ? "the same weights again"
            : Quantity.Count(block.Count, "parameter");
        string note = block.Call == 0 && block.HasPass ? "not called in this pass" : block.Note ?? "";
        lines.Add((new string(' ', 2 * depth) + name,
            string.Join("  ", new[] { shapes, count, note }.Where(part => part.Length > 0))));
        ModelItem[] all = [.. block.Blocks.Select((one, i) => new StepItem(i, one))];
        foreach (ModelItem item in ModelFolding.Of(all))
        {
            StepItem step = (StepItem)item;
            string many = step.Times > 1 ? $" … {step.Last.Split('.')[^1]} × {step.Times}" : "";
            IReadOnlyList<ModelBlock> turn = step.Turn.Count > 0 ? step.Turn : [step.Block];
            foreach (ModelBlock one in turn) Write(one, many, depth + 1, lines);
        }
    }
}
