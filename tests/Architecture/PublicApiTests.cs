using System.Reflection;
using PublicApiGenerator;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Architecture;

/// <summary>
/// What users can touch, one text an area: a change of it is a change of a file that a reviewer reads.
/// </summary>
public sealed class PublicApiTests
{
    /// <summary>
    /// An area is a library, or a folder of the model library without those below it that are areas of their own.
    /// </summary>
    public static TheoryData<string, string, string> Areas => new()
    {
        { "StudyKit.Contracts", "StudyKit.Contracts", "Api/Contracts.txt" },
        { "StudyKit.Charts", "StudyKit.Charts", "Api/Charts.txt" },
        { "StudyKit.Text", "StudyKit.Text", "Api/Text.txt" },
        { "StudyKit.World", "StudyKit.World", "Api/World.txt" },
        { "StudyKit.Notebooks", "StudyKit.Notebooks", "Api/Notebooks.txt" },
        { "StudyKit.Jupyter", "StudyKit.Jupyter", "Api/Jupyter.txt" },
        { "StudyKit.Live", "StudyKit.Live", "Api/Live.txt" },
        { "StudyKit", "StudyKit.Chats", "Api/Chats.txt" },
        { "StudyKit", "StudyKit.Checkpoints", "Api/Checkpoints.txt" },
        { "StudyKit", "StudyKit.Data", "Api/Data.txt" },
        { "StudyKit", "StudyKit.Data.FineTuning", "Api/Data.FineTuning.txt" },
        { "StudyKit", "StudyKit.Data.Images", "Api/Data.Images.txt" },
        { "StudyKit", "StudyKit.Data.InContext", "Api/Data.InContext.txt" },
        { "StudyKit", "StudyKit.Evaluation", "Api/Evaluation.txt" },
        { "StudyKit", "StudyKit.Generation", "Api/Generation.txt" },
        { "StudyKit", "StudyKit.Exercises", "Api/Exercises.txt" },
        { "StudyKit", "StudyKit.Models", "Api/Models.txt" },
        { "StudyKit", "StudyKit.Nn", "Api/Nn.txt" },
        { "StudyKit", "StudyKit.Papers", "Api/Papers.txt" },
        { "StudyKit", "StudyKit.Probes", "Api/Probes.txt" },
        { "StudyKit", "StudyKit.Runtime", "Api/Runtime.txt" },
        { "StudyKit", "StudyKit.Tasks", "Api/Tasks.txt" },
        { "StudyKit", "StudyKit.Training", "Api/Training.txt" },
        { "StudyKit", "StudyKit.Benchmarks", "Api/Benchmarks.txt" },
    };

    [Theory]
    [MemberData(nameof(Areas))]
    public void What_users_can_touch_is_as_reviewed(string assembly, string area, string golden)
    {
        string api = Assembly.Load(assembly).GeneratePublicApi(new ApiGeneratorOptions
        {
            AllowNamespacePrefixes = ["StudyKit"],
            IncludeAssemblyAttributes = false,
            IncludeTypes = [.. Assembly.Load(assembly).GetExportedTypes().Where(type => IsIn(type, area))],
        });
        Golden.Verify(api, golden);
    }

    [Fact]
    public void No_area_is_forgotten()
    {
        foreach (string assembly in Areas.Select(row => row.Data.Item1).Distinct())
        {
            string[] areas = [.. Areas.Where(row => row.Data.Item1 == assembly).Select(row => row.Data.Item2)];
            Assert.Empty(Assembly.Load(assembly).GetExportedTypes()
                .Where(type => !areas.Any(area => IsIn(type, area))).Select(type => type.FullName));
        }
    }

    private static bool IsIn(Type type, string area) =>
        Lies(type, area)
            && !Areas.Any(row => row.Data.Item2.StartsWith($"{area}.", StringComparison.Ordinal)
                && Lies(type, row.Data.Item2));

    private static bool Lies(Type type, string area) =>
        type.Namespace == area || type.Namespace?.StartsWith($"{area}.", StringComparison.Ordinal) == true;
}
