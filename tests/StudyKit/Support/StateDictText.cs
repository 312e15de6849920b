using System.Text.RegularExpressions;
using TorchSharp;

namespace StudyKit.Tests.Support;

/// <summary>
/// A state dict for a golden that a person reads: one line a module with its tensors' shapes; modules that differ only
/// in one index of their names stand once, with their indices: "layers.{0-5}.norm1: weight bias [512]".
/// </summary>
public static partial class StateDictText
{
    public static string Of(torch.nn.Module module)
    {
        List<(string Name, string Tensors)> lines = [.. module.state_dict()
            .Select(pair => (Name: pair.Key, Shape: $"[{string.Join(", ", pair.Value.shape)}]"))
            .GroupBy(one => Module(one.Name))
            .Select(one => (one.Key, Tensors(one)))];
        // From the last index to the first, so that equal blocks fold before equal stages.
        for (int index = 3; index >= 0; index--) lines = Fold(lines, index);
        return string.Join('\n', lines.Select(line => $"{line.Name}: {line.Tensors}"));
    }

    private static string Module(string name) =>
        name.LastIndexOf('.') is int dot and > 0 ? name[..dot] : "(itself)";

    private static string Tensors(IGrouping<string, (string Name, string Shape)> module) => string.Join(
        ", ",
        module.GroupBy(one => one.Shape).Select(same => string.Join(
            ' ', same.Select(one => one.Name[(one.Name.LastIndexOf('.') + 1)..])) + " " + same.Key));

    /// <summary>Joins lines that are equal but for their index-th number.</summary>
    private static List<(string Name, string Tensors)> Fold(List<(string Name, string Tensors)> lines, int index) =>
    [
        .. lines.GroupBy(line => Numbers().Matches(line.Name) is var numbers && numbers.Count > index
                ? (line.Name[..numbers[index].Index], line.Name[(numbers[index].Index + numbers[index].Length)..],
                    line.Tensors)
                : (line.Name, "", line.Tensors))
            .Select(same => same.Count() == 1
                ? same.First()
                : ($"{same.Key.Item1}{{{Range([.. same.Select(line => Number(line.Name, index))])}}}{same.Key.Item2}",
                    same.Key.Tensors)),
    ];

    private static string Number(string name, int index) => Numbers().Matches(name)[index].Value;

    private static string Range(string[] numbers) =>
        numbers.Select(int.Parse).Zip(numbers.Skip(1).Select(int.Parse)).All(pair => pair.Second == pair.First + 1)
            ? $"{numbers[0]}-{numbers[^1]}"
            : string.Join(',', numbers);

    // An index is a part of a name by itself: 0 in layers.0, not 1 in norm1.
    [GeneratedRegex(@"(?<=^|\.)\d+(?=\.|$)")]
    private static partial Regex Numbers();
}
