using System.Text;
using System.Text.Json.Nodes;
using StudyKit.Jupyter.Wire;

namespace StudyKit.Tests.Jupyter.Wire;

public sealed class MessageCodecTests
{
    private static readonly byte[] Key = Encoding.UTF8.GetBytes("a key");

    private readonly MessageCodec _codec = new(Key);

    [Fact]
    public void A_signature_is_that_of_rfc_4231() => Assert.Equal(
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        new MessageSigner(Encoding.ASCII.GetBytes("Jefe")).Sign(
            [Encoding.ASCII.GetBytes("what do ya want "), Encoding.ASCII.GetBytes("for nothing?")]));

    [Fact]
    public void A_message_comes_out_as_it_went_in()
    {
        JupyterMessage sent = Message(new() { ["code"] = "string 学 = \"🎓\\n\";", ["silent"] = false });
        JupyterMessage got = _codec.Decode(_codec.Encode(sent));
        Assert.Equal("execute_request", got.Type);
        Assert.Equal(sent.Id, got.Id);
        Assert.Equal(sent.Identities, got.Identities);
        Assert.Equal("string 学 = \"🎓\\n\";", (string?)got.Content["code"]);
        Assert.True(JsonNode.DeepEquals(sent.Header, got.Header));
        Assert.Equal("5.3", (string?)got.Header["version"]);
    }

    [Fact]
    public void Half_a_character_is_sent_as_a_mark_and_ends_nothing()
    {
        JupyterMessage got = _codec.Decode(_codec.Encode(Message(new() { ["code"] = "a\ud83d" })));
        Assert.Equal("a\ufffd", (string?)got.Content["code"]);
    }

    [Fact]
    public void A_message_with_another_key_is_refused() =>
        Refused("its signature is wrong", new MessageCodec(Encoding.UTF8.GetBytes("b key")).Encode(Message()));

    [Fact]
    public void An_unsigned_message_is_refused()
    {
        byte[][] frames = [.. _codec.Encode(Message())];
        frames[2] = [];
        Refused("it is unsigned", frames);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void A_message_is_refused_when_any_part_of_it_was_changed(int part)
    {
        byte[][] frames = [.. _codec.Encode(Message())];
        frames[part] = [.. frames[part], (byte)' '];
        Refused("its signature is wrong", frames);
    }

    [Fact]
    public void A_message_that_comes_twice_is_refused_and_a_wrong_one_does_not_count()
    {
        byte[][] frames = [.. _codec.Encode(Message())];
        byte[][] wrong = [.. frames];
        wrong[6] = [.. frames[6], (byte)' '];
        Refused("its signature is wrong", wrong);
        _codec.Decode(frames);
        Refused("it was replayed: a message with this signature has come before", frames);
    }

    [Fact]
    public void An_oversized_message_is_refused_before_it_is_read()
    {
        string large = new('x', MessageCodec.Largest);
        Refused("it is oversized: ", _codec.Encode(Message(new() { ["code"] = large })));
    }

    [Fact]
    public void What_is_no_message_is_refused()
    {
        Refused("it has no <IDS|MSG>", [[1], [2]]);
        Refused("it has no <IDS|MSG>", []);
        Refused("it ends early", [.. _codec.Encode(Message()).Take(5)]);
        Refused("it has 65 parts", [.. Enumerable.Repeat(new byte[1], 65)]);
        MessageSigner signer = new(Key);
        byte[][] parts = [.. ((string[])["{", "{}", "{}", "{}"]).Select(Encoding.ASCII.GetBytes)];
        Refused("a part of it is no JSON: ", Signed(signer, parts));
        parts[0] = Encoding.ASCII.GetBytes("[]");
        Refused("a part of it is no JSON object", Signed(signer, parts));
        parts[0] = Encoding.ASCII.GetBytes("{\"msg_type\": 3}");
        Refused("its header has no msg_type", Signed(signer, parts));
        parts[0] = Encoding.ASCII.GetBytes(new string('[', 100_000));
        Refused("a part of it is no JSON: ", Signed(signer, parts));
    }

    private static IReadOnlyList<byte[]> Signed(MessageSigner signer, byte[][] parts) =>
        [Encoding.ASCII.GetBytes("<IDS|MSG>"), Encoding.ASCII.GetBytes(signer.Sign(parts)), .. parts];

    private static JupyterMessage Message(JsonObject? content = null) => JupyterMessage.Create(
        [[1, 2, 3]], "session", "execute_request", new() { ["msg_id"] = "parent" }, content ?? []);

    private void Refused(string reason, IReadOnlyList<byte[]> frames) => Assert.StartsWith(
        reason, Assert.Throws<RefusedMessageException>(() => _codec.Decode(frames)).Message, StringComparison.Ordinal);
}
