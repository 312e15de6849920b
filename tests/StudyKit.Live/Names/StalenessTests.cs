using StudyKit.Live.Names;

namespace StudyKit.Tests.Live.Names;

/// <summary>Which cells show what is no longer so.</summary>
public sealed class StalenessTests
{
    private static readonly CellNames Heads = CellNames.Of("int heads = 4;"),
        Model = CellNames.Of("var model = Build(heads);"), Figure = CellNames.Of("Draw(model)"),
        Other = CellNames.Of("int seed = 1;");

    [Fact]
    public void After_a_run_in_order_nothing_is_stale() => Assert.Empty(Staleness.Of(
        [new("a", Heads, 1, false), new("b", Model, 2, false), new("c", Figure, 3, false), new("d", Other, 4, false)]));

    [Fact]
    public void A_cell_that_ran_anew_makes_all_stale_that_read_it_near_and_far()
    {
        IReadOnlyDictionary<string, string> stale = Staleness.Of(
            [
                new("a", Heads, 5, false), new("b", Model, 2, false), new("c", Figure, 3, false),
                new("d", Other, 4, false),
            ]);
        Assert.Equal(["b", "c"], stale.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("heads has been set anew since it ran.", stale["b"]);
        Assert.Equal("The cell that sets model has to run again.", stale["c"]);
    }

    [Fact]
    public void An_edited_cell_is_stale_and_so_is_what_reads_it()
    {
        IReadOnlyDictionary<string, string> stale = Staleness.Of(
            [new("a", Heads, 1, true), new("b", Model, 2, false), new("d", Other, 4, false)]);
        Assert.Equal(["a", "b"], stale.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_cell_that_never_ran_shows_nothing_that_could_be_stale() =>
        Assert.Empty(Staleness.Of([new("a", Heads, null, true), new("b", Model, null, false)]));

    [Fact]
    public void A_cell_that_changes_what_it_reads_is_not_its_own_cause() => Assert.Empty(Staleness.Of(
        [new("a", CellNames.Of("int n = 0;"), 1, false), new("b", CellNames.Of("n = n + 1;"), 2, false)]));

    [Fact]
    public void An_experiment_is_a_cell_and_what_depends_on_it() => Assert.Equal(
        ["b", "c"],
        Staleness.Dependents("a", [("z", Other), ("a", Heads), ("d", Other), ("b", Model), ("c", Figure)]));
}
