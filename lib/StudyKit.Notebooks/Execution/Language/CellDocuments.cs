using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using StudyKit.Notebooks.Execution.Session;

namespace StudyKit.Notebooks.Execution.Language;

/// <summary>A cell in the compiler's eyes, with the cells that it sees.</summary>
/// <param name="Document">The cell.</param>
/// <param name="Cells">The cells and pieces of cells before it, by document.</param>
internal sealed record OpenCell(
    Document Document, IReadOnlyDictionary<DocumentId, (CellRequest Cell, string Path)> Cells);

/// <summary>
/// The session's cells as a chain of projects, one for each compiled piece, each seeing the one before: what was run,
/// then what stands above in the document, then the cell that is typed. Nothing here runs or waits for what runs.
/// </summary>
internal sealed class CellDocuments(CSharpSession session) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly AdhocWorkspace _workspace = new();
    private Chain? _executed;
    private int _count;
    private HashSet<string> _texts = new(StringComparer.Ordinal);
    private List<Chain> _above = [];
    private (string Code, Chain After, OpenCell Cell)? _newest;

    /// <summary>Opens a cell's text behind all that it sees.</summary>
    /// <param name="code">The cell's text.</param>
    /// <param name="above">Cells above it in the document.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<OpenCell> OpenAsync(
        string code, IReadOnlyList<CellRequest> above, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            Chain before = await FollowAsync(cancellation);
            before = await AddAboveAsync(before, above, cancellation);
            if (_newest is { } last && last.Code == code && ReferenceEquals(last.After, before)) return last.Cell;

            Chain typed =
                before.Add(CellMask.Of(code), Path.Combine(session.Folder, "cell"), null, References(before));
            OpenCell cell = new(typed.Solution.GetDocument(typed.Document)!, typed.Cells);
            _newest = (code, before, cell);
            return cell;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose()
    {
        _workspace.Dispose();
        _gate.Dispose();
    }

    /// <summary>Adds what was compiled since the last request.</summary>
    private async Task<Chain> FollowAsync(CancellationToken cancellation)
    {
        ImmutableList<CompiledPiece> pieces = session.Compiler.Pieces;
        Chain chain = _executed ?? Chain.Begin(
            _workspace.CurrentSolution,
            session.Compiler.NextOptions.WithMetadataReferenceResolver(new TypedReferences(session.References)));
        if (_executed is not null && _count == pieces.Count) return chain;

        foreach (CompiledPiece piece in pieces.Skip(_count))
        {
            chain = chain.Add(piece.Code, piece.Path, piece.Cell, piece.References);
            _texts.Add(piece.Cell.Code);
        }

        // Bound once here, so that every later request finds it so.
        await chain.BindAsync(cancellation);
        (_executed, _count, _above) = (chain, pieces.Count, []);
        return chain;
    }

    private async Task<Chain> AddAboveAsync(
        Chain chain, IReadOnlyList<CellRequest> above, CancellationToken cancellation)
    {
        CellRequest[] unrun = [.. above.Where(cell => !_texts.Contains(cell.Code))];
        int same = 0;
        while (same < unrun.Length && same < _above.Count && _above[same].Newest == unrun[same]) same++;
        if (same < _above.Count) _above.RemoveRange(same, _above.Count - same);
        if (same > 0) chain = _above[same - 1];
        if (same == unrun.Length) return chain;

        foreach (CellRequest cell in unrun.Skip(same))
        {
            string path = Path.Combine(session.Folder, cell.Name);
            chain = chain.Add(CellMask.Of(cell.Code, cell.Language), path, cell, References(chain));
            _above.Add(chain);
        }

        await chain.BindAsync(cancellation);
        return chain;
    }

    private ImmutableArray<MetadataReference> References(Chain before) =>
        [.. session.Compiler.References.Concat(before.References).Distinct()];

    /// <summary>A solution whose last project sees all those before it.</summary>
    private sealed record Chain(
        Solution Solution,
        CSharpCompilationOptions Options,
        ProjectId? Last,
        DocumentId? LastDocument,
        CellRequest? Newest,
        ImmutableArray<MetadataReference> References,
        ImmutableDictionary<DocumentId, (CellRequest Cell, string Path)> Cells)
    {
        public DocumentId Document => LastDocument!;

        public static Chain Begin(Solution solution, CSharpCompilationOptions options) => new(
            solution, options, null, null, null, [], ImmutableDictionary<DocumentId, (CellRequest, string)>.Empty);

        public Chain Add(
            string code, string path, CellRequest? cell, ImmutableArray<MetadataReference> references)
        {
            string name = $"Submission#{Solution.ProjectIds.Count}";
            ProjectId project = ProjectId.CreateNewId(name);
            DocumentId document = DocumentId.CreateNewId(project, path);
            SourceText text = SourceText.From(code, Encoding.UTF8);
            Solution next = Solution.AddProject(ProjectInfo.Create(
                project, VersionStamp.Create(), name, name, LanguageNames.CSharp,
                compilationOptions: Options.WithScriptClassName(name),
                parseOptions: ScriptCompiler.Syntax,
                documents:
                [
                    DocumentInfo.Create(
                        document, Path.GetFileName(path), sourceCodeKind: SourceCodeKind.Script, filePath: path,
                        loader: TextLoader.From(TextAndVersion.Create(text, VersionStamp.Create(), path))),
                ],
                projectReferences: Last is null ? [] : [new ProjectReference(Last)],
                metadataReferences: references,
                isSubmission: true));
            return this with
            {
                Solution = next,
                Last = project,
                LastDocument = document,
                Newest = cell,
                References = references,
                Cells = cell is null ? Cells : Cells.Add(document, (cell, path)),
            };
        }

        public async Task BindAsync(CancellationToken cancellation)
        {
            if (Last is not null) await Solution.GetProject(Last)!.GetCompilationAsync(cancellation);
        }
    }
}
