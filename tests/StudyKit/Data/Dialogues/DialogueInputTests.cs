using StudyKit.Data.Dialogues;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Data.Dialogues;

public sealed class DialogueInputTests
{
    private static readonly DialogueVocabulary s_vocabulary =
        new(["[CLS]", "[PAD]", "[SEP]", "[UNK]", "[speaker1]", "[speaker2]", "你", "好", "吗", "很"]);

    [Theory]
    [InlineData("""{"train":[["a",null]]}""", "train[0][1] must be a text. Received null.")]
    [InlineData("""{"train":[["a","b"],["c",3]]}""", "train[1][1] must be a text. Received 3.")]
    public void What_is_no_text_in_a_dialogue_is_named_by_its_place(string json, string problem)
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, json);
        Assert.Equal(
            $"{path} is no file of dialogues in the expected form: {problem}",
            Assert.Throws<InvalidDataException>(() => DialogueFiles.Cdial(path, "train")).Message);
        File.WriteAllText(path, """[{"messages": [{"message": "a"}, {"message": null}]}]""");
        Assert.EndsWith(
            "[0].messages[1].message must be a text. Received null.",
            Assert.Throws<InvalidDataException>(() => DialogueFiles.KdConv(path)).Message);
        File.Delete(path);
    }

    [Fact]
    public void A_byte_order_mark_and_Windows_line_ends_lose_no_dialogue()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(
            path, "[\"a\", \"b\"]\r\n[\"c\", \"d\"]\r\n", new System.Text.UTF8Encoding(true));
        Assert.Equal([["a", "b"], ["c", "d"]], DialogueFiles.Lines(path));
        File.Delete(path);
    }

    [Fact]
    public void A_dialogue_of_n_utterances_gives_n_minus_one_rows_with_the_loss_on_the_reply()
    {
        var rows = new DialogueInputs(s_vocabulary, 32).Rows(["你好吗", "很好", "你"]);
        Assert.Equal(2, rows.Count);
        // [CLS] [speaker1] 你 好 吗 [speaker2] 很 好 [SEP]
        Assert.Equal([0, 4, 6, 7, 8, 5, 9, 7, 2], rows[0].Ids);
        Assert.Equal([0, 4, 4, 4, 4, 5, 5, 5, 5], rows[0].Speakers);
        Assert.Equal([-100, -100, -100, -100, -100, 9, 7, 2, -100], rows[0].Targets);
        Assert.Equal([0, 4, 6, 7, 8, 5, 9, 7, 4, 6, 2], rows[1].Ids);
        Assert.Equal(2, rows[1].Targets.Count(target => target >= 0));
        Assert.Empty(new DialogueInputs(s_vocabulary, 32).Rows(["你"]));
    }

    [Fact]
    public void What_is_too_long_loses_its_oldest_utterances_first()
    {
        DialogueInputs inputs = new(s_vocabulary, 12);
        var row = inputs.Rows(["你好吗你好", "很好很好", "你"])[1];
        Assert.True(row.Ids.Length <= 12);
        Assert.Equal([0, 5, 9, 7, 9, 7, 4, 6, 2], row.Ids);
        Assert.All(inputs.Rows(["你好吗你好吗你好吗你好吗", "很好很好很好很好很好"]), one => Assert.True(one.Ids.Length <= 12));
        var (ids, _, next) = inputs.Prompt(["你好"]);
        Assert.Equal([0, 4, 6, 7], ids);
        Assert.Equal(5, next);
        Assert.Equal("很好你[UNK]", s_vocabulary.Decode([0, 5, .. s_vocabulary.Encode("很 好你么"), 2]));
    }
}
