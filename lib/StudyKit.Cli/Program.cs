using System.CommandLine;
using StudyKit.Cli;
using StudyKit.Cli.Commands;

RootCommand root = new("Runs StudyKit's notebooks and writes their reports.");
Command[] commands =
[
    RunCommand.Create(),
    ReportCommand.Create(),
    ListCommand.Create(),
    SessionCommand.Create(),
    DataCommand.Create(),
    DoctorCommand.Create(),
    BenchCommand.Create(),
    CleanCommand.Create(),
];

foreach (Command command in commands) root.Add(command);
// After Ctrl-C a cell has a few seconds to stop, then its process is ended; that must fit in before this one is.
return await Boundary.RunAsync(
    root.Parse(args), new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(20) });
