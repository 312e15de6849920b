using StudyKit.Contracts;
using StudyKit.Data.Cleaning;
using StudyKit.Data.Cleaning.Rules;
using StudyKit.Probes;

namespace StudyKit.Tests.Probes;

public sealed class CleaningDiagramTests
{
    private static readonly CleaningPipeline Pipeline = new([new Links(), new Repeats()]);

    [Fact]
    public void Each_rule_is_a_block_between_what_came_and_what_it_left()
    {
        CleaningCounts counts = CleaningCounts.For(Pipeline);
        // Three utterances; the rules cut one link and one run of letters.
        Assert.Single(Pipeline.Clean(["看这个 http://t.cn/abc", "哈哈哈哈哈哈哈哈", "好的"], counts));
        ModelBlock whole = Assert.Single(CleaningDiagram.Of(Pipeline, counts, ("judge", 1)).Record.Models);
        Assert.Equal(["links", "repeats", "classifier"], whole.Blocks.Select(block => block.Name));
        Assert.Equal(["Links", "Repeats", "String"], whole.Blocks.Select(block => block.Type));
        Assert.Equal(["3 utterances", "3 utterances", "2 utterances"], whole.Blocks.SelectMany(block => block.Outputs));
        Assert.Equal(
            ["1 cut, 0 dropped", "1 cut, 0 dropped", "0 cut, 1 dropped"], whole.Blocks.Select(block => block.Note));
        Assert.Equal("3 utterances", Assert.Single(whole.Inputs));
        Assert.Equal("2 utterances", Assert.Single(whole.Outputs));
        Assert.StartsWith("lib/StudyKit/Data/Cleaning/Rules/Links.cs, line ", whole.Blocks[0].Source);
        Assert.Null(whole.Blocks[2].Source);
        Assert.Equal([2], whole.Blocks[1].Arrives!.Parts);
    }

    [Fact]
    public void Rules_that_look_at_the_whole_corpus_follow()
    {
        CleaningCounts counts = CleaningCounts.For(Pipeline);
        counts.Utterances = 9;
        counts.Rules.Add(new RuleCounts { Name = ReplyFilter.Generic, Dropped = 2, UtterancesLeft = 5 });
        ModelBlock last = Assert.Single(CleaningDiagram.Of(Pipeline, counts).Record.Models).Blocks[^1];
        Assert.Equal(("generic replies", "ReplyFilter", "0 cut, 2 dropped"), (last.Name, last.Type, last.Note));
        Assert.Equal("5 utterances", Assert.Single(last.Outputs));
    }

    [Fact]
    public void Counts_of_other_rules_are_refused()
    {
        CleaningCounts other = CleaningCounts.For(new CleaningPipeline([new Repeats()]));
        Assert.Contains("Expected links, repeats. Received repeats.",
            Assert.Throws<ArgumentException>(() => CleaningDiagram.Of(Pipeline, other)).Message);
    }
}
