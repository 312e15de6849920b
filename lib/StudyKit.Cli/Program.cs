using System.CommandLine;
using StudyKit.Cli.Commands;

RootCommand root = new("Runs StudyKit's notebooks and writes their reports.");
Command[] commands =
[
    RunCommand.Create(),
    ReportCommand.Create(),
    ListCommand.Create(),
    DoctorCommand.Create(),
    BenchCommand.Create(),
];

foreach (Command command in commands) root.Add(command);
return await root.Parse(args).InvokeAsync();
