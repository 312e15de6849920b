using StudyKit.Chats;
using StudyKit.Data.Dialogues;
using StudyKit.Models.Gpt;
using StudyKit.Models.Lccc;
using StudyKit.Runtime;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Chats;

[Collection(TorchCollection.Name)]
public sealed class ChatTests : IDisposable
{
    private readonly ChatPartner _partner;

    public ChatTests()
    {
        Seeds.SetAll(1);
        DialogueVocabulary vocabulary = DialogueVocabulary.Learn([["你好吗", "我很好啊"]]);
        _partner = new ChatPartner(new DialogueGpt(GptConfig.Tiny(vocabulary.Count)), new DialogueInputs(vocabulary, 64), longest: 5);
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_the_script_is_said()
    {
        Assert.Null(NotebookDisplay.Ask);
        var said = await Chat.Start(_partner, ["你好", "我很好"]);
        Assert.Equal(4, said.Count);
        Assert.Equal(("你好", "我很好"), (said[0], said[2]));
        Assert.Equal(said[1], _partner.Reply(["你好"]));
    }

    [Fact]
    public async Task A_reader_is_asked_until_an_empty_line()
    {
        Queue<string> lines = new(["好", "你好", ""]);
        NotebookDisplay.Ask = _ => Task.FromResult<string?>(lines.Dequeue());
        var said = await Chat.Start(_partner, ["不"]);
        Assert.Equal(["好", "你好"], said.Where((_, i) => i % 2 == 0));
        Assert.Empty(lines);
    }

    [Fact]
    public async Task A_front_end_is_found_by_its_method()
    {
        Assert.Equal("你好? text", await FrontEndInput.In(typeof(Kernel))!("你好?"));
        Assert.Null(FrontEndInput.In(typeof(ChatTests)));
    }

    public void Dispose() => NotebookDisplay.Ask = null;

    private static class Kernel
    {
        public static Task<string> GetInputAsync(string prompt, string typeHint = "text") => Task.FromResult($"{prompt} {typeHint}");
    }
}
