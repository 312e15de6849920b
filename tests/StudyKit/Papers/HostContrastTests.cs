using System.Globalization;
using System.Text.RegularExpressions;
using StudyKit.Contracts;
using StudyKit.Notebooks.Execution.Formatting;
using StudyKit.Papers;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Papers;

/// <summary>
/// What claims show in VS Code and Jupyter, in the colours that these bring and those that the kit writes: WCAG's
/// 4.5:1 for text, by day and by night.
/// </summary>
public sealed partial class HostContrastTests
{
    // Page, text, and the text that VS Code calls a description, as the front ends' default themes have them.
    private static readonly (string Name, bool Dark, string Page, string Text, string Soft)[] Hosts =
    [
        ("VS Code, Dark Modern", true, "#1f1f1f", "#cccccc", "#9d9d9d"),
        ("VS Code, Dark+", true, "#1e1e1e", "#d4d4d4", "#989898"),
        ("VS Code, dark high contrast", true, "#000000", "#ffffff", "#b3b3b3"),
        ("VS Code, Light Modern", false, "#ffffff", "#3b3b3b", "#3b3b3b"),
        ("VS Code, Light+", false, "#ffffff", "#000000", "#717171"),
        ("JupyterLab, dark", true, "#111111", "#dfdfdf", "#dfdfdf"),
        ("JupyterLab, light", false, "#ffffff", "#212121", "#212121"),
        ("Jupyter Notebook 6", false, "#ffffff", "#000000", "#000000"),
    ];

    [Fact]
    public void The_words_of_a_claim_as_HTML_are_readable_in_every_host()
    {
        foreach (ClaimResult result in Results())
        {
            string html = ObjectFormatter.Format(result).Text(MimeTypes.Html)!;
            MatchCollection badges = Badge().Matches(html);
            Assert.Single(badges);
            double badge = Contrast(badges[0].Groups["ink"].Value, badges[0].Groups["ground"].Value);
            Assert.True(badge >= 4.5, $"{badges[0].Value} is {badge:0.00}");
            double[] soft = [.. Opacity().Matches(html).Select(one =>
                double.Parse(one.Groups[1].ValueSpan, CultureInfo.InvariantCulture))];
            Assert.Equal(2, soft.Length);
            foreach ((string name, _, string page, string text, _) in Hosts)
            {
                double contrast = Contrast(Over(text, page, soft.Min()), page);
                Assert.True(contrast >= 4.5, $"{name}: text at {soft.Min()} is {contrast:0.00}");
            }
        }
    }

    [Fact]
    public void The_words_of_a_claim_in_VS_Codes_renderer_are_readable_in_every_theme()
    {
        string renderer = File.ReadAllText(
            SolutionFolder.File("lib", "StudyKit.VSCode", "src", "renderers", "claim.ts"));
        string[] light = Colours(renderer, dark: false), dark = Colours(renderer, dark: true);
        Assert.Equal(2, light.Length);
        Assert.Equal(2, dark.Length);
        foreach ((string name, bool isDark, string page, _, string soft) in Hosts
            .Where(host => host.Name.StartsWith("VS Code", StringComparison.Ordinal)))
        {
            foreach (string ink in (isDark ? dark : light).Append(soft))
            {
                double contrast = Contrast(ink, page);
                Assert.True(contrast >= 4.5, $"{name}: {ink} on {page} is {contrast:0.00}");
            }
        }
    }

    [Fact]
    public void Black_on_white_and_the_lightest_grey_that_passes_have_their_published_ratios()
    {
        Assert.Equal(21, Contrast("#000000", "#ffffff"), 6);
        Assert.Equal(4.54, Contrast("#767676", "#ffffff"), 2);
        Assert.Equal("#7f7f7f", Over("#000000", "#fefefe", 0.5));
    }

    /// <summary>One result for each verdict.</summary>
    private static ClaimResult[] Results()
    {
        Claim claim = new("kit.example", "One is one.", "§1");
        return [claim.IsEqual(1, 1), claim.IsEqual(2, 1), claim.IsEqual(double.NaN, 1)];
    }

    /// <summary>The verdicts' two colours in the renderer's style sheet.</summary>
    private static string[] Colours(string renderer, bool dark)
    {
        Match rule = dark ? DarkRule().Match(renderer) : LightRule().Match(renderer);
        return [.. Colour().Matches(rule.Value).Select(one => one.Groups[1].Value)];
    }

    private static double Contrast(string one, string other)
    {
        double first = Luminance(one), second = Luminance(other);
        return (Math.Max(first, second) + 0.05) / (Math.Min(first, second) + 0.05);
    }

    private static double Luminance(string colour)
    {
        double[] parts =
        [
            .. Convert.FromHexString(colour[1..]).Select(part => part / 255.0)
                .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)),
        ];
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    /// <summary>What one sees of a colour of that opacity over another.</summary>
    private static string Over(string colour, string ground, double opacity) =>
        "#" + Convert.ToHexStringLower([.. Convert.FromHexString(colour[1..]).Zip(Convert.FromHexString(ground[1..]))
            .Select(pair => (byte)Math.Round((pair.First * opacity) + (pair.Second * (1 - opacity))))]);

    [GeneratedRegex("color:(?<ink>#[0-9a-f]{6});background:(?<ground>#[0-9a-f]{6})")]
    private static partial Regex Badge();

    [GeneratedRegex(@"opacity:(\.\d+)")]
    private static partial Regex Opacity();

    [GeneratedRegex(@"\.studykit-claim \{[^}]*--studykit-supported[^}]*\}")]
    private static partial Regex LightRule();

    [GeneratedRegex(@"\.vscode-dark \.studykit-claim[^{]*\{[^}]*\}")]
    private static partial Regex DarkRule();

    [GeneratedRegex("--studykit-(?:supported|not): (#[0-9a-f]{6})")]
    private static partial Regex Colour();
}
