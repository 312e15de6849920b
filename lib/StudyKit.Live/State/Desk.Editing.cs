using System.Security.Cryptography;
using System.Text.Json.Nodes;
using StudyKit.Live.Controls;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Live.State;

/// <content>Changes of the notebook's text.</content>
internal sealed partial class Desk
{
    private const int LongestSource = 1_000_000, MostTakenOut = 20;

    private readonly List<(Cell Cell, int Place)> _takenOut = [];

    /// <summary>A cell gets another text. The window that sent it knows its own by the key.</summary>
    private void Edit(Cell cell, string source, string by, long key)
    {
        if (source.Length > LongestSource)
        {
            throw new InvalidDataException($"A cell has at most {LongestSource:N0} characters. Received: " +
                $"{source.Length:N0}. Put the data into a file and read it.");
        }

        cell.Source = source;
        JsonObject change = new()
        {
            ["type"] = "edited",
            ["id"] = cell.Id,
            ["source"] = source,
            ["by"] = by,
            ["key"] = key,
            ["controls"] = ControlsToJson(cell),
        };
        if (cell.Kind == CellKind.Markdown) change["html"] = _renderer.Prose(_notebook, cell);
        _log.Add(change);
        TellStates();
        SaveSoon();
    }

    private void Insert(JsonObject wish)
    {
        CellKind kind = Text(wish, "kind") == "markdown" ? CellKind.Markdown : CellKind.Code;
        int place = _notebook.Cells.Count;
        if (wish["id"] is not null)
        {
            Cell at = Find(wish);
            place = _notebook.Cells.TakeWhile(cell => cell.Id != at.Id).Count();
            if (Text(wish, "where") == "below") place++;
        }

        string id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        Put(Cell.Create(kind, id, wish["source"] is null ? "" : Text(wish, "source")), place, Text(wish, "by"));
    }

    private void Put(Cell cell, int place, string by)
    {
        place = Math.Clamp(place, 0, _notebook.Cells.Count);
        _notebook.Insert(place, cell);
        if (cell.Kind == CellKind.Code) _states[cell.Id] = new CellState();
        _log.Add(new JsonObject
        {
            ["type"] = "inserted",
            ["cell"] = ToJson(cell),
            ["before"] = place + 1 < _notebook.Cells.Count ? _notebook.Cells[place + 1].Id : null,
            ["html"] = cell.Kind == CellKind.Markdown ? _renderer.Prose(_notebook, cell) : "",
            ["by"] = by,
        });
        _outputs.Touch(cell.Id);
        Show(all: true);
        TellStates();
        SaveSoon();
    }

    private void Remove(Cell cell)
    {
        if (_running?.Cell == cell.Id)
        {
            throw new InvalidDataException("This cell runs. Interrupt it first, then take it out.");
        }

        int place = _notebook.Cells.TakeWhile(one => one.Id != cell.Id).Count();
        _queue.Remove(cell.Id);
        // Its outputs come back with it.
        if (cell.Kind == CellKind.Code) cell.SetOutputs(_outputs.Of(cell.Id));
        _takenOut.Add((cell, place));
        if (_takenOut.Count > MostTakenOut) _takenOut.RemoveAt(0);
        _notebook.RemoveAt(place);
        _outputs.Remove(cell.Id);
        _states.Remove(cell.Id);
        _log.Add(new JsonObject { ["type"] = "removed", ["id"] = cell.Id, ["undo"] = _takenOut.Count });
        TellStates();
        SaveSoon();
    }

    /// <summary>Brings back the cell that was taken out last.</summary>
    private void Restore()
    {
        if (_takenOut.Count == 0) throw new InvalidDataException("There is no cell to bring back.");
        (Cell cell, int place) = _takenOut[^1];
        _takenOut.RemoveAt(_takenOut.Count - 1);
        // The document that it stood in keeps its own node.
        Cell again = Cell.Create(cell.Kind, cell.Id, cell.Source, [.. cell.Tags]);
        if (cell.Kind == CellKind.Code) _outputs.Load(cell.Id, cell.Outputs);
        Put(again, place, "");
    }

    private void ChangeKind(Cell cell, string kind)
    {
        CellKind wanted = kind == "markdown" ? CellKind.Markdown : CellKind.Code;
        if (wanted == cell.Kind) return;
        int place = _notebook.Cells.TakeWhile(one => one.Id != cell.Id).Count();
        Remove(cell);
        _takenOut.RemoveAt(_takenOut.Count - 1);
        Put(Cell.Create(wanted, cell.Id, cell.Source, [.. cell.Tags]), place, "");
    }

    /// <summary>A control writes its value into the text of its cell.</summary>
    private void Set(Cell cell, string name, string value) =>
        Edit(cell, CellControls.Set(cell.Source, name, value), "", 0);
}
