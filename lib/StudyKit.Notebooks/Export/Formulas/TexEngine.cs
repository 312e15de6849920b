using System.Text.RegularExpressions;
using Jint;
using Jint.Native;
using Jint.Runtime;

namespace StudyKit.Notebooks.Export.Formulas;

/// <summary>
/// Turns LaTeX into MathML with Temml, run by a JavaScript interpreter in this process, so that a report needs no
/// script for its formulas. Loading takes about a second and a formula some milliseconds: one engine serves the whole
/// process, and equal formulas are converted once, also for later runs.
/// </summary>
internal static partial class TexEngine
{
    private const string Render =
        "(tex, display) => temml.renderToString(tex, { displayMode: display, throwOnError: true, wrap: 'tex', " +
        "maxExpand: 500, maxSize: [30, 30] })";

    private const int DeepestCall = 4000;
    private const long MostMemory = 1L << 30;
    private static readonly TimeSpan LongestTime = TimeSpan.FromSeconds(20);

    private static readonly Lock Gate = new();
    private static readonly Dictionary<(string Tex, bool Display), TexResult> Done = [];
    private static readonly Lazy<string> Converter = new(() => Resource.Text("temml.min.js"));
    private static readonly Lazy<FormulaStore> Store = new(() => FormulaStore.Own(Converter.Value + Render));
    private static readonly Lazy<(Engine Engine, JsValue Render)> Temml = new(
        Load, LazyThreadSafetyMode.PublicationOnly);

    /// <summary>The converter's version, for the footer.</summary>
    public const string Version = "0.13.5";

    /// <param name="tex">LaTeX without its delimiters.</param>
    /// <param name="display">Whether the formula stands on a line of its own.</param>
    public static TexResult ToMathMl(string tex, bool display)
    {
        lock (Gate)
        {
            if (Done.TryGetValue((tex, display), out TexResult? known)) return known;
            TexResult result = Store.Value.Find(tex, display) is { } kept
                ? new TexResult(kept, null) : DeepStack.Run(() => Convert(tex, display));
            Done.Add((tex, display), result);
            return result;
        }
    }

    /// <summary>Keeps what was converted for later runs.</summary>
    public static void Keep()
    {
        lock (Gate)
        {
            if (Store.IsValueCreated) Store.Value.Save();
        }
    }

    private static TexResult Convert(string tex, bool display)
    {
        try
        {
            (Engine engine, JsValue render) = Temml.Value;
            string mathMl = engine.Invoke(render, Known(tex), display).AsString();
            Store.Value.Add(tex, display, mathMl);
            return new TexResult(mathMl, null);
        }
        catch (JavaScriptException error)
        {
            // Temml marks the place with combining characters on a second line; the sentence before it is enough.
            string reason = error.Message.Split(" at position ")[0].Split('\n')[0].Trim().TrimEnd(':');
            return new TexResult(null, reason);
        }
        catch (Exception error) when (error is RecursionDepthOverflowException or MemoryLimitExceededException
            or TimeoutException or StatementsCountOverflowException)
        {
            string limit = error switch
            {
                TimeoutException => $"{LongestTime.TotalSeconds:0} s",
                MemoryLimitExceededException => "1 GB",
                _ => $"{DeepestCall} nested calls",
            };
            return new TexResult(null, $"it is nested too deeply or too long: more than {limit} were needed");
        }
    }

    /// <summary>
    /// A number in a report is the paper's, written with \tag, or that of a label; environments do not count by
    /// themselves. Temml has no flalign, whose columns are those of align.
    /// </summary>
    private static string Known(string tex) =>
        Numbered().Replace(tex.Replace("{flalign", "{align", StringComparison.Ordinal), "$1{$2*}");

    [GeneratedRegex(@"(\\(?:begin|end))\{(equation|align|gather|alignat)\}")]
    private static partial Regex Numbered();

    private static (Engine Engine, JsValue Render) Load()
    {
        // A formula comes from a notebook: it may neither overflow the stack nor run or grow without end.
        Engine engine = new(options => options
            .LimitRecursion(DeepestCall)
            .TimeoutInterval(LongestTime)
            .LimitMemory(MostMemory));
        engine.Execute(Converter.Value);
        return (engine, engine.Evaluate(Render));
    }
}

/// <param name="MathMl">The formula; null when it was not understood.</param>
/// <param name="Problem">Why not; null when it was understood.</param>
internal sealed record TexResult(string? MathMl, string? Problem);
