using StudyKit.Live.Outputs;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Execution;

namespace StudyKit.Tests.Live.Outputs;

/// <summary>What cells say becomes outputs, and what changed is known.</summary>
public sealed class LiveOutputsTests
{
    private readonly LiveOutputs _outputs = new();

    private IReadOnlyList<OutputChange> Take(bool isEnded = true) => _outputs.Take((_, _, _) => false, _ => isEnded);

    [Fact]
    public void Text_in_a_row_is_one_output_and_clearing_waits_for_it()
    {
        _outputs.Begin("a");
        Assert.Empty(Take(isEnded: false));
        _outputs.Hear("a", new StreamEvent("stdout", "one "), 1);
        _outputs.Hear("a", new StreamEvent("stdout", "two"), 1);
        OutputChange change = Assert.Single(Take(isEnded: false));
        Assert.True(change.IsCleared);
        Assert.Equal([0], change.Places);
        Assert.Equal("one two", Assert.IsType<StreamOutput>(Assert.Single(_outputs.Of("a"))).Text);
        Assert.Empty(Take());
    }

    [Fact]
    public void A_cell_that_shows_nothing_is_cleared_at_its_end()
    {
        _outputs.Begin("a");
        Assert.True(Assert.Single(Take()).IsCleared);
    }

    [Fact]
    public void An_update_changes_its_output_in_whichever_cell_it_stands()
    {
        _outputs.Begin("a");
        _outputs.Hear("a", new DisplayEvent(Plain("first"), "d"), 1);
        Take();
        _outputs.Begin("b");
        _outputs.Hear("b", new UpdateEvent(Plain("second"), "d"), 2);
        Assert.Contains(Take(isEnded: false), change => change.Cell == "a" && change.Places is [0]);
        Assert.Equal("second", Assert.IsType<DisplayOutput>(_outputs.Of("a")[0]).Data.Text("text/plain"));
        _outputs.Begin("a");
        _outputs.Hear("b", new UpdateEvent(Plain("third"), "d"), 2);
        Assert.Empty(_outputs.Of("a"));
    }

    [Fact]
    public void Ten_thousand_updates_are_one_change()
    {
        _outputs.Begin("a");
        _outputs.Hear("a", new DisplayEvent(Plain("0"), "d"), 1);
        for (int i = 1; i <= 10_000; i++) _outputs.Hear("a", new UpdateEvent(Plain($"{i}"), "d"), 1);
        Assert.Equal([0], Assert.Single(Take()).Places);
    }

    [Fact]
    public void Fifty_megabytes_of_text_are_cut_as_the_runner_cuts_them()
    {
        _outputs.Begin("a");
        string line = new('x', 1_000);
        for (int i = 0; i < 50_000; i++) _outputs.Hear("a", new StreamEvent("stdout", line), 1);
        string text = Assert.IsType<StreamOutput>(Assert.Single(_outputs.Of("a"))).Text;
        Assert.InRange(text.Length, 1_000_000, 1_002_000);
        Assert.Contains("the rest is left out", text, StringComparison.Ordinal);
    }

    [Fact]
    public void So_are_outputs_without_end()
    {
        _outputs.Begin("a");
        for (int i = 0; i < 10_000; i++) _outputs.Hear("a", new DisplayEvent(Plain("x"), $"{i}"), 1);
        Assert.Equal(2_001, _outputs.Of("a").Count);
        string last = Assert.IsType<StreamOutput>(_outputs.Of("a")[^1]).Text;
        Assert.Contains("more than 2,000 outputs", last, StringComparison.Ordinal);
    }

    private static MimeBundle Plain(string text)
    {
        MimeBundle bundle = [];
        bundle.Add("text/plain", text);
        return bundle;
    }
}
