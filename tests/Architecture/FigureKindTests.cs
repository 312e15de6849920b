using Mono.Cecil;
using Mono.Cecil.Cil;
using StudyKit.Charts;

namespace StudyKit.Tests.Architecture;

/// <summary>A kind of chart draws itself: nobody asks a figure for its kind, so no renderer can forget one.</summary>
public sealed class FigureKindTests
{
    [Fact]
    public void Nobody_asks_a_figure_for_its_kind()
    {
        string[] names =
        [
            .. typeof(Figure).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Figure)) && !type.IsAbstract)
                .Select(type => type.FullName!),
        ];
        Assert.NotEmpty(names);
        IEnumerable<string> asking = Compiled.Types("StudyKit.Charts").SelectMany(type => Compiled.Methods(type)
            .Where(method => method.HasBody && method.Body.Instructions.Any(Asks))
            .Select(method => $"{type.Name}.{method.Name}"));

        // A builder makes a copy of itself, and casts it.
        Assert.Empty(asking);

        bool Asks(Instruction instruction) =>
            instruction.OpCode.Code is Code.Isinst or Code.Castclass && instruction.Operand is TypeReference type
                && names.Contains(type.FullName);
    }
}
