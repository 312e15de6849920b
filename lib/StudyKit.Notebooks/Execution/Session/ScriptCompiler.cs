using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Scripting;
using StudyKit.Notebooks.Execution.Formatting;
using StudyKit.Notebooks.Execution.Scripting;

namespace StudyKit.Notebooks.Execution.Session;

/// <summary>
/// A compiled piece of a cell. Called with the submissions before it, it puts itself among them and runs.
/// </summary>
/// <param name="Entry">The piece's code; null when it has nothing to run (only directives or comments).</param>
/// <param name="ShowsResult">Whether the piece ends with an expression whose value is to be shown.</param>
internal sealed record CompiledScript(Func<object?[], Task<object?>>? Entry, bool ShowsResult);

/// <summary>
/// Compiles one piece of a cell after another, each seeing what the ones before declared. Roslyn's scripting makes the
/// compilation; it is emitted and loaded here, since Roslyn's own loader would load a second copy of every referenced
/// assembly. Optimised code (a notebook's loops are real work), with symbols so that stack traces keep the cell's
/// lines.
/// </summary>
internal sealed class ScriptCompiler
{
    /// <summary>The namespaces and classes whose members every cell sees.</summary>
    public static readonly string[] Imports =
    [
        "System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks",
        "System.Linq",
        typeof(ScriptFunctions).FullName!, typeof(Scripting.DisplayExtensions).FullName!,
        typeof(ScriptFunctions).Namespace!, typeof(LaTeXString).Namespace!,
    ];

    /// <summary>How cells are read.</summary>
    public static readonly CSharpParseOptions Syntax = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    private readonly ScriptReferences _references;
    private ScriptOptions _options;
    private ImmutableList<CompiledPiece> _pieces = [];
    private Script<object>? _last;

    public ScriptCompiler(ScriptReferences references, ScriptFiles files)
    {
        _references = references;
        string own = typeof(ScriptFunctions).Assembly.Location;
        _options = ScriptOptions.Default
            .WithReferences(PlatformAssemblies.Framework.Append(own).Concat(KitLibraries.Files)
                .Select(references.Reference))
            .WithMetadataResolver(references)
            .WithSourceResolver(files)
            .WithImports(Imports)
            .WithLanguageVersion(LanguageVersion.Latest)
            .WithAllowUnsafe(true)
            .WithOptimizationLevel(OptimizationLevel.Release)
            .WithEmitDebugInformation(true)
            .WithFileEncoding(Encoding.UTF8);
    }

    /// <summary>The pieces that have been compiled, in order; may be read from any thread.</summary>
    public ImmutableList<CompiledPiece> Pieces => Volatile.Read(ref _pieces);

    /// <summary>What a cell refers to without naming it; may be read from any thread.</summary>
    public IEnumerable<MetadataReference> References => Volatile.Read(ref _options).MetadataReferences;

    /// <summary>How a cell that comes next would be compiled.</summary>
    public CSharpCompilationOptions NextOptions =>
        (CSharpCompilationOptions)CSharpScript.Create("", Volatile.Read(ref _options)).GetCompilation().Options;

    /// <summary>Adds references that every later piece sees.</summary>
    public void AddReferences(IEnumerable<string> files) =>
        Volatile.Write(ref _options, _options.AddReferences(files.Select(_references.Reference)));

    /// <param name="code">The piece.</param>
    /// <param name="path">What diagnostics and stack traces call it; relative paths start at its folder.</param>
    /// <param name="cell">The cell in which it stands.</param>
    /// <param name="cancellation">Ends the compiling.</param>
    /// <exception cref="ScriptCompilationException">The code has errors; nothing changed.</exception>
    public CompiledScript Compile(string code, string path, CellRequest cell, CancellationToken cancellation)
    {
        ScriptOptions options = _options.WithFilePath(path);
        code = WithStatement(code);
        Script<object> script = _last is null ? CSharpScript.Create(code, options) : _last.ContinueWith(code, options);
        Compilation compilation = script.GetCompilation();
        using MemoryStream assembly = new();
        using MemoryStream symbols = new();
        EmitResult emitted = compilation.Emit(
            assembly,
            symbols,
            options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb),
            cancellationToken: cancellation);
        if (!emitted.Success)
        {
            ImmutableArray<Diagnostic> errors =
                [.. emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
            if (errors.Length > 0) throw new ScriptCompilationException(errors);

            // The compiler emits nothing for a submission without declarations or statements, and calls that no
            // success; its using directives and references hold for what comes after.
            Take(script, code, path, cell, assembly: null);
            return new CompiledScript(null, ShowsResult: false);
        }

        assembly.Position = symbols.Position = 0;
        IMethodSymbol factory = compilation.GetEntryPoint(cancellation)!;
        Assembly loaded = DefaultLoadContext.LoadSubmission(assembly, symbols);
        MethodInfo entry = loaded
            .GetType(factory.ContainingType.MetadataName, throwOnError: true)!
            .GetMethod(factory.MetadataName, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
        bool shows = EndsWithValue(compilation, cancellation);
        Take(script, code, path, cell, loaded.GetName().Name);
        return new CompiledScript(entry.CreateDelegate<Func<object?[], Task<object?>>>(), shows);
    }

    private void Take(Script<object> script, string code, string path, CellRequest cell, string? assembly)
    {
        _last = script;
        ImmutableArray<MetadataReference> references =
            [.. script.GetCompilation().References.Where(one => one is PortableExecutableReference)];
        Volatile.Write(
            ref _pieces, _pieces.Add(new CompiledPiece(code, path, cell, references, assembly)));
    }

    /// <summary>
    /// Roslyn emits no submission that has nothing to run, such as using directives alone: it gets an empty statement.
    /// </summary>
    private static string WithStatement(string code) =>
        CSharpSyntaxTree.ParseText(code, Syntax).GetCompilationUnitRoot().Members.Count > 0 ? code : code + "\n;";

    /// <summary>
    /// A script has a value when its last statement is an expression without a semicolon whose type is not void.
    /// </summary>
    private static bool EndsWithValue(Compilation compilation, CancellationToken cancellation)
    {
        SyntaxTree main = compilation.SyntaxTrees.Last();
        bool isExpression = ((CompilationUnitSyntax)main.GetRoot(cancellation)).Members.LastOrDefault()
            is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } };
        if (!isExpression) return false;

        ExpressionSyntax expression =
            ((ExpressionStatementSyntax)((GlobalStatementSyntax)((CompilationUnitSyntax)main.GetRoot(
                cancellation)).Members.Last()).Statement).Expression;
        return compilation.GetSemanticModel(main).GetTypeInfo(expression, cancellation).Type
            is not { SpecialType: SpecialType.System_Void };
    }
}

/// <summary>A cell does not compile.</summary>
internal sealed class ScriptCompilationException(ImmutableArray<Diagnostic> errors)
    : Exception("The cell does not compile.")
{
    public ImmutableArray<Diagnostic> Errors { get; } = errors;
}
