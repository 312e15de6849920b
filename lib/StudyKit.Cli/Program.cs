using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using StudyKit.Cli;
using StudyKit.Cli.Commands;

// Numbers look the same everywhere; a cell that wants a culture sets one, or passes it on.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;

// A RootCommand would be called after its file, StudyKit.Cli.
const string Says = "Runs StudyKit's notebooks and writes their reports. Inside the repository, ./studykit " +
    "(on Windows studykit.cmd) is the same without an install.";
Command root = new("studykit", Says) { new HelpOption(), new VersionOption() };
Command[] commands =
[
    RunCommand.Create(),
    OpenCommand.Create(),
    NewCommand.Create(),
    ReportCommand.Create(),
    ListCommand.Create(),
    SessionCommand.Create(),
    KernelCommand.Create(),
    DataCommand.Create(),
    DoctorCommand.Create(),
    BenchCommand.Create(isAsked: args.Contains("bench")),
    CleanCommand.Create(),
    StabilityCommand.Create(),
    PretrainCommand.Create(isAsked: args.Contains("pretrain")),
];

foreach (Command command in commands) root.Add(command);
// After Ctrl-C a cell has a few seconds to stop, then its process is ended; that must fit in before this one is.
return await Boundary.RunAsync(
    root.Parse(args), new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(20) });
