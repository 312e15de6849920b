namespace StudyKit.Tests.Architecture;

/// <summary>Who uses whom inside every project, as it was compiled.</summary>
public sealed class FolderTests
{
    public static TheoryData<string> Projects => [.. Compiled.Projects];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_use_only_what_the_design_allows(string project)
    {
        Dictionary<string, string[]> allowed = FolderRules.Allowed[project];
        List<string> broken = [];
        foreach ((string from, string to, string by) in FolderGraph.Uses(project)
            .Concat(FolderGraph.UsesOfProjects(project)))
        {
            string user = from.Split('.')[0], used = to.Split('.')[0];
            if (used == "@Contracts") continue;
            if (user.Length == 0 || used.Length == 0 || user == used
                || FolderRules.Exceptions.ContainsKey((project, user, used)))
            {
                continue;
            }

            if (!allowed.TryGetValue(user, out string[]? may))
            {
                broken.Add($"{project}/{user} is not in the list of FolderRules: say there what it may use.");
            }
            else if (!may.Contains(used))
            {
                string list = may.Length > 0 ? string.Join(", ", may) : "nothing";
                broken.Add($"{project}: {by}. {user} may use: {list}. Received: {used}.");
            }
        }

        Assert.True(broken.Count == 0, string.Join('\n', broken.Distinct()));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_two_folders_need_each_other(string project)
    {
        string[] circles = [.. FolderGraph.Circles(project)
            .Where(circle => !FolderRules.Circles.Keys.Any(one => circle.StartsWith(one, StringComparison.Ordinal)))];
        Assert.True(circles.Length == 0, string.Join('\n', circles));
    }

    [Fact]
    public void Every_exception_is_still_needed_and_has_a_reason()
    {
        Assert.All(FolderRules.Exceptions.Values.Concat(FolderRules.Circles.Values), reason => Assert.NotEmpty(reason));
        foreach ((string project, string from, string to) in FolderRules.Exceptions.Keys)
        {
            Assert.Contains(
                FolderGraph.Uses(project).Concat(FolderGraph.UsesOfProjects(project)),
                use => use.From.Split('.')[0] == from && use.To.Split('.')[0] == to);
        }

        foreach (string circle in FolderRules.Circles.Keys)
        {
            Assert.Contains(
                FolderGraph.Circles(circle.Split(':', '/')[0]),
                one => one.StartsWith(circle, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_name_used_without_a_using_directive_is_seen() =>
        Assert.Contains(
            FolderGraph.Uses("StudyKit"),
            use => use is { From: "Runtime", To: "Runtime.Native" } && use.By == "Devices uses NativeTorch");
}
