using System.CommandLine;

namespace StudyKit.Cli.Commands;

/// <summary><c>studykit run</c>: runs notebooks, each in a process of its own, and writes a report for each.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        Argument<string[]> notebooks = new("notebooks") { Description = "The notebooks to run, in this order.", Arity = ArgumentArity.OneOrMore };
        Command command = new("run", "Run notebooks and write their reports.") { notebooks };
        command.SetAction(parsed =>
        {
            Console.Error.WriteLine("Not built yet.");
            return 1;
        });
        return command;
    }
}
