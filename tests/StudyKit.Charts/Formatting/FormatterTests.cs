using System.Reflection;
using System.Runtime.Loader;
using StudyKit.Charts;
using StudyKit.Tests.Support.Samples;

namespace StudyKit.Tests.Charts.Formatting;

public sealed class FormatterTests
{
    [Fact]
    public void Every_figure_type_is_found_by_convention_with_the_static_picture_first()
    {
        Type[] figures = [.. typeof(Figure).Assembly
            .GetExportedTypes().Where(type => typeof(Figure).IsAssignableFrom(type) && !type.IsAbstract)];
        Assert.Equal(7, figures.Length);
        foreach (Type type in figures)
        {
            object attribute = type.GetCustomAttributes(inherit: true)
                .Single(one => one.GetType().Name == "TypeFormatterSourceAttribute");
            Assert.Equal(
                ["text/html", "application/vnd.plotly.v1+json"], Read<string[]>(attribute, "PreferredMimeTypes"));
            object source = Activator.CreateInstance(Read<Type>(attribute, "FormatterSourceType"))!;
            IEnumerable<object> formatters =
                (IEnumerable<object>)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, null)!;
            Assert.Equal(
                ["text/html", "application/vnd.plotly.v1+json", "text/plain"],
                formatters.Select(formatter => Read<string>(formatter, "MimeType")));
        }
    }

    [Fact]
    public void A_formatter_writes_the_figure_and_leaves_other_objects_alone()
    {
        object source = new StudyKit.Charts.Formatting.FigureFormatterSource();
        object html =
            ((IEnumerable<object>)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, null)!).First();
        MethodInfo format = html.GetType().GetMethod("Format", [typeof(object), typeof(TextWriter)])!;
        using StringWriter writer = new();
        Assert.Equal(true, format.Invoke(html, [Figures.Line, writer]));
        Assert.Equal(Figures.Line.ToHtml(), writer.ToString());
        Assert.Equal(false, format.Invoke(html, ["no figure", writer]));
    }

    [Fact]
    public void A_figure_shows_where_Plotly_NET_and_FSharp_cannot_be_loaded()
    {
        WithoutFSharp host = new();
        try
        {
            Assembly charts = host.LoadFromAssemblyPath(typeof(Figure).Assembly.Location);
            Type figureType = charts.GetType("StudyKit.Charts.Figure")!;
            object line = figureType.GetMethod("Line")!.Invoke(null, ["Loss"])!;
            MethodInfo series = line.GetType().GetMethod("Series")!.MakeGenericMethod(typeof(int), typeof(double));
            object figure = series.Invoke(line, ["ours", new[] { 1, 2 }, new[] { 2.0, 1.0 }, null, null])!;
            Assert.Contains("<svg", (string)figureType.GetMethod("ToHtml")!.Invoke(figure, null)!);
            Assert.Contains("\"scatter\"", (string)figureType.GetMethod("ToPlotlyJson")!.Invoke(figure, null)!);
            Assert.Empty(host.Refused);
        }
        finally
        {
            host.Unload();
        }
    }

    private static T Read<T>(object instance, string property) =>
        (T)instance.GetType().GetProperty(property)!.GetValue(instance)!;

    /// <summary>
    /// A host in which neither F# nor Plotly.NET exists, as in a notebook front end that carries another FSharp.Core.
    /// </summary>
    private sealed class WithoutFSharp() : AssemblyLoadContext("without F#", isCollectible: true)
    {
        public List<string> Refused { get; } = [];

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            if (assemblyName.Name is not ("Plotly.NET" or "FSharp.Core" or "DynamicObj" or "Newtonsoft.Json"))
            {
                return null;
            }

            Refused.Add(assemblyName.Name);
            throw new FileNotFoundException(assemblyName.Name);
        }
    }
}
