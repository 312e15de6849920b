using System.Text;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Notebooks.Execution.Runner;

/// <summary>
/// Gathers events into the outputs of the executed notebook's cells: stream text of one name in a row is one output,
/// an update replaces what was shown under its id, in whichever cell it stands.
/// </summary>
internal sealed class CellOutputs
{
    /// <summary>A loop that prints without end must not make a file without end.</summary>
    private const int LongestText = 1_000_000;

    private readonly Dictionary<string, List<(Cell Cell, int Index)>> _shown = new(StringComparer.Ordinal);
    private readonly Dictionary<Cell, List<CellOutput>> _outputs = [];
    private readonly HashSet<Cell> _changed = [];
    private readonly StringBuilder _text = new();
    private Cell? _cell;
    private string _name = "";
    private int _written;

    /// <summary>What follows belongs to this cell.</summary>
    public void Begin(Cell cell)
    {
        Flush();
        _cell = cell;
        _written = 0;
        _outputs[cell] = [];
        _changed.Add(cell);
    }

    /// <summary>Everything that the cell wrote to the console so far.</summary>
    public string TextOf(Cell cell)
    {
        Flush();
        return string.Concat(_outputs.GetValueOrDefault(cell, []).OfType<StreamOutput>().Select(stream => stream.Text));
    }

    /// <summary>The cell's outputs so far.</summary>
    public IReadOnlyList<CellOutput> Of(Cell cell)
    {
        Flush();
        return _outputs.GetValueOrDefault(cell, []);
    }

    public void Hear(SessionEvent said)
    {
        switch (said)
        {
            case StreamEvent stream: Write(stream.Name, stream.Text); break;
            case DisplayEvent display: Add(new DisplayOutput(display.Data, []), display.DisplayId); break;
            case UpdateEvent update: Replace(update); break;
            case ResultEvent result: Add(new ResultOutput(result.Data, [], _cell!.ExecutionCount)); break;
            case ErrorEvent error: Add(new ErrorOutput(error.Name, error.Message, error.Traceback)); break;
        }
    }

    /// <summary>Puts what was gathered into the notebook's cells.</summary>
    public void Store()
    {
        Flush();
        foreach (Cell cell in _changed) cell.SetOutputs(_outputs[cell]);
        _changed.Clear();
    }

    private void Write(string name, string text)
    {
        if (name != _name) Flush();
        _name = name;
        if (_written >= LongestText) return;

        _written += text.Length;
        _text.Append(text);
        if (_written >= LongestText)
        {
            _text.Append($"\n[The cell wrote more than {LongestText:N0} characters; the rest is left out.]\n");
        }
    }

    private void Add(CellOutput output, string? displayId = null)
    {
        Flush();
        List<CellOutput> outputs = _outputs[_cell!];
        outputs.Add(output);
        _changed.Add(_cell!);
        if (displayId is null) return;

        if (!_shown.TryGetValue(displayId, out List<(Cell, int)>? places)) _shown[displayId] = places = [];
        places.Add((_cell!, outputs.Count - 1));
    }

    private void Replace(UpdateEvent update)
    {
        foreach ((Cell cell, int index) in _shown.GetValueOrDefault(update.DisplayId, []))
        {
            _outputs[cell][index] = new DisplayOutput(update.Data, []);
            _changed.Add(cell);
        }
    }

    private void Flush()
    {
        if (_text.Length == 0) return;
        List<CellOutput> outputs = _outputs[_cell!];
        string text = _text.ToString();
        if (outputs.LastOrDefault() is StreamOutput last && last.Name == _name)
        {
            outputs[^1] = last with { Text = last.Text + text };
        }
        else outputs.Add(new StreamOutput(_name, text));
        _text.Clear();
        _changed.Add(_cell!);
    }
}
