namespace StudyKit.Notebooks.Export.Page;

/// <summary>What the three scales of a run mean, in a few words.</summary>
internal static class Scales
{
    public static string Meaning(string scale) => scale switch
    {
        "quick" => "small models, embedded data",
        "study" => "real data, a model of this machine's size",
        "paper" => "the paper's configuration",
        _ => "",
    };
}
