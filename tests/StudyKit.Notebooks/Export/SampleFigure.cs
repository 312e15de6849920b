using System.Globalization;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Tests.Notebooks.Export;

/// <summary>A figure in both of its forms: a static one, and Plotly's JSON.</summary>
internal static class SampleFigure
{
    public static DisplayOutput Output() => new(new MimeBundle { { "text/html", Html() }, { "application/vnd.plotly.v1+json", Plotly } }, []);

    private const string Plotly = """
        {"data":[{"type":"scatter","mode":"lines","name":"train","x":[0,200,400,600,800,1000],"y":[6.1,4.0,2.9,2.1,1.7,1.41],"line":{"color":"#139ce2","dash":"dash"}},
                 {"type":"scatter","mode":"lines","name":"validation","x":[0,200,400,600,800,1000],"y":[6.1,4.1,3.1,2.4,2.1,1.9],"line":{"color":"#0072b2"}}],
         "layout":{"xaxis":{"title":{"text":"step"}},"yaxis":{"title":{"text":"loss (nats per token)"}},"height":360},"config":{}}
        """;

    private static string Html()
    {
        double[] loss = [6.1, 4.0, 2.9, 2.1, 1.7, 1.41];
        string points = string.Join(' ', loss.Select((y, i) => FormattableString.Invariant($"{60 + (i * 120)},{320 - (y * 48):0.0}")));
        string rows = string.Concat(loss.Select((y, i) => $"<tr><td>{i * 200}</td><td>{y.ToString(CultureInfo.InvariantCulture)}</td></tr>"));
        return $"""
            <figure class="sk-figure"><svg viewBox="0 0 720 360" width="720" height="360" role="img" aria-label="Loss falls from 6.1 to 1.4 nats per token in 1000 steps"><g stroke="var(--sk-grid)"><path d="M60 80H660M60 176H660M60 272H660"/></g><path d="M60 320H660" stroke="var(--sk-muted)"/><polyline points="{points}" fill="none" stroke="#139ce2" stroke-width="2" stroke-dasharray="6 4"/><text x="360" y="350" fill="var(--sk-muted)" text-anchor="middle" font-size="13">step</text></svg><figcaption>Training loss of one seed. It falls steeply until the warm-up ends at step 400.</figcaption><details><summary>Data</summary><table><thead><tr><th>step</th><th>loss</th></tr></thead><tbody>{rows}</tbody></table></details></figure>
            """;
    }
}
