using StudyKit.Contracts;
using StudyKit.Notebooks.Export.Stability;

namespace StudyKit.Tests.Notebooks.Export;

public sealed class StabilityTableTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studykit-stability-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Central_claims_stand_first_and_what_differs_too_often_is_said()
    {
        StabilityTable table = new("03-resnet");
        string[] verdicts = ["SSU", "SSU", "SSU", "SNU", "NNU"];
        for (int i = 0; i < verdicts.Length; i++) table.Add($"{i}1", Claims(verdicts[i]));
        Assert.Equal(
            """
            ### 03-resnet

            2 of 3 claims got the same verdict under at least 4 of 5 base seeds.

            | claim | 01 | 11 | 21 | 31 | 41 | |
            |---|---|---|---|---|---|---|
            | **a.central** | ? | ? | ? | ? | ? |  |
            | a.often | ✓ | ✓ | ✓ | ✓ | ✗ |  |
            | a.seldom | ✓ | ✓ | ✓ | ✗ | ✗ | differs |


            """,
            table.ToMarkdown());
        Assert.Equal((3, 2), (table.Count, table.Stable));
        Assert.Equal(["a.central"], table.Unsettled);
    }

    [Fact]
    public void A_file_that_is_no_JSON_is_named()
    {
        string path = Path.Combine(_folder, "x.claims.json");
        File.WriteAllText(path, "{");
        InvalidDataException error =
            Assert.Throws<InvalidDataException>(() => new StabilityTable("x").Add("1", path));
        Assert.StartsWith($"{path} is no JSON", error.Message);
    }

    /// <summary>Verdicts of two claims and a central one, and a check that counts for nothing.</summary>
    private string Claims(string verdicts)
    {
        string[] ids = ["a.often", "a.seldom", "a.central"];
        IEnumerable<string> claims = ids.Select((id, i) =>
            $$"""{"id": "{{id}}", "central": {{(i == 2 ? "true" : "false")}}, "verdict": "{{Name(verdicts[i])}}"}""")
            .Append("""{"id": "a.check", "kind": "check", "verdict": "supported"}""");
        string path = Path.Combine(_folder, $"{Guid.NewGuid():N}.claims.json");
        File.WriteAllText(path, $$"""{"claims": [{{string.Join(", ", claims)}}]}""");
        return path;
    }

    private static string Name(char letter) => Verdicts.All.Single(one => one.ToString()[0] == letter).Name();
}
