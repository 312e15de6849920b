using System.CommandLine;

namespace StudyKit.Cli.Commands;

/// <summary><c>studykit list</c>: the notebooks of a folder with their titles, papers, scales and minutes.</summary>
internal static class ListCommand
{
    public static Command Create()
    {
        Command command = new("list", "List the notebooks.");
        command.SetAction(parsed => 0);
        return command;
    }
}
