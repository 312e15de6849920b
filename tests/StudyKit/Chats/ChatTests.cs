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
    private readonly DialogueVocabulary _vocabulary = DialogueVocabulary.Learn([["你好吗", "我很好啊"]]);
    private readonly DialogueGpt _model;
    private readonly ChatPartner _partner;

    public ChatTests()
    {
        Seeds.SetAll(1);
        _model = new DialogueGpt(GptConfig.Tiny(_vocabulary.Count));
        _partner = Partner();
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_the_script_is_said()
    {
        Assert.Null(NotebookDisplay.Ask);
        var said = await Chat.Start(_partner, ["你好", "我很好"]);
        Assert.Equal(4, said.Count);
        Assert.Equal(("你好", "我很好"), (said[0], said[2]));
        Assert.Equal(said[1], Partner().Reply(["你好"]));
    }

    [Fact]
    public void Each_answer_is_drawn_anew_and_a_new_partner_draws_the_same_ones()
    {
        string[] Answers(ChatPartner partner) => [.. Enumerable.Range(0, 8).Select(_ => partner.Reply(["你好"]))];
        string[] first = Answers(_partner);
        Assert.True(first.Distinct().Count() > 4, string.Join(", ", first));
        Assert.Equal(first, Answers(Partner()));
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

    [Fact]
    public async Task Where_nobody_takes_the_question_the_script_is_followed()
    {
        NotebookDisplay.Ask = FrontEndInput.In(typeof(KernelWithoutEditor));
        NotSupportedException error = await Assert.ThrowsAsync<NotSupportedException>(() => NotebookDisplay.Ask!("?"));
        Assert.Contains("open the notebook in an editor", error.Message, StringComparison.Ordinal);
        var said = await Chat.Start(_partner, ["你好", "好"]);
        Assert.Equal(["你好", "好"], said.Where((_, i) => i % 2 == 0));

        // Another error of asking is the reader's to see.
        NotebookDisplay.Ask = FrontEndInput.In(typeof(BrokenKernel));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Chat.Start(_partner, ["你好"]));
    }

    public void Dispose()
    {
        NotebookDisplay.Ask = null;
        _model.Dispose();
    }

    private ChatPartner Partner() => new(_model, new DialogueInputs(_vocabulary, 64), longest: 5);

    private static class KernelWithoutEditor
    {
        public static Task<string> GetInputAsync(string prompt, string typeHint = "text") =>
            Task.FromException<string>(new InvalidDataException(
                $"Microsoft.DotNet.Interactive.NoSuitableKernelException: RequestInput {prompt} {typeHint}"));
    }

    private static class BrokenKernel
    {
        public static Task<string> GetInputAsync(string prompt, string typeHint = "text") =>
            Task.FromException<string>(new InvalidOperationException($"{prompt} {typeHint}"));
    }

    private static class Kernel
    {
        public static Task<string> GetInputAsync(string prompt, string typeHint = "text") =>
            Task.FromResult($"{prompt} {typeHint}");
    }
}
