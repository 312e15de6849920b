using System.CommandLine;
using StudyKit.Jupyter;
using StudyKit.Jupyter.Install;
using StudyKit.Notebooks.Execution.Runner;

namespace StudyKit.Cli.Commands;

/// <summary><c>studykit kernel</c>: the session as a Jupyter kernel.</summary>
internal static class KernelCommand
{
    private const string Verb = "kernel";

    public static Command Create()
    {
        Argument<string> file = new("file")
        {
            Description = "The connection file that Jupyter writes.",
            HelpName = "FILE",
        };
        Command command = new(Verb, "Serve Jupyter as the kernel of a notebook; Jupyter starts it.") { file };
        command.SetAction((parsed, _) =>
        {
            SessionCommand.ReadTorch();
            return KernelHost.RunAsync(parsed.GetRequiredValue(file));
        });
        command.Add(CreateInstall());
        return command;
    }

    private static Command CreateInstall()
    {
        Option<bool> user = new("--user") { Description = "For this user (the default)." };
        Option<string?> prefix = new("--prefix")
        {
            Description = "For the Python environment in this folder, such as $CONDA_PREFIX or a virtual environment.",
            HelpName = "DIR",
        };
        Command command = new("install", "Tell Jupyter about this kernel.") { user, prefix };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(user) && parsed.GetValue(prefix) is { } both)
            {
                throw new ArgumentException("A kernel is installed in one place. Expected: --user, or --prefix " +
                    $"with a folder. Received: both, with {both}.");
            }

            string folder = parsed.GetValue(prefix) is { } chosen
                ? KernelSpec.PrefixFolder(Path.GetFullPath(chosen))
                : KernelSpec.UserFolder;
            foreach (string said in KernelSpec.Install(folder, ChildCommand.Own(Verb).Line)) Console.WriteLine(said);
            Console.WriteLine("Restart Jupyter, open a notebook of the kit, and choose StudyKit (C#) if it does not " +
                "choose it by itself.");
        });
        return command;
    }
}
