using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using StudyKit.Text.Examples;

namespace StudyKit.Data.Formats;

/// <summary>COPA: choice of plausible alternatives (Roemmele et al., 2011), in its XML.</summary>
public static class Copa
{
    /// <summary>Reads all items. The file's reference to a DTD is not followed.</summary>
    /// <param name="path">copa-dev.xml or copa-test.xml.</param>
    /// <exception cref="InvalidDataException">It is not COPA's XML.</exception>
    public static IReadOnlyList<ChoiceExample> Read(string path)
    {
        try
        {
            using XmlReader reader = XmlReader.Create(
                path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            return [.. XDocument.Load(reader).Descendants("item").Select(item => Example(path, item))];
        }
        // The reader of .NET answers to some declarations that name no encoding with an ArgumentOutOfRangeException.
        catch (Exception error) when (error is XmlException or ArgumentException)
        {
            throw new InvalidDataException($"{path} is not valid XML: {error.Message}", error);
        }
    }

    private static ChoiceExample Example(string path, XElement item)
    {
        string Part(string name) => item.Element(name)?.Value.Trim() ?? throw Bad(name);
        string Mark(string name) => item.Attribute(name)?.Value ?? throw Bad(name);
        return new ChoiceExample(Part("p"), Mark("asks-for"), [Part("a1"), Part("a2")], Mark(
            "most-plausible-alternative") switch
        { "1" => 0, "2" => 1, _ => throw Bad("most-plausible-alternative") });
        InvalidDataException Bad(string name) =>
            new($"{path}: item {item.Attribute("id")?.Value ?? "without id"} has no valid '{name}'.");
    }
}

/// <summary>Questions in SQuAD 1.1's JSON (Rajpurkar et al., 2016), XQuAD's too.</summary>
public static class Squad
{
    /// <summary>Reads all questions with their first answer.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">
    /// It is not SQuAD's JSON, or an answer does not stand where the file says.
    /// </exception>
    public static IReadOnlyList<AnswerExample> Read(string path)
    {
        List<AnswerExample> examples = [];
        try
        {
            using JsonDocument document = JsonDocument.Parse(TextLines.ReadWhole(path));
            foreach (JsonElement paragraph in document.RootElement.GetProperty("data")
                .EnumerateArray().SelectMany(article => article.GetProperty("paragraphs").EnumerateArray()))
            {
                string passage = Text(paragraph, "context");
                foreach (JsonElement question in paragraph.GetProperty("qas").EnumerateArray())
                {
                    examples.Add(Example(path, passage, question));
                }
            }
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException)
        {
            throw new InvalidDataException($"{path} is not in SQuAD's format: {error.Message}", error);
        }

        return examples;
    }

    private static AnswerExample Example(string path, string passage, JsonElement question)
    {
        JsonElement first = question.GetProperty("answers").EnumerateArray().First();
        string answer = Text(first, "text");
        int start = Units(passage, first.GetProperty("answer_start").GetInt32());
        if (start < 0 || string.CompareOrdinal(passage, start, answer, 0, answer.Length) != 0)
            throw new InvalidDataException($"{path}: question {question.GetProperty("id")} has its answer '{answer}' " +
                "not where the file says.");
        return new AnswerExample(passage, Text(question, "question"), answer, start);
    }

    private static string Text(JsonElement of, string name) =>
        of.GetProperty(name).GetString() ?? throw new JsonException($"'{name}' is null, and a text is needed");

    // The file counts characters, a string here counts UTF-16 units.
    private static int Units(string text, int characters)
    {
        int at = 0;
        for (; characters > 0 && at < text.Length; characters--) at += char.IsHighSurrogate(text[at]) ? 2 : 1;
        return characters == 0 ? at : -1;
    }
}
