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
        Command command = new("new", "Write a notebook of your own to begin with.") { file, title };
        command.SetAction(parsed => Write(parsed.GetRequiredValue(file), parsed.GetValue(title), Console.Out));
        return command;
    }

    internal static int Write(string file, string? title, TextWriter writer)
    {
        if (!file.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase)) file += ".ipynb";
        if (Path.Exists(file))
        {
            throw new IOException($"{file} exists, and studykit new replaces nothing. Choose another name, or remove " +
                "it first.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        StarterNotebook.Make(title ?? TitleOf(file)).Write(file);
        string quoted = file.Contains(' ', StringComparison.Ordinal) ? $"\"{file}\"" : file;
        writer.WriteLine($"Wrote {file}: parameters, and one experiment that ends in a claim.");
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
