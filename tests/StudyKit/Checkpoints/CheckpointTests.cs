using StudyKit.Checkpoints;
using StudyKit.Models.Transformer;
using StudyKit.Tests.Support;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace StudyKit.Tests.Checkpoints;

[Collection(TorchCollection.Name)]
public sealed class CheckpointTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studykit-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "model.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_saved_model_is_loaded_whole()
    {
        using TransformerModel saved = new(TransformerConfig.Tiny(11)), loaded = new(TransformerConfig.Tiny(11));
        Checkpoint.Save(saved, Path, new Dictionary<string, string> { ["made by"] = "a test" });
        LoadReport report = Checkpoint.Load(loaded, Path);
        Assert.True(report.IsComplete);
        Dictionary<string, Tensor> expected = saved.state_dict(), actual = loaded.state_dict();
        Assert.Equal(expected.Count, report.Loaded.Count);
        foreach ((string key, Tensor tensor) in expected) Near.Check(tensor, actual[key], 0, key);
        TorchState.IsClean();
    }

    [Fact]
    public void What_does_not_fit_is_listed_and_nothing_is_loaded()
    {
        using Linear module = nn.Linear(2, 2);
        using DisposeScope scope = NewDisposeScope();
        // TorchSharp's own loading would broadcast this [1, 2] weight.
        Write(("weight", ones(1, 2)), ("extra", ones(1)));
        Tensor before = module.weight!.detach().clone();
        CheckpointException error = Assert.Throws<CheckpointException>(() => Checkpoint.Load(module, Path));
        Assert.Equal($"""
            {Path}: 0 keys fit the module, 1 are missing, 1 are unexpected, 1 have another shape.
              missing in the file:
                bias
              unexpected in the file:
                extra
              of another shape:
                weight: module [2, 2], file [1, 2]
            """, error.Message);
        Near.Check(before, module.weight!, 0);
    }

    [Fact]
    public void Only_the_first_ten_of_each_kind_are_listed()
    {
        LoadReport report = new("f", [], [.. Enumerable.Range(0, 12).Select(i => $"k{i}")], [], []);
        Assert.EndsWith("    k9\n    … and 2 more", report.ToString());
    }

    [Fact]
    public void Loading_what_fits_is_a_choice()
    {
        using Linear module = nn.Linear(2, 2);
        using DisposeScope scope = NewDisposeScope();
        Write(("bias", full([2], 7.0f)), ("weight", ones(3, 2)));
        LoadReport report = Checkpoint.Load(module, Path, new LoadOptions { Strict = false });
        Assert.Equal(["bias"], report.Loaded);
        Assert.Equal(["weight: module [2, 2], file [3, 2]"], report.Misshaped);
        Near.Check([7, 7], module.bias!, 0);
    }

    [Fact]
    public void Prefix_rename_transpose_and_ignored_keys()
    {
        using Linear module = nn.Linear(3, 2);
        using DisposeScope scope = NewDisposeScope();
        Tensor weight = randn(2, 3).to(ScalarType.Float16);
        Write(("h.c_attn.kernel", weight.t()), ("h.c_attn.bias", arange(2, ScalarType.Float64)), ("h.mask", ones(1)), (
            "other", ones(1)));
        Checkpoint.Load(module, Path, new LoadOptions
        {
            Prefix = "h.",
            Rename = key => key.Replace("c_attn.", "").Replace("kernel", "weight"),
            Transposed = ["weight"],
            Ignored = ["mask"],
        });
        Near.Check(weight, module.weight!, 0);
        Near.Check([0, 1], module.bias!, 0);
    }

    [Fact]
    public void A_second_name_of_a_tied_weight_must_say_the_same()
    {
        using Linear module = nn.Linear(2, 2, hasBias: false);
        using DisposeScope scope = NewDisposeScope();
        LoadOptions options = new() { Aliases = new Dictionary<string, string> { ["lm_head.weight"] = "weight" } };
        Tensor weight = randn(2, 2);

        Write(("weight", weight), ("lm_head.weight", weight));
        Checkpoint.Load(module, Path, options);
        Near.Check(weight, module.weight!, 0);

        Write(("lm_head.weight", weight + 1));
        Checkpoint.Load(module, Path, options);
        Near.Check(weight + 1, module.weight!, 0);

        Write(("weight", weight), ("lm_head.weight", weight + 1));
        Assert.Contains(
            "are one weight in this module",
            Assert.Throws<CheckpointException>(() => Checkpoint.Load(module, Path, options)).Message);
    }

    [Fact]
    public void Whole_numbers_are_not_taken_for_weights()
    {
        using Linear module = nn.Linear(2, 2, hasBias: false);
        using DisposeScope scope = NewDisposeScope();
        Write(("weight", ones(2, 2, ScalarType.Int64)));
        Assert.Contains(
            "weight: module Float32, file Int64",
            Assert.Throws<CheckpointException>(() => Checkpoint.Load(module, Path)).Message);
    }

    private void Write(params (string Key, Tensor Tensor)[] tensors) =>
        SafetensorsWriter.Write(Path, tensors.Select(t => KeyValuePair.Create(t.Key, t.Tensor)));
}
