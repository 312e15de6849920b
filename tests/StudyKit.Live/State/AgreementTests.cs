using System.Text.Json.Nodes;
using StudyKit.Live.State;

namespace StudyKit.Tests.Live.State;

/// <summary>All windows show the same, whenever they were opened.</summary>
public sealed class AgreementTests
{
    [Fact]
    public async Task Two_windows_agree_after_a_thousand_random_events()
    {
        await using DeskFixture fixture = await DeskFixture.StartAsync(
            ("text", "# A title", []), ("p", "int n = 1;   // slider 1..9", ["parameters"]),
            ("a", "Console.WriteLine(n);", []), ("b", "n * 2", []));
        (Replica first, Listener one) = await fixture.OpenAsync();
        (Replica second, Listener two) = (first, one);
        Random random = new(22);
        List<string> ids = ["text", "p", "a", "b"];
        for (int i = 0; i < 1_000; i++)
        {
            if (i == 500) (second, two) = await fixture.OpenAsync();
            Listener from = random.Next(2) == 0 ? two : one;
            fixture.Desk.Hear(from, Wish(random, ids, i));
            // Some events meet others that are under way, and some do not.
            if (random.Next(20) == 0) await Task.Delay(random.Next(30));
            if (i % 50 == 0) ids = [.. Replica.Of(await fixture.Desk.PageAsync()).Ids, "p"];
        }

        await fixture.QuietAsync();
        Replica fresh = Replica.Of(await fixture.Desk.PageAsync());
        await UntilAsync(() => first.Last >= fresh.Last && second.Last >= fresh.Last);
        Assert.True(fresh.Last > 1_000, $"{fresh.Last} changes");
        Assert.Equal(fresh.ToString(), first.ToString());
        Assert.Equal(fresh.ToString(), second.ToString());
    }

    [Fact]
    public async Task A_window_that_was_away_hears_what_it_missed_and_one_that_was_away_for_long_begins_anew()
    {
        EventLog log = new(mostBytes: 2_000);
        for (int i = 0; i < 5; i++) log.Add(new JsonObject { ["type"] = "x" });
        Listener near = new();
        Assert.True(log.Add(near, since: 3));
        Assert.Equal(4, (long)JsonNode.Parse(await near.Texts.ReadAsync())!["n"]!);
        Assert.Equal(5, (long)JsonNode.Parse(await near.Texts.ReadAsync())!["n"]!);
        for (int i = 0; i < 500; i++) log.Add(new JsonObject { ["type"] = "x" });
        Assert.False(log.Add(new Listener(), since: 5));
        Assert.False(log.Add(new Listener(), since: 99_999));
        Assert.True(log.Add(new Listener(), since: log.Last));
    }

    private static JsonObject Wish(Random random, List<string> ids, int number)
    {
        string id = ids[random.Next(ids.Count)];
        return random.Next(10) switch
        {
            0 => Wish("insert", ("id", id), ("where", "below"), ("kind", "code"), ("source", $"n + {number}")),
            1 => Wish("insert", ("id", id), ("where", "above"), ("kind", "markdown"), ("source", $"*Text* {number}")),
            2 => Wish("remove", ("id", id)),
            3 => Wish("restore"),
            4 => Wish("set", ("id", "p"), ("name", "n"), ("value", $"{random.Next(1, 10)}")),
            5 or 6 => Wish("run", ("which", "one"), ("id", id)),
            7 => Wish("run", ("which", random.Next(4) == 0 ? "stale" : "experiment"), ("id", "p")),
            8 when random.Next(8) == 0 => Wish("interrupt"),
            _ => Wish("edit", ("id", id), ("source", id == "p" ? "int n = 1;   // slider 1..9"
                : $"Console.Write(n + {number});")),
        };
    }

    private static JsonObject Wish(string type, params (string Name, string Value)[] fields)
    {
        JsonObject wish = new() { ["type"] = type, ["by"] = "w" };
        foreach ((string name, string value) in fields) wish[name] = value;
        return wish;
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (int i = 0; i < 500 && !holds(); i++) await Task.Delay(20);
        Assert.True(holds());
    }
}
