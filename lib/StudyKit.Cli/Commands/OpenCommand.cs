using System.CommandLine;
using System.Diagnostics;
using StudyKit.Contracts;
using StudyKit.Live;

namespace StudyKit.Cli.Commands;

/// <summary><c>studykit open</c>: a notebook as a page in the browser that can be read, changed and run.</summary>
internal static class OpenCommand
{
    private static readonly Argument<string> Notebook = new("notebook") { Description = "The notebook to open." };
    private static readonly Option<int?> Port = new("--port")
    {
        Description = "The port on this machine; else one that the notebook's path chooses.",
        HelpName = "N",
    };
    private static readonly Option<bool> NoBrowser = new("--no-browser")
    {
        Description = "Print the address and open no browser.",
    };
    private static readonly Option<string> Output = new("--output", "-o")
    {
        Description = "Folder for the copy in which edits and outputs are saved, and for its report.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "reports",
    };
    private static readonly Option<string> Idle = new("--idle")
    {
        Description = "How long the server stays without a window and without a cell that runs, such as 30m or 2h.",
        HelpName = "TIME",
        DefaultValueFactory = _ => "2h",
    };

    public static Command Create()
    {
        Option<string[]> parameter = RunCommand.ParameterOption();
        Command command = new("open", "Open a notebook in the browser: read it, change it, run it.")
        {
            Notebook, Port, NoBrowser, Output, Idle, parameter,
        };
        Port.Validators.Add(result =>
            RunCommand.Check(result, text => int.TryParse(text, out int port) && port is >= 1024 and <= 65535,
            "--port is a number from 1024 to 65535."));
        Idle.Validators.Add(result =>
            RunCommand.Check(result, text => Durations.TryParse(text, out _), "--idle is a number with a unit. " +
            "Expected: 90s, 30m or 2h."));
        command.SetAction((parsed, stop) => OpenAsync(parsed, parameter, stop));
        return command;
    }

    private static async Task<int> OpenAsync(
        ParseResult parsed, Option<string[]> parameter, CancellationToken stop)
    {
        string notebook = parsed.GetRequiredValue(Notebook);
        TimeSpan idle = Durations.TryParse(parsed.GetRequiredValue(Idle), out TimeSpan time)
            ? time : TimeSpan.FromHours(2);
        LiveOptions options = new()
        {
            Port = parsed.GetValue(Port),
            OutputFolder = parsed.GetRequiredValue(Output),
            Parameters = RunCommand.Parameters(parsed, parameter),
            Idle = idle,
        };
        bool isQuiet = parsed.GetValue(NoBrowser);
        await LiveHost.RunAsync(notebook, options, (address, copy) => Greet(notebook, address, copy, idle, isQuiet),
            Console.WriteLine, stop);
        Console.WriteLine("The page has ended; what was changed or run is saved.");
        return 0;
    }

    private static void Greet(string notebook, Uri address, string copy, TimeSpan idle, bool isQuiet)
    {
        Console.WriteLine($"{notebook} is open at");
        Console.WriteLine($"  {address}");
        string shown = Path.GetRelativePath(Environment.CurrentDirectory, copy);
        Console.WriteLine($"Edits and outputs are saved to {shown}; " +
            "the notebook itself stays as it is.");
        Console.WriteLine($"Ctrl-C ends it, and so do {Quantity.Duration(idle.TotalSeconds)} without a window and " +
            "without a cell that runs.");
        if (isQuiet) return;
        try
        {
            using Process? browser = OperatingSystem.IsWindows()
                ? Process.Start(new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true })
                : Process.Start(new ProcessStartInfo(
                    OperatingSystem.IsMacOS() ? "open" : "xdg-open", address.AbsoluteUri)
                { RedirectStandardOutput = true, RedirectStandardError = true });
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or IOException)
        {
            Console.WriteLine("No browser could be started. Open the address above in one.");
        }
    }
}
