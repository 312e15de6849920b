using System.Text;
using System.Text.Json;
using StudyKit.Data.Cleaning;
using StudyKit.World.Dialogues;

namespace StudyKit.Tests.Data.Cleaning;

public sealed class DialogueCleanerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cleaner-").FullName;

    [Fact]
    public void The_output_is_the_same_with_any_number_of_threads()
    {
        string raw = Noisy(4000);
        (string one, CleaningCounts first) = Clean(raw, new CleaningOptions { BlockBytes = 10_000 });
        (string four, CleaningCounts second) = Clean(raw, new CleaningOptions { BlockBytes = 10_000, Threads = 4 });
        Assert.Equal(one, four);
        Assert.Equal(JsonSerializer.Serialize(first), JsonSerializer.Serialize(second));
        Assert.Equal(4000, first.Lines);
        // Few: the small world says the same things again and again, and a reply may stand 20 times.
        Assert.InRange(first.Kept, 500, 4000);
        Assert.Equal(first.Kept, one.Count(c => c == '\n'));
    }

    [Fact]
    public void A_stopped_run_goes_on_to_the_same_end()
    {
        string raw = Noisy(3000);
        int all = 0;
        (string whole, CleaningCounts expected) =
            Clean(raw, new CleaningOptions { BlockBytes = 10_000, Progress = (_, _) => all++ });
        string output = Path.Combine(_folder, "resumed.jsonl");
        DialogueCleaner cleaner = new(CleaningPipeline.Default(), 20);
        using CancellationTokenSource stop = new();
        int blocks = 0;
        CleaningOptions options = new()
        {
            BlockBytes = 10_000,
            BlocksPerNote = 3,
            Progress = (_, _) => { if (++blocks == 8) stop.Cancel(); },
        };
        Assert.Throws<OperationCanceledException>(() => cleaner.Clean(raw, output, options, stop.Token));
        Assert.False(File.Exists(output));
        // What was written after the last note is cut off again, as after a kill between two of them.
        File.AppendAllText(output + ".part", "half a li");
        blocks = 0;
        CleaningCounts counts = new DialogueCleaner(CleaningPipeline.Default(), 20)
            .Clean(raw, output, options with { Resume = true, Threads = 2, Progress = (_, _) => blocks++ });
        Assert.Equal(whole, File.ReadAllText(output));
        Assert.Equal(JsonSerializer.Serialize(expected), JsonSerializer.Serialize(counts));
        Assert.Equal(all - 8, blocks); // Stopped after eight blocks, and that is where it goes on.
        Assert.False(File.Exists(output + ".state"));
    }

    [Fact]
    public void A_state_of_other_rules_is_refused()
    {
        string raw = Noisy(500), output = Path.Combine(_folder, "other.jsonl");
        using CancellationTokenSource stop = new();
        CleaningOptions options = new() { BlockBytes = 10_000, BlocksPerNote = 1, Progress = (_, _) => stop.Cancel() };
        Assert.Throws<OperationCanceledException>(
            () => new DialogueCleaner(CleaningPipeline.Default()).Clean(raw, output, options, stop.Token));
        InvalidDataException error = Assert.Throws<InvalidDataException>(() =>
            new DialogueCleaner(CleaningPipeline.Default(simplify: true))
                .Clean(raw, output, new CleaningOptions { BlockBytes = 10_000, Resume = true }));
        Assert.Contains("other rules", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => new DialogueCleaner(CleaningPipeline.Default(sensitive: ["另一个词"]))
            .Clean(raw, output, new CleaningOptions { BlockBytes = 10_000, Resume = true }));
    }

    [Fact]
    public void Lines_that_hold_no_dialogue_are_counted_with_their_numbers()
    {
        string raw = Path.Combine(_folder, "broken.jsonl");
        byte[] broken = [.. Encoding.UTF8.GetBytes("[\"你好吗\", \"我很好\"]\n[\"你好"), 0xE4, 0xBD, .. Encoding.UTF8
            .GetBytes("\"]\n[\"啊\\ud83d\", \"什么\"]\n{\"a\": 1}\n[\"你\n\n[\"走吧\", 3]\n[\"去哪里\", \"回家啊\\\"\\n\"]")];
        File.WriteAllBytes(raw, broken);
        (string clean, CleaningCounts counts) = Clean(raw, new CleaningOptions());
        Assert.Equal("[\"你好吗\", \"我很好\"]\n[\"去哪里\", \"回家啊\\\"\"]\n", clean);
        Assert.Equal(
            (8, 1, 1, 3, 2),
            (counts.Lines, counts.InvalidUtf8, counts.LoneSurrogates, counts.NoDialogue, counts.Dialogues));
        Assert.Equal([2, 3, 4, 5, 7], counts.BadLines.Select(bad => bad.Line));
    }

    [Fact]
    public void A_line_longer_than_a_block_is_passed_over()
    {
        string raw = Path.Combine(_folder, "long.jsonl");
        File.WriteAllText(raw, $"[\"你好吗\", \"我很好\"]\n[\"{new string('长', 2000)}\"]\n[\"走吧\", \"等等我\"]\n");
        (string clean, CleaningCounts counts) = Clean(raw, new CleaningOptions { BlockBytes = 100 });
        Assert.Equal("[\"你好吗\", \"我很好\"]\n[\"走吧\", \"等等我\"]\n", clean);
        Assert.Equal((3, 1), (counts.Lines, counts.NoDialogue));
    }

    [Fact]
    public void Weibo_comes_out_without_marks()
    {
        string raw = Support.RealData.Find("weibo-raw", "tang.jsonl");
        (string clean, CleaningCounts counts) = Clean(raw, new CleaningOptions());
        // Most dialogues stay; where an utterance went in the middle there are two pieces of one.
        Assert.InRange(counts.DialoguesGone, 0, counts.Dialogues / 2);
        Assert.InRange(counts.Kept, counts.Dialogues - counts.DialoguesGone, 2 * counts.Dialogues);
        Assert.DoesNotContain("http", clean, StringComparison.Ordinal);
        Assert.DoesNotContain("//@", clean, StringComparison.Ordinal);
        Assert.DoesNotContain("[doge]", clean, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Noisy(int count)
    {
        string path = Path.Combine(_folder, "raw.jsonl");
        File.WriteAllLines(
            path, new NoisyDialogues(2).Take(count).Select(dialogue => JsonSerializer.Serialize(dialogue.Raw)));
        return path;
    }

    private (string Text, CleaningCounts Counts) Clean(string raw, CleaningOptions options)
    {
        string output = Path.Combine(_folder, $"clean-{options.Threads}.jsonl");
        CleaningCounts counts = new DialogueCleaner(CleaningPipeline.Default(), 20).Clean(raw, output, options);
        return (File.ReadAllText(output), counts);
    }
}
