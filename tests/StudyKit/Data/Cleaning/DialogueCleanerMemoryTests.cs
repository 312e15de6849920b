using System.Text.Json;
using StudyKit.Data.Cleaning;
using StudyKit.Tests.Support;
using StudyKit.World.Dialogues;

namespace StudyKit.Tests.Data.Cleaning;

/// <summary>
/// Looks at the memory of the whole process, so no other test may run beside it: what they hold would count.
/// </summary>
[Collection(TorchCollection.Name)]
public sealed class DialogueCleanerMemoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cleaner-memory-").FullName;

    [Fact]
    public void Memory_does_not_grow_with_the_file()
    {
        string raw = Path.Combine(_folder, "large.jsonl"), part = string.Concat(new NoisyDialogues(3)
            .Take(4000).Select(dialogue => JsonSerializer.Serialize(dialogue.Raw) + "\n"));
        using (StreamWriter writer = new(raw))
        {
            for (int i = 0; i < 20; i++) writer.Write(part);
        }

        List<long> retained = [];
        long next = 0;
        CleaningOptions options = new()
        {
            BlockBytes = 1 << 17,
            Progress = (read, all) =>
            {
                if (read < next) return;
                next = read + (all / 8);
                retained.Add(GC.GetTotalMemory(forceFullCollection: true));
            },
        };
        new DialogueCleaner(CleaningPipeline.Default(), 20).Clean(raw, Path.Combine(_folder, "clean.jsonl"), options);
        // Of the file of 20 MB and more nothing may stay.
        Assert.True(new FileInfo(raw).Length > 20_000_000
            && retained.Count >= 7, $"{new FileInfo(raw).Length} bytes, looked {retained.Count} times");
        Assert.InRange(retained[^1] - retained[1], long.MinValue, 1_000_000);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
