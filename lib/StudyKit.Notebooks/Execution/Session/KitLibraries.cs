using System.Reflection;
using System.Runtime.CompilerServices;
using StudyKit.Notebooks.Execution.Scripting;

namespace StudyKit.Notebooks.Execution.Session;

/// <summary>
/// The kit's own libraries, where the process carries them: every cell may use them without a <c>#r</c>. They are known
/// by name only, since this project refers to none of them.
/// </summary>
internal static class KitLibraries
{
    private const string Library = "StudyKit", Torch = "TorchSharp";

    private static readonly string[] Names =
        [Library, "StudyKit.Charts", "StudyKit.Contracts", "StudyKit.Text", "StudyKit.World", Torch];

    private static int _prepared;
    private static Type? _display;
    private static Func<string, Task<string?>>? _ask;

    /// <summary>Their files in this process.</summary>
    public static IEnumerable<string> Files =>
        Names.Select(name => PlatformAssemblies.All.GetValueOrDefault(name)).OfType<string>();

    /// <summary>
    /// Makes this the process of notebooks: the first use of the library or of <c>torch</c> loads libtorch as the
    /// library does it, and what the library shows while it works appears in the cell. Nothing is loaded before.
    /// </summary>
    public static void Connect()
    {
        AppDomain.CurrentDomain.AssemblyLoad += (_, loaded) => Prepare(loaded.LoadedAssembly);
        foreach (Assembly assembly in AppDomain.CurrentDomain.GetAssemblies()) Prepare(assembly);
    }

    /// <summary>
    /// Whoever listens to the session answers questions: cells may read the console, and the library may ask.
    /// </summary>
    public static void Ask(CSharpSession session)
    {
        session.CanAsk = true;
        _ask = prompt => ScriptContext.AskAsync(prompt, hidden: false);
        _display?.GetProperty("Ask")?.SetValue(null, _ask);
    }

    private static void Prepare(Assembly loaded)
    {
        if (loaded.GetName().Name is not (Library or Torch)) return;
        if (!PlatformAssemblies.All.ContainsKey(Library) || Interlocked.Exchange(ref _prepared, 1) == 1) return;
        Assembly library = loaded.GetName().Name == Library ? loaded : Assembly.Load(Library);
        RuntimeHelpers.RunModuleConstructor(library.ManifestModule.ModuleHandle);
        _display = library.GetType("StudyKit.Runtime.NotebookDisplay");
        _display?.GetProperty("Show")?.SetValue(null, (object)Show);
        if (_ask is not null) _display?.GetProperty("Ask")?.SetValue(null, _ask);
    }

    private static Action<object> Show(object value) => ScriptFunctions.display(value).Update;
}
