using System.Security.Cryptography;
using StudyKit.Data.Sets;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Data.Sets;

public sealed class DataDownloadTests : IDisposable
{
    private static readonly byte[] s_content = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i * 31 / 7))];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("studykit-data");
    private readonly HttpClient _http = new();

    private string Target => Path.Combine(_folder.FullName, "set", "file.bin");

    public void Dispose()
    {
        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_file_is_got_once_and_is_right()
    {
        using LoopbackServer server = new(_ => new(s_content));
        List<long> steps = [];
        DataSet set = Set(server);
        Assert.Single(await Download().GetAsync(set, new Steps(steps)));
        Assert.Equal(s_content, File.ReadAllBytes(Target));
        Assert.Equal(s_content.Length, steps[^1]);
        Assert.Empty(await Download().GetAsync(set));
        Assert.Single(server.Requests);
        Assert.Equal([".studykit-lock", "file.bin"], Files());
    }

    [Fact]
    public async Task A_broken_off_download_goes_on_from_where_it_was()
    {
        int requests = 0;
        using LoopbackServer server = new(_ => new(s_content, CutAfter: requests++ == 0 ? 70_000 : int.MaxValue));
        DataDownloadException error =
            await Assert.ThrowsAsync<DataDownloadException>(() => Download().GetAsync(Set(server)));
        Assert.Contains("broke off after 70000 of 200000 bytes", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Target));

        await Download().GetAsync(Set(server));
        Assert.Equal(["file", "file 70000"], server.Requests);
        Assert.Equal(s_content, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task A_server_that_cannot_go_on_sends_the_whole_file_again()
    {
        using LoopbackServer server = new(_ => new(s_content, Ranges: false));
        WritePart(s_content[..50_000]);
        await Download().GetAsync(Set(server));
        Assert.Equal(s_content, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task A_part_that_is_not_the_files_beginning_is_thrown_away()
    {
        using LoopbackServer server = new(_ => new(s_content));
        WritePart(new byte[50_000]);
        await Download().GetAsync(Set(server));
        Assert.Equal(["file 50000", "file"], server.Requests);
        Assert.Equal(s_content, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task Another_file_than_the_catalogs_is_not_kept()
    {
        byte[] other = [.. s_content];
        other[1000] ^= 1;
        using LoopbackServer server = new(_ => new(other));
        DataDownloadException error =
            await Assert.ThrowsAsync<DataDownloadException>(() => Download().GetAsync(Set(server)));
        Assert.Contains($"expected 200000 bytes with SHA-256 {Hash(s_content)}, received 200000 bytes with SHA-256 " +
            $"{Hash(other)}", error.Message, StringComparison.Ordinal);
        Assert.Equal([".studykit-lock"], Files());

        using LoopbackServer larger = new(_ => new([.. s_content, 0]));
        error = await Assert.ThrowsAsync<DataDownloadException>(() => Download().GetAsync(Set(larger)));
        Assert.Contains("more than the 200000 bytes", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Target));
    }

    [Fact]
    public async Task An_altered_file_is_named_and_replaced()
    {
        using LoopbackServer server = new(_ => new(s_content));
        DataSet set = Set(server);
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        File.WriteAllBytes(Target, s_content[..1234]);
        FoundFile found = Assert.Single(DataStore.Verify(set, DataRoot.Find(_folder.FullName, null, _folder.FullName)));
        Assert.Equal(FileState.Wrong, found.State);
        Assert.Contains("expected 200000 bytes", found.Received, StringComparison.Ordinal);
        Assert.Contains(
            $"received 1234 bytes with SHA-256 {Hash(s_content[..1234])}", found.Received, StringComparison.Ordinal);

        Assert.Single(await Download().GetAsync(set));
        Assert.Equal(FileState.Right, DataStore.Check(set.Files[0], Target).State);
    }

    [Fact]
    public async Task Many_at_once_get_it_once()
    {
        using LoopbackServer server = new(_ => new(s_content));
        DataSet set = Set(server);
        IReadOnlyList<DataFile>[] results =
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Download().GetAsync(set))));
        Assert.Single(results, files => files.Count == 1);
        Assert.Single(server.Requests);
        Assert.Equal(s_content, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task A_source_that_is_gone_or_out_of_reach_says_what_to_do()
    {
        using LoopbackServer server = new(_ => new([], Status: 404));
        DataDownloadException error =
            await Assert.ThrowsAsync<DataDownloadException>(() => Download().GetAsync(Set(server)));
        Assert.Contains("answered 404", error.Message, StringComparison.Ordinal);

        DataSet closed = Set(server);
        server.Dispose();
        error = await Assert.ThrowsAsync<DataDownloadException>(() => Download().GetAsync(closed));
        Assert.Contains("The source of 'made' can't be reached", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task A_busy_source_is_asked_again_after_the_wait_that_it_names(int status)
    {
        int requests = 0;
        using LoopbackServer server = new(
            _ => requests++ < 2 ? new([], Status: status, Headers: "Retry-After: 1\r\n") : new(s_content));
        System.Diagnostics.Stopwatch clock = System.Diagnostics.Stopwatch.StartNew();
        await Download(attempts: 3).GetAsync(Set(server));
        Assert.InRange(clock.Elapsed.TotalSeconds, 1.9, 30);
        Assert.Equal(3, server.Requests.Count);
        Assert.Equal(s_content, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task A_source_that_sends_nothing_any_more_counts_as_broken_off_and_the_rest_is_asked_for()
    {
        int requests = 0;
        using LoopbackServer server = new(
            _ => new(s_content, StallAfter: requests++ == 0 ? 70_000 : int.MaxValue, Headers: "ETag: \"first\"\r\n"));
        await Download(attempts: 2).GetAsync(Set(server));
        Assert.Equal(["file", "file 70000 if \"first\""], server.Requests);
        Assert.Equal(s_content, File.ReadAllBytes(Target));
        Assert.Equal([".studykit-lock", "file.bin"], Files());

        File.Delete(Target);
        using LoopbackServer silent = new(_ => new(s_content, StallAfter: 0));
        DataDownloadException error =
            await Assert.ThrowsAsync<DataDownloadException>(() => Download(attempts: 2).GetAsync(Set(silent)));
        Assert.EndsWith("sent nothing for 3 s after 0 of 200000 bytes. They are kept; run the command again to get " +
            "the rest. It was tried 2 times.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("x/../../precious")]
    [InlineData("/precious")]
    [InlineData("link/precious")]
    public async Task Nothing_outside_the_folder_is_touched_whatever_a_set_says(string unpackTo)
    {
        string data = Path.Combine(_folder.FullName, "data"), precious = Path.Combine(_folder.FullName, "precious");
        Directory.CreateDirectory(data);
        Directory.CreateDirectory(precious);
        File.WriteAllText(Path.Combine(precious, "letter"), "kept");
        Directory.CreateSymbolicLink(Path.Combine(data, "link"), _folder.FullName);
        using LoopbackServer server = new(_ => new(s_content));
        DataSet set = Set(server);
        DataSet evil = set with { Files = [set.Files[0] with { File = "made.tar", UnpackTo = unpackTo }] };
        DataDownload download = new(_http, data) { Attempts = 1 };
        await Assert.ThrowsAsync<InvalidDataException>(() => download.GetAsync(evil));
        await Assert.ThrowsAsync<InvalidDataException>(
            () => download.GetAsync(set with { Files = [set.Files[0] with { File = unpackTo }] }));
        Assert.Equal("kept", File.ReadAllText(Path.Combine(precious, "letter")));
        Assert.Equal(
            [".studykit-lock", "made.tar"],
            Directory.GetFiles(data).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_says_so()
    {
        // A file stands where the folder should be: no right of any user changes that.
        File.WriteAllText(Path.Combine(_folder.FullName, "taken"), "");
        using LoopbackServer server = new(_ => new(s_content));
        DataDownload download = new(_http, Path.Combine(_folder.FullName, "taken", "data"));
        DataDownloadException error =
            await Assert.ThrowsAsync<DataDownloadException>(() => download.GetAsync(Set(server)));
        Assert.Contains("Could not write below", error.Message, StringComparison.Ordinal);
        Assert.Contains("choose another folder with --data", error.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Stopped_it_keeps_what_has_arrived()
    {
        using LoopbackServer server = new(_ => new(s_content));
        using CancellationTokenSource stop = new();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Download().GetAsync(Set(server), new Stopper(stop), stop.Token));
        Assert.False(File.Exists(Target));
        await Download().GetAsync(Set(server));
        Assert.Equal(s_content, File.ReadAllBytes(Target));
    }

    private DataDownload Download(int attempts = 1) =>
        new(_http, _folder.FullName)
        {
            Attempts = attempts,
            FirstWait = TimeSpan.FromMilliseconds(10),
            Stall = TimeSpan.FromSeconds(3),
        };

    private static DataSet Set(LoopbackServer server) =>
        new("made", "Made for a test", "none", "http://127.0.0.1/", "nobody", [new DataFile(
            "set/file.bin", new Uri(server.Address, "file"), s_content.Length, Hash(s_content))]);

    private void WritePart(byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        File.WriteAllBytes(Target + ".part", bytes);
    }

    private string[] Files() =>
        [.. _folder.GetFiles("*", SearchOption.AllDirectories).Select(file => file.Name).Order(StringComparer.Ordinal)];

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private sealed class Steps(List<long> steps) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => steps.Add(value.Received);
    }

    private sealed class Stopper(CancellationTokenSource stop) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => stop.Cancel();
    }
}
