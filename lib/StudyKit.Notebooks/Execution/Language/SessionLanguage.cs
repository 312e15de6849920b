using StudyKit.Notebooks.Execution.Session;

namespace StudyKit.Notebooks.Execution.Language;

/// <summary>
/// What an editor asks while a cell is typed. Every answer sees what the session has run and what stands above in the
/// document, and none waits for a cell that runs.
/// </summary>
public sealed class SessionLanguage : IDisposable
{
    // Whoever opens a notebook runs its first cells now, and a machine of two cores has none to spare for both.
    private static readonly TimeSpan FirstCells = TimeSpan.FromSeconds(5);

    private readonly CellDocuments _documents;

    /// <param name="session">The session whose cells are seen.</param>
    public SessionLanguage(CSharpSession session) => _documents = new CellDocuments(session);

    /// <summary>
    /// Answers a question of each kind, so that the first real one does not wait for the compiler. Begins when the
    /// first cells have had their time.
    /// </summary>
    public async Task WarmUpAsync(CancellationToken cancellation = default)
    {
        await Task.Delay(FirstCells, cancellation);
        const string Sample = "string warm = \"\"; warm.Trim(";
        CodePlace place = new(Sample, Sample.Length);
        CompletionAnswer list = await CompleteAsync(place with { Position = Sample.Length - 5 }, cancellation);
        await DescribeAsync(list, 0, cancellation);
        await SignatureAsync(place, cancellation);
        await HoverAsync(place with { Position = Sample.Length - 3 }, cancellation);
        await DiagnoseAsync(place, cancellation);
    }

    /// <summary>What may stand at a place.</summary>
    public async Task<CompletionAnswer> CompleteAsync(CodePlace place, CancellationToken cancellation = default)
    {
        OpenCell cell = await OpenAsync(place, cancellation);
        return await Completions.AtAsync(cell.Document, place.Inside, cancellation);
    }

    /// <summary>The documentation of an item, as Markdown; null when there is none.</summary>
    /// <param name="list">The answer in which the item stands.</param>
    /// <param name="index">The item's index.</param>
    /// <param name="cancellation">Gives up.</param>
    public static Task<string?> DescribeAsync(
        CompletionAnswer list, int index, CancellationToken cancellation = default) =>
        list.Describe(index, cancellation);

    /// <summary>How what is being called at a place can be called.</summary>
    public async Task<SignatureAnswer> SignatureAsync(CodePlace place, CancellationToken cancellation = default)
    {
        OpenCell cell = await OpenAsync(place, cancellation);
        return await Signatures.AtAsync(cell.Document, place.Inside, cancellation);
    }

    /// <summary>What is known about the name at a place; null when there is nothing to say.</summary>
    public async Task<HoverAnswer?> HoverAsync(CodePlace place, CancellationToken cancellation = default)
    {
        OpenCell cell = await OpenAsync(place, cancellation);
        return await Hovers.AtAsync(cell.Document, place.Inside, cancellation);
    }

    /// <summary>What the compiler says about the cell.</summary>
    public async Task<IReadOnlyList<CellDiagnostic>> DiagnoseAsync(
        CodePlace place, CancellationToken cancellation = default)
    {
        OpenCell cell = await OpenAsync(place, cancellation);
        return await CellDiagnostics.OfAsync(cell.Document, cancellation);
    }

    /// <summary>Where the name at a place is declared; empty when no cell and no file of the notebook does.</summary>
    public async Task<IReadOnlyList<DefinitionPlace>> DefineAsync(
        CodePlace place, CancellationToken cancellation = default)
    {
        OpenCell cell = await OpenAsync(place, cancellation);
        return await Definitions.AtAsync(cell, place.Inside, cancellation);
    }

    /// <summary>Whether a cell can be run as it stands.</summary>
    public static CompletenessAnswer IsComplete(string code) => CellEnds.Of(code);

    /// <inheritdoc/>
    public void Dispose() => _documents.Dispose();

    private Task<OpenCell> OpenAsync(CodePlace place, CancellationToken cancellation) =>
        // Off the caller's thread: the first question reads assemblies for a while, and the caller has a pipe to read.
        Task.Run(() => _documents.OpenAsync(place.Code, place.Above, cancellation), cancellation);
}
