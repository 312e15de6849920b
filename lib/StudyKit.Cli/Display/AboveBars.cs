using Spectre.Console;
using Spectre.Console.Rendering;

namespace StudyKit.Cli.Display;

/// <summary>
/// Lines that are written where the live bars stand, which move down: each clears the rest of its row, or what was
/// there
/// would show behind it.
/// </summary>
internal sealed class AboveBars(IRenderable lines) : Renderable
{
    private const string EraseToEndOfLine = "\u001b[K";

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        bool open = false;
        foreach (Segment segment in lines.Render(options, maxWidth))
        {
            if (segment.IsLineBreak) yield return Segment.Control(EraseToEndOfLine);
            yield return segment;
            open = !segment.IsLineBreak;
        }

        if (!open) yield break;
        yield return Segment.Control(EraseToEndOfLine);
        yield return Segment.LineBreak;
    }
}
