using StudyKit.Checkpoints;

namespace StudyKit.Models.ResNet;

/// <summary>How published CIFAR nets become the state of <see cref="ResNetModel"/>.</summary>
public static class ResNetWeights
{
    /// <summary>
    /// For the nets of Yerlan Idelbayev (<c>akamaster/pytorch_resnet_cifar10</c>), converted to safetensors: every key
    /// begins with <c>module.</c>, the last layer is <c>linear</c>, and files of old PyTorch lack
    /// <c>num_batches_tracked</c>.
    /// </summary>
    public static LoadOptions Akamaster { get; } = new()
    {
        Rename = key => key.StartsWith("linear.", StringComparison.Ordinal) ? "fc." + key["linear.".Length..] : key,
        Optional = [".num_batches_tracked"],
    };

    /// <summary>
    /// Builds such a net and fills it: shortcut A with zeros on both sides. Images are normalised with the mean 0.485,
    /// 0.456, 0.406 and the deviation 0.229, 0.224, 0.225 of each channel, as in its training.
    /// </summary>
    /// <param name="path">
    /// The <c>state_dict</c> of a published file, saved as safetensors (in Python:
    /// <c>safetensors.torch.save_file(torch.load("resnet20.th")["state_dict"], "resnet20.safetensors")</c>).
    /// </param>
    /// <param name="depth">20, 32, 44, 56, 110 or 1202.</param>
    /// <returns>The net, in evaluation mode.</returns>
    /// <exception cref="CheckpointException">The file does not fit.</exception>
    public static ResNetModel LoadCifar(string path, int depth)
    {
        ResNetModel model = new(ResNetConfig.Cifar(depth, ShortcutKind.ZeroPaddedBothSides));
        try
        {
            Checkpoint.Load(model, path, Akamaster);
            model.eval();
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }
}
