using System.Text;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Execution;

namespace StudyKit.Live.Outputs;

/// <summary>What changed on a cell since it was shown last.</summary>
/// <param name="Cell">The cell's id.</param>
/// <param name="IsCleared">Whether its outputs of before are gone.</param>
/// <param name="Places">The outputs that are new or other, in order.</param>
internal sealed record OutputChange(string Cell, bool IsCleared, IReadOnlyList<int> Places);

/// <summary>
/// Gathers what cells say into their outputs, and remembers which of them changed. Text of one name in a row is one
/// output; an update replaces what was shown under its id, in whichever cell it stands. A loop without end makes no
/// page without end: text and number of outputs of a cell are bounded, as they are for a runner.
/// </summary>
internal sealed class LiveOutputs
{
    private const int LongestText = 1_000_000, MostOutputs = 2_000;
    private const long MostBytes = 20_000_000;

    private readonly Dictionary<string, Board> _boards = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Cell, int Place)>> _shown = new(StringComparer.Ordinal);

    /// <summary>Whether something has to be shown.</summary>
    public bool HasChanges => _boards.Values.Any(board => board.IsCleared || board.Changed.Count > 0);

    /// <summary>A cell begins to run: what it showed before is gone.</summary>
    public void Begin(string cell)
    {
        foreach (List<(string Cell, int Place)> places in _shown.Values) places.RemoveAll(one => one.Cell == cell);
        _boards[cell] = new Board { IsCleared = true };
    }

    /// <summary>Takes the outputs that a file brought.</summary>
    public void Load(string cell, IReadOnlyList<CellOutput> outputs)
    {
        Board board = _boards[cell] = new Board();
        board.Outputs.AddRange(outputs);
    }

    /// <summary>A cell is no longer on the page.</summary>
    public void Remove(string cell) => _boards.Remove(cell);

    /// <summary>The cell's outputs so far.</summary>
    public IReadOnlyList<CellOutput> Of(string cell)
    {
        if (!_boards.TryGetValue(cell, out Board? board)) return [];
        Settle(board);
        return board.Outputs;
    }

    /// <summary>Takes what a cell said.</summary>
    public void Hear(string cell, SessionEvent said, int? count)
    {
        if (said is UpdateEvent update)
        {
            Replace(update);
            return;
        }

        if (!_boards.TryGetValue(cell, out Board? board)) _boards[cell] = board = new Board();
        switch (said)
        {
            case StreamEvent stream: Write(board, stream.Name, stream.Text); break;
            case DisplayEvent display: Add(cell, board, new DisplayOutput(display.Data, []), display.DisplayId); break;
            case ResultEvent result: Add(cell, board, new ResultOutput(result.Data, [], count)); break;
            case ErrorEvent error:
                Add(cell, board, new ErrorOutput(error.Name, error.Message, error.Traceback));
                break;
        }
    }

    /// <summary>Has all of a cell shown anew.</summary>
    public void Touch(string cell)
    {
        if (_boards.TryGetValue(cell, out Board? board)) board.Changed.UnionWith(Enumerable.Range(0, Of(cell).Count));
    }

    /// <summary>Has one output shown anew.</summary>
    public void Touch(string cell, int place)
    {
        if (_boards.TryGetValue(cell, out Board? board) && place < Of(cell).Count) board.Changed.Add(place);
    }

    /// <summary>What has to be shown now. Clearing waits for what comes in its place, so that the page does not
    /// jump.</summary>
    /// <param name="mayWait">Whether the output of a cell may be shown later.</param>
    /// <param name="isEnded">Whether nothing more comes from a cell.</param>
    public IReadOnlyList<OutputChange> Take(Func<string, int, CellOutput, bool> mayWait, Func<string, bool> isEnded)
    {
        List<OutputChange> changes = [];
        foreach ((string cell, Board board) in _boards)
        {
            Settle(board);
            int[] places = [.. board.Changed.Where(place => !mayWait(cell, place, board.Outputs[place]))];
            if (places.Length == 0 && !(board.IsCleared && isEnded(cell))) continue;
            changes.Add(new OutputChange(cell, board.IsCleared, places));
            board.IsCleared = false;
            board.Changed.ExceptWith(places);
        }

        return changes;
    }

    private static void Write(Board board, string name, string text)
    {
        if (name != board.TextName) Settle(board);
        board.TextName = name;
        if (board.Written >= LongestText) return;
        board.Written += text.Length;
        board.Text.Append(text);
        if (board.Written >= LongestText)
        {
            board.Text.Append($"\n[The cell wrote more than {LongestText:N0} characters; the rest is left out.]\n");
        }
    }

    private void Add(string cell, Board board, CellOutput output, string? displayId = null)
    {
        Settle(board);
        board.Bytes += Size(output);
        if (output is not ErrorOutput && (board.Outputs.Count >= MostOutputs || board.Bytes > MostBytes))
        {
            if (board.IsFull) return;
            board.IsFull = true;
            output = new StreamOutput("stderr", $"[The cell showed more than {MostOutputs:N0} outputs or " +
                $"{MostBytes / 1_000_000} MB; the rest is left out.]\n");
            displayId = null;
        }

        board.Changed.Add(board.Outputs.Count);
        board.Outputs.Add(output);
        if (displayId is null) return;
        if (!_shown.TryGetValue(displayId, out List<(string, int)>? places)) _shown[displayId] = places = [];
        places.Add((cell, board.Outputs.Count - 1));
    }

    private void Replace(UpdateEvent update)
    {
        foreach ((string cell, int place) in _shown.GetValueOrDefault(update.DisplayId, []))
        {
            if (!_boards.TryGetValue(cell, out Board? board) || place >= board.Outputs.Count) continue;
            board.Outputs[place] = new DisplayOutput(update.Data, []);
            board.Changed.Add(place);
        }
    }

    /// <summary>Puts the text that waits into the outputs.</summary>
    private static void Settle(Board board)
    {
        if (board.Text.Length == 0) return;
        string text = board.Text.ToString();
        board.Text.Clear();
        if (board.Outputs.LastOrDefault() is StreamOutput last && last.Name == board.TextName)
        {
            board.Outputs[^1] = last with { Text = last.Text + text };
        }
        else
        {
            board.Outputs.Add(new StreamOutput(board.TextName, text));
        }

        board.Changed.Add(board.Outputs.Count - 1);
    }

    private static long Size(CellOutput output) => output is DataOutput data
        ? data.Data.Types.Sum(type => MimeBundle.IsJson(type) ? 1_000 : (long)(data.Data.Text(type)?.Length ?? 0)) : 0;

    private sealed class Board
    {
        public List<CellOutput> Outputs { get; } = [];

        public SortedSet<int> Changed { get; } = [];

        public StringBuilder Text { get; } = new();

        public string TextName { get; set; } = "";

        public int Written { get; set; }

        public long Bytes { get; set; }

        public bool IsCleared { get; set; }

        public bool IsFull { get; set; }
    }
}
