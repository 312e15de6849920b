using System.Text;
using System.Text.Json.Nodes;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Notebooks.Export.Stability;

/// <summary>
/// The verdicts of one notebook under several base seeds, side by side: a verdict that a reader with another seed would
/// not get is chance's, whatever its interval says.
/// </summary>
public sealed class StabilityTable
{
    private readonly List<(string Seed, IReadOnlyDictionary<string, ClaimRecord> Claims)> _runs = [];
    private readonly List<ClaimRecord> _claims = [];

    /// <summary>A table without runs.</summary>
    /// <param name="name">The notebook's name, as <c>03-resnet</c>.</param>
    public StabilityTable(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    /// <summary>The notebook's name.</summary>
    public string Name { get; }

    /// <summary>The share of runs that must agree: four of five.</summary>
    public static double Agreeing => 0.8;

    /// <summary>How many claims of the paper and of the reader were tested.</summary>
    public int Count => _claims.Count;

    /// <summary>How many of them got one verdict often enough.</summary>
    public int Stable => _claims.Count(IsStable);

    /// <summary>The central claims that did not, or that stayed undecided.</summary>
    public IReadOnlyList<string> Unsettled =>
    [
        .. _claims.Where(claim => claim.Central && (!IsStable(claim) || Usual(claim) == Verdict.Undecided))
            .Select(claim => claim.Id),
    ];

    /// <summary>Adds the claims of a run under a base seed; checks are left out.</summary>
    /// <param name="seed">The base seed.</param>
    /// <param name="claimsFile">The run's <c>name.claims.json</c>.</param>
    /// <exception cref="InvalidDataException">The file is no such file.</exception>
    public void Add(string seed, string claimsFile)
    {
        JsonNode? root;
        try
        {
            root = RecordJson.Parse(HalfSurrogates.Mended(File.ReadAllText(claimsFile)));
        }
        catch (System.Text.Json.JsonException problem)
        {
            throw new InvalidDataException(
                $"{claimsFile} is no JSON ({problem.Message.TrimEnd('.')}). Run the notebook again.", problem);
        }

        Dictionary<string, ClaimRecord> claims = new(StringComparer.Ordinal);
        foreach (JsonObject json in (RecordJson.Field(root, "claims") as JsonArray ?? []).OfType<JsonObject>())
        {
            ClaimRecord claim = ClaimRecord.Read(json);
            if (claim.Kind == ClaimKind.Check) continue;
            if (_claims.All(one => one.Id != claim.Id)) _claims.Add(claim);
            claims[claim.Id] = claim;
        }

        _runs.Add((seed, claims));
    }

    /// <summary>The table in Markdown: central claims first, a sign for each verdict.</summary>
    public string ToMarkdown()
    {
        StringBuilder text = new();
        text.Append($"### {Name}\n\n");
        text.Append($"{Stable} of {Count} claims got the same verdict under at least " +
            $"{Math.Ceiling(Agreeing * _runs.Count):F0} of {_runs.Count} base seeds.\n\n");
        text.Append($"| claim | {string.Join(" | ", _runs.Select(run => run.Seed))} | |\n");
        text.Append($"|---|{string.Concat(Enumerable.Repeat("---|", _runs.Count + 1))}\n");
        foreach (ClaimRecord claim in _claims.OrderBy(claim => !claim.Central))
        {
            string name = claim.Central ? $"**{claim.Id}**" : claim.Id;
            string verdicts = string.Join(" | ", _runs.Select(run => Sign(run.Claims.GetValueOrDefault(claim.Id))));
            text.Append($"| {name} | {verdicts} | {(IsStable(claim) ? "" : "differs")} |\n");
        }

        return text.Append('\n').ToString();
    }

    private static string Sign(ClaimRecord? claim) => claim?.Verdict switch
    {
        Verdict.Supported => "✓",
        Verdict.NotSupported => "✗",
        Verdict.Undecided => "?",
        _ => "–",
    };

    private bool IsStable(ClaimRecord claim)
    {
        Verdict usual = Usual(claim);
        return _runs.Count(run => run.Claims.GetValueOrDefault(claim.Id)?.Verdict == usual) >= Agreeing * _runs.Count;
    }

    private Verdict Usual(ClaimRecord claim) => _runs
        .Select(run => run.Claims.GetValueOrDefault(claim.Id)?.Verdict).OfType<Verdict>()
        .GroupBy(verdict => verdict).MaxBy(group => group.Count())!.Key;
}
