using StudyKit.Text.Examples;

namespace StudyKit.Data.Formats;

/// <summary>Tasks of GLUE in their original files (Wang et al., 2018).</summary>
public static class Glue
{
    /// <summary>SST-2: sentence, label 0 (negative) or 1 (positive).</summary>
    /// <param name="path">train.tsv or dev.tsv.</param>
    public static IReadOnlyList<LabelledText> Sst2(string path) =>
        Rows(path, header: true, columns: 2, row => new LabelledText(row[0].Trim(), null, Number(row[1])));

    /// <summary>CoLA: source, label 0 (unacceptable) or 1, the original mark, sentence; no header.</summary>
    /// <param name="path">in_domain_train.tsv, in_domain_dev.tsv or out_of_domain_dev.tsv.</param>
    public static IReadOnlyList<LabelledText> Cola(string path) =>
        Rows(path, header: false, columns: 4, row => new LabelledText(row[3], null, Number(row[1])));

    /// <summary>RTE: premise, hypothesis, label 0 (entailment) or 1 (not).</summary>
    /// <param name="path">train.tsv or dev.tsv.</param>
    public static IReadOnlyList<LabelledText> Rte(string path) =>
        Rows(path, header: true, columns: 4, row => new LabelledText(row[0], row[1], row[2] switch
        {
            "0" or "entailment" => 0,
            "1" or "not_entailment" => 1,
            _ => throw new FormatException($"a label is 0 or 1, received '{row[2]}'"),
        }));

    /// <summary>MRPC: label 1 (paraphrase) or 0, two numbers, two sentences. Quotation marks are text.</summary>
    /// <param name="path">msr_paraphrase_train.txt or msr_paraphrase_test.txt.</param>
    public static IReadOnlyList<LabelledText> Mrpc(string path) =>
        Rows(path, header: true, columns: 5, row => new LabelledText(row[3], row[4], Number(row[0])));

    private static int Number(string text) =>
        text switch { "0" => 0, "1" => 1, _ => throw new FormatException($"a label is 0 or 1, received '{text}'") };

    private static List<LabelledText> Rows(string path, bool header, int columns, Func<string[], LabelledText> read)
    {
        List<LabelledText> examples = [];
        string[] lines = TextLines.Read(path);
        for (int i = header ? 1 : 0; i < lines.Length; i++)
        {
            string[] row = lines[i].Split('\t');
            try
            {
                if (lines[i].Contains('\0', StringComparison.Ordinal))
                {
                    throw new FormatException("a text is without NUL, received one");
                }

                if (row.Length != columns)
                {
                    throw new FormatException($"a line has {columns} columns, received {row.Length}");
                }

                examples.Add(read(row));
            }
            catch (FormatException error)
            {
                throw new InvalidDataException($"{path}, line {i + 1}: {error.Message}.", error);
            }
        }

        return examples;
    }
}
