using StudyKit.Data.Formats;
using StudyKit.Tests.Support;
using StudyKit.Text.Examples;

namespace StudyKit.Tests.Data.Formats;

public sealed class TaskFormatTests
{
    [Fact]
    public void Glue_files_have_their_published_sizes_and_shares()
    {
        string sst = RealData.Find("glue", "SST-2", "dev.tsv");
        string cola = RealData.Find("glue", "CoLA", "in_domain_train.tsv");
        string rte = RealData.Find("glue", "RTE", "dev.tsv");
        string mrpc = RealData.Find("glue", "MRPC", "msr_paraphrase_test.txt");
        Assert.Equal((872, 444), Size(Glue.Sst2(sst)));
        Assert.Equal(new LabelledText("it 's a charming and often affecting journey .", null, 1), Glue.Sst2(sst)[0]);
        Assert.Equal((8551, 6023), Size(Glue.Cola(cola)));
        Assert.Equal((277, 131), Size(Glue.Rte(rte)));
        Assert.Equal((1725, 1147), Size(Glue.Mrpc(mrpc)));
        Assert.StartsWith("PCCW's chief operating officer", Glue.Mrpc(mrpc)[0].First, StringComparison.Ordinal);

        static (int, int) Size(IReadOnlyList<LabelledText> examples) =>
            (examples.Count, examples.Count(example => example.Label == 1));
    }

    [Fact]
    public void Copa_and_xquad_are_read_whole()
    {
        string copa = RealData.Find("copa", "copa-dev.xml");
        string english = RealData.Find("xquad", "xquad.en.json");
        string chinese = RealData.Find("xquad", "xquad.zh.json");
        IReadOnlyList<ChoiceExample> choices = Copa.Read(copa);
        Assert.Equal(500, choices.Count);
        Assert.Equal(
            ("My body cast a shadow over the grass.", "cause", "The sun was rising.", 0),
            (choices[0].Premise, choices[0].AsksFor, choices[0].Choices[0], choices[0].Label));
        Assert.Equal(1190, Squad.Read(english).Count);
        Assert.Equal("308", Squad.Read(english)[0].Answer);
        Assert.Equal(1190, Squad.Read(chinese).Count);
    }

    [Theory]
    [InlineData("sentence\tlabel\ngood\t2\n", "line 2: a label is 0 or 1, received '2'.")]
    [InlineData("sentence\tlabel\ngo\0od\t1\n", "line 2: a text is without NUL, received one.")]
    [InlineData("sentence\tlabel\ngood 1\n", "line 2: a line has 2 columns, received 1.")]
    public void A_broken_line_is_told(string text, string message)
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, text);
        Assert.EndsWith(
            message, Assert.Throws<InvalidDataException>(() => Glue.Sst2(path)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => Copa.Read(path));
        Assert.Throws<InvalidDataException>(() => Squad.Read(path));
        File.Delete(path);
    }

    [Theory]
    [InlineData("1.5", "\"a b\"", "\"a\"")]
    [InlineData("0", "null", "\"a\"")]
    [InlineData("0", "\"a b\"", "null")]
    public void A_broken_question_is_told_with_its_file(string start, string context, string answer)
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(
            path,
            $$"""{"data":[{"paragraphs":[{"context":{{context}},"qas":[{"id":"1","question":"q","answers":[{"text":{{answer}},"answer_start":{{start}}}]}]}]}]}""");
        Assert.StartsWith(
            path, Assert.Throws<InvalidDataException>(() => Squad.Read(path)).Message, StringComparison.Ordinal);
        File.Delete(path);
    }

    /// <summary>Found by the fuzzing command: .NET's own reader answers with an exception of another kind.</summary>
    [Fact]
    public void A_declaration_of_XML_cut_by_a_strange_byte_is_told_like_any_other_fault()
    {
        string path = Path.GetTempFileName();
        File.WriteAllBytes(path, [.. "<?xml version=\"1.0="u8, 0x84, .. "\"?>"u8]);
        Assert.StartsWith(
            $"{path} is not valid XML: ", Assert.Throws<InvalidDataException>(() => Copa.Read(path)).Message);
        File.Delete(path);
    }
}
