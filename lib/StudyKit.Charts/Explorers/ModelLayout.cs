using StudyKit.Contracts;

namespace StudyKit.Charts.Explorers;

/// <summary>
/// Puts the blocks of a pass into the form of a drawing: what stands below each other, what runs beside, and what a
/// shortcut goes around. What fits no such form keeps a plain arrow and is named in words.
/// </summary>
internal sealed class ModelLayout
{
    private readonly ModelBlock[] _blocks;
    private readonly List<ModelItem> _items = [];
    private readonly HashSet<int> _used = [];

    private ModelLayout(ModelBlock block)
    {
        _blocks = [.. block.Blocks.Where(one => one.Call > 0)];
        for (int step = 1; step <= _blocks.Length; step++)
        {
            Join(_blocks[step - 1].Arrives, (2 * step) - 1);
            _items.Add(new StepItem(2 * step, _blocks[step - 1]) { Reads = Reads(step) });
        }

        if (_blocks.Length > 0) Join(block.Leaves, (2 * _blocks.Length) + 1);
    }

    /// <summary>The inside of a block, without what the pass did not call.</summary>
    public static IReadOnlyList<ModelItem> Of(ModelBlock block) => new ModelLayout(block)._items;

    private void Join(ModelFlow? flow, int at)
    {
        if (flow is null) return;
        int[] parts = [.. flow.Parts], open = [];
        if (flow.Kind == ModelFlowKind.Formula) open = [.. Steps(at).Where(place => !_used.Contains(place))];
        int[] meet = [.. parts.Concat(flow.Also).Concat(open).Distinct().Order()];
        List<string> beyond = [.. parts.Where(part => part < 0).Select(part => $"input {1 - part}")];
        bool isDrawn = meet.Count(place => place >= 0) < 2 || Draw([.. meet.Where(place => place >= 0)], at, flow);
        foreach (int place in meet) _used.Add(place);
        if (!isDrawn) beyond.AddRange(parts.Where(part => part >= 0 && part != at - 1).Select(Name));
        bool isPlain = flow.Kind == ModelFlowKind.Sum && parts.Length < 2;
        if (isPlain || _items is [.., AroundItem { To: var end }] && end == at) return;
        _items.Add(new JoinItem(at, flow, beyond));
    }

    // Of two ways of which one is empty, the other gets a line around it; else they stand beside each other.
    private bool Draw(int[] meet, int at, ModelFlow flow)
    {
        if (meet[^1] != at - 1) return false;
        if (meet.Length == 2 && flow.Parts.Count == 2 && Follows(meet[0]) && Start(meet[1]) <= meet[0])
        {
            if (Taken(meet[0], at) is not { Count: > 0 } inside) return false;
            Replace(meet[0], new AroundItem([.. inside, new JoinItem(at, flow, [])]));
            return true;
        }

        if (meet[0] == 0 || meet.Skip(1).Any(place => place % 2 != 0)) return false;
        List<IReadOnlyList<ModelItem>> columns = [];
        int from = Start(meet[0]), first = from;
        foreach (int place in meet)
        {
            if (Start(place) != from || Taken(from, place + 1) is not { Count: > 0 } column) return false;
            columns.Add(column);
            from = place;
        }

        Replace(first, new BesideItem(columns));
        return true;
    }

    /// <summary>Whether the block after a place takes what is there.</summary>
    private bool Follows(int place) => place % 2 != 0
        || _blocks[place / 2].Arrives is { Parts: [var only] } && only == place;

    /// <summary>Where the way that ends at a place begins: everything after is fed by its neighbour.</summary>
    private int Start(int place)
    {
        int step = (place + 1) / 2;
        while (true)
        {
            // Ways that met already are one piece.
            if (_items.OfType<BesideItem>().FirstOrDefault(one => one.From < 2 * step && one.To >= 2 * step)
                is { } met) step = (met.From + 1) / 2;
            bool isFed = _blocks[step - 1].Arrives is { } flow
                && (flow.Parts.Contains(2 * (step - 1)) || flow.Kind == ModelFlowKind.Formula);
            if (step == 1 || !isFed) return 2 * (step - 1);
            step--;
        }
    }

    /// <summary>The items between two places; null when one of them reaches over an end.</summary>
    private List<ModelItem>? Taken(int after, int before)
    {
        List<ModelItem> inside = [.. _items.Where(item => item.To > after && item.From < before)];
        return inside.Any(item => item.From <= after || item.To >= before) ? null : inside;
    }

    private void Replace(int after, ModelItem one)
    {
        _items.RemoveAll(item => item.From > after);
        _items.Add(one);
    }

    private string? Reads(int step) => _blocks[step - 1].Arrives is { Kind: ModelFlowKind.Sum, Parts: [var only] }
        && only != 2 * (step - 1) && only != (2 * step) - 1 && only >= 0 ? Name(only) : null;

    private static IEnumerable<int> Steps(int before) => Enumerable.Range(1, before / 2).Select(step => 2 * step);

    private string Name(int place) => place == 0 ? "input" : _blocks[((place + 1) / 2) - 1].Name;
}
