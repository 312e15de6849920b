using StudyKit.Notebooks.Export.Formulas;

namespace StudyKit.Tests.Notebooks.Export;

/// <summary>Converted formulas that are kept from one run to the next.</summary>
public sealed class FormulaStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studykit-formulas-").FullName;

    private string File => Path.Combine(_folder, "deep", "formulas.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_one_process_converted_the_next_one_finds()
    {
        FormulaStore first = new(File);
        first.Add("x_1", false, "<math>1</math>");
        first.Add("x_1", true, "<math display>1</math>");
        Assert.False(System.IO.File.Exists(File));
        first.Save();

        FormulaStore second = new(File);
        Assert.Equal("<math>1</math>", second.Find("x_1", false));
        Assert.Equal("<math display>1</math>", second.Find("x_1", true));
        Assert.Null(second.Find("x_2", false));
    }

    [Fact]
    public void Two_processes_keep_what_each_has_added()
    {
        FormulaStore one = new(File), other = new(File);
        one.Add("a", false, "A");
        other.Add("b", false, "B");
        one.Save();
        other.Save();
        FormulaStore after = new(File);
        Assert.Equal(("A", "B"), (after.Find("a", false), after.Find("b", false)));
    }

    [Theory]
    [InlineData("{ \"text a\": \"A\"")]
    [InlineData("[1, 2]")]
    [InlineData("")]
    public void A_damaged_file_is_as_none_and_is_written_anew(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, content);
        FormulaStore store = new(File);
        Assert.Null(store.Find("a", false));
        store.Add("a", false, "A");
        store.Save();
        Assert.Equal("A", new FormulaStore(File).Find("a", false));
    }

    [Fact]
    public void The_file_does_not_grow_without_end()
    {
        FormulaStore store = new(File);
        for (int i = 0; i < 3_997; i++) store.Add($"x_{i}", false, "A");
        store.Add("long", false, new string('m', 20_001));
        store.Save();
        Assert.Null(new FormulaStore(File).Find("long", false));

        FormulaStore more = new(File);
        for (int i = 0; i < 5; i++) more.Add($"y_{i}", false, "B");
        more.Save();
        FormulaStore after = new(File);
        Assert.Equal((null, "B"), (after.Find("x_1", false), after.Find("y_4", false)));
    }

    [Fact]
    public void Where_nothing_can_be_written_nothing_is_kept()
    {
        FormulaStore none = new(null);
        none.Add("a", false, "A");
        none.Save();
        System.IO.File.WriteAllText(Path.Combine(_folder, "deep"), "a file where the folder would be");
        FormulaStore refused = new(File);
        refused.Add("a", false, "A");
        refused.Save();
        Assert.Equal("A", refused.Find("a", false));
    }
}
