using StudyKit.Charts;
using StudyKit.Charts.Colors;
using StudyKit.Charts.Model;

namespace StudyKit.Tests.Charts.Colors;

public sealed class PaletteTests
{
    /// <summary>White pages, and the darkest and the lightest usual dark page (the report's and VS Code's).</summary>
    private static readonly string[] LightPages = ["#ffffff"], DarkPages = ["#14161a", "#1e1e1e"];

    [Fact]
    public void Black_on_white_has_the_contrast_that_WCAG_gives() =>
        Assert.Equal(21, Rgb.Contrast(Rgb.Parse("#000000"), Rgb.Parse("#ffffff")), 6);

    // Published examples: #767676 on white is 4.54:1, the lightest grey that passes for text.
    [Fact]
    public void The_grey_known_to_pass_passes() =>
        Assert.Equal(4.54, Rgb.Contrast(Rgb.Parse("#767676"), Rgb.Parse("#ffffff")), 2);

    [Fact]
    public void Every_colour_stands_out_from_its_page_by_three_to_one()
    {
        foreach ((string name, string light, string dark) in Palette.Colors)
        {
            foreach (string page in LightPages)
            {
                Assert.True(Rgb.Contrast(Rgb.Parse(light), Rgb.Parse(page)) >= 3, $"{name} {light} on {page}");
            }

            foreach (string page in DarkPages)
            {
                Assert.True(Rgb.Contrast(Rgb.Parse(dark), Rgb.Parse(page)) >= 3, $"{name} {dark} on {page}");
            }
        }
    }

    [Fact]
    public void Texts_stand_out_from_their_page_by_four_and_a_half_to_one()
    {
        foreach ((string name, string light, string dark) in StudyKit.Charts.Svg.Drawing.Theme.Pairs
            .Where(pair => pair.Name is "fg" or "muted"))
        {
            Assert.True(Rgb.Contrast(Rgb.Parse(light), Rgb.Parse("#ffffff")) >= 4.5, $"{name} {light}");
            foreach (string page in DarkPages)
            {
                Assert.True(Rgb.Contrast(Rgb.Parse(dark), Rgb.Parse(page)) >= 4.5, $"{name} {dark} on {page}");
            }
        }
    }

    [Fact]
    public void Colours_stay_apart_in_red_and_green_blindness()
    {
        foreach (Func<(string Name, string Light, string Dark), string> pick in (Func<(
            string Name, string Light, string Dark), string>[])[color => color.Light, color => color.Dark])
        {
            foreach (Vision vision in (Vision[])[Vision.Usual, Vision.Deuteranopia, Vision.Protanopia])
            {
                (string Name, Oklab Seen)[] seen = [.. Palette.Colors.Where(color => color.Name != "ink")
                    .Select(color => (color.Name, vision.See(Rgb.Parse(pick(color)))))];
                for (int i = 0; i < seen.Length; i++)
                {
                    for (int j = i + 1; j < seen.Length; j++)
                    {
                        double distance = Oklab.Distance(seen[i].Seen, seen[j].Seen);
                        Assert.True(
                            distance >= 7,
                            $"{vision.Name}: {seen[i].Name} and {seen[j].Name} are {distance:0.0} apart.");
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData("residual", "blue")]
    [InlineData("ResNet34", "blue")]
    [InlineData("plain-56", "vermillion")]
    [InlineData("LayerNorm", "green")]
    [InlineData("layer norm", "green")]
    [InlineData("Batch-Norm, unseen length", "orange")]
    [InlineData("pre-norm", "purple")]
    [InlineData("post-norm", "blue")]
    [InlineData("published", "ink")]
    [InlineData("Attn-Seq2Seq GRU", "vermillion")]
    public void A_known_thing_has_its_colour_however_it_is_spelt(string name, string color) =>
        Assert.Equal(color, Palette.For(name).Color);

    [Fact]
    public void A_split_sets_the_dash_when_the_thing_sets_the_colour()
    {
        Assert.Equal(
            ("blue", Dash.Dashed), (Palette.For("residual, train").Color, Palette.For("residual, train").Dash));
        Assert.Equal(("blue", Dash.Solid), (Palette.For("residual, test").Color, Palette.For("residual, test").Dash));
        Assert.NotEqual(Palette.For("train").Color, Palette.For("test").Color);
    }

    [Fact]
    public void Contrasting_pairs_differ_in_colour_and_in_dash()
    {
        foreach ((string one, string other) in ((string, string)[])[("residual", "plain"),
            ("LayerNorm", "BatchNorm"), ("pre-norm", "post-norm"), ("published", "ours")])
        {
            Assert.NotEqual(Palette.For(one).Color, Palette.For(other).Color);
            Assert.NotEqual(Palette.For(one).Dash, Palette.For(other).Dash);
        }
    }

    [Fact]
    public void No_two_of_twenty_series_look_the_same()
    {
        SeriesStyle[] styles = Styles.For(Enumerable.Range(0, 20).Select(i => new Sample($"number {i}", [1], 0, null)));
        Assert.Equal(20, styles.Select(style => (style.Color, style.Dash)).Distinct().Count());
    }

    [Fact]
    public void Unknown_names_avoid_the_colours_that_known_names_have()
    {
        SeriesStyle[] styles =
            Styles.For([new Sample("something", [1], 0, null), new Sample("residual", [1], 0, null)]);
        Assert.Equal("blue", styles[1].Color);
        Assert.NotEqual("blue", styles[0].Color);
    }

    [Fact]
    public void Of_things_in_several_sizes_colour_means_the_size_and_dash_the_thing()
    {
        SeriesStyle[] styles = Looks("plain-20", "plain-56", "residual-20", "residual-56");
        Assert.Equal(
            [
                new("green", Dash.Dashed, Marker.Square), new("purple", Dash.Dashed, Marker.Square),
                new("green", Dash.Solid, Marker.Circle), new SeriesStyle("purple", Dash.Solid, Marker.Circle),
            ],
            styles);
        // Whatever the order, and however it is written.
        Assert.Equal(
            [styles[3], styles[0]], Looks("residual net, 56 layers", "plain net, 20 layers"));
        Assert.Equal(
            ["purple", "green", "orange"],
            Looks("residual-14", "residual-8", "residual-32").Select(style => style.Color));
    }

    [Theory]
    [InlineData("plain-20, train", "plain-56, test")]
    [InlineData("plain", "residual")]
    [InlineData("plain-20", "residual-20")]
    [InlineData("GPT", "GPT-2")]
    public void Other_names_keep_the_colours_of_their_things(string one, string other)
    {
        SeriesStyle[] styles = Looks(one, other);
        Assert.Equal([Palette.For(one).Color, Palette.For(other).Color], styles.Select(style => style.Color));
    }

    [Fact]
    public void A_second_series_of_one_colour_takes_no_dash_that_means_another_thing()
    {
        SeriesStyle[] styles = Looks("plain, first", "plain, second", "residual, first", "residual, second");
        Assert.Equal(
            [Dash.Dashed, Dash.DashDot, Dash.Solid, Dash.Dotted], styles.Select(style => style.Dash));
        Assert.Equal(
            [Marker.Square, Marker.Triangle, Marker.Circle, Marker.Diamond], styles.Select(style => style.Marker));
    }

    private static SeriesStyle[] Looks(params string[] names) =>
        Styles.For(names.Select(name => new Sample(name, [1], 0, null)));

    [Fact]
    public void Like_gives_the_look_of_another_name() =>
        Assert.Equal(
            "vermillion",
            Styles.For([new Sample("depth 34", [1], 0, "plain"), new Sample("x", [1], 0, null)])[0].Color);
}
