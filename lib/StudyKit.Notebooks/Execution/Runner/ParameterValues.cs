using System.Globalization;
using System.Text.Json;
using Microsoft.CodeAnalysis.CSharp;

namespace StudyKit.Notebooks.Execution.Runner;

/// <summary>Turns text from the command line into C# of a declared type.</summary>
internal static class ParameterValues
{
    /// <summary>Checks all values.</summary>
    /// <param name="declared">The notebook's parameters.</param>
    /// <param name="given">Name and text.</param>
    /// <param name="notebook">What messages call the notebook.</param>
    /// <param name="warn">Hears of names that the notebook does not have; when null, such a name is an error.</param>
    /// <returns>Name and C# value, in the order given.</returns>
    /// <exception cref="ParameterException">A value does not fit its type; all of them are named.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Check(
        IReadOnlyList<DeclaredParameter> declared, IReadOnlyDictionary<string, string> given, string notebook,
            Action<string>? warn)
    {
        List<KeyValuePair<string, string>> values = [];
        List<string> errors = [];
        foreach ((string name, string text) in given)
        {
            if (declared.FirstOrDefault(one => one.Name == name) is not { } parameter)
            {
                string known = declared.Count == 0 ? "It has no cell tagged parameters."
                    : $"Known: {string.Join(", ", declared.Select(one => one.Name))}.";
                if (warn is null) errors.Add($"{notebook} has no parameter {name}. {known} Mend the name, or say " +
                    $"--allow-unknown to leave it out.");
                else warn($"{notebook} has no parameter {name}; it is ignored. {known}");
            }
            else if (Literal(parameter.Type, text) is { } value)
            {
                values.Add(new(name, value));
            }
            else
            {
                string example = parameter.Default.Length > 0 ? $", such as its default {parameter.Default}" : "";
                errors.Add($"The parameter {name} of {notebook} has the type {parameter.Type}. Expected: " +
                    $"{Words(parameter.Type)}{example}. Received: {text}.");
            }
        }

        if (errors.Count > 0) throw new ParameterException(string.Join('\n', errors));
        return values;
    }

    /// <summary>The text as C# of this type; null when it does not fit.</summary>
    public static string? Literal(string type, string text)
    {
        if (type.EndsWith("[]", StringComparison.Ordinal)) return Array(type[..^2], text);
        if (type.EndsWith('?')) return text == "null" ? "null" : Literal(type[..^1], text);

        CultureInfo plain = CultureInfo.InvariantCulture;
        string number = text.Trim();
        return type switch
        {
            "string" or "String" => SymbolDisplay.FormatLiteral(text, quote: true),
            "bool" or "Boolean" => bool.TryParse(number, out bool truth) ? (truth ? "true" : "false") : null,
            "int" or "Int32" => int.TryParse(number, NumberStyles.AllowLeadingSign, plain, out int small)
                ? small.ToString(plain) : null,
            "long" or "Int64" => long.TryParse(number, NumberStyles.AllowLeadingSign, plain, out long large)
                ? large.ToString(plain) + "L" : null,
            "float" or "Single" =>
                float.TryParse(number, NumberStyles.Float, plain, out float single) && float.IsFinite(single)
                ? single.ToString("R", plain) + "f" : null,
            "double" or "Double" =>
                double.TryParse(number, NumberStyles.Float, plain, out double real) && double.IsFinite(real)
                ? real.ToString("R", plain) + "d" : null,
            "decimal" or "Decimal" =>
                decimal.TryParse(number, NumberStyles.Float, plain, out decimal exact) ? exact.ToString(plain) + "m"
                : null,
            _ => null,
        };
    }

    private static string? Array(string type, string text)
    {
        string?[]? items = text.TrimStart().StartsWith('[') ? FromJson(type, text) : null;
        // Quotes are JSON's: cut at commas, they would stay, and a comma between them would cut a value in two.
        if (items is null && text.Contains('"') && text.TrimStart().StartsWith('[')) return null;
        items ??= text.Trim().Length == 0 ? []
            : [.. text.Trim().Trim('[', ']').Split(',').Select(item => Literal(type, item.Trim()))];
        return items.Contains(null) ? null : $"new {type}[] {{ {string.Join(", ", items)} }}";
    }

    /// <summary>The values of a JSON list as C#, null where one does not fit; null when the text is no JSON.</summary>
    private static string?[]? FromJson(string type, string text)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(text);
            bool isText = type.TrimEnd('?') is "string" or "String";
            return [.. json.RootElement.EnumerateArray().Select(item => item.ValueKind switch
            {
                JsonValueKind.String when isText => Literal(type.TrimEnd('?'), item.GetString()!),
                JsonValueKind.Null => type.EndsWith('?') ? "null" : null,
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False when !isText =>
                    Literal(type, item.GetRawText()),
                _ => null,
            })];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Words(string type) => type switch
    {
        "bool" or "Boolean" => "true or false",
        "int" or "Int32" or "long" or "Int64" => "a whole number",
        "float" or "Single" or "double" or "Double" or "decimal" or "Decimal" => "a number with a decimal point",
        _ when type.EndsWith('?') => $"null or {Words(type[..^1])}",
        _ when type.EndsWith("[]", StringComparison.Ordinal) =>
            $"values with commas between, or a JSON list, each {Words(type[..^2])}",
        _ => "a parameter of type string, bool, int, long, float, double or decimal, or an array of one (this one " +
            "can't be set from outside)",
    };
}

/// <summary>A parameter's value does not fit its type.</summary>
public sealed class ParameterException(string message) : Exception(message);
