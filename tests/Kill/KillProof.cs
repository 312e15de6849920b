using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StudyKit.Tests.Kill;

/// <summary>
/// Runs a notebook undisturbed; runs it again, kills it with SIGKILL at random moments, and resumes it each time; then
/// compares all claims and all weights. Moments are drawn on the undisturbed run's own time, from its cells' seconds.
/// </summary>
internal sealed class KillProof(KillPlan plan, TextWriter output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(3);

    private string Undisturbed => Path.Combine(plan.Folder, "undisturbed");

    private string Killed => Path.Combine(plan.Folder, "killed");

    private string Name => Path.GetFileNameWithoutExtension(plan.Notebook);

    /// <summary>Proves; true when everything is equal.</summary>
    public async Task<bool> RunAsync()
    {
        if (!plan.KeepUndisturbed || !Directory.Exists(Undisturbed) || ClaimsFiles(Undisturbed).Length == 0)
        {
            Clear(Undisturbed);
            await AttemptAsync(Undisturbed, resume: false, kill: null);
        }

        Clear(Killed);
        double[] cells = [.. ClaimsOf(Undisturbed)["run"]!["cells"]!.AsArray().Select(cell =>
            (double)cell!["seconds"]!)];
        double whole = cells.Sum();
        Random random = new(plan.Seed);
        double[] moments = [.. Enumerable.Range(0, plan.Kills).Select(_ => random.NextDouble() * whole).Order()];
        output.WriteLine(Invariant($"undisturbed: {whole:0.0} s in {cells.Length} cells"));
        for (int i = 0; i < moments.Length; i++)
        {
            (int cell, double offset) = Place(cells, moments[i]);
            bool ended = await AttemptAsync(Killed, resume: true, (cell, offset, OnlyChild: random.Next(3) == 0));
            string late = ended ? " (the run had ended)" : "";
            string place = Invariant($"in cell {cell + 1} after {offset:0.0} s{late}");
            output.WriteLine(Invariant($"kill {i + 1}: at {moments[i]:0.0} s, {place}; {Resumed()}"));
        }

        await AttemptAsync(Killed, resume: true, kill: null);
        output.WriteLine($"last run: {Resumed()}");
        bool claims = SameClaims();
        bool weights = SameWeights();
        output.WriteLine(claims && weights ? "equal" : "NOT EQUAL");
        return claims && weights;
    }

    private static (int Cell, double Offset) Place(double[] cells, double moment)
    {
        int cell = 0;
        while (cell < cells.Length - 1 && moment >= cells[cell]) moment -= cells[cell++];
        return (cell, moment);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Clear(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
    }

    /// <summary>Runs the notebook, to its end or to a kill; true when it came to its end.</summary>
    private async Task<bool> AttemptAsync(string folder, bool resume, (int Cell, double Offset, bool OnlyChild)? kill)
    {
        string cli = Path.Combine(AppContext.BaseDirectory, "StudyKit.Cli.dll");
        string[] last = [.. resume ? ["--resume"] : Array.Empty<string>(), "--no-report", "--output", folder];
        ProcessStartInfo start =
            new("dotnet", [cli, "run", plan.Notebook, .. plan.Arguments, .. last])
            {
                RedirectStandardOutput =
            true,
                RedirectStandardError = true
            };
        start.Environment["STUDYKIT_RUN_KEEP"] = "1";
        if (plan.Interval is { } interval) start.Environment["STUDYKIT_RUN_SECONDS"] =
            interval.ToString(CultureInfo.InvariantCulture);
        using Process process = Process.Start(start)!;
        int ended = 0;
        SemaphoreSlim moved = new(0);
        StringBuilder said = new();
        process.ErrorDataReceived += (_, line) => said.AppendLine(line.Data);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is not { } text || !text.StartsWith('[') || !text.Contains(" s  ", StringComparison.Ordinal)
                && !text.Contains(" min  ", StringComparison.Ordinal)) return;
            Interlocked.Increment(ref ended);
            moved.Release();
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Task exit = process.WaitForExitAsync();
        if (kill is { } at)
        {
            while (Volatile.Read(ref ended) < at.Cell && !exit.IsCompleted) await Task.WhenAny(exit, moved.WaitAsync());
            // The running cell may end sooner than undisturbed, having been taken up in its middle.
            while (moved.CurrentCount > 0) await moved.WaitAsync();
            await Task.WhenAny(exit, moved.WaitAsync(TimeSpan.FromSeconds(at.Offset)));
            if (!exit.IsCompleted)
            {
                if (at.OnlyChild) KillChildren(process.Id);
                else process.Kill(entireProcessTree: true);
                await exit;
                return false;
            }
        }

        await exit.WaitAsync(Patience);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The run ended with {process.ExitCode}: {said}");
        }

        return true;
    }

    /// <summary>Kills the notebook's process and leaves the runner to find out.</summary>
    private static void KillChildren(int parent)
    {
        foreach (string status in Directory.EnumerateFiles("/proc", "stat",
            new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1, IgnoreInaccessible = true }))
        {
            try
            {
                string[] fields = File.ReadAllText(status).Split(") ")[^1].Split(' ');
                if (int.Parse(fields[1], CultureInfo.InvariantCulture) == parent)
                {
                    using Process child =
                        Process.GetProcessById(int.Parse(Path.GetFileName(Path.GetDirectoryName(status)!),
                        CultureInfo.InvariantCulture));
                    child.Kill();
                }
            }
            catch (Exception gone)
                when (gone is IOException or ArgumentException or FormatException or InvalidOperationException)
            {
                // A process that ended while it was looked at.
            }
        }
    }

    /// <summary>What the last attempt took from the ones before.</summary>
    private string Resumed()
    {
        string? journal = Directory.EnumerateFiles(Killed, "resumed.tsv", SearchOption.AllDirectories).FirstOrDefault();
        if (journal is null) return "nothing resumed";
        string[][] lines = [.. File.ReadAllLines(journal).Select(line => line.Split('\t'))];
        IEnumerable<string> open =
            lines.Where(line => line[0] == "went on").Select(line =>
            $"{line[1]} went on at step {line[2]} of {line[3]}");
        return string.Join(", ", open.Prepend($"{lines.Count(line => line[0] == "taken")} trainings taken"));
    }

    private JsonNode ClaimsOf(string folder) => JsonNode.Parse(File.ReadAllText(ClaimsFiles(folder).Single()))!;

    // The file's name also holds the scale.
    private string[] ClaimsFiles(string folder) => Directory.GetFiles(folder, $"{Name}*.claims.json");

    private bool SameClaims()
    {
        Dictionary<string, string> expected = Claims(Undisturbed), found = Claims(Killed);
        string[] different = [.. expected.Keys.Union(found.Keys).Where(id =>
            expected.GetValueOrDefault(id) != found.GetValueOrDefault(id))];
        output.WriteLine($"claims: {expected.Count}, of which {expected.Count - different.Length} are equal to the " +
            $"last digit");
        foreach (string id in different)
        {
            output.WriteLine($"  {(plan.Except.Contains(id) ? "measures time" : "DIFFERS")} {id}:\n    " +
                $"{expected.GetValueOrDefault(id)}\n    {found.GetValueOrDefault(id)}");
        }

        return different.All(plan.Except.Contains);

        Dictionary<string, string> Claims(string folder) =>
            ClaimsOf(folder)["claims"]!.AsArray().ToDictionary(claim => (string)claim!["id"]!, claim =>
            claim!.ToJsonString());
    }

    private bool SameWeights()
    {
        Dictionary<string, string> expected = Weights(Undisturbed), found = Weights(Killed);
        string[] both = [.. expected.Keys.Intersect(found.Keys)];
        string[] different = [.. both.Where(file => expected[file] != found[file])];
        // Which short trainings are kept depends on how long each took.
        output.WriteLine($"trainings kept in both runs: {both.Length} ({expected.Count} and {found.Count}), of " +
            $"which {both.Length - different.Length} have the same weights, bit for bit");
        foreach (string file in different) output.WriteLine($"  DIFFERS {file}");
        return both.Length > 0 && different.Length == 0;

        static Dictionary<string, string> Weights(string folder) =>
            Directory.EnumerateFiles(folder, "*.safetensors", SearchOption.AllDirectories).ToDictionary(file =>
            Path.GetFileName(file), WeightsOf);
    }

    /// <summary>A hash of all tensors of a file, without what it says about times.</summary>
    private static string WeightsOf(string path)
    {
        using FileStream file = File.OpenRead(path);
        byte[] length = new byte[8];
        file.ReadExactly(length);
        byte[] header = new byte[BitConverter.ToInt64(length)];
        file.ReadExactly(header);
        JsonObject tensors = JsonNode.Parse(header)!.AsObject();
        tensors.Remove("__metadata__");
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(tensors));
        hash.AppendData(SHA256.HashData(file));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
