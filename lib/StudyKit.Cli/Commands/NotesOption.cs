using System.CommandLine;
using System.CommandLine.Parsing;
using StudyKit.Notebooks.Export;

namespace StudyKit.Cli.Commands;

/// <summary><c>--notes FILE</c>: what a reading group wrote into a report goes into the next one.</summary>
internal static class NotesOption
{
    public static Option<string[]> Create() => new("--notes")
    {
        Description = "Notes that were saved from a report's page (name.notes.json): they stand in the new report " +
            "at their sections. May be repeated.",
        HelpName = "FILE",
    };

    /// <summary>Reads the files; each must be about one of the notebooks.</summary>
    /// <param name="parsed">The command.</param>
    /// <param name="option">The option.</param>
    /// <param name="notebooks">The files of the notebooks.</param>
    /// <exception cref="InvalidDataException">A file is none of notes, or is about another notebook.</exception>
    public static ReportNotes[] Read(ParseResult parsed, Option<string[]> option, IEnumerable<string> notebooks)
    {
        ReportNotes[] notes = [.. (parsed.GetValue(option) ?? []).Select(ReportNotes.Read)];
        string[] names = [.. notebooks];
        foreach (ReportNotes one in notes.Where(one => !names.Any(one.AreFor)))
        {
            throw new InvalidDataException($"--notes takes notes about a notebook of this command. Expected: " +
                $"{string.Join(" or ", names.Select(Path.GetFileNameWithoutExtension))}. Received: notes about " +
                $"{one.Notebook}, in {one.Path}. Name that notebook, or leave the file out; nothing was written.");
        }

        return notes;
    }
}
