using System.Globalization;
using System.Text.Json.Nodes;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Execution.Runner;
using StudyKit.Notebooks.Export;

namespace StudyKit.Live.State;

/// <content>The copy on disk, and the report.</content>
internal sealed partial class Desk
{
    // While cells run, each save would take from them.
    private static readonly TimeSpan SavePause = TimeSpan.FromSeconds(1.5), BusyPause = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _writing = new(1);
    private bool _isSaving, _isChanged;
    private string _savedAt = "";

    /// <summary>Saves once a change has settled; what was only looked at is not saved.</summary>
    private void SaveSoon()
    {
        _isChanged = true;
        if (_isSaving) return;
        _isSaving = true;
        _turn.PostLater(_queue.Count > 0 ? BusyPause : SavePause, () => _ = SaveNowAsync());
    }

    private void Save(string? name)
    {
        if (name is not null) _copy.Rename(name);
        _isChanged = true;
        _ = SaveNowAsync();
    }

    /// <returns>Whether the copy on disk is as the page shows it.</returns>
    private async Task<bool> SaveNowAsync()
    {
        await _writing.WaitAsync();
        try
        {
            (string Target, Notebook Copy, RunFacts Facts)? work = await _turn.AskAsync(
                () =>
                {
                    _isSaving = false;
                    if (!_isChanged) return ((string, Notebook, RunFacts)?)null;
                    _isChanged = false;
                    return (_copy.Target, Snapshot(), Facts(withFiles: true));
                });
            if (work is not { } todo) return true;
            _copy.Hold();
            todo.Target = _copy.Target;
            LiveCopy.Write(todo.Target, _copy.Source, todo.Copy, todo.Facts);
            _turn.Post(() =>
            {
                _savedAt = TimeProvider.System.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
                _log.Add(new JsonObject
                {
                    ["type"] = "saved",
                    ["copy"] = Path.GetFileName(todo.Target),
                    ["at"] = _savedAt,
                });
            });
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _turn.Post(() =>
            {
                _isChanged = true;
                Notice(error.Message);
            });
            return false;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Writes the report of what the page shows.</summary>
    private async Task ExportAsync(Listener listener)
    {
        string text;
        try
        {
            await _turn.AskAsync(() => _isChanged = true);
            if (!await SaveNowAsync()) return;
            WrittenReport report = ReportWriter.Write(_copy.Target);
            text = $"The report is written: {report.Path}";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            text = error.Message;
        }

        listener.Send(new JsonObject { ["type"] = "exported", ["text"] = text }.ToJsonString());
    }

    /// <summary>
    /// What the report says of the run: its parameters as they stand, its cells' seconds, its status.
    /// </summary>
    private RunFacts Facts(bool withFiles)
    {
        KeyValuePair<string, string>[] parameters =
            [.. ParametersCell.Read(_notebook).Select(one => KeyValuePair.Create(one.Name, one.Default))];
        string fingerprint = withFiles ? FingerprintOf(parameters) : "";
        Cell[] cells = [.. _notebook.Cells.Where(RunPlan.Runs)];
        bool isWhole = cells.All(cell => _states[cell.Id] is { Standing: Standing.Done } one && one.Ran == cell.Source)
            && Stale().Count == 0;
        RunFacts facts = new(Path.GetFileName(_copy.Source), fingerprint, parameters)
        {
            Started = _started,
            Status = isWhole ? RunStatus.Succeeded : RunStatus.ByHand,
            Seconds = cells.Sum(cell => _states[cell.Id].Seconds ?? 0),
            Device = _device,
            Versions = (JsonObject)_versions.DeepClone(),
        };
        foreach (Cell cell in cells)
        {
            if (_states[cell.Id].Seconds is { } seconds) facts.Add(cell, TimeSpan.FromSeconds(seconds));
        }

        return facts;
    }

    /// <summary>The run as the page's first screen tells it; nothing where no cell has run.</summary>
    private RunRecord Record(Notebook snapshot) => _states.Values.All(state => state.Seconds is null)
        ? RunRecord.Empty : RunRecord.Parse(Facts(withFiles: false).ClaimsFile(snapshot));

    private RunRecord Seconds() => Record(Notebook.Create());

    private string FingerprintOf(IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        try
        {
            return Fingerprint.Of(_notebook, _copy.Folder, parameters);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // A cell names a file that is not there; the copy is saved all the same.
            return "";
        }
    }
}
