using System.Text;

namespace StudyKit.Data.Cleaning;

/// <summary>How a file is cleaned.</summary>
public sealed record CleaningOptions
{
    /// <summary>How many threads; the output is the same with any number.</summary>
    /// <value>1.</value>
    public int Threads { get; init; } = 1;

    /// <summary>Goes on where an earlier run of the same file with the same rules was stopped.</summary>
    /// <value>False.</value>
    public bool Resume { get; init; }

    /// <summary>Bytes that one thread works on at a time; also the longest line.</summary>
    /// <value>1 MiB.</value>
    public int BlockBytes { get; init; } = 1 << 20;

    /// <summary>Blocks between two notes of how far the run is.</summary>
    /// <value>64.</value>
    public int BlocksPerNote { get; init; } = 64;

    /// <summary>Told the bytes read so far and the bytes in all, after each block.</summary>
    /// <value>Null.</value>
    public Action<long, long>? Progress { get; init; }
}

/// <summary>
/// Cleans a file of dialogues, one JSON array of texts a line, in one reading and in memory that does not grow with it.
/// </summary>
/// <param name="pipeline">The rules for utterances.</param>
/// <param name="mostOften">How often the same reply may stand in the corpus; 0 for as often as it likes.</param>
public sealed class DialogueCleaner(CleaningPipeline pipeline, int mostOften = 1000)
{
    private static readonly UTF8Encoding s_utf8 = new(false);

    /// <summary>The rules for utterances.</summary>
    public CleaningPipeline Pipeline { get; } = pipeline;

    /// <summary>
    /// Cleans a file. Until it is done the output is called <c>output.part</c>, with <c>output.state</c> beside it,
    /// from which a stopped run goes on.
    /// </summary>
    /// <param name="input">The raw file.</param>
    /// <param name="output">The file to write.</param>
    /// <param name="options">Threads and resuming; null for the defaults.</param>
    /// <param name="cancellation">Stops between two blocks.</param>
    /// <returns>What happened, as of one whole run.</returns>
    /// <exception cref="InvalidDataException">The input is packed, or text in another encoding than UTF-8.</exception>
    public CleaningCounts Clean(
        string input, string output, CleaningOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new CleaningOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BlockBytes, 16, nameof(options));
        using FileStream raw = new(
            input, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        int first = RawDialogues.FirstByte(raw, input);
        CleaningState state = new(output, Pipeline, mostOften, raw.Length, options.BlockBytes);
        bool resumed = options.Resume && state.Load();
        using (FileStream part = new(state.PartPath, resumed ? FileMode.Open : FileMode.Create, FileAccess.Write))
        {
            // What was written after the last note is written again.
            part.SetLength(state.Written);
            part.Position = state.Written;
            raw.Position = state.Read > 0 ? state.Read : first;
            int blocks = 0;
            foreach (CleanBlock block in InOrder(LineBlocks.Read(raw, options.BlockBytes), options.Threads))
            {
                if (cancellation.IsCancellationRequested)
                {
                    Note(part, state);
                    cancellation.ThrowIfCancellationRequested();
                }

                part.Write(s_utf8.GetBytes(Filter(block, state).ToString()));
                state.Read = block.End;
                if (++blocks % options.BlocksPerNote == 0) Note(part, state);
                options.Progress?.Invoke(block.End, raw.Length);
            }
        }

        File.Move(state.PartPath, output, overwrite: true);
        state.Delete();
        return state.Counts;
    }

    private static void Note(FileStream part, CleaningState state)
    {
        part.Flush();
        state.Written = part.Position;
        state.Save();
    }

    // Blocks may be ready in any order; they are taken in the order of the file, so that the output does not depend on
    // the threads.
    private IEnumerable<CleanBlock> InOrder(IEnumerable<LineBlock> blocks, int threads)
    {
        if (threads == 1)
        {
            foreach (LineBlock block in blocks) yield return Clean(block);
            yield break;
        }

        Queue<Task<CleanBlock>> running = [];
        foreach (LineBlock block in blocks)
        {
            running.Enqueue(Task.Run(() => Clean(block)));
            if (running.Count > threads) yield return running.Dequeue().GetAwaiter().GetResult();
        }

        while (running.TryDequeue(out Task<CleanBlock>? next)) yield return next.GetAwaiter().GetResult();
    }

    private CleanBlock Clean(LineBlock block)
    {
        CleaningCounts counts = CleaningCounts.For(Pipeline);
        List<(IReadOnlyList<string> Texts, ulong[] Keys)> pieces = [];
        ReadOnlySpan<byte> rest = block.Bytes;
        while (rest.Length > 0)
        {
            int end = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (DialogueLine.Next(line, counts) is not { } dialogue) continue;
            foreach (IReadOnlyList<string> piece in Pipeline.Clean(dialogue, counts))
            {
                pieces.Add((piece, [.. piece.Select(ReplyKey.Of)]));
            }
        }

        for (int i = 0; i < block.TooLong; i++)
        {
            counts.Lines++;
            counts.NoDialogue++;
            counts.Bad(counts.Lines, "longer than a block");
        }

        return new CleanBlock(pieces, counts, block.End);
    }

    private static StringBuilder Filter(CleanBlock block, CleaningState state)
    {
        StringBuilder text = new();
        state.Counts.Add(block.Counts);
        foreach ((IReadOnlyList<string> texts, ulong[] keys) in block.Pieces)
        {
            foreach (IReadOnlyList<string> piece in state.Filter.Apply(texts, keys, state.Counts))
            {
                state.Counts.Kept++;
                state.Counts.KeptUtterances += piece.Count;
                DialogueLine.Write(piece, text);
            }
        }

        return text;
    }

    private sealed record CleanBlock(
        List<(IReadOnlyList<string> Texts, ulong[] Keys)> Pieces, CleaningCounts Counts, long End);
}
