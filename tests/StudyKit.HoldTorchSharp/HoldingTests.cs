using System.Runtime.CompilerServices;
using Mono.Cecil;
using StudyKit.HoldTorchSharp;
using TorchSharp;

namespace StudyKit.Tests.HoldTorchSharp;

/// <summary>
/// The TorchSharp.dll that the tests (and so every host) run on, looked at instruction by instruction.
/// </summary>
public sealed class HoldingTests
{
    private static string Held => typeof(torch).Assembly.Location;

    [Fact]
    public void No_method_of_the_built_TorchSharp_lets_go_of_what_it_passes_on()
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(Held);
        HoldingCheck check = new(module);
        Assert.InRange(check.Count, 1200, 1400);
        Assert.Empty(check.Loose().Select(method => method.FullName));
    }

    [Fact]
    public void The_check_finds_the_methods_of_the_package_that_let_go()
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(PackagedTorchSharp.Path);
        HoldingCheck check = new(module);
        Assert.Equal((1257, 1194), (check.Count, check.Loose().Count));
    }

    [Fact]
    public void Every_rewritten_method_compiles()
    {
        // Open generic methods have no code of their own; their instances are made when they are called.
        int compiled = 0;
        foreach (Type type in typeof(torch).Assembly.GetTypes().Where(type => !type.ContainsGenericParameters))
        {
            const System.Reflection.BindingFlags Own =
                System.Reflection.BindingFlags.DeclaredOnly | System.Reflection.BindingFlags.Public
                | System.Reflection.BindingFlags.NonPublic
                    | System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Static;
            foreach (System.Reflection.MethodBase method in type.GetMethods(Own)
                .Cast<System.Reflection.MethodBase>().Concat(type.GetConstructors(Own)))
            {
                bool hasCode = method.GetMethodBody() is not null && !method.ContainsGenericParameters;
                if (!hasCode) continue;
                RuntimeHelpers.PrepareMethod(method.MethodHandle);
                compiled++;
            }
        }

        Assert.InRange(compiled, 9000, 12000);
    }

    [Fact]
    public void A_file_that_was_rewritten_already_is_refused()
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(Held);
        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => new HoldingRewriter(module));
        Assert.Equal("This TorchSharp.dll holds its objects already. Take the one of the package.", refused.Message);
    }

    [Fact]
    public void Another_assembly_is_refused()
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(typeof(HoldingTests).Assembly.Location);
        InvalidOperationException refused =
            Assert.Throws<InvalidOperationException>(() => new HoldingRewriter(module).Rewrite());
        Assert.Contains(
            "methods pass native handles; at least 1000 were expected", refused.Message, StringComparison.Ordinal);
    }
}
