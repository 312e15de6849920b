using System.Net;
using System.Net.Http.Headers;

namespace StudyKit.Data.Sets;

/// <summary>How far a download is.</summary>
/// <param name="File">The file.</param>
/// <param name="Received">Bytes so far, with those of an earlier attempt.</param>
public readonly record struct DownloadProgress(DataFile File, long Received);

/// <summary>A data set could not be got. The message says why, and what to do.</summary>
public sealed class DataDownloadException : IOException
{
    /// <summary>Says what went wrong.</summary>
    /// <param name="message">Why, and what to do.</param>
    /// <param name="inner">The cause.</param>
    public DataDownloadException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

/// <summary>
/// Brings the files of a data set into a folder. A file is complete and right, or not there: it is written under a
/// temporary name (.part),
/// taken up again where it broke off, and gets its name when its SHA-256 is the catalog's. Several processes may get
/// the same set at once.
/// </summary>
/// <param name="http">Makes the requests.</param>
/// <param name="folder">The data folder, made when it is not there.</param>
public sealed class DataDownload(HttpClient http, string folder)
{
    private const string TagSuffix = ".etag";

    private readonly string _folder = Path.GetFullPath(folder);

    /// <summary>How often a file is tried before the command gives up.</summary>
    /// <value>5</value>
    public int Attempts { get; init; } = 5;

    /// <summary>How long a source may send nothing before the connection counts as broken.</summary>
    /// <value>30 s</value>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The wait before the second attempt; it doubles with each, unless the source says how long
    /// (Retry-After).</summary>
    /// <value>1 s</value>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait, also where the source asks for more.</summary>
    /// <value>2 minutes</value>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Gets what is missing or wrong of a set, and unpacks its archives.</summary>
    /// <param name="set">The set.</param>
    /// <param name="progress">Told how far it is; may be null.</param>
    /// <param name="cancellation">Stops it; what has arrived is kept for the next time.</param>
    /// <returns>The files that were downloaded; empty when everything was there.</returns>
    /// <exception cref="DataDownloadException">When the source can't be reached or gives something else, or the folder
    /// can't be written.</exception>
    public async Task<IReadOnlyList<DataFile>> GetAsync(DataSet set, IProgress<DownloadProgress>? progress =
        null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        try
        {
            Directory.CreateDirectory(_folder);
            using FileStream turn = await FolderLock.TakeAsync(_folder, cancellation);
            List<DataFile> downloaded = [];
            foreach (DataFile file in set.Files)
            {
                string path = SafePath.Below(_folder, file.File);
                if (DataStore.Check(file, path).State != FileState.Right)
                {
                    await DownloadAsync(file, path, progress, cancellation);
                    downloaded.Add(file);
                }

                if (file.UnpackTo is string target) Archive.Unpack(path, SafePath.Below(_folder, target), file.Sha256);
            }

            return downloaded;
        }
        catch (Exception error)
            when (error is UnauthorizedAccessException || (error is IOException and not DataDownloadException))
        {
            throw new DataDownloadException($"Could not write below {_folder}: {error.Message} What has arrived is " +
                $"kept; free space or choose another folder with --data, and run the command again.", error);
        }
        catch (HttpRequestException error)
        {
            throw new DataDownloadException($"The source of '{set.Name}' can't be reached: {error.Message} What " +
                $"has arrived is kept; run the command again when the network is there, or see {set.Homepage}.", error);
        }
    }

    private async Task DownloadAsync(DataFile file, string path, IProgress<DownloadProgress>? progress,
        CancellationToken cancellation)
    {
        string part = path + ".part";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        // A part left by an earlier attempt may itself be wrong; then the second round begins from nothing.
        bool resumed = File.Exists(part) && new FileInfo(part).Length > 0;
        await TryReceiveAsync(file, part, progress, cancellation);
        (long bytes, string sha256) = DataStore.Measure(part);
        if (sha256 != file.Sha256 && resumed)
        {
            Remove(part);
            await TryReceiveAsync(file, part, progress, cancellation);
            (bytes, sha256) = DataStore.Measure(part);
        }

        File.Delete(part + TagSuffix);
        if (sha256 != file.Sha256)
        {
            File.Delete(part);
            throw new DataDownloadException($"{file.Url} gave another file than the catalog lists: " +
                $"{DataStore.Difference(file, bytes, sha256)}. Nothing of it was kept.");
        }

        File.Move(part, path, overwrite: true);
    }

    private static void Remove(string part)
    {
        File.Delete(part);
        File.Delete(part + TagSuffix);
    }

