using System.Text;
using StudyKit.Contracts;

namespace StudyKit.Charts.Explorers;

/// <summary>Equal blocks in a row become one with how many there are; so do two or three that take turns.</summary>
internal static class ModelFolding
{
    private const int LongestTurn = 3;

    /// <summary>Folds what stands in a row; the ways beside each other are folded when they are drawn.</summary>
    public static IReadOnlyList<ModelItem> Of(IReadOnlyList<ModelItem> items)
    {
        List<ModelItem> folded = [];
        string[] forms = [.. items.Select(item => item is StepItem { Block: var block } && IsOfList(block)
            ? Form(block) : "")];
        for (int i = 0; i < items.Count;)
        {
            (int turn, int times) = Longest(forms, i);
            if (times < 2)
            {
                folded.Add(items[i++]);
                continue;
            }

            StepItem[] run = [.. items.Skip(i).Take(turn * times).Cast<StepItem>()];
            folded.Add(run[0] with
            {
                Times = times,
                Last = run[^1].Block.Name,
                Turn = turn == 1 ? [] : [.. run.Take(turn).Select(step => step.Block)],
            });
            i += turn * times;
        }

        return folded;
    }

    private static (int Turn, int Times) Longest(string[] forms, int start)
    {
        (int Turn, int Times) best = (1, 1);
        for (int turn = 1; turn <= LongestTurn; turn++)
        {
            int times = 1;
            while (Equal(forms, start, start + (times * turn), turn)) times++;
            if (times > 1 && turn * times > best.Turn * best.Times) best = (turn, times);
        }

        return best;
    }

    private static bool Equal(string[] forms, int first, int second, int count) =>
        second + count <= forms.Length && Enumerable.Range(0, count).All(i =>
            forms[first + i].Length > 0 && forms[first + i] == forms[second + i]);

    /// <summary>Layers of a list end in their number; parts with their own names stay apart.</summary>
    private static bool IsOfList(ModelBlock block) => block.Name.Length > 0 && char.IsAsciiDigit(block.Name[^1])
        && block.Name.Split('.')[^1].All(char.IsAsciiDigit) && block.Call <= 1;

    /// <summary>All that can be seen of a block but its name.</summary>
    private static string Form(ModelBlock block)
    {
        StringBuilder form = new();
        Write(block, form);
        return form.ToString();
    }

    private static void Write(ModelBlock block, StringBuilder form)
    {
        form.Append(block.Type).Append(block.Count).Append(block.Note).Append(block.Call).Append(block.Calls)
            .AppendJoin(' ', block.Own).AppendJoin(' ', block.Inputs).Append('>').AppendJoin(' ', block.Outputs)
            .Append(block.Leaves?.Kind).AppendJoin(',', block.Leaves?.Parts ?? []).Append('{');
        foreach (ModelBlock inner in block.Blocks)
        {
            form.Append(inner.Name).Append(':').Append(inner.Arrives?.Kind)
                .AppendJoin(',', inner.Arrives?.Parts ?? []);
            Write(inner, form);
        }

        form.Append('}');
    }
}
