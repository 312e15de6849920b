using Mono.Cecil;
using StudyKit.HoldTorchSharp;

// hold FROM TO   copies TorchSharp.dll so that every method holds the objects whose native handles it passes on.
// check DLL      names the methods that still let go; exit code 1 when there is one.
try
{
    switch (args)
    {
        case ["hold", string from, string to]:
            return Hold(from, to);
        case ["check", string dll]:
            return Check(dll);
        default:
            Console.Error.WriteLine("Expected: hold FROM TO, or check DLL.");
            return 2;
    }
}
catch (Exception problem) when (problem is IOException or BadImageFormatException or InvalidOperationException
    or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"error HOLD001: {problem.Message}");
    return 1;
}

static int Hold(string from, string to)
{
    using AssemblyDefinition assembly = Read(from);
    int held = new HoldingRewriter(assembly.MainModule).Rewrite();
    int guarded = new MatmulGuard(assembly.MainModule).Rewrite();
    int turns = new RandomTurns(assembly.MainModule).Rewrite();
    Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(to))!);
    // A file of its own: what lies at the target may be a hard link into the package cache.
    string unfinished = $"{to}.{Environment.ProcessId}.new";
    assembly.Write(unfinished);
    File.Move(unfinished, to, overwrite: true);
    Console.WriteLine($"TorchSharp.dll: {held} methods hold what they pass to libtorch; {guarded} checks shapes " +
        $"before matmul; {turns} functions take turns at the generator.");
    return 0;
}

static int Check(string dll)
{
    using AssemblyDefinition assembly = Read(dll);
    HoldingCheck check = new(assembly.MainModule);
    IReadOnlyList<MethodDefinition> loose = check.Loose();
    foreach (MethodDefinition method in loose) Console.WriteLine(method.FullName);
    Console.WriteLine($"{check.Count} methods use native handles; {loose.Count} let go.");
    return loose.Count == 0 ? 0 : 1;
}

static AssemblyDefinition Read(string path) =>
    AssemblyDefinition.ReadAssembly(path, new ReaderParameters { InMemory = true });