    /// <summary>Receives a file; what may pass (a broken line, a busy source) is tried again after a wait.</summary>
    private async Task TryReceiveAsync(DataFile file, string part, IProgress<DownloadProgress>? progress,
        CancellationToken cancellation)
    {
        TimeSpan wait = FirstWait;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await ReceiveAsync(file, part, progress, cancellation);
                return;
            }
            catch (PassingException problem) when (attempt < Attempts)
            {
                TimeSpan pause = problem.Wait ?? wait;
                await Task.Delay(pause < LongestWait ? pause : LongestWait, cancellation);
                wait *= 2;
            }
            catch (PassingException problem)
            {
                throw new DataDownloadException($"{problem.Message} It was tried {Attempts} times.", problem);
            }
            catch (HttpRequestException problem) when (attempt < Attempts)
            {
                _ = problem;
                await Task.Delay(wait < LongestWait ? wait : LongestWait, cancellation);
                wait *= 2;
            }
        }
    }

    private async Task ReceiveAsync(DataFile file, string part, IProgress<DownloadProgress>? progress,
        CancellationToken cancellation)
    {
        long have = File.Exists(part) ? new FileInfo(part).Length : 0;
        if (have == file.Bytes && have > 0) return;
        if (have > file.Bytes) have = 0;

        using HttpRequestMessage request = new(HttpMethod.Get, file.Url);
        if (have > 0)
        {
            request.Headers.Range = new RangeHeaderValue(have, null);
            // The rest of another version of the file would be sent whole instead.
            if (File.Exists(part + TagSuffix)
                && EntityTagHeaderValue.TryParse(File.ReadAllText(part + TagSuffix),
                out EntityTagHeaderValue? tag)) request.Headers.IfRange = new RangeConditionHeaderValue(tag);
        }

        using CancellationTokenSource stall = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        stall.CancelAfter(Stall);
        using HttpResponseMessage response =
            await Waiting(file, have, stall, () =>
            http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stall.Token), cancellation);
        bool goesOn = response.StatusCode == HttpStatusCode.PartialContent
            && response.Content.Headers.ContentRange?.From == have;
        if (!goesOn && response.StatusCode != HttpStatusCode.OK)
        {
            string answer = $"{file.Url} answered {(int)response.StatusCode} {response.ReasonPhrase}, expected 200.";
            if (IsPassing(response.StatusCode)) throw new PassingException(answer
                + " The source is busy; run the command again later.", RetryAfter(response));
            throw new DataDownloadException($"{answer} The source may have moved; the file can also be put into " +
                $"{Path.GetDirectoryName(part)} by hand.");
        }

        if (response.Headers.ETag is { IsWeak: false } newTag) File.WriteAllText(part + TagSuffix, newTag.ToString());
        else File.Delete(part + TagSuffix);
        await using FileStream output =
            new(part, goesOn ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.Read);
        await using Stream input = await response.Content.ReadAsStreamAsync(cancellation);
        byte[] buffer = new byte[1 << 16];
        long received = goesOn ? have : 0;
        while (true)
        {
            stall.CancelAfter(Stall);
            int count = await Waiting(file, received, stall, () =>
                input.ReadAsync(buffer, stall.Token).AsTask(), cancellation);
            if (count == 0) break;
            received += count;
            if (received > file.Bytes)
            {
                await output.DisposeAsync();
                Remove(part);
                throw new DataDownloadException($"{file.Url} gave more than the {file.Bytes} bytes that the " +
                    $"catalog lists. Nothing of it was kept.");
            }

            await output.WriteAsync(buffer.AsMemory(0, count), cancellation);
            progress?.Report(new DownloadProgress(file, received));
        }

        if (received < file.Bytes)
            throw new PassingException($"{file.Url} broke off after {received} of {file.Bytes} bytes. They are " +
                $"kept; run the command again to get the rest.");
    }

    private async Task<T> Waiting<T>(DataFile file, long received, CancellationTokenSource stall, Func<Task<T>> step,
        CancellationToken cancellation)
    {
        try
        {
            return await step();
        }
        catch (OperationCanceledException) when (stall.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new PassingException($"{file.Url} sent nothing for {Stall.TotalSeconds:0.###} s after {received} " +
                $"of {file.Bytes} bytes. They are kept; run the command again to get the rest.");
        }
        catch (Exception error)
            when (received > 0 && error is IOException
            or HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded })
        {
            throw new PassingException($"{file.Url} broke off after {received} of {file.Bytes} bytes: " +
                $"{error.Message} They are kept; run the command again to get the rest.", inner: error);
        }
    }

    private static bool IsPassing(HttpStatusCode code) =>
        code is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)code is 500 or 502 or 503
            or 504;

    private static TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } date } when date > DateTimeOffset.UtcNow => date - DateTimeOffset.UtcNow,
        _ => null,
    };

    /// <summary>What may be gone at the next attempt.</summary>
    private sealed class PassingException(string message, TimeSpan? wait = null, Exception? inner = null)
        : Exception(message, inner)
    {
        /// <summary>How long the source asks to wait.</summary>
        public TimeSpan? Wait { get; } = wait;
    }
}
