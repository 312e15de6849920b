using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Notebooks.Execution.Formatting;

/// <summary>
/// Formatters that a library brings along without knowing any notebook: an attribute class named
/// TypeFormatterSourceAttribute with the property FormatterSourceType (and perhaps PreferredMimeTypes) on the type, a
/// base class or an interface; a source class with CreateTypeFormatters(); formatters with MimeType and bool
/// Format(object, TextWriter). All are found by name, as .NET Interactive does.
/// </summary>
internal static class ConventionFormatters
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<Formatter>> Cache = new();

    /// <summary>Adds what the value's formatters give; false when the type brings none or none applied.</summary>
    /// <exception cref="FormatterException">A formatter threw, or does not follow the convention.</exception>
    public static bool TryFormat(object value, MimeBundle bundle)
    {
        foreach (Formatter formatter in Cache.GetOrAdd(value.GetType(), Find))
        {
            using StringWriter text = new();
            if (formatter.Format(value, text)) bundle.Add(formatter.MimeType, text.ToString());
        }

        return !bundle.IsEmpty;
    }

    private static IReadOnlyList<Formatter> Find(Type type)
    {
        // An attribute of that name with other properties (Plotly.NET has one) follows no convention known here.
        (object attribute, Type source) = Ancestors(type)
            .SelectMany(candidate => candidate.GetCustomAttributes(inherit: false))
            .Where(candidate => candidate.GetType().Name == "TypeFormatterSourceAttribute")
            .Select(candidate => (candidate, Read<Type>(candidate, "FormatterSourceType")!))
            .FirstOrDefault(found => found.Item2 is not null);
        if (source is null) return [];

        MethodInfo create = source.GetMethod("CreateTypeFormatters", BindingFlags.Public | BindingFlags.Instance, [])
            ?? throw new FormatterException(type, $"{source.FullName} has no public method CreateTypeFormatters()");
        object instance = Activator.CreateInstance(source, nonPublic: true)!;
        if (create.Invoke(instance, null) is not IEnumerable made)
        {
            throw new FormatterException(type, $"{source.FullName}.CreateTypeFormatters() returned no sequence");
        }

        Formatter[] all = [.. made.Cast<object>().Select(one => Formatter.Of(type, one))];
        string[] preferred = Read<IEnumerable<string>>(attribute, "PreferredMimeTypes")?.ToArray() ?? [];
        if (preferred.Length == 0) return all;
        return [.. all.Where(one => preferred.Contains(one.MimeType)).OrderBy(
            one => Array.IndexOf(preferred, one.MimeType)), .. all.Where(one => !preferred.Contains(one.MimeType))];
    }

    private static IEnumerable<Type> Ancestors(Type type)
    {
        for (Type? ancestor = type; ancestor is not null; ancestor = ancestor.BaseType) yield return ancestor;
        foreach (Type contract in type.GetInterfaces()) yield return contract;
    }

    private static T? Read<T>(object target, string property)
        where T : class => target.GetType().GetProperty(property)?.GetValue(target) as T;

    private sealed record Formatter(string MimeType, Func<object, TextWriter, bool> Format)
    {
        public static Formatter Of(Type type, object formatter)
        {
            Type kind = formatter.GetType();
            if (Read<string>(formatter, "MimeType") is not { } mimeType)
            {
                throw new FormatterException(type, $"{kind.FullName} has no public property MimeType");
            }

            MethodInfo format =
                kind.GetMethods().FirstOrDefault(method => method.Name == "Format" && method.ReturnType == typeof(bool)
                    && method.GetParameters() is [{ } first, { } second]
                        && first.ParameterType.IsAssignableFrom(type) && second.ParameterType == typeof(TextWriter))
                ?? throw new FormatterException(type, $"{kind.FullName} has no public method bool Format(object, " +
                    "TextWriter)");
            return new Formatter(mimeType, (value, writer) =>
                (bool)format.Invoke(formatter, BindingFlags.DoNotWrapExceptions, null, [value, writer], null)!);
        }
    }
}
