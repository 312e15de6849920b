using System.CommandLine;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Cli.Commands;

/// <summary><c>studykit new</c>: a notebook to begin with, which runs in any folder.</summary>
internal static class NewCommand
{
    public static Command Create()
    {
        Argument<string> file = new("notebook") { Description = "The file to write, such as my-notebook.ipynb." };
        Option<string?> title = new("--title") { Description = "Its title; made from the name when absent." };
        Option<string?> from = new("--from")
        {
            Description = "Begin with a copy of a notebook: its file, or the number of one of the kit's, such as 01.",
            HelpName = "NOTEBOOK",
        };
        Option<string> language = new("--language")
        {
            Description = "The language of the copy's text.",
            HelpName = "en|zh",
            DefaultValueFactory = _ => "en",
        };
        language.AcceptOnlyFromAmong("en", "zh");
        Command command = new("new", "Write a notebook of your own to begin with.") { file, title, from, language };
        command.SetAction(parsed => Write(
            parsed.GetRequiredValue(file), parsed.GetValue(title), Console.Out, parsed.GetValue(from),
            parsed.GetValue(language) == "zh"));
        return command;
    }

    internal static int Write(
        string file, string? title, TextWriter writer, string? from = null, bool chinese = false)
    {
        if (chinese && from is null)
        {
            throw new NotSupportedException("--language zh takes the Chinese text of one of the kit's notebooks. " +
                "Expected: --from 01 --language zh.");
        }

        if (!file.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase)) file += ".ipynb";
        if (Path.Exists(file))
        {
            throw new IOException($"{file} exists, and studykit new replaces nothing. Choose another name, or remove " +
                "it first.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        Notebook made = from is null
            ? StarterNotebook.Make(title ?? TitleOf(file))
            : KitNotebook.Copy(from, file, chinese);
        made.Write(file);
        string quoted = file.Contains(' ', StringComparison.Ordinal) ? $"\"{file}\"" : file;
        writer.WriteLine(from is null
            ? $"Wrote {file}: parameters, and one experiment that ends in a claim."
            : $"Wrote {file}: a copy of {from}{(chinese ? ", its text in Chinese" : "")}.");
        writer.WriteLine($"Run it:  studykit run {quoted}");
        writer.WriteLine("Then put your own question into its cells; it may lie in any folder.");
        return 0;
    }

    /// <summary>"my-notebook.ipynb" is about "My notebook".</summary>
    private static string TitleOf(string file)
    {
        string name = Path.GetFileNameWithoutExtension(file).Replace('-', ' ').Replace('_', ' ').Trim();
        return name.Length == 0 ? "Untitled" : char.ToUpperInvariant(name[0]) + name[1..];
    }
}
