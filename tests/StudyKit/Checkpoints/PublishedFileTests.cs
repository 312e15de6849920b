using System.Text;
using StudyKit.Checkpoints;
using StudyKit.Models.Bert;
using StudyKit.Models.Gpt2;
using StudyKit.Models.ResNet;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Checkpoints;

/// <summary>The forms in which other programs publish weights.</summary>
[Collection(TorchCollection.Name)]
public sealed class PublishedFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studykit-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("")]
    [InlineData("_orig_mod.")]
    [InlineData("module.")]
    [InlineData("model.")]
    [InlineData("module._orig_mod.")]
    public void Wrappers_before_all_keys_are_taken_off(string wrapper)
    {
        using Gpt2ForLanguageModel saved = new(Gpt2Config.Tiny(10)), loaded = new(Gpt2Config.Tiny(10));
        foreach (bool bare in (bool[])[false, true])
        {
            string path = Write(saved, key => wrapper + (bare ? key.Replace("transformer.", "") : key));
            Assert.True(Checkpoint.Load(loaded, path, Gpt2Weights.Published).IsComplete);
            AssertEqual(saved, loaded);
        }
    }

    [Fact]
    public void A_wrapper_that_not_all_keys_have_is_a_name()
    {
        using Gpt2ForLanguageModel model = new(Gpt2Config.Tiny(10));
        string path = Write(model, key => key.Contains("ln_f") ? key : "module." + key);
        Assert.Contains("module.transformer.wte.weight",
            Assert.Throws<CheckpointException>(() => Checkpoint.Load(model, path, Gpt2Weights.Published)).Message);
    }

    [Theory]
    [InlineData("bert.")]
    [InlineData("")]
    [InlineData("module.bert.")]
    [InlineData("module.")]
    public void A_BERT_body_loads_with_and_without_its_prefix(string prefix)
    {
        BertConfig config = BertConfig.Tiny(20);
        using BertModel saved = new(config), loaded = new(config);
        string path = Write(saved, key => prefix + key);
        Assert.True(Checkpoint.Load(loaded, path, BertWeights.Body).IsComplete);
        AssertEqual(saved, loaded);
    }

    [Fact]
    public void A_part_by_itself_fills_that_part_without_any_option()
    {
        using Gpt2ForLanguageModel saved = new(Gpt2Config.Tiny(10)), loaded = new(Gpt2Config.Tiny(10));
        string bare = Write(saved, key => "_orig_mod." + key.Replace("transformer.", ""));
        Assert.True(Checkpoint.Load(loaded, bare).IsComplete);
        AssertEqual(saved, loaded);

        // The body fills the body; what the file has not is still named.
        using BertModel body = new(BertConfig.Tiny(20));
        using BertForPreTraining whole = new(BertConfig.Tiny(20));
        string path = Write(body, key => key);
        LoadReport report = Checkpoint.Load(whole, path, new LoadOptions { Strict = false });
        Assert.Equal(body.state_dict().Count, report.Loaded.Count);
        Assert.NotEmpty(report.Missing);
        Assert.All(report.Missing, key => Assert.StartsWith("cls.", key));
        Assert.Contains("    cls.", Assert.Throws<CheckpointException>(() => Checkpoint.Load(whole, path)).Message);

        // Two parts that it could be: nothing is guessed.
        using nn.Module pair = nn.Sequential(("a", nn.Linear(1, 1)), ("b", nn.Linear(1, 1)));
        using TorchSharp.Modules.Linear one = nn.Linear(1, 1);
        Assert.Contains("0 keys fit",
            Assert.Throws<CheckpointException>(() => Checkpoint.Load(pair, Write(one, key => key))).Message);
    }

    [Fact]
    public void Where_nothing_fits_the_message_says_what_the_file_has()
    {
        using Gpt2ForLanguageModel other = new(Gpt2Config.Tiny(10));
        using BertModel model = new(BertConfig.Tiny(20));
        string message = Assert.Throws<CheckpointException>(
            () => Checkpoint.Load(model, Write(other, key => key), BertWeights.Body)).Message;
        Assert.Contains("0 keys fit the module", message);
        Assert.Contains("  unexpected in the file:\n    transformer.", message);
        string prefixed = Assert.Throws<CheckpointException>(
            () => Checkpoint.Load(model, Write(other, key => key.Replace("transformer.wte", "bert.x")),
                BertWeights.Body)).Message;
        Assert.Contains("passed over, without the prefix asked for:\n    transformer.", prefixed);
    }

    [Fact]
    public void A_model_in_several_files_is_loaded_by_its_index()
    {
        using Gpt2ForLanguageModel saved = new(Gpt2Config.Tiny(10)), loaded = new(Gpt2Config.Tiny(10));
        Dictionary<string, Tensor> state = saved.state_dict();
        string[] keys = [.. state.Keys];
        List<string> map = [];
        for (int part = 0; part < 2; part++)
        {
            string name = $"model-0000{part + 1}-of-00002.safetensors";
            string[] own = [.. keys.Where((_, i) => i % 2 == part)];
            SafetensorsWriter.Write(Path.Combine(_folder, name), own.Select(k => KeyValuePair.Create(k, state[k])));
            map.AddRange(own.Select(key => $"\"{key}\": \"{name}\""));
        }

        string index = Path.Combine(_folder, "model.safetensors.index.json");
        File.WriteAllText(index, $$"""{"metadata": {}, "weight_map": { {{string.Join(", ", map)}} } }""");
        foreach (string path in (string[])[index, _folder, Path.Combine(_folder, "model.safetensors")])
        {
            Assert.True(Checkpoint.Load(loaded, path, Gpt2Weights.Published).IsComplete);
            AssertEqual(saved, loaded);
        }

        File.Delete(Path.Combine(_folder, "model-00002-of-00002.safetensors"));
        Assert.Contains("names the file model-00002-of-00002.safetensors, and it is not beside it", Refused(index));
        File.WriteAllText(index, """{"metadata":{},"weight_map":{}}""");
        Assert.Contains("It names none", Refused(index));
        File.WriteAllText(index, """{"weight_map": {"a": "../x.safetensors"}}""");
        Assert.Contains("named without a folder. Received ../x.safetensors", Refused(index));
        File.WriteAllText(index, """{"weight_map": {"a": null}}""");
        Assert.Contains("Received null", Refused(index));
        File.WriteAllText(index, "[1]");
        Assert.Contains("weight_map", Refused(index));
    }

    [Fact]
    public void A_tensor_of_an_unknown_type_is_skipped_by_name_and_the_rest_loads()
    {
        string path = Raw(
            """
            {"q":{"dtype":"F8_E4M3","shape":[2],"data_offsets":[0,2]},
            "u":{"dtype":"U32","shape":[1],"data_offsets":[2,6]},
            "weight":{"dtype":"F32","shape":[1,1],"data_offsets":[6,10]},
            "bias":{"dtype":"F32","shape":[1],"data_offsets":[10,14]}}
            """,
            [0, 0, 0, 0, 0, 0, .. BitConverter.GetBytes(2.5f), .. BitConverter.GetBytes(-1f)]);
        using TorchSharp.Modules.Linear module = nn.Linear(1, 1);
        LoadReport report = Checkpoint.Load(module, path);
        Assert.Equal(["q: F8_E4M3", "u: U32"], report.Skipped);
        Assert.Equal((2.5f, -1f), (module.weight!.item<float>(), module.bias!.item<float>()));
        using SafetensorsFile file = SafetensorsFile.Open(path);
        Assert.Contains("key 'q' has the dtype 'F8_E4M3'",
            Assert.Throws<CheckpointException>(() => file.Read("q")).Message);

        string needed = Raw(
            """
            {"weight":{"dtype":"F8_E4M3","shape":[1,1],"data_offsets":[0,1]},
            "bias":{"dtype":"F32","shape":[1],"data_offsets":[1,5]}}
            """,
            new byte[5]);
        Assert.Contains("    weight: module Float32, file F8_E4M3, which torch cannot hold here",
            Assert.Throws<CheckpointException>(() => Checkpoint.Load(module, needed)).Message);
    }

    [Fact]
    public void A_Git_LFS_pointer_is_called_that()
    {
        string path = Path.Combine(_folder, "lfs.safetensors");
        File.WriteAllText(path, "version https://git-lfs.github.com/spec/v1\noid sha256:0000\nsize 5\n");
        Assert.Equal(
            $"{path} is a Git-LFS pointer of 66 bytes and not the weights themselves. Fetch them with `git lfs pull` " +
            "in the folder it came from, or download the file by itself.",
            Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(path)).Message);
    }

    [Fact]
    public void A_CIFAR_net_of_akamaster_is_loaded_in_one_call()
    {
        using ResNetModel saved = new(ResNetConfig.Cifar(20, ShortcutKind.ZeroPaddedBothSides));
        Dictionary<string, Tensor> state = saved.state_dict();
        string path = Path.Combine(_folder, "resnet20.safetensors");
        SafetensorsWriter.Write(path, state.Where(pair => !pair.Key.EndsWith("num_batches_tracked"))
            .Select(pair => KeyValuePair.Create("module." + pair.Key.Replace("fc.", "linear."), pair.Value)));
        using ResNetModel loaded = ResNetWeights.LoadCifar(path, 20);
        saved.eval();
        random.manual_seed(1);
        using Tensor images = randn(2, 3, 32, 32);
        using Tensor expected = saved.call(images), actual = loaded.call(images);
        Near.Check(expected, actual, 0);
        using ResNetModel behind = new(ResNetConfig.Cifar(20));
        Checkpoint.Load(behind, path, ResNetWeights.Akamaster);
        behind.eval();
        using Tensor other = behind.call(images);
        Assert.True((other - expected).abs().max().item<float>() > 1e-3);
    }

    private string Refused(string path)
    {
        using Gpt2ForLanguageModel model = new(Gpt2Config.Tiny(10));
        return Assert.Throws<CheckpointException>(() => Checkpoint.Load(model, path)).Message;
    }

    private string Write(nn.Module module, Func<string, string> rename)
    {
        string path = Path.Combine(_folder, $"{Guid.NewGuid():N}.safetensors");
        SafetensorsWriter.Write(
            path, module.state_dict().Select(pair => KeyValuePair.Create(rename(pair.Key), pair.Value)));
        return path;
    }

    private string Raw(string header, byte[] data)
    {
        string path = Path.Combine(_folder, $"{Guid.NewGuid():N}.safetensors");
        byte[] json = Encoding.UTF8.GetBytes(header);
        File.WriteAllBytes(path, [.. BitConverter.GetBytes((ulong)json.Length), .. json, .. data]);
        return path;
    }

    private static void AssertEqual(nn.Module saved, nn.Module loaded)
    {
        Dictionary<string, Tensor> expected = saved.state_dict(), actual = loaded.state_dict();
        foreach ((string key, Tensor tensor) in expected) Near.Check(tensor, actual[key], 0, key);
        using (no_grad())
        {
            foreach (Tensor tensor in actual.Values.Where(tensor => tensor.is_floating_point())) tensor.zero_();
        }
    }
}
