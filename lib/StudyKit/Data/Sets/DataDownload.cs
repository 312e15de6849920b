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
/// Brings the files of a data set into a folder. A file is complete and right, or not there: it is written under a temporary name (.part),
/// taken up again where it broke off, and gets its name when its SHA-256 is the catalog's. Several processes may get the same set at once.
/// </summary>
/// <param name="http">Makes the requests.</param>
/// <param name="folder">The data folder, made when it is not there.</param>
public sealed class DataDownload(HttpClient http, string folder)
{
    private readonly string _folder = Path.GetFullPath(folder);

    /// <summary>Gets what is missing or wrong of a set, and unpacks its archives.</summary>
    /// <param name="set">The set.</param>
    /// <param name="progress">Told how far it is; may be null.</param>
    /// <param name="cancellation">Stops it; what has arrived is kept for the next time.</param>
    /// <returns>The files that were downloaded; empty when everything was there.</returns>
    /// <exception cref="DataDownloadException">When the source can't be reached or gives something else, or the folder can't be written.</exception>
    public async Task<IReadOnlyList<DataFile>> GetAsync(DataSet set, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        try
        {
            Directory.CreateDirectory(_folder);
            using FileStream turn = await FolderLock.TakeAsync(_folder, cancellation);
            List<DataFile> downloaded = [];
            foreach (DataFile file in set.Files)
            {
                string path = Path.Combine(_folder, file.File);
                if (DataStore.Check(file, path).State != FileState.Right)
                {
                    await DownloadAsync(file, path, progress, cancellation);
                    downloaded.Add(file);
                }

                if (file.UnpackTo is string target) Archive.Unpack(path, Path.Combine(_folder, target), file.Sha256);
            }

            return downloaded;
        }
        catch (Exception error) when (error is UnauthorizedAccessException || (error is IOException and not DataDownloadException))
        {
            throw new DataDownloadException($"Could not write below {_folder}: {error.Message} What has arrived is kept; free space or choose another folder with --data, and run the command again.", error);
        }
        catch (HttpRequestException error)
        {
            throw new DataDownloadException($"The source of '{set.Name}' can't be reached: {error.Message} What has arrived is kept; run the command again when the network is there, or see {set.Homepage}.", error);
        }
    }

    private async Task DownloadAsync(DataFile file, string path, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        string part = path + ".part";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        // A part left by an earlier attempt may itself be wrong; then the second round begins from nothing.
        bool resumed = File.Exists(part) && new FileInfo(part).Length > 0;
        await ReceiveAsync(file, part, progress, cancellation);
        (long bytes, string sha256) = DataStore.Measure(part);
        if (sha256 != file.Sha256 && resumed)
        {
            File.Delete(part);
            await ReceiveAsync(file, part, progress, cancellation);
            (bytes, sha256) = DataStore.Measure(part);
        }

        if (sha256 != file.Sha256)
        {
            File.Delete(part);
            throw new DataDownloadException($"{file.Url} gave another file than the catalog lists: {DataStore.Difference(file, bytes, sha256)}. Nothing of it was kept.");
        }

        File.Move(part, path, overwrite: true);
    }

    private async Task ReceiveAsync(DataFile file, string part, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        long have = File.Exists(part) ? new FileInfo(part).Length : 0;
        if (have == file.Bytes && have > 0) return;
        if (have > file.Bytes) have = 0;

        using HttpRequestMessage request = new(HttpMethod.Get, file.Url);
        if (have > 0) request.Headers.Range = new RangeHeaderValue(have, null);
        using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        bool goesOn = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == have;
        if (!goesOn && response.StatusCode != HttpStatusCode.OK)
            throw new DataDownloadException($"{file.Url} answered {(int)response.StatusCode} {response.ReasonPhrase}, expected 200. The source may have moved; the file can also be put into {Path.GetDirectoryName(part)} by hand.");

        await using FileStream output = new(part, goesOn ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.Read);
        await using Stream input = await response.Content.ReadAsStreamAsync(cancellation);
        byte[] buffer = new byte[1 << 16];
        long received = goesOn ? have : 0;
        for (int count; (count = await ReadAsync(file, input, buffer, received, cancellation)) > 0;)
        {
            received += count;
            if (received > file.Bytes)
            {
                output.SetLength(0);
                throw new DataDownloadException($"{file.Url} gave more than the {file.Bytes} bytes that the catalog lists. Nothing of it was kept.");
            }

            await output.WriteAsync(buffer.AsMemory(0, count), cancellation);
            progress?.Report(new DownloadProgress(file, received));
        }

        if (received < file.Bytes)
            throw new DataDownloadException($"{file.Url} broke off after {received} of {file.Bytes} bytes. They are kept; run the command again to get the rest.");
    }

    private static async Task<int> ReadAsync(DataFile file, Stream input, byte[] buffer, long received, CancellationToken cancellation)
    {
        try
        {
            return await input.ReadAsync(buffer, cancellation);
        }
        catch (Exception error) when (error is IOException or HttpRequestException)
        {
            throw new DataDownloadException($"{file.Url} broke off after {received} of {file.Bytes} bytes: {error.Message} They are kept; run the command again to get the rest.", error);
        }
    }
}
